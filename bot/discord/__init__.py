"""The Discord side: what people type and press there, and what they are shown."""
