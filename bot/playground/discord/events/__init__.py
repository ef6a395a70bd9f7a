"""Scheduled events that begin, end and recur by the clock."""
