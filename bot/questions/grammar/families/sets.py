"""Operations on sets of titles and people: and, or, not, both, shared."""

from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.grammar.composition import (
    Composer,
    as_condition,
    beginning_like,
    both,
    credited,
    films_for,
    made_by,
    members,
    merge,
    negate,
    only,
    options,
    pair,
    restrict,
    same,
)
from bot.questions.grammar.costs import (
    ALMOST_PLAIN,
    FAIR,
    FAR_FETCHED,
    HIGH,
    LIKELIER,
    MILD,
    MODEST,
    PLAIN,
    PREFERRED,
    SLIGHT,
    SMALL,
    UNLIKELY,
)
from bot.questions.grammar.families.paths import films_in
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    ANY_ROLE,
    AnyOf,
    Attribute,
    Between,
    Common,
    Condition,
    Films,
    Genre,
    Not,
    Partners,
    People,
    Titled,
    Together,
)
from bot.questions.words.categories import Category as C


def either(_: Composer, left: Condition, right: Condition) -> Condition:
    """Korean or Japanese."""
    return AnyOf((*options(left), *options(right)))


def either_films(_: Composer, left: Films, right: Films) -> Films:
    """Comedies or films by Michael Mann."""
    return Films((either(_, as_condition(left), as_condition(right)),), left.order or right.order)


def negate_films(_: Composer, films: Films) -> Condition:
    """Not directed by Michael Mann."""
    return negate(_, as_condition(films))


def negate_people(composer: Composer, people: People) -> Condition:
    """Without Tom Cruise."""
    return Not(as_condition(made_by(composer, RoleWord(ANY_ROLE), people)))


def together(_: Composer, left: People, right: People) -> Together:
    """Robert De Niro and Al Pacino."""
    return Together((*members(left), *members(right)))


def anyone(_: Composer, left: People, right: People) -> Together:
    """Robert De Niro or Al Pacino."""
    return Together((*members(left), *members(right)), every=False)


def of_year(composer: Composer, title: Films, year: float) -> Films:
    """Dune (1984): the titles of that name from that year."""
    graph = composer.graph
    for place, part in enumerate(title.conditions):
        if not isinstance(part, Titled):
            continue
        kept = tuple(id_ for id_ in part.ids if int(year) in graph.years_of(id_))
        if kept:
            before, after = title.conditions[:place], title.conditions[place + 1 :]
            return replace(title, conditions=(*before, replace(part, ids=kept), *after))
    return restrict(composer, title, Between(Attribute.YEAR, year, year))


def all_but(composer: Composer, condition: Condition) -> Films:
    """Anything but horror."""
    return only(composer, negate(composer, condition))


def either_genre(_: Composer, left: Condition, right: Condition) -> Films:
    """Comedies and dramas: titles of either sort."""
    return Films((AnyOf((left, right)),))


def genre_films_of(composer: Composer, people: People, genre: Genre) -> Films:
    """Al Pacino's thrillers."""
    return merge(composer, films_for(composer, people), only(composer, genre))


def films_of_with(composer: Composer, people: People, condition: Condition) -> Films:
    """A Clint Eastwood western."""
    return merge(composer, films_for(composer, people), only(composer, condition))


def with_any_of(_: Composer, first: People, others: Together) -> Together:
    """Brad Pitt and (either) Tom Cruise or Tom Hanks."""
    return Together((first, *others.people) if others.every else (first, others))


def longer_group(_: Composer, first: People, others: Together) -> Together:
    """Robert De Niro, Al Pacino and Val Kilmer."""
    return replace(others, people=(first, *others.people))


def both_roles(_: Composer, left: RoleWord, right: RoleWord) -> RoleWord:
    """Wrote and directed; words for several roles already mean all of them."""
    roles = tuple(dict.fromkeys((*left.roles, *right.roles)))
    return RoleWord(roles, every=not left.first and not right.first and roles != ANY_ROLE)


def in_both(composer: Composer, word: RoleWord, of: tuple[Films, Films]) -> Common:
    """Who is in both Heat and Casino."""
    left, right = of
    return Common((credited(composer, word, left), credited(composer, word, right)))


def cast_of_both(composer: Composer, of: tuple[Films, Films]) -> Common:
    """In both Heat and Casino: who was in them."""
    return in_both(composer, RoleWord((Role.CAST,)), of)


def anyone_in_both(composer: Composer, of: tuple[Films, Films]) -> Common:
    """What Heat and Casino have in common: people."""
    return in_both(composer, RoleWord(ANY_ROLE), of)


def shared_partners(_: Composer, word: RoleWord, people: Together) -> Common:
    """The actors that Michael Mann and Christopher Nolan share."""
    return Common(tuple(Partners(one, word.roles, ANY_ROLE) for one in people.people))


def without_role(_: Composer, word: RoleWord, other: RoleWord) -> RoleWord:
    """Directed but not acted in."""
    return replace(word, without=other.roles)


def franchise(composer: Composer, title: Films) -> Films:
    """The Matrix movies: all titles that begin that way."""
    named = next((part for part in title.conditions if isinstance(part, Titled)), None)
    if named is None:
        return title
    begun = beginning_like(composer.graph, named.label)
    return Films((begun if begun.ids else replace(begun, ids=named.ids),))


SETS = Family(
    "sets",
    (
        # Heat, comedies, Dune (1984): the titles of that name, sort, year
        renamed(C.TITLE, C.FILMS, PLAIN),
        renamed(C.NOUN, C.FILMS, FAR_FETCHED),
        Rule(C.GENRE_NOUN, None, C.FILMS, PLAIN, only),
        Rule(C.FILTER, None, C.FILMS, UNLIKELY, only),
        head_right(C.NOUN, C.TITLE, C.TITLE, PLAIN),
        head_left(C.TITLE, C.NOUN, C.TITLE, SLIGHT),
        Rule(C.TITLE, C.YEAR, C.TITLE, SLIGHT, of_year, keeps="left"),
        # the Matrix movies; all the movies of the Bourne series
        Rule(C.TITLE, C.FRANCHISE, C.FILMS, PREFERRED, franchise, takes="l"),
        Rule(C.FRANCHISE_OF, C.TITLE, C.FILMS, PLAIN, franchise, takes="r"),
        head_left(C.FRANCHISE_NAME, C.FRANCHISE, C.FILMS, PLAIN),
        head_left(C.FRANCHISE_NAME, C.NOUN, C.FILMS, SLIGHT),
        head_right(C.FRANCHISE_OF, C.FRANCHISE_NAME, C.FILMS, PLAIN),
        # Al Pacino's thrillers; a Clint Eastwood western
        head_right(C.ALSO, C.NOUN, C.NOUN, SLIGHT),
        Rule(C.PEOPLE, C.GENRE_NOUN, C.FILMS, MILD, genre_films_of),
        Rule(C.PEOPLE, C.FILTER, C.FILMS, FAIR, films_of_with),
        Rule(C.FILTER, C.PEOPLE, C.FILMS, HIGH, films_of_with, takes="rl"),
        Rule(C.GENRE_NOUN, C.PEOPLE, C.FILMS, HIGH, genre_films_of, takes="rl"),
        # the movies Al Pacino starred in; thrillers with Al Pacino; comedies that are dramas
        Rule(C.NOUN, C.FILMS, C.FILMS, PLAIN, merge, keeps="right"),
        Rule(C.FILMS, C.NOUN, C.FILMS, SLIGHT, merge, keeps="left"),
        Rule(C.FILMS, C.FILMS, C.FILMS, MODEST, merge, keeps="any", apart=True),
        head_right(C.WHAT, C.FILMS, C.FILMS, PLAIN),
        head_left(C.FILMS, C.WHAT, C.FILMS, SMALL),
        head_right(C.WHAT, C.NOUN, C.NOUN, PLAIN),
        Rule(C.FILTER, C.FILMS, C.FILMS, ALMOST_PLAIN, restrict, keeps="right", takes="rl"),
        Rule(C.FILTER, C.NOUN, C.FILMS, PLAIN, restrict, takes="rl"),
        Rule(C.FILMS, C.FILTER, C.FILMS, SLIGHT, restrict, keeps="left"),
        Rule(C.NOUN, C.FILTER, C.FILMS, PLAIN, restrict),
        head_right(C.RELEASED, C.FILTER, C.FILTER, PLAIN),
        head_left(C.FILMS, C.RELEASED, C.FILMS, SMALL),
        head_left(C.NOUN, C.RELEASED, C.NOUN, SLIGHT),
        head_left(C.TITLE, C.RELEASED, C.TITLE, SLIGHT),
        # Korean and animated; Korean or Japanese; both ... and ...
        Rule(C.FILTER, C.FILTER, C.FILTER, SLIGHT, both),
        head_right(C.AND, C.FILTER, C.AND_FILTER, PLAIN),
        head_right(C.OR, C.FILTER, C.OR_FILTER, PLAIN),
        Rule(C.FILTER, C.AND_FILTER, C.FILTER, SLIGHT, both),
        Rule(C.FILTER, C.OR_FILTER, C.ONE_OF_FILTERS, PLAIN, either),
        renamed(C.ONE_OF_FILTERS, C.FILTER, PLAIN),
        head_right(C.BOTH, C.FILTER, C.FILTER, PLAIN),
        # not animated; not Korean or Japanese (neither); anything but horror; not directed by Mann;
        # without Tom Cruise
        Rule(C.NOT, C.FILTER, C.FILTER, PLAIN, negate, takes="r"),
        Rule(C.NOT, C.ONE_OF_FILTERS, C.FILTER, LIKELIER, negate, takes="r"),
        Rule(C.ALL_BUT, C.FILTER, C.FILMS, PLAIN, all_but, takes="r"),
        Rule(C.ALL_BUT, C.GENRE_NOUN, C.FILMS, PLAIN, all_but, takes="r"),
        Rule(C.NOT, C.FILMS, C.FILTER, FAIR, negate_films, takes="r"),
        Rule(C.NOT, C.PEOPLE, C.FILTER, MILD, negate_people, takes="r"),
        Rule(C.NOT, C.FRANCHISE_NAME, C.FILTER, PLAIN, negate_films, takes="r"),
        # comedies or dramas; directed by Mann and starring Pacino
        head_right(C.AND, C.FILMS, C.AND_FILMS, PLAIN),
        head_right(C.OR, C.FILMS, C.OR_FILMS, PLAIN),
        Rule(C.FILMS, C.AND_FILMS, C.FILMS, SMALL, merge, keeps="any", apart=True),
        Rule(C.FILMS, C.OR_FILMS, C.FILMS, SMALL, either_films),
        Rule(C.GENRE_NOUN, C.AND_GENRE_NOUN, C.FILMS, PLAIN, either_genre),
        head_right(C.AND, C.GENRE_NOUN, C.AND_GENRE_NOUN, PLAIN),
        # Al Pacino and Robert De Niro; Brad Pitt and either Tom Cruise or Tom Hanks
        head_right(C.AND, C.NAME, C.AND_NAME, PLAIN),
        head_right(C.OR, C.NAME, C.OR_NAME, PLAIN),
        Rule(C.NAME, C.AND_NAME, C.GROUP, PLAIN, together),
        Rule(C.NAME, C.OR_NAME, C.GROUP, PLAIN, anyone),
        Rule(C.NAME, C.GROUP, C.GROUP, MILD, longer_group),
        Rule(C.NAME, C.AND_GROUP, C.GROUP, PLAIN, with_any_of),
        head_right(C.AND, C.GROUP, C.AND_GROUP, PLAIN),
        Rule(C.NAME, C.NAME, C.GROUP, UNLIKELY, together),
        head_right(C.BOTH, C.GROUP, C.GROUP, PLAIN),
        head_left(C.GROUP, C.BOTH, C.GROUP, PLAIN),
        # De Niro and Pacino, if few titles have the one: only next to somebody else
        head_right(C.AND, C.SURNAME, C.AND_NAME, PLAIN),
        head_right(C.OR, C.SURNAME, C.OR_NAME, PLAIN),
        Rule(C.SURNAME, C.AND_NAME, C.GROUP, PLAIN, together),
        Rule(C.SURNAME, C.OR_NAME, C.GROUP, PLAIN, anyone),
        Rule(C.SURNAME, C.GROUP, C.GROUP, MILD, longer_group),
        renamed(C.GROUP, C.PEOPLE, PLAIN),
        # wrote and directed; written and directed by; directed and starred in
        head_right(C.AND, C.ROLE_VERB, C.AND_ROLE_VERB, PLAIN),
        head_right(C.AND, C.ROLE_PASSIVE, C.AND_ROLE_PASSIVE, PLAIN),
        head_right(C.BOTH, C.ROLE_VERB, C.ROLE_VERB, PLAIN),
        head_right(C.BOTH, C.ROLE_PASSIVE, C.ROLE_PASSIVE, PLAIN),
        Rule(C.ROLE_VERB, C.AND_ROLE_VERB, C.ROLE_VERB, PLAIN, both_roles, keeps="left"),
        Rule(C.ROLE_VERB, C.AND_ROLE_PASSIVE, C.ROLE_PASSIVE, PLAIN, both_roles, keeps="left"),
        Rule(C.ROLE_PASSIVE, C.AND_ROLE_PASSIVE, C.ROLE_PASSIVE, PLAIN, both_roles, keeps="left"),
        # directed but not acted in by
        head_right(C.NOT, C.ROLE_VERB, C.NOT_ROLE, PLAIN),
        head_right(C.NOT, C.ROLE_PASSIVE, C.NOT_ROLE, PLAIN),
        Rule(C.ROLE_VERB, C.NOT_ROLE, C.ROLE_VERB, PLAIN, without_role, keeps="left"),
        Rule(C.ROLE_PASSIVE, C.NOT_ROLE, C.ROLE_PASSIVE, PLAIN, without_role, keeps="left"),
        Rule(C.ROLE_VERB, C.NOT_PASSIVE, C.ROLE_PASSIVE, PLAIN, without_role, keeps="left"),
        head_right(C.NOT, C.ROLE_PASSIVE, C.NOT_PASSIVE, PLAIN, priority=1),
        # in both Heat and Casino
        head_right(C.AND, C.TITLE, C.AND_TITLE, PLAIN),
        Rule(C.TITLE, C.AND_TITLE, C.BOTH_TITLES, PLAIN, pair),
        head_right(C.BOTH, C.BOTH_TITLES, C.BOTH_TITLES, PLAIN),
        Rule(C.ROLE_WHO, C.BOTH_TITLES, C.PEOPLE, SMALL, in_both),
        Rule(C.ROLE_NOUN, C.BOTH_TITLES, C.PEOPLE, MODEST, in_both),
        Rule(C.BOTH_TITLES, C.ROLE_WHO, C.PEOPLE, MODEST, in_both, takes="rl"),
        Rule(C.IN_TITLE, C.BOTH_TITLES, C.PEOPLE, MILD, cast_of_both, takes="r"),
        # the actors that Heat and Casino share; what they have in common; that Mann and Nolan share
        Rule(C.BOTH_TITLES, C.SHARE, C.SHARING_TITLES, PLAIN, same, takes="l"),
        Rule(C.SHARE, C.BOTH_TITLES, C.SHARING_TITLES, SLIGHT, same, takes="r"),
        Rule(C.SHARE_ROLE, C.BOTH_TITLES, C.PEOPLE, LIKELIER, in_both),
        Rule(C.ROLE_NOUN, C.SHARING_TITLES, C.PEOPLE, PLAIN, in_both),
        Rule(C.SHARING_TITLES, None, C.PEOPLE, MODEST, anyone_in_both),
        Rule(C.GROUP, C.SHARE, C.SHARING_GROUP, PLAIN, same, takes="l"),
        Rule(C.SHARE, C.GROUP, C.SHARING_GROUP, SLIGHT, same, takes="r"),
        Rule(C.SHARE_ROLE, C.GROUP, C.PEOPLE, SLIGHT, shared_partners),
        Rule(C.ROLE_NOUN, C.SHARING_GROUP, C.PEOPLE, PLAIN, shared_partners),
        Rule(C.GROUP, C.SHARE_ROLE, C.PEOPLE, PLAIN, shared_partners, takes="rl"),
        Rule(C.NOUN, C.SHARING_GROUP, C.FILMS, PLAIN, films_in, takes="r"),
        Rule(C.SHARING_GROUP, None, C.FILMS, MODEST, films_in),
        # in a Mann film and a Scorsese film: in at least one of each
        Rule(C.ONE_FILM, C.FILMS, C.ONE_OF_FILMS, PLAIN, same, takes="r"),
        head_right(C.AND, C.ONE_OF_FILMS, C.AND_ONE_OF_FILMS, PLAIN),
        Rule(C.ONE_OF_FILMS, C.AND_ONE_OF_FILMS, C.ONE_OF_EACH, PLAIN, pair),
        head_right(C.BOTH, C.ONE_OF_EACH, C.ONE_OF_EACH, PLAIN),
        Rule(C.ROLE_NOUN, C.ONE_OF_EACH, C.PEOPLE, PREFERRED, in_both),
        Rule(C.ROLE_WHO, C.ONE_OF_EACH, C.PEOPLE, PREFERRED, in_both),
    ),
    examples=(
        "comedies or westerns from the 80s",
        "films where george clooney and brad pitt appear together",
        "who directed the ocean's movies",
    ),
)
