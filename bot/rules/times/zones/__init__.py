"""Time zones by what people call them."""
