"""The rules that hold titles, people and sets against each other; see ``grammar``."""

from bot.questions import asking, contrasts
from bot.questions.rules import Rule, head_left, head_right, renamed

CONTRASTS = (
    # is Heat older than Casino; which is older, Heat or Casino
    Rule("Title", "CmpTitle", "Answer", 0.0, contrasts.compare),
    Rule("Cmp", "Title", "CmpTitle", 0.0, contrasts.compared),
    Rule("Cmp", "TitlePair", "Answer", 0.0, contrasts.compare_pair),
    Rule("TitlePair", "Cmp", "Answer", 0.0, contrasts.compare_pair, takes="rl"),
    Rule("Title", "OrTitle", "TitlePair", 0.0, asking.pair),
    head_right("Or", "Title", "OrTitle", 0.0),
    head_right("And", "Title", "OrTitle", 0.2),
    # films older than Heat; before Heat; from the same year as Heat
    Rule("CmpTitle", None, "Filter", 0.2, contrasts.beyond_title),
    Rule("Noun", "CmpTitle", "Films", -0.1, contrasts.films_beyond),
    Rule("Before", "Title", "Filter", 0.3, contrasts.before_title, takes="r"),
    Rule("Later", "Title", "Filter", 0.3, contrasts.after_title, takes="r"),
    head_right("Share", "Attr", "ShareAttr", 0.0),
    head_left("ShareAttr", "With", "ShareAttr", 0.0),
    Rule("ShareAttr", "Title", "Filter", 0.0, contrasts.sharing),
    # who has more comedies, Tom Hanks or Bill Murray; has he directed more films than she
    Rule("More", "Films", "MoreFilms", 0.0, contrasts.more),
    Rule("More", "Noun", "MoreFilms", 0.0, contrasts.more),
    Rule("More", "Filter", "MoreFilms", 0.1, contrasts.more_such),
    renamed("MoreFilms", "MoreInRole", 0.0),
    Rule("RoleWho", "MoreFilms", "MoreInRole", 0.0, contrasts.more_in_role),
    Rule("RoleVerb", "MoreFilms", "MoreInRole", 0.0, contrasts.more_in_role),
    Rule("RoleNoun", "MoreFilms", "MoreInRole", 0.2, contrasts.more_in_role),
    head_right("Who", "MoreInRole", "MoreInRole", 0.0),
    Rule("Name", "OrName", "NamePair", 0.0, asking.pair),
    Rule("Name", "AndName", "NamePair", 0.3, asking.pair),
    Rule("MoreInRole", "NamePair", "Choice", 0.0, contrasts.more_of_names),
    Rule("NamePair", "MoreInRole", "Choice", 0.1, contrasts.more_of_names, takes="rl"),
    head_right("Than", "Name", "ThanName", 0.0),
    Rule("MoreInRole", "ThanName", "MoreThanName", 0.0, asking.pair),
    Rule("Name", "MoreThanName", "Answer", 0.0, contrasts.more_than_name),
    # more thrillers or comedies; are there more thrillers than comedies
    Rule("Or", "MoreFilms", "OrFilms", 0.0, contrasts.films_of_more, takes="r"),
    Rule("MoreFilms", "OrFilms", "Choice", 0.0, contrasts.more_films),
    head_right("Than", "Films", "ThanFilms", 0.0),
    Rule("Than", "Filter", "ThanFilms", 0.1, contrasts.such, takes="r"),
    Rule("Or", "Filter", "OrFilms", 0.3, contrasts.such, takes="r"),
    Rule("MoreFilms", "ThanFilms", "Answer", -0.2, contrasts.more_films),
    # a choice is no yes/no question, though it begins like one: "are there more of these or those"
    renamed("Choice", "Answer", 0.1),
    head_right("Polar", "Choice", "Answer", 0.0),
)
