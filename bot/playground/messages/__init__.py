"""The messages that exist, and what happened to them."""
