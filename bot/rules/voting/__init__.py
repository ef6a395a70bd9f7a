"""Voting methods: ballots in, a tally that can be followed round by round out.

``tally`` counts, ``model`` holds the values, ``english`` says them in words; each method has a
module of its own. The same ballots, candidates and seed always give the same tally.
"""
