"""Scripts of what people do, one step per line: parsing and running the steps."""
