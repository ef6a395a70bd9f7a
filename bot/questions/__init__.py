"""What was asked: a sentence in, a query on the catalogue, an answer out; no Discord in it."""
