"""Commands that look things up in the catalogue, and the games about it."""
