"""Record files: finding, reading, judging and mending them."""
