"""Threads and forum posts, their lifecycle, and what Discord refuses."""
