"""What somebody keeps here: films seen, rated and listed, and all of it as files or deleted."""
