"""What a message is made of, as plain values: requests, controls, replies, limits."""
