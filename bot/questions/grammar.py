"""The grammar: which neighbours make what.

What a phrase means follows from the types of its parts, hardly from their order: a word for a
role, beside titles, gives people (*the director of Heat*, *Heat's director*, *who directed
Heat*); beside people, it gives titles (*directed by Mann*, *Mann directed*). So the same rules
read English, Spanish and broken English alike; the order of words only makes a reading dearer.

Categories of words come from the lexicon (``lexicon/*.toml``) and the catalogue's names:

    Title Name Tag Genre Language        names of the catalogue, and words for genres and languages
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

from bot.questions import asking, compose
from bot.questions.chart import Grammar, Rule


def _left(_: object, left: object, __: object = None) -> object:
    return left


def _right(_: object, __: object, right: object) -> object:
    return right


_SETS_OF_PEOPLE = (
    # the director of Heat; who directed Heat; Heat was directed by whom
    Rule("RoleNoun", "Title", "People", 0.0, compose.credited),
    Rule("RoleNoun", "Films", "People", 0.2, compose.credited),
    Rule("RoleVerb", "Films", "People", 0.3, compose.credited),
    Rule("RolePassive", "Films", "People", 1.0, compose.credited),
    Rule("RoleWho", "Title", "People", 0.0, compose.credited),
    Rule("RoleWho", "Films", "People", 0.3, compose.credited),
    Rule("AlsoRole", "Films", "People", 0.0, compose.credited),
    Rule("Films", "RoleNoun", "People", 0.2, compose.films_credited),
    Rule("Films", "RoleVerb", "People", 1.2, compose.films_credited),
    Rule("Films", "RolePassive", "People", 0.6, compose.films_credited),
    Rule("Films", "RoleWho", "People", 0.0, compose.films_credited),
    # the director Michael Mann
    Rule("RoleNoun", "Name", "People", 0.3, _right),
    Rule("Name", None, "People", 0.0, _left),
    Rule("Group", None, "People", 0.0, _left),
    # who are the actors in Heat; the director of Heat was who
    Rule("Who", "People", "People", 0.0, _right),
    Rule("People", "Who", "People", 0.1, _left),
    Rule("What", "People", "People", 0.0, _right),
    # co-stars of Al Pacino; Al Pacino co-starred with whom
    Rule("CoRole", "People", "People", 0.0, compose.partners),
    Rule("People", "CoRole", "People", 0.1, compose.partners_of),
)

_ROLES = (
    Rule("Who", "RoleVerb", "RoleWho", 0.0, _right, "right"),
    Rule("Who", "RoleNoun", "RoleWho", 0.0, _right, "right"),
    Rule("Who", "RolePassive", "RoleWho", 0.5, _right, "right"),
    Rule("RoleVerb", "Who", "RoleWho", 0.0, _left, "left"),
    Rule("RolePassive", "Who", "RoleWho", 0.0, _left, "left"),
    Rule("RoleNoun", "Who", "RoleWho", 0.1, _left, "left"),
    Rule("RoleWho", "Who", "RoleWho", 0.1, _left, "left"),
    # starred which actors; the director who directed
    Rule("RoleVerb", "RoleNoun", "RoleWho", 0.1, _left, "left", same=True),
    Rule("RoleNoun", "RoleVerb", "RoleWho", 0.4, _left, "left", same=True),
    Rule("RoleWho", "RoleVerb", "RoleWho", 0.1, _left, "left", same=True),
    Rule("RoleWho", "RoleNoun", "RoleWho", 0.1, _left, "left", same=True),
    Rule("Whose", "RoleNoun", "WhoseRole", 0.0, _right, "right"),
    Rule("RoleNoun", "Their", "WhoseRole", 0.0, _left, "left"),
    Rule("Also", "RoleVerb", "AlsoRole", 0.0, _right, "right"),
    Rule("Also", "RoleNoun", "AlsoRole", 0.0, _right, "right"),
    Rule("RoleVerb", "Also", "AlsoRole", 0.3, _left, "left"),
    # together with; co-wrote films with whom
    Rule("RoleVerb", "Together", "CoRole", 0.0, _left, "left"),
    Rule("Noun", "Together", "Together", 0.1, _right),
    Rule("CoRole", "Noun", "CoRole", 0.1, _left, "left"),
    Rule("Noun", "CoRole", "CoRole", 0.1, _right, "right"),
    Rule("CoRole", "Who", "CoRole", 0.0, _left, "left"),
    Rule("Who", "CoRole", "CoRole", 0.0, _right, "right"),
    Rule("RoleNoun", "CoRole", "CoRole", 0.1, _right, "right"),
    Rule("CoRole", "RoleNoun", "CoRole", 0.1, _left, "left"),
    Rule("CoRole", "With", "CoRole", 0.0, _left, "left"),
    Rule("ShareRole", "With", "ShareRole", 0.0, _left, "left"),
    # share the director with; directed by the same director as
    Rule("Share", "RoleNoun", "ShareRole", 0.0, _right, "right"),
    Rule("RoleNoun", "Share", "ShareRole", 0.1, _left, "left"),
    Rule("Share", "ShareRole", "ShareRole", 0.0, _right, "right"),
    Rule("RolePassive", "ShareRole", "ShareRole", 0.0, _right, "right", same=True),
    Rule("RoleVerb", "ShareRole", "ShareRole", 0.0, _right, "right", same=True),
)

_SETS_OF_FILMS = (
    Rule("Title", None, "Films", 0.0, _left),
    Rule("Noun", None, "Films", 1.0, _left),
    Rule("GenreNoun", None, "Films", 0.0, compose.only),
    Rule("Filter", None, "Films", 0.8, compose.only),
    Rule("Noun", "Title", "Title", 0.0, _right, "right"),
    Rule("Title", "Noun", "Title", 0.1, _left, "left"),
    Rule("Title", "Year", "Title", 0.1, compose.of_year, "left"),
    # directed by Michael Mann; Michael Mann directed; the director Michael Mann
    Rule("RolePassive", "People", "Films", 0.0, compose.made_by),
    Rule("RoleVerb", "People", "Films", 0.5, compose.made_by),
    Rule("RoleNoun", "People", "Films", 0.5, compose.made_by),
    Rule("WhoseRole", "People", "Films", 0.0, compose.made_by),
    Rule("People", "RoleVerb", "Films", 0.1, compose.by_makers),
    Rule("People", "RoleNoun", "Films", 0.3, compose.by_makers),
    Rule("People", "RolePassive", "Films", 0.8, compose.by_makers),
    Rule("People", "AlsoRole", "Films", 0.0, compose.by_makers),
    Rule("AlsoRole", "People", "Films", 0.4, compose.made_by),
    Rule("Also", "Noun", "Noun", 0.1, _right),
    Rule("For", "People", "Films", 0.3, lambda c, _, people: compose.films_for(c, people)),
    Rule("People", "Noun", "Films", 0.3, lambda c, people, _: compose.films_for(c, people)),
    Rule("Noun", "People", "Films", 0.45, lambda c, _, people: compose.films_for(c, people)),
    Rule("People", "GenreNoun", "Films", 0.3, asking.genre_films_of),
    Rule("People", "Filter", "Films", 0.5, asking.films_of_with),
    Rule("Name", "Films", "Films", 0.7, asking.among_films_of),
    # Joe Pesci in Goodfellas
    Rule("People", "InTitle", "PeopleIn", 0.0, _left),
    Rule("PeopleIn", "Title", "Films", 0.0, asking.among_films_of, "right"),
    Rule("ShareRole", "Films", "Films", 0.0, compose.peers),
    # the movies Al Pacino starred in; thrillers with Al Pacino; comedies that are dramas
    Rule("Noun", "Films", "Films", 0.0, compose.merge, "right"),
    Rule("Films", "Noun", "Films", 0.1, compose.merge, "left"),
    Rule("Films", "Films", "Films", 0.4, compose.merge, "any", apart=True),
    Rule("What", "Films", "Films", 0.0, _right, "right"),
    Rule("Films", "What", "Films", 0.2, _left, "left"),
    Rule("What", "Noun", "Noun", 0.0, _right),
    Rule("Filter", "Films", "Films", 0.05, compose.restricted, "right"),
    Rule("Filter", "Noun", "Films", 0.0, compose.restricted),
    Rule("Films", "Filter", "Films", 0.1, compose.restrict, "left"),
    Rule("Noun", "Filter", "Films", 0.0, compose.restrict),
    Rule("Released", "Filter", "Filter", 0.0, _right),
    Rule("Films", "Released", "Films", 0.2, _left, "left"),
    Rule("Noun", "Released", "Noun", 0.1, _left),
    Rule("Title", "Released", "Title", 0.1, _left, "left"),
    # the best film; which of them is the newest
    Rule("Sup", "Films", "Films", 0.1, lambda c, by, films: compose.order(c, films, by)),
    Rule("Sup", "Noun", "Films", 0.0, lambda c, by, films: compose.order(c, films, by)),
    Rule("Films", "Sup", "Films", 0.2, compose.order, "left"),
    Rule("Number", "Sup", "Sup", 0.1, lambda c, number, by: asking.so_many(c, by, number)),
    Rule("Sup", "Number", "Sup", 0.1, asking.so_many),
    # Al Pacino and Robert De Niro; comedies or dramas; directed by Mann and starring Pacino
    Rule("And", "Films", "AndFilms", 0.0, _right, "right"),
    Rule("Or", "Films", "OrFilms", 0.0, _right),
    Rule("Films", "AndFilms", "Films", 0.2, compose.merge, "any", apart=True),
    Rule("Films", "OrFilms", "Films", 0.2, compose.either_films),
    Rule("GenreNoun", "AndGenreNoun", "Films", 0.0, asking.either_genre),
    Rule("And", "GenreNoun", "AndGenreNoun", 0.0, _right),
    Rule("And", "Name", "AndName", 0.0, _right),
    Rule("Or", "Name", "OrName", 0.0, _right),
    Rule("Name", "AndName", "Group", 0.0, compose.together),
    Rule("Name", "OrName", "Group", 0.0, compose.anyone),
    Rule("Name", "Group", "Group", 0.3, asking.longer_group),
    Rule("Name", "Name", "Group", 0.8, compose.together),
    Rule("Both", "Group", "Group", 0.0, _right),
)

_FILTERS = (
    Rule("Genre", None, "Filter", 0.0, _left),
    Rule("Language", None, "Filter", 0.0, _left),
    Rule("Spoken", "Language", "Language", 0.0, _right),
    Rule("Language", "Spoken", "Language", 0.0, _left),
    Rule("Tag", None, "Filter", 1.0, _left),
    Rule("About", "Tag", "Filter", 0.0, _right),
    Rule("About", "Genre", "Filter", 0.4, _right),
    Rule("About", "AboutThing", "Filter", 0.0, _right),
    Rule("Quality", None, "Filter", 0.1, _left),
    Rule("Decade", None, "Filter", 0.05, asking.years),
    Rule("Year", None, "Filter", 0.3, asking.year),
    Rule("In", "Year", "Filter", 0.0, lambda c, _, year: asking.year(c, year)),
    Rule("In", "Filter", "Filter", 0.05, _right),
    Rule("Released", "Year", "Filter", 0.1, lambda c, _, year: asking.year(c, year)),
    Rule("Before", "Year", "Filter", 0.0, asking.before),
    Rule("Before", "Decade", "Filter", 0.0, asking.before),
    Rule("After", "Year", "Filter", 0.1, asking.since),
    Rule("After", "Decade", "Filter", 0.2, asking.since),
    Rule("Later", "Year", "Filter", 0.0, asking.after),
    Rule("Later", "Decade", "Filter", 0.0, asking.after),
    Rule("Year", "AndYear", "Years", 0.0, asking.span),
    Rule("And", "Year", "AndYear", 0.0, _right),
    Rule("To", "Year", "AndYear", 0.0, _right),
    Rule("From", "Years", "Filter", 0.0, lambda c, _, years: asking.years(c, years)),
    Rule("Years", None, "Filter", 0.3, asking.years),
    Rule("DecadeMark", "Number", "Decade", 0.0, asking.decade_of),
    Rule("DecadeMark", "Year", "Decade", 0.0, asking.decade_of),
    Rule("DecadeMark", "Decade", "Decade", 0.0, _right),
    Rule("Past", "Span", "Decade", 0.0, asking.past),
    Rule("Number", "Unit", "Span", 0.0, asking.units),
    Rule("Unit", None, "Span", 0.3, asking.unit),
    Rule("This", "Unit", "Decade", 0.0, asking.this),
    Rule("Over", "Number", "Filter", 0.2, asking.over),
    Rule("Under", "Number", "Filter", 0.2, asking.under),
    Rule("Over", "Stars", "Filter", 0.0, asking.over),
    Rule("Under", "Stars", "Filter", 0.0, asking.under),
    Rule("Over", "Votes", "Filter", 0.0, asking.over_votes),
    Rule("Under", "Votes", "Filter", 0.0, asking.under_votes),
    Rule("Number", "VotesUnit", "Votes", 0.0, _left),
    Rule("Number", "StarsUnit", "Stars", 0.0, _left),
    Rule("Stars", None, "Filter", 0.3, asking.stars),
    Rule("Filter", "Filter", "Filter", 0.1, compose.both),
    Rule("And", "Filter", "AndFilter", 0.0, _right),
    Rule("Or", "Filter", "OrFilter", 0.0, _right),
    Rule("Filter", "AndFilter", "Filter", 0.1, compose.both),
    Rule("Filter", "OrFilter", "Filter", 0.0, compose.either),
    Rule("Not", "Filter", "Filter", 0.0, lambda c, _, part: compose.negate(c, part)),
    Rule("Not", "Films", "Filter", 0.5, lambda c, _, films: compose.negate_films(c, films)),
    Rule("Not", "People", "Filter", 0.3, lambda c, _, people: compose.negate_people(c, people)),
)

_VALUES = (
    Rule("Attr", "Title", "Values", 0.0, compose.values, "left"),
    Rule("Attr", "Films", "Values", 0.3, compose.values, "left"),
    Rule("Films", "Attr", "Values", 0.1, compose.values_of, "right"),
    Rule("When", "Title", "Values", 0.0, compose.values, "left"),
    Rule("When", "Films", "Values", 0.3, compose.values, "left"),
    Rule("Films", "When", "Values", 0.0, compose.values_of, "right"),
    Rule("When", "Released", "When", 0.0, _left, "left"),
    Rule("Attr", "Released", "Attr", 0.2, _left, "left"),
    Rule("Released", "Attr", "Attr", 0.2, _right, "right"),
    Rule("Attr", "Attr", "Attr", 0.1, _left, "left", same=True),
    Rule("Attr", "Values", "Values", 0.0, _right, "right", same=True),
    Rule("When", "Values", "Values", 0.0, _right, "right", same=True),
    Rule("Values", "Attr", "Values", 0.0, _left, "left", same=True),
    Rule("Values", "Released", "Values", 0.1, _left, "left"),
    Rule("Polar", "Values", "Values", 0.0, _right, "right"),
    Rule("What", "Values", "Values", 0.0, _right, "right"),
    Rule("Values", "What", "Values", 0.1, _left, "left"),
    Rule("Attr", "People", "Values", 1.0, asking.values_of_people, "left"),
    Rule("When", "People", "Values", 1.5, asking.values_of_people, "left"),
    Rule("AboutWhat", "Films", "Values", 0.2, asking.about),
    Rule("Films", "AboutWhat", "Values", 0.2, lambda c, films, _: asking.about(c, None, films)),
    Rule("AboutWhat", "Values", "Values", 0.0, _right, "right"),
    Rule("Values", "AboutWhat", "Values", 0.0, _left, "left"),
)

_ANSWERS = (
    Rule("HowMany", "Films", "Answer", 0.0, asking.count),
    Rule("HowMany", "People", "Answer", 0.0, asking.count),
    Rule("HowMany", "Values", "Answer", 0.0, asking.count),
    Rule("Polar", "Films", "Answer", 0.0, asking.check),
    Rule("Polar", "Answer", "Answer", 0.0, asking.polar),
    Rule("Title", "CmpTitle", "Answer", 0.0, asking.compare),
    Rule("Cmp", "Title", "CmpTitle", 0.0, asking.compared),
    Rule("Cmp", "TitlePair", "Answer", 0.0, asking.compare_pair),
    Rule("TitlePair", "Cmp", "Answer", 0.0, lambda c, pair, by: asking.compare_pair(c, by, pair)),
    Rule("Title", "OrTitle", "TitlePair", 0.0, asking.pair),
    Rule("Or", "Title", "OrTitle", 0.0, _right),
    Rule("And", "Title", "OrTitle", 0.2, _right),
    Rule("Most", "People", "Answer", 0.1, asking.top),
    Rule("People", "Most", "Answer", 0.1, lambda c, people, by: asking.top(c, by, people)),
    Rule("CoRole", "Most", "TopCoRole", 0.0, _left),
    Rule("Who", "TopCoRole", "TopCoRole", 0.0, _right),
    Rule("TopCoRole", "People", "Answer", 0.0, asking.top_partners),
    Rule("Most", "Values", "Answer", 0.1, asking.top),
    Rule("Values", "Most", "Answer", 0.1, lambda c, found, by: asking.top(c, by, found)),
    Rule("Career", "People", "Answer", 0.0, asking.career),
    Rule("People", "Career", "Answer", 0.1, lambda c, people, by: asking.career(c, by, people)),
    Rule("Answer", "Career", "Answer", 0.0, _left),
    Rule("RoleWho", "Career", "Answer", 0.1, asking.career_of_all),
    Rule("RoleNoun", "Career", "Answer", 0.3, asking.career_of_all),
    Rule("Who", "Career", "Answer", 0.2, asking.career_of_anyone),
    Rule("What", "Answer", "Answer", 0.0, _right),
    Rule("Who", "Answer", "Answer", 0.0, _right),
)

_ROOTS = {
    "Films": 0.1,
    "People": 0.1,
    "Values": 0.0,
    "Answer": 0.0,
}

GRAMMAR = Grammar(
    (*_SETS_OF_PEOPLE, *_ROLES, *_SETS_OF_FILMS, *_FILTERS, *_VALUES, *_ANSWERS), _ROOTS
)
