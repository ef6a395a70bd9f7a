"""What a run of words may be read as.

Words come from the lexicons (each table of ``lexicon/*.toml`` is one of these), from the names of
the catalogue and from figures; rules of the grammar make the others. A category that nothing makes,
or that nothing takes, is an error when the grammar is loaded.
"""

import enum


class Category(enum.StrEnum):
    """A category of words, or of what a rule makes of them; its value is what lexicons call it."""

    # What rules make whole questions of: each may be a question by itself.
    FILMS = "Films"  # a set of titles
    PEOPLE = "People"  # a set of people
    VALUES = "Values"  # what an attribute has on titles
    ANSWER = "Answer"  # a whole question that is no set

    # Names of the catalogue.
    TITLE = "Title"
    NAME = "Name"  # a person
    SURNAME = "Surname"  # of somebody with few credits: read beside a role only
    SIBLINGS = "Siblings"  # several people by one surname: "the Coen brothers"
    FRANCHISE_NAME = "SagaName"  # how several titles begin: "bourne"
    TAG = "Tag"

    # Figures.
    YEAR = "Year"
    SHORT_YEAR = "ShortYear"  # '94
    YEAR_UP = "YearUp"  # 2010+
    DECADE = "Decade"  # any span of years: the 80s, 1990-1995, the last ten years
    NUMBER = "Number"
    NUMBER_UP = "NumberUp"  # 8+
    SCORE = "Score"  # a number that may be a rating
    FEW = "Few"  # a number of titles that may be asked for: "five comedies"
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
    FRANCHISE = "Saga"  # series, trilogy, movies: after how several titles begin
    FRANCHISE_OF = "SagaOf"  # all the ... movies: before it
    ONE_FILM = "OneFilm"  # a ... film, before whose it is
    WHAT = "What"  # which
    ALL_BUT = "AllBut"  # anything but
    ABOUT = "About"
    TELLING = "Telling"  # set in, where: before what happens in a story
    THEME = "Theme"  # words for what a story is about
    LIKE = "Like"  # movies like: before a title that they are like
    ALIKE = "Alike"  # like one title
    LIKENESS = "Likeness"  # like one title, or several at once
    KNOWN_FOR = "KnownFor"
    WHAT_ELSE = "WhatElse"  # what else did

    # Words for people and what they do; the mark is the role.
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
    JOINTLY = "Jointly"  # work together, before who does
    SHARE = "Share"  # the same, in common
    IN_TITLE = "InTitle"  # in, before a title
    IN_ALL = "InAll"  # in all
    FOR = "For"
    WITH = "With"

    # Words that ask.
    ATTRIBUTE = "Attr"  # language, year, rating; the mark is which
    GROUP_ATTRIBUTE = "GroupAttr"  # an attribute, where something is asked of groups
    ATTRIBUTES = "AttrList"  # which genres are there
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
    POLAR = "Polar"  # is, did, has: what a yes/no question begins with

    # Words that join, deny and bound.
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

    # Words that are read, but not by the grammar.
    PRONOUN = "Pronoun"  # it, those, she
    ONE_OF = "OneOf"  # the older one
    NEXT = "Next"  # the next one
    FOLLOW_UP = "FollowUp"  # and, only, what about
    ABSENT = "Absent"  # him, where nobody was named
    ASIDE = "Aside"  # what says nothing of a film
    BEYOND = "Beyond"  # what no catalogue of this format knows

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
    CHOICE = "Choice"  # which of two: no yes/no question, though it may begin like one

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
    ROLE_WHO = "RoleWho"  # a role whose holders are asked for: who directed
    WHOSE_ROLE = "WhoseRole"  # a role whose holders are said: whose director is
    ALSO_ROLE = "AlsoRole"  # a role of people said before: also directed
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
"""What names of the catalogue are read as."""
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
"""What figures are read as."""
READ_ANEW = frozenset({Category.FEW, Category.GROUP_ATTRIBUTE, Category.SCORE, Category.THEME})
"""What words of another category may be read as besides."""
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
"""Words that no rule takes: other stages read them."""
