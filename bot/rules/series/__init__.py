"""Regular nights: when the next evening is, how it is said, who hosts it, when a series ends."""
