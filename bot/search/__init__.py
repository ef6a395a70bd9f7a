"""What was meant: a few typed words become the movie, person or genre, with how sure we are."""
