"""The playground in a browser: the page, and the socket through which its people act."""
