"""How servers' settings look, and people's time zones."""
