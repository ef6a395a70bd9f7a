"""How films are chosen: lists, draws, ballots and nights, as pure rules.

Nothing here reads a clock, a database or a chat: what a rule needs is handed in, and the same
inputs always give the same result.
"""
