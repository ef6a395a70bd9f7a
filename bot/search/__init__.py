"""Search: from a few typed words to the movie, person or genre meant, and how surely."""
