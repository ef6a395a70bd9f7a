"""Tables of people, and ownership of rows."""
