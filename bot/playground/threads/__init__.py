"""Threads and forum posts: what they are, what becomes of them, and what Discord refuses."""
