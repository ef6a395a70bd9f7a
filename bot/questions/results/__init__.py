"""Turns queries into results: the answers, and the sentences that state them."""
