"""A server as Discord shows it: who may do what, who sits and reads where, its events."""
