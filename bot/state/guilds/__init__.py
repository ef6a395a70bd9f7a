"""Tables of servers and of their messages."""
