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
from bot.questions.rules import Grammar, Rule, head_left, head_right


_SETS_OF_PEOPLE = (
    # the director of Heat; who directed Heat; Heat was directed by whom
    Rule("RoleNoun", "Title", "People", 0.0, compose.credited),
    Rule("RoleNoun", "Films", "People", 0.2, compose.credited),
    Rule("RoleVerb", "Films", "People", 0.3, compose.credited),
    Rule("RolePassive", "Films", "People", 1.0, compose.credited),
    Rule("RoleWho", "Title", "People", 0.0, compose.credited),
    Rule("RoleWho", "Films", "People", 0.3, compose.credited),
    Rule("AlsoRole", "Films", "People", 0.0, compose.credited),
    Rule("Films", "RoleNoun", "People", 0.2, compose.credited, takes="rl"),
    Rule("Films", "RoleVerb", "People", 1.2, compose.credited, takes="rl"),
    Rule("Films", "RolePassive", "People", 0.6, compose.credited, takes="rl"),
    Rule("Films", "RoleWho", "People", 0.0, compose.credited, takes="rl"),
    # the director Michael Mann
    head_right("RoleNoun", "Name", "People", 0.3),
    Rule("Name", None, "People", 0.0, compose.same),
    Rule("Group", None, "People", 0.0, compose.same),
    # who are the actors in Heat; the director of Heat was who
    head_right("Who", "People", "People", 0.0),
    head_left("People", "Who", "People", 0.1),
    head_right("What", "People", "People", 0.0),
    # co-stars of Al Pacino; Al Pacino co-starred with whom
    Rule("CoRole", "People", "People", 0.0, compose.partners),
    Rule("People", "CoRole", "People", 0.1, compose.partners, takes="rl"),
)

_ROLES = (
    head_right("Who", "RoleVerb", "RoleWho", 0.0),
    head_right("Who", "RoleNoun", "RoleWho", 0.0),
    head_right("Who", "RolePassive", "RoleWho", 0.5),
    head_left("RoleVerb", "Who", "RoleWho", 0.0),
    head_left("RolePassive", "Who", "RoleWho", 0.0),
    head_left("RoleNoun", "Who", "RoleWho", 0.1),
    head_left("RoleWho", "Who", "RoleWho", 0.1),
    # starred which actors; the director who directed
    head_left("RoleVerb", "RoleNoun", "RoleWho", 0.1, same=True),
    head_left("RoleNoun", "RoleVerb", "RoleWho", 0.4, same=True),
    head_left("RoleWho", "RoleVerb", "RoleWho", 0.1, same=True),
    head_left("RoleWho", "RoleNoun", "RoleWho", 0.1, same=True),
    head_right("Whose", "RoleNoun", "WhoseRole", 0.0),
    head_left("RoleNoun", "Their", "WhoseRole", 0.0),
    head_right("Also", "RoleVerb", "AlsoRole", 0.0),
    head_right("Also", "RoleNoun", "AlsoRole", 0.0),
    head_left("RoleVerb", "Also", "AlsoRole", 0.3),
    # together with; co-wrote films with whom
    head_left("RoleVerb", "Together", "CoRole", 0.0),
    head_right("Noun", "Together", "Together", 0.1),
    head_left("CoRole", "Noun", "CoRole", 0.1),
    head_right("Noun", "CoRole", "CoRole", 0.1),
    head_left("CoRole", "Who", "CoRole", 0.0),
    head_right("Who", "CoRole", "CoRole", 0.0),
    head_right("RoleNoun", "CoRole", "CoRole", 0.1),
    head_left("CoRole", "RoleNoun", "CoRole", 0.1),
    head_left("CoRole", "With", "CoRole", 0.0),
    head_left("ShareRole", "With", "ShareRole", 0.0),
    # share the director with; directed by the same director as
    head_right("Share", "RoleNoun", "ShareRole", 0.0),
    head_left("RoleNoun", "Share", "ShareRole", 0.1),
    head_right("Share", "ShareRole", "ShareRole", 0.0),
    head_right("RolePassive", "ShareRole", "ShareRole", 0.0, same=True),
    head_right("RoleVerb", "ShareRole", "ShareRole", 0.0, same=True),
)

_SETS_OF_FILMS = (
    Rule("Title", None, "Films", 0.0, compose.same),
    Rule("Noun", None, "Films", 1.0, compose.same),
    Rule("GenreNoun", None, "Films", 0.0, compose.only),
    Rule("Filter", None, "Films", 0.8, compose.only),
    head_right("Noun", "Title", "Title", 0.0),
    head_left("Title", "Noun", "Title", 0.1),
    Rule("Title", "Year", "Title", 0.1, compose.of_year, "left"),
    # directed by Michael Mann; Michael Mann directed; the director Michael Mann
    Rule("RolePassive", "People", "Films", 0.0, compose.made_by),
    Rule("RoleVerb", "People", "Films", 0.5, compose.made_by),
    Rule("RoleNoun", "People", "Films", 0.5, compose.made_by),
    Rule("WhoseRole", "People", "Films", 0.0, compose.made_by),
    Rule("People", "RoleVerb", "Films", 0.1, compose.made_by, takes="rl"),
    Rule("People", "RoleNoun", "Films", 0.3, compose.made_by, takes="rl"),
    Rule("People", "RolePassive", "Films", 0.8, compose.made_by, takes="rl"),
    Rule("People", "AlsoRole", "Films", 0.0, compose.made_by, takes="rl"),
    Rule("AlsoRole", "People", "Films", 0.4, compose.made_by),
    head_right("Also", "Noun", "Noun", 0.1),
    Rule("For", "People", "Films", 0.3, compose.films_for, takes="r"),
    Rule("People", "Noun", "Films", 0.3, compose.films_for, takes="l"),
    Rule("Noun", "People", "Films", 0.45, compose.films_for, takes="r"),
    Rule("People", "GenreNoun", "Films", 0.3, asking.genre_films_of),
    Rule("People", "Filter", "Films", 0.5, asking.films_of_with),
    Rule("Name", "Films", "Films", 0.7, asking.among_films_of),
    # Joe Pesci in Goodfellas
    head_left("People", "InTitle", "PeopleIn", 0.0),
    Rule("PeopleIn", "Title", "Films", 0.0, asking.among_films_of, "right"),
    Rule("ShareRole", "Films", "Films", 0.0, compose.peers),
    # the movies Al Pacino starred in; thrillers with Al Pacino; comedies that are dramas
    Rule("Noun", "Films", "Films", 0.0, compose.merge, "right"),
    Rule("Films", "Noun", "Films", 0.1, compose.merge, "left"),
    Rule("Films", "Films", "Films", 0.4, compose.merge, "any", apart=True),
    head_right("What", "Films", "Films", 0.0),
    head_left("Films", "What", "Films", 0.2),
    head_right("What", "Noun", "Noun", 0.0),
    Rule("Filter", "Films", "Films", 0.05, compose.restrict, "right", takes="rl"),
    Rule("Filter", "Noun", "Films", 0.0, compose.restrict, takes="rl"),
    Rule("Films", "Filter", "Films", 0.1, compose.restrict, "left"),
    Rule("Noun", "Filter", "Films", 0.0, compose.restrict),
    head_right("Released", "Filter", "Filter", 0.0),
    head_left("Films", "Released", "Films", 0.2),
    head_left("Noun", "Released", "Noun", 0.1),
    head_left("Title", "Released", "Title", 0.1),
    # the best film; which of them is the newest
    Rule("Sup", "Films", "Films", 0.1, compose.order, takes="rl"),
    Rule("Sup", "Noun", "Films", 0.0, compose.order, takes="rl"),
    Rule("Films", "Sup", "Films", 0.2, compose.order, "left"),
    Rule("Number", "Sup", "Sup", 0.1, asking.so_many, takes="rl"),
    Rule("Sup", "Number", "Sup", 0.1, asking.so_many),
    # Al Pacino and Robert De Niro; comedies or dramas; directed by Mann and starring Pacino
    head_right("And", "Films", "AndFilms", 0.0),
    head_right("Or", "Films", "OrFilms", 0.0),
    Rule("Films", "AndFilms", "Films", 0.2, compose.merge, "any", apart=True),
    Rule("Films", "OrFilms", "Films", 0.2, compose.either_films),
    Rule("GenreNoun", "AndGenreNoun", "Films", 0.0, asking.either_genre),
    head_right("And", "GenreNoun", "AndGenreNoun", 0.0),
    head_right("And", "Name", "AndName", 0.0),
    head_right("Or", "Name", "OrName", 0.0),
    Rule("Name", "AndName", "Group", 0.0, compose.together),
    Rule("Name", "OrName", "Group", 0.0, compose.anyone),
    Rule("Name", "Group", "Group", 0.3, asking.longer_group),
    Rule("Name", "Name", "Group", 0.8, compose.together),
    head_right("Both", "Group", "Group", 0.0),
)

_FILTERS = (
    Rule("Genre", None, "Filter", 0.0, compose.same),
    Rule("Language", None, "Filter", 0.0, compose.same),
    head_right("Spoken", "Language", "Language", 0.0),
    head_left("Language", "Spoken", "Language", 0.0),
    Rule("Tag", None, "Filter", 1.0, compose.same),
    head_right("About", "Tag", "Filter", 0.0),
    head_right("About", "Genre", "Filter", 0.4),
    head_right("About", "AboutThing", "Filter", 0.0),
    Rule("Quality", None, "Filter", 0.1, compose.same),
    Rule("Decade", None, "Filter", 0.05, asking.years),
    Rule("Year", None, "Filter", 0.3, asking.year),
    Rule("In", "Year", "Filter", 0.0, asking.year, takes="r"),
    head_right("In", "Filter", "Filter", 0.05),
    Rule("Released", "Year", "Filter", 0.1, asking.year, takes="r"),
    Rule("Before", "Year", "Filter", 0.0, asking.before, takes="r"),
    Rule("Before", "Decade", "Filter", 0.0, asking.before, takes="r"),
    Rule("After", "Year", "Filter", 0.1, asking.since, takes="r"),
    Rule("After", "Decade", "Filter", 0.2, asking.since, takes="r"),
    Rule("Later", "Year", "Filter", 0.0, asking.after, takes="r"),
    Rule("Later", "Decade", "Filter", 0.0, asking.after, takes="r"),
    Rule("Year", "AndYear", "Years", 0.0, asking.span),
    head_right("And", "Year", "AndYear", 0.0),
    head_right("To", "Year", "AndYear", 0.0),
    Rule("From", "Years", "Filter", 0.0, asking.years, takes="r"),
    Rule("Years", None, "Filter", 0.3, asking.years),
    Rule("DecadeMark", "Number", "Decade", 0.0, asking.decade_of, takes="r"),
    Rule("DecadeMark", "Year", "Decade", 0.0, asking.decade_of, takes="r"),
    head_right("DecadeMark", "Decade", "Decade", 0.0),
    Rule("Past", "Span", "Decade", 0.0, asking.past, takes="r"),
    Rule("Number", "Unit", "Span", 0.0, asking.units),
    Rule("Unit", None, "Span", 0.3, asking.unit),
    Rule("This", "Unit", "Decade", 0.0, asking.this, takes="r"),
    Rule("Over", "Number", "Filter", 0.2, asking.over, takes="r"),
    Rule("Under", "Number", "Filter", 0.2, asking.under, takes="r"),
    Rule("Over", "Stars", "Filter", 0.0, asking.over, takes="r"),
    Rule("Under", "Stars", "Filter", 0.0, asking.under, takes="r"),
    Rule("Over", "Votes", "Filter", 0.0, asking.over_votes, takes="r"),
    Rule("Under", "Votes", "Filter", 0.0, asking.under_votes, takes="r"),
    head_left("Number", "VotesUnit", "Votes", 0.0),
    head_left("Number", "StarsUnit", "Stars", 0.0),
    Rule("Stars", None, "Filter", 0.3, asking.stars),
    Rule("Filter", "Filter", "Filter", 0.1, compose.both),
    head_right("And", "Filter", "AndFilter", 0.0),
    head_right("Or", "Filter", "OrFilter", 0.0),
    Rule("Filter", "AndFilter", "Filter", 0.1, compose.both),
    Rule("Filter", "OrFilter", "Filter", 0.0, compose.either),
    Rule("Not", "Filter", "Filter", 0.0, compose.negate, takes="r"),
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
    Rule("AboutWhat", "Films", "Values", 0.2, asking.about, takes="r"),
    Rule("Films", "AboutWhat", "Values", 0.2, asking.about, takes="l"),
    head_right("AboutWhat", "Values", "Values", 0.0),
    head_left("Values", "AboutWhat", "Values", 0.0),
)

_ANSWERS = (
    Rule("HowMany", "Films", "Answer", 0.0, asking.count, takes="r"),
    Rule("HowMany", "People", "Answer", 0.0, asking.count, takes="r"),
    Rule("HowMany", "Values", "Answer", 0.0, asking.count, takes="r"),
    Rule("Polar", "Films", "Answer", 0.0, asking.check, takes="r"),
    Rule("Polar", "Answer", "Answer", 0.0, asking.polar, takes="r"),
    Rule("Title", "CmpTitle", "Answer", 0.0, asking.compare),
    Rule("Cmp", "Title", "CmpTitle", 0.0, asking.compared),
    Rule("Cmp", "TitlePair", "Answer", 0.0, asking.compare_pair),
    Rule("TitlePair", "Cmp", "Answer", 0.0, asking.compare_pair, takes="rl"),
    Rule("Title", "OrTitle", "TitlePair", 0.0, asking.pair),
    head_right("Or", "Title", "OrTitle", 0.0),
    head_right("And", "Title", "OrTitle", 0.2),
    Rule("Most", "People", "Answer", 0.1, asking.top),
    Rule("People", "Most", "Answer", 0.1, asking.top, takes="rl"),
    head_left("CoRole", "Most", "TopCoRole", 0.0),
    head_right("Who", "TopCoRole", "TopCoRole", 0.0),
    Rule("TopCoRole", "People", "Answer", 0.0, asking.top_partners),
    Rule("Most", "Values", "Answer", 0.1, asking.top),
    Rule("Values", "Most", "Answer", 0.1, asking.top, takes="rl"),
    Rule("Career", "People", "Answer", 0.0, asking.career, takes="r"),
    Rule("People", "Career", "Answer", 0.1, asking.career, takes="l"),
    head_left("Answer", "Career", "Answer", 0.0),
    Rule("RoleWho", "Career", "Answer", 0.1, asking.career_of_all),
    Rule("RoleNoun", "Career", "Answer", 0.3, asking.career_of_all),
    Rule("Who", "Career", "Answer", 0.2, asking.career_of_anyone, takes="r"),
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
    (*_SETS_OF_PEOPLE, *_ROLES, *_SETS_OF_FILMS, *_FILTERS, *_VALUES, *_ANSWERS), _ROOTS
)
