"""Dialogue management: follow-ups, choosing a reading, declining, suggestions."""
