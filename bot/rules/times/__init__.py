"""Times as people write them, in the time zone that they live in.

grammar is our own because the libraries at hand settle in silence what has to be asked back: an
hour that daylight saving skips or doubles, "next Friday", "at 8", 3/4.
"""
