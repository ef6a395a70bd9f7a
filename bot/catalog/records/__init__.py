"""Record files: finding, reading, checking and fixing them."""
