"""Messages, and their history."""
