"""Names as people type and read them."""
