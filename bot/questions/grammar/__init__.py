"""Which neighbouring words make what, and what that means."""
