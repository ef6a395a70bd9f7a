"""What is kept of servers and of the messages in them."""
