"""The command line: plain functions that return an exit status, and the parser over them."""
