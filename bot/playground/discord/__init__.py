"""The local Discord itself: what it knows, what it refuses, and the protocols it speaks."""
