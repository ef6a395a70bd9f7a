"""The playground in a browser: the page, and the socket that connects its users."""
