"""What stories are about: themes in a question, and whole descriptions."""
