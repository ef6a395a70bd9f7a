"""What logs may hold: no user ids and nothing that people typed, whoever logs."""
