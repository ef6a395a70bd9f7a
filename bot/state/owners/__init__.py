"""Whose a row is: a person's, a server's, or a circle's."""
