"""The categories that spans of words can have.

Categories of terminals come from the lexicons (each table of ``lexicon/*.toml`` is one), from the
names in the catalogue and from numbers; rules of the grammar produce the others. Loading the
grammar fails if nothing produces or nothing consumes a category.
"""

import enum


class Category(enum.StrEnum):
    """A category of a terminal or of a rule's result; the value is its name in lexicons."""

    # Results of rules that can be whole questions.
    FILMS = "Films"  # a set of titles
    PEOPLE = "People"  # a set of people
    VALUES = "Values"  # the values of an attribute
    ANSWER = "Answer"  # a whole question other than a set

    # Names of the catalogue.
    TITLE = "Title"
    NAME = "Name"  # a person
    SURNAME = "Surname"  # of a person with few credits: only read next to a role
    SIBLINGS = "Siblings"  # several people with one surname: "the Coen brothers"
    FRANCHISE_NAME = "SagaName"  # the common beginning of titles: "bourne"
    TAG = "Tag"

    # Figures.
    YEAR = "Year"
    SHORT_YEAR = "ShortYear"  # '94
    YEAR_UP = "YearUp"  # 2010+
    DECADE = "Decade"  # any span of years: the 80s, 1990-1995, the last ten years
    NUMBER = "Number"
    NUMBER_UP = "NumberUp"  # 8+
    SCORE = "Score"  # a number that may be a rating
    FEW = "Few"  # a number of titles to ask for: "five comedies"
    ORDINAL = "Ordinal"  # second
    SCALE = "Scale"  # million
    UNIT = "Unit"  # years, decades
    LENGTH = "Length"  # 90 minutes, 1h30
    CENTURY = "Century"  # the 20th century

    # Words for titles and what they are.
    NOUN = "Noun"  # films, series, something
    GENRE = "Genre"  # funny
    GENRE_NOUN = "GenreNoun"  # comedies
    LANGUAGE = "Language"
    QUALITY = "Quality"  # well rated, hidden gem, recent
    SPOKEN = "Spoken"  # in the language
    FRANCHISE = "Saga"  # series, trilogy, movies: after the common beginning of titles
    FRANCHISE_OF = "SagaOf"  # all the ... movies: before that
    ONE_FILM = "OneFilm"  # a ... film, before a person
    WHAT = "What"  # which
    ALL_BUT = "AllBut"  # anything but
    ABOUT = "About"
    TELLING = "Telling"  # set in, where: before a theme
    THEME = "Theme"  # a theme: what a story is about
    LIKE = "Like"  # movies like: before the title to compare with
    ALIKE = "Alike"  # like one title
    LIKENESS = "Likeness"  # like one title, or like several
    KNOWN_FOR = "KnownFor"
    WHAT_ELSE = "WhatElse"  # what else did

    # Words for people and their roles; the mark is the role.
    ROLE_NOUN = "RoleNoun"  # director
    ROLE_VERB = "RoleVerb"  # directed
    ROLE_PASSIVE = "RolePassive"  # directed by
    CO_ROLE = "CoRole"  # co-star
    WHO = "Who"
    WHOSE = "Whose"
    THEIR = "Their"  # in their films
    SELF = "Self"  # himself
    ALSO = "Also"
    BESIDES = "Besides"
    TOGETHER = "Together"
    JOINTLY = "Jointly"  # work together, before the people
    SHARE = "Share"  # the same, in common
    IN_TITLE = "InTitle"  # in, before a title
    IN_ALL = "InAll"  # in all
    FOR = "For"
    WITH = "With"

    # Words that ask.
    ATTRIBUTE = "Attr"  # language, year, rating; the mark is the attribute
    GROUP_ATTRIBUTE = "GroupAttr"  # an attribute that a question groups by
    ATTRIBUTES = "AttrList"  # an attribute in "which genres are there"
    ABOUT_WHAT = "AboutWhat"
    WHEN = "When"
    RELEASED = "Released"  # come out
    HOW_MANY = "HowMany"
    COUNT_PEOPLE = "CountPeople"  # how many people
    MEAN = "Mean"  # average, total
    CAREER = "Career"
    TOP_CAREER = "TopCareer"  # longest career
    SUPERLATIVE = "Sup"  # best
    GENRE_SUPERLATIVE = "SupGenre"  # scariest
    MOST = "Most"  # most often
    MOST_KNOWN = "MostKnown"  # busiest
    TOP_RATED = "TopRated"
    HIGHER = "Higher"  # highest, before an average
    COMPARATIVE = "Cmp"  # older than
    RATED_COMPARATIVE = "CmpRated"  # better
    VOTED_COMPARATIVE = "MoreVoted"  # more popular
    MORE = "More"
    THAN = "Than"
    EACH = "Each"
    BY_YEAR = "ByYear"
    POLAR = "Polar"  # is, did, has: at the start of a yes/no question

    # Conjunctions, negations and bounds.
    AND = "And"
    OR = "Or"
    BOTH = "Both"
    NOT = "Not"
    BEFORE = "Before"
    AFTER = "After"  # since
    LATER = "Later"  # after
    FROM = "From"  # between
    TO = "To"
    UP_TO = "UpTo"
    IN = "In"
    PAST = "Past"  # the last
    THIS = "This"
    PART_OF = "PartOf"  # early
    AGO = "Ago"
    ONE_AGO = "OneAgo"  # a decade ago
    TURNING = "Turning"  # turning, before an age
    DECADE_MARK = "DecadeMark"  # the decade of
    OVER = "Over"
    UNDER = "Under"
    OR_MORE = "OrMore"
    OR_LESS = "OrLess"
    AMOUNT = "Amount"  # more than, at most: how many
    RATED = "Rated"
    STARS_UNIT = "StarsUnit"
    VOTES_UNIT = "VotesUnit"
    TIMES_UNIT = "TimesUnit"
    ON_NETFLIX = "OnNetflix"
    MINUTES_UNIT = "MinutesUnit"  # minutes, hours
    LONGER = "Longer"  # longer than, before a length
    SHORTER = "Shorter"
    LASTS = "Lasts"  # how long does it last

    # Words that other stages read, not the grammar.
    PRONOUN = "Pronoun"  # it, those, she
    ONE_OF = "OneOf"  # the older one
    NEXT = "Next"  # the next one
    FOLLOW_UP = "FollowUp"  # and, only, what about
    ABSENT = "Absent"  # him, if nobody was named
    ASIDE = "Aside"  # words that say nothing about a film
    BEYOND = "Beyond"  # topics that no catalogue in this format covers

    # Made by rules: anniversaries.
    AGE = "Age"  # 20 years
    TURNING_AGE = "TurningAge"  # turning 30
    YEAR_AGO = "YearAgo"  # 20 years ago
    OVER_AGO = "OverAgo"  # hace más de
    UNDER_AGO = "UnderAgo"  # hace menos de

    # Made by rules: attributes.
    ASKED = "Asked"  # director and year
    AND_ASKED = "AndAsked"
    AND_ATTRIBUTE = "AndAttr"

    # Made by rules: comparisons.
    COMPARED_TITLE = "CmpTitle"  # older than Heat
    COMPARED_PAIR = "CmpTitlePair"
    TITLE_PAIR = "TitlePair"
    OR_TITLE = "OrTitle"
    SHARED_ATTRIBUTE = "ShareAttr"  # the same year as
    MORE_FILMS = "MoreFilms"
    MORE_IN_ROLE = "MoreInRole"  # directed more films
    MORE_THAN_NAME = "MoreThanName"
    NAME_PAIR = "NamePair"
    THAN_NAME = "ThanName"
    THAN_FILMS = "ThanFilms"
    BETTER = "Better"  # better, more popular: of sets
    BETTER_THAN_NAME = "BetterThanName"
    BETTER_THAN_FILMS = "BetterThanFilms"
    BETTER_THAN_YEAR = "BetterThanYear"
    HIGHER_THAN_NAME = "HigherThanName"
    SET_PAIR = "SetPair"
    SET_CONTRAST = "SetContrast"  # comedies, better than dramas
    OR_GENRE_NOUN = "OrGenreNoun"
    CHOICE = "Choice"  # which of two: not a yes/no question, though it may begin like one

    # Made by rules: counts and averages.
    FIGURE_OF = "FigureOf"  # how many votes of
    MEAN_ATTRIBUTE = "MeanAttr"  # average rating
    BOUNDS = "Bounds"  # more than three
    SO_MANY = "SoMany"  # more than three comedies
    ROLE_MANY = "RoleMany"  # directed more than three comedies
    MANY_OF = "ManyOf"  # somebody's more than three comedies
    ALL_FILMS = "AllFilms"  # in all the Matrix films
    NUMBER_OF = "NumberOf"  # two languages
    NUMBER_TIMES = "NumberTimes"
    TIMES = "Times"  # more than once
    PEOPLE_TIMES = "PeopleTimes"
    FILMS_TIMES = "FilmsTimes"
    PARTNERED_TIMES = "PartneredTimes"

    # Made by rules: groups.
    BY = "By"  # of each decade
    PER_FILMS = "PerFilms"  # films of each decade
    YEAR_FILMS = "YearFilms"
    MEAN_OF = "MeanOf"  # the average
    MEAN_BY = "MeanBy"  # the average of each decade
    HIGHER_MEAN = "HigherMean"  # the highest average
    RATED_END = "RatedEnd"  # the best rated
    RATED_FILMS = "RatedFilms"
    LED = "Led"  # the decade with the highest average
    TOP_GROUP = "TopGroup"  # the busiest year

    # Made by rules: paths.
    ROLE_WHO = "RoleWho"  # a role in a question for its holders: who directed
    WHOSE_ROLE = "WhoseRole"  # a role with its holders given: whose director is
    ALSO_ROLE = "AlsoRole"  # a role of people mentioned before: also directed
    SHARE_ROLE = "ShareRole"  # the same director
    SELF_ROLE = "SelfRole"  # directed himself
    ROLE_PERSON = "RolePerson"  # the director Michael Mann
    PARTNERED = "Partnered"  # whom Al Pacino worked with
    PARTNERS_IN = "PartnersIn"
    PEOPLE_IN = "PeopleIn"
    BESIDES_NAME = "BesidesName"
    WITH_PEOPLE = "WithPeople"
    WITH_NAME = "WithName"
    PAIR_WITH = "PairWith"

    # Made by rules: picks.
    FILTER = "Filter"  # a condition on titles
    YEARS = "Years"  # 1990 to 1995
    AND_YEAR = "AndYear"
    SPAN = "Span"  # ten years
    BOUND = "Bound"  # 8 or higher
    NUMBERS = "Numbers"  # 7 and 8
    AND_NUMBER = "AndNumber"
    VOTE_NUMBERS = "VoteNumbers"
    VOTES = "Votes"
    STARS = "Stars"

    # Made by rules: running times.
    LENGTHS = "Lengths"  # 90 and 120 minutes
    AND_LENGTH = "AndLength"

    # Made by rules: sets.
    GROUP = "Group"  # several people
    AND_FILMS = "AndFilms"
    OR_FILMS = "OrFilms"
    AND_FILTER = "AndFilter"
    OR_FILTER = "OrFilter"
    ONE_OF_FILTERS = "OneOfFilters"
    AND_GENRE_NOUN = "AndGenreNoun"
    AND_NAME = "AndName"
    OR_NAME = "OrName"
    AND_GROUP = "AndGroup"
    AND_TITLE = "AndTitle"
    BOTH_TITLES = "BothTitles"
    SHARING_TITLES = "SharingTitles"
    SHARING_GROUP = "SharingGroup"
    ONE_OF_FILMS = "OneOfFilms"  # a Mann film
    AND_ONE_OF_FILMS = "AndOneOfFilms"
    ONE_OF_EACH = "OneOfEach"
    AND_ROLE_VERB = "AndRoleVerb"
    AND_ROLE_PASSIVE = "AndRolePassive"
    NOT_ROLE = "NotRole"
    NOT_PASSIVE = "NotPassive"

    # Made by rules: superlatives.
    AND_SUPERLATIVE = "AndSup"
    TWO_SUPERLATIVES = "TwoSups"  # best and worst
    NAME_TWO_SUPERLATIVES = "NameTwoSups"
    NTH_OF_GENRE = "NthGenre"  # second scariest
    MOST_FILMS = "MostFilms"  # the most westerns
    MOST_ROLE = "MostRole"  # most frequent actor
    ROLE_OF = "RoleOf"  # director of Tom Hanks
    TOP_CO_ROLE = "TopCoRole"


NAMES = frozenset(
    {
        Category.TITLE,
        Category.NAME,
        Category.SURNAME,
        Category.SIBLINGS,
        Category.FRANCHISE_NAME,
        Category.TAG,
        Category.GENRE,
        Category.LANGUAGE,
    }
)
"""The categories of names in the catalogue."""
FIGURES = frozenset(
    {
        Category.YEAR,
        Category.SHORT_YEAR,
        Category.YEAR_UP,
        Category.DECADE,
        Category.NUMBER,
        Category.NUMBER_UP,
        Category.LENGTH,
    }
)
"""The categories of numbers."""
READ_ANEW = frozenset({Category.FEW, Category.GROUP_ATTRIBUTE, Category.SCORE, Category.THEME})
"""Categories that words of other categories can also have."""
OUTSIDE_GRAMMAR = frozenset(
    {
        Category.PRONOUN,
        Category.ONE_OF,
        Category.NEXT,
        Category.FOLLOW_UP,
        Category.ABSENT,
        Category.ASIDE,
        Category.BEYOND,
    }
)
"""Words that no rule consumes: other stages read them."""
