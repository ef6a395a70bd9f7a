"""The costs of rules: how far-fetched a reading is.

The cheapest reading of a sentence wins. The steps are as small as the questions of the corpus
require. A negative cost marks a phrase so clear that it wins over whatever else its parts could
make.
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
