"""The grammar: which neighbours make what.

What a phrase means follows from the types of its parts, hardly from their order: a word for a
role, beside titles, gives people (*the director of Heat*, *Heat's director*, *who directed
Heat*); beside people, it gives titles (*directed by Mann*, *Mann directed*). So the same rules
read English, Spanish and broken English alike; the order of words only makes a reading dearer.

Categories of words come from the lexicon (``lexicon/*.toml``) and the catalogue's names:

    Title Name Tag Genre Language        names of the catalogue, and words for genres and languages
    Surname Siblings SagaName            a surname, several people by one, how several titles begin
    RoleNoun RoleVerb RolePassive        director | directed | directed by
    CoRole Together Share                co-star | together with | the same
    Attr When Released AboutWhat About   language | when | come out | what ... about | about
    Noun GenreNoun Who                   films | comedies | who
    Year Decade Number                   figures
    Sup Cmp Most HowMany Career Polar    best | older than | most often | how many | career | is

Categories of wholes:

    Films People Values Filter           sets of titles, of people, of values; a condition on titles
    RoleWho                              a role whose holders are asked for: "directed by whom"
    WhoseRole                            a role whose holders are said: "whose director (is) ..."
    AlsoRole                             a role told of people said before: "... also directed"
    Answer                               a whole question that is no set
"""

from bot.questions.grammar import asking, compose, figures, together
from bot.questions.grammar.grammar_of_contrasts import CONTRASTS
from bot.questions.grammar.grammar_of_groups import GROUPS
from bot.questions.grammar.grammar_of_sets import ROLES, SETS_OF_FILMS, SETS_OF_PEOPLE
from bot.questions.parser.rules import Grammar, Rule, head_left, head_right, renamed

_FILTERS = (
    renamed("Genre", "Filter", 0.0),
    renamed("Language", "Filter", 0.0),
    head_right("Spoken", "Language", "Language", 0.0),
    head_left("Language", "Spoken", "Language", 0.0),
    renamed("Tag", "Filter", 1.0),
    head_right("About", "Tag", "Filter", -0.4),
    head_right("About", "Genre", "Filter", 0.4),
    head_right("About", "AboutThing", "Filter", 0.0),
    renamed("Quality", "Filter", 0.1),
    Rule("Decade", None, "Filter", 0.05, figures.years),
    Rule("Year", None, "Filter", 0.3, figures.year),
    Rule("In", "Year", "Filter", 0.0, figures.year, takes="r"),
    head_right("In", "Filter", "Filter", 0.05),
    Rule("Released", "Year", "Filter", 0.1, figures.year, takes="r"),
    Rule("Before", "Year", "Filter", 0.0, figures.before, takes="r"),
    Rule("Before", "Decade", "Filter", 0.0, figures.before, takes="r"),
    Rule("After", "Year", "Filter", 0.1, figures.since, takes="r"),
    Rule("After", "Decade", "Filter", 0.2, figures.since, takes="r"),
    Rule("Later", "Year", "Filter", 0.0, figures.after, takes="r"),
    Rule("Later", "Decade", "Filter", 0.0, figures.after, takes="r"),
    Rule("Year", "AndYear", "Years", 0.0, figures.span),
    head_right("And", "Year", "AndYear", 0.0),
    head_right("To", "Year", "AndYear", 0.0),
    Rule("From", "Years", "Filter", 0.0, figures.years, takes="r"),
    Rule("Years", None, "Filter", 0.3, figures.years),
    Rule("DecadeMark", "Number", "Decade", 0.0, figures.decade_of, takes="r"),
    Rule("DecadeMark", "Year", "Decade", -0.1, figures.decade_of, takes="r"),
    head_right("DecadeMark", "Decade", "Decade", 0.0),
    Rule("Past", "Span", "Decade", 0.0, figures.past, takes="r"),
    Rule("Number", "Unit", "Span", 0.0, figures.units),
    Rule("Unit", None, "Span", 0.1, figures.unit),
    Rule("This", "Unit", "Decade", 0.0, figures.this, takes="r"),
    Rule("Century", None, "Decade", 0.0, figures.century),
    Rule("PartOf", "Decade", "Decade", 0.0, figures.part_of),
    Rule("Number", "Scale", "Number", 0.0, figures.scaled),
    Rule("Scale", None, "Number", 0.2, figures.scale),
    # rated 8 or higher; 2010 or later; between 7 and 8
    Rule("Number", "OrMore", "Bound", 0.1, figures.over, takes="l"),
    Rule("Number", "OrLess", "Bound", 0.1, figures.under, takes="l"),
    Rule("Year", "OrMore", "Filter", 0.0, figures.since, takes="l"),
    Rule("Year", "OrLess", "Filter", 0.0, figures.until, takes="l"),
    Rule("Decade", "OrMore", "Filter", 0.0, figures.since, takes="l"),
    Rule("Decade", "OrLess", "Filter", 0.0, figures.until, takes="l"),
    Rule("Number", "AndNumber", "Numbers", 0.1, figures.bounds),
    head_right("And", "Number", "AndNumber", 0.0),
    head_right("To", "Number", "AndNumber", 0.0),
    Rule("From", "Numbers", "Bound", 0.2, figures.within, takes="r"),
    Rule("Rated", "Numbers", "Bound", 0.1, figures.within, takes="r"),
    head_left("Numbers", "VotesUnit", "VoteNumbers", 0.0),
    Rule("From", "VoteNumbers", "Filter", 0.0, figures.votes_within, takes="r"),
    head_left("Numbers", "StarsUnit", "Numbers", 0.0),
    Rule("Rated", "Score", "Filter", 0.3, figures.stars, takes="r"),
    head_right("Rated", "Bound", "Bound", 0.0),
    renamed("Bound", "Filter", 0.0),
    head_right("Both", "Filter", "Filter", 0.0),
    Rule("NumberUp", None, "Bound", 0.1, figures.over),
    Rule("NumberUp", "VotesUnit", "Filter", 0.0, figures.over_votes, takes="l"),
    Rule("NumberUp", "StarsUnit", "Bound", 0.0, figures.over, takes="l"),
    Rule("YearUp", None, "Filter", 0.0, figures.since),
    Rule("UpTo", "Year", "Filter", 0.0, figures.until, takes="r"),
    Rule("UpTo", "Decade", "Filter", 0.0, figures.until, takes="r"),
    Rule("In", "ShortYear", "Filter", 0.2, figures.year, takes="r"),
    Rule("Over", "Number", "Filter", 0.2, figures.over, takes="r"),
    Rule("Under", "Number", "Filter", 0.2, figures.under, takes="r"),
    Rule("Over", "Stars", "Filter", 0.0, figures.over, takes="r"),
    Rule("Under", "Stars", "Filter", 0.0, figures.under, takes="r"),
    Rule("Over", "Votes", "Filter", 0.0, figures.over_votes, takes="r"),
    Rule("Under", "Votes", "Filter", 0.0, figures.under_votes, takes="r"),
    head_left("Number", "VotesUnit", "Votes", 0.0),
    head_left("Score", "StarsUnit", "Stars", 0.0),
    Rule("Stars", None, "Filter", 0.3, figures.stars),
    Rule("Filter", "Filter", "Filter", 0.1, compose.both),
    head_right("And", "Filter", "AndFilter", 0.0),
    head_right("Or", "Filter", "OrFilter", 0.0),
    Rule("Filter", "AndFilter", "Filter", 0.1, compose.both),
    Rule("Filter", "OrFilter", "Filter", 0.0, compose.either),
    Rule("Not", "Filter", "Filter", 0.0, compose.negate, takes="r"),
    Rule("AllBut", "Filter", "Films", 0.0, asking.all_but, takes="r"),
    Rule("AllBut", "GenreNoun", "Films", 0.0, asking.all_but, takes="r"),
    Rule("Not", "Films", "Filter", 0.5, compose.negate_films, takes="r"),
    Rule("Not", "People", "Filter", 0.3, compose.negate_people, takes="r"),
)

_VALUES = (
    Rule("Attr", "Title", "Values", 0.0, compose.values, "left"),
    Rule("Attr", "Films", "Values", 0.3, compose.values, "left"),
    Rule("Films", "Attr", "Values", 0.1, compose.values, "right", takes="rl"),
    Rule("When", "Title", "Values", 0.0, compose.values, "left"),
    Rule("When", "Films", "Values", 0.3, compose.values, "left"),
    Rule("Films", "When", "Values", 0.0, compose.values, "right", takes="rl"),
    head_left("When", "Released", "When", 0.0),
    head_left("Attr", "Released", "Attr", 0.2),
    head_right("Released", "Attr", "Attr", 0.2),
    head_left("Attr", "Attr", "Attr", 0.1, same=True),
    head_right("Attr", "Values", "Values", 0.0, same=True),
    head_right("When", "Values", "Values", 0.0, same=True),
    head_left("Values", "Attr", "Values", 0.0, same=True),
    head_left("Values", "Released", "Values", 0.1),
    head_right("Polar", "Values", "Values", 0.0),
    head_right("What", "Values", "Values", 0.0),
    head_left("Values", "What", "Values", 0.1),
    Rule("Attr", "People", "Values", 1.0, asking.values_of_people, "left"),
    Rule("When", "People", "Values", 1.5, asking.values_of_people, "left"),
    Rule("AttrList", None, "Values", 0.0, asking.all_values),
    Rule("AboutWhat", "Films", "Values", 0.2, asking.about, takes="r"),
    Rule("Films", "AboutWhat", "Values", 0.2, asking.about, takes="l"),
    head_right("AboutWhat", "Values", "Values", 0.0),
    head_left("Values", "AboutWhat", "Values", 0.0),
)

_ANSWERS = (
    Rule("HowMany", "Films", "Answer", 0.0, asking.count, takes="r"),
    Rule("CountPeople", "People", "Answer", -0.4, asking.count, takes="r"),
    Rule("HowMany", "People", "Answer", 0.0, asking.count, takes="r"),
    Rule("HowMany", "Values", "Answer", 0.0, asking.count, takes="r"),
    Rule("Polar", "Films", "Answer", 0.0, asking.check, takes="r"),
    Rule("Polar", "Answer", "Answer", 0.0, asking.polar, takes="r"),
    Rule("Most", "People", "Answer", 0.1, asking.top),
    Rule("RoleNoun", "Name", "RoleOf", 0.2, together.who_directed, priority=2),
    Rule("Most", "RoleOf", "Answer", 0.0, asking.top),
    Rule("People", "Most", "Answer", 0.1, asking.top, takes="rl"),
    Rule("Most", "RoleNoun", "MostRole", 0.0, asking.pair),
    Rule("People", "MostRole", "Answer", 0.1, together.top_role_of, takes="rl"),
    Rule("MostRole", "People", "Answer", 0.5, together.top_role_of),
    head_left("CoRole", "Most", "TopCoRole", 0.0),
    # who directed the most westerns; which actor is in most comedies
    Rule("Most", "Films", "MostFilms", 0.0, asking.most_of),
    Rule("Most", "Noun", "MostFilms", 0.0, asking.most_of),
    Rule("RoleWho", "MostFilms", "Answer", 0.0, asking.top_credited),
    Rule("RoleNoun", "MostFilms", "Answer", 0.2, asking.top_credited),
    head_right("Who", "TopCoRole", "TopCoRole", 0.0),
    Rule("TopCoRole", "People", "Answer", 0.0, asking.top_partners),
    Rule("GroupAttr", "MostFilms", "Answer", 0.1, together.top_values),
    Rule("When", "MostFilms", "Answer", 0.1, together.top_values),
    Rule("GroupAttr", "Most", "Answer", 0.4, together.top_value),
    Rule("Most", "GroupAttr", "Answer", 0.4, together.top_value, takes="rl"),
    Rule("RoleWho", "Most", "Answer", 0.4, together.top_of_all),
    Rule("RoleNoun", "Most", "Answer", 0.5, together.top_of_all),
    Rule("Most", "RoleNoun", "Answer", 0.3, together.top_of_all, takes="rl", priority=1),
    Rule("MostKnown", "RoleNoun", "Answer", 0.3, together.top_of_all, takes="rl"),
    Rule("RoleNoun", "MostKnown", "Answer", 0.3, together.top_of_all),
    Rule("HowMany", "RoleNoun", "Answer", 0.6, together.count_people, takes="r"),
    Rule("HowMany", "Attr", "Answer", 0.8, together.count_values, takes="r"),
    Rule("Mean", "Values", "Answer", 0.0, asking.mean),
    Rule("Values", "Mean", "Answer", 0.2, asking.mean, takes="rl"),
    Rule("Attr", "Mean", "MeanAttr", 0.0, asking.pair, takes="rl"),
    Rule("Mean", "Attr", "MeanAttr", 0.0, asking.pair),
    Rule("MeanAttr", "Films", "Answer", 0.0, asking.mean_over),
    Rule("Films", "MeanAttr", "Answer", 0.1, asking.mean_over, takes="rl"),
    Rule("MeanAttr", "People", "Answer", 0.5, asking.mean_of_people),
    Rule("People", "MeanAttr", "Answer", 0.5, asking.mean_of_people, takes="rl"),
    head_right("HowMany", "Values", "FigureOf", 0.3, priority=1),
    Rule("FigureOf", "Mean", "Answer", 0.0, asking.mean, takes="rl"),
    # director and year of Heat; who made Heat, and when
    Rule("Attr", "AndAsked", "Asked", 0.0, together.asked),
    Rule("RoleNoun", "AndAsked", "Asked", 0.0, together.asked),
    Rule("Attr", "Asked", "Asked", 0.4, together.asked),
    Rule("RoleNoun", "Asked", "Asked", 0.4, together.asked),
    Rule("AndAttr", None, "AndAsked", 0.0, together.one_asked),
    head_right("And", "Attr", "AndAttr", 0.0),
    head_right("And", "RoleNoun", "AndAttr", 0.0),
    head_right("And", "When", "AndAttr", 0.0),
    head_right("And", "RoleWho", "AndAttr", 0.0),
    Rule("And", "AboutWhat", "AndAttr", 0.1, together.about_asked),
    Rule("Asked", "Title", "Answer", 0.0, together.several),
    Rule("Title", "Asked", "Answer", 0.1, together.several, takes="rl"),
    Rule("People", "AndAsked", "Answer", 0.3, together.and_also),
    Rule("Values", "AndAsked", "Answer", 0.3, together.and_also),
    # do Heat and Casino have the same director
    Rule("BothTitles", "ShareRole", "Answer", 0.0, together.same_makers),
    Rule("Most", "Values", "Answer", 0.1, asking.top),
    Rule("Values", "Most", "Answer", 0.1, asking.top, takes="rl"),
    Rule("Career", "People", "Answer", 0.0, asking.career, takes="r"),
    Rule("People", "Career", "Answer", 0.1, asking.career, takes="l"),
    head_left("Answer", "Career", "Answer", 0.0),
    renamed("TopCareer", "Career", 0.0),
    Rule("RoleWho", "TopCareer", "Answer", 0.1, asking.career_of_all),
    Rule("RoleNoun", "TopCareer", "Answer", 0.3, asking.career_of_all),
    Rule("TopCareer", "RoleNoun", "Answer", 0.4, asking.career_of_all, takes="rl"),
    Rule("Who", "TopCareer", "Answer", 0.2, asking.career_of_anyone, takes="r"),
    head_right("What", "Answer", "Answer", 0.0),
    head_right("Who", "Answer", "Answer", 0.0),
)

_ROOTS = {
    "Films": 0.1,
    "People": 0.1,
    "Values": 0.0,
    "Answer": 0.0,
}

GRAMMAR = Grammar(
    (
        *SETS_OF_PEOPLE,
        *ROLES,
        *SETS_OF_FILMS,
        *_FILTERS,
        *_VALUES,
        *CONTRASTS,
        *_ANSWERS,
        *GROUPS,
    ),
    _ROOTS,
)
