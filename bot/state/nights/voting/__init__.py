"""Votes in the store: nominations, ballots and results."""
