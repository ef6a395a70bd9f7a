"""Questions about the attributes of titles: year, language, story, or several at once."""

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.composition import Composer, credited, films_for, values
from bot.questions.grammar.costs import LAST_RESORT, MILD, MODEST, ODD, PLAIN, SLIGHT, SMALL
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right
from bot.questions.query.nodes import Attribute, Credited, Films, People, Values
from bot.questions.query.queries import Query, Several
from bot.questions.words.categories import Category as C

Asked = tuple[Attribute | RoleWord, ...]


def topic_of(graph: Graph) -> Attribute:
    """Return what tells what a title is about: its story, or its tags if none has a story."""
    return Attribute.STORY if graph.has(Attribute.STORY) else Attribute.TAG


def all_values(_: Composer, attribute: str) -> Values:
    """Which genres there are."""
    return Values(Attribute(attribute), Films())


def values_of_people(composer: Composer, attribute: Attribute, people: People) -> Values:
    """Al Pacino's genres."""
    return Values(attribute, films_for(composer, people))


def about(composer: Composer, films: Films) -> Values:
    """What Heat is about."""
    return Values(topic_of(composer.graph), films)


def asked(_: Composer, left: Attribute | RoleWord, right: Asked) -> Asked:
    """Director and year."""
    return (left, *right)


def about_asked(composer: Composer, _: str, __: str) -> Attribute:
    """And what it is about: its tags if the catalogue has any, else its story."""
    return topic_of(composer.graph)


def one_asked(_: Composer, one: Attribute | RoleWord) -> Asked:
    """And year."""
    return (one,)


def several(composer: Composer, of: Asked, title: Films) -> Several:
    """The director and year of Heat."""
    return Several(tuple(_ask(composer, one, title) for one in dict.fromkeys(of)))


def and_also(composer: Composer, first: People | Values, more: Asked) -> Query:
    """Who made Heat, and when?"""
    if isinstance(first, Credited | Values):
        others = (_ask(composer, one, first.films) for one in more)
        return Several(tuple(dict.fromkeys((first, *others))))
    return _ask(composer, more[0], films_for(composer, first))


def _ask(composer: Composer, one: Attribute | RoleWord, title: Films) -> Values | Credited:
    if isinstance(one, RoleWord):
        return credited(composer, one, title)
    return Values(one, title)


ATTRIBUTES = Family(
    "attributes",
    (
        # the language of Heat; when did Heat come out
        Rule(C.ATTRIBUTE, C.TITLE, C.VALUES, PLAIN, values, keeps="left"),
        Rule(C.ATTRIBUTE, C.FILMS, C.VALUES, MILD, values, keeps="left"),
        Rule(C.FILMS, C.ATTRIBUTE, C.VALUES, SLIGHT, values, keeps="right", takes="rl"),
        Rule(C.WHEN, C.TITLE, C.VALUES, PLAIN, values, keeps="left"),
        Rule(C.WHEN, C.FILMS, C.VALUES, MILD, values, keeps="left"),
        Rule(C.FILMS, C.WHEN, C.VALUES, PLAIN, values, keeps="right", takes="rl"),
        head_left(C.WHEN, C.RELEASED, C.WHEN, PLAIN),
        head_left(C.ATTRIBUTE, C.RELEASED, C.ATTRIBUTE, SMALL),
        head_right(C.RELEASED, C.ATTRIBUTE, C.ATTRIBUTE, SMALL),
        head_left(C.ATTRIBUTE, C.ATTRIBUTE, C.ATTRIBUTE, SLIGHT, same=True),
        head_right(C.ATTRIBUTE, C.VALUES, C.VALUES, PLAIN, same=True),
        head_right(C.WHEN, C.VALUES, C.VALUES, PLAIN, same=True),
        head_left(C.VALUES, C.ATTRIBUTE, C.VALUES, PLAIN, same=True),
        head_left(C.VALUES, C.RELEASED, C.VALUES, SLIGHT),
        head_right(C.POLAR, C.VALUES, C.VALUES, PLAIN),
        head_right(C.WHAT, C.VALUES, C.VALUES, PLAIN),
        head_left(C.VALUES, C.WHAT, C.VALUES, SLIGHT),
        Rule(C.ATTRIBUTE, C.PEOPLE, C.VALUES, ODD, values_of_people, keeps="left"),
        Rule(C.WHEN, C.PEOPLE, C.VALUES, LAST_RESORT, values_of_people, keeps="left"),
        # which genres are there
        Rule(C.ATTRIBUTES, None, C.VALUES, PLAIN, all_values),
        # what is Heat about
        Rule(C.ABOUT_WHAT, C.FILMS, C.VALUES, SMALL, about, takes="r"),
        Rule(C.FILMS, C.ABOUT_WHAT, C.VALUES, SMALL, about, takes="l"),
        head_right(C.ABOUT_WHAT, C.VALUES, C.VALUES, PLAIN),
        head_left(C.VALUES, C.ABOUT_WHAT, C.VALUES, PLAIN),
        # director and year of Heat; who made Heat, and when
        Rule(C.ATTRIBUTE, C.AND_ASKED, C.ASKED, PLAIN, asked),
        Rule(C.ROLE_NOUN, C.AND_ASKED, C.ASKED, PLAIN, asked),
        Rule(C.ATTRIBUTE, C.ASKED, C.ASKED, MODEST, asked),
        Rule(C.ROLE_NOUN, C.ASKED, C.ASKED, MODEST, asked),
        Rule(C.AND_ATTRIBUTE, None, C.AND_ASKED, PLAIN, one_asked),
        head_right(C.AND, C.ATTRIBUTE, C.AND_ATTRIBUTE, PLAIN),
        head_right(C.AND, C.ROLE_NOUN, C.AND_ATTRIBUTE, PLAIN),
        head_right(C.AND, C.WHEN, C.AND_ATTRIBUTE, PLAIN),
        head_right(C.AND, C.ROLE_WHO, C.AND_ATTRIBUTE, PLAIN),
        Rule(C.AND, C.ABOUT_WHAT, C.AND_ATTRIBUTE, SLIGHT, about_asked),
        Rule(C.ASKED, C.TITLE, C.ANSWER, PLAIN, several),
        Rule(C.TITLE, C.ASKED, C.ANSWER, SLIGHT, several, takes="rl"),
        Rule(C.PEOPLE, C.AND_ASKED, C.ANSWER, MILD, and_also),
        Rule(C.VALUES, C.AND_ASKED, C.ANSWER, MILD, and_also),
    ),
    examples=(
        "tell me the year of grease",
        "cast, director and year of the firm",
        "what is hush about",
    ),
)
