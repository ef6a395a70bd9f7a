"""From candidates to a verdict: features, the learned ranker, and how plausible a match is."""
