"""What it costs to take neighbouring words by a rule: how far-fetched it is.

The cheapest reading of a sentence is taken. The steps are as small as the questions of the corpus
need to be told apart. What costs less than nothing is said so plainly that it is taken before what
its parts would make otherwise.
"""

CERTAIN = -0.4
PREFERRED = -0.3
FAVOURED = -0.2
LIKELIER = -0.1
PLAIN = 0.0
ALMOST_PLAIN = 0.05
SLIGHT = 0.1
SMALL = 0.2
MILD = 0.3
MODEST = 0.4
FAIR = 0.5
MARKED = 0.6
HIGH = 0.7
UNLIKELY = 0.8
DOUBTFUL = 0.9
ODD = 1.0
STRAINED = 1.2
FAR_FETCHED = 1.4
LAST_RESORT = 1.5
