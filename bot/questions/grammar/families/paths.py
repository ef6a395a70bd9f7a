"""Paths from titles to people and back, of any length.

A role word next to titles gives people ("the director of Heat"); next to people it gives titles
("directed by Mann").
"""

from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.grammar.composition import (
    Composer,
    credited,
    films_for,
    made_by,
    merge,
    pair,
    partners,
)
from bot.questions.grammar.costs import (
    DOUBTFUL,
    FAIR,
    HIGH,
    LIKELIER,
    MARKED,
    MILD,
    MODEST,
    ODD,
    PLAIN,
    SLIGHT,
    SMALL,
    STRAINED,
    UNLIKELY,
)
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    ANY_ROLE,
    Common,
    Credit,
    Credited,
    Films,
    Named,
    Partners,
    People,
)
from bot.questions.words.categories import Category as C


def peers(_: Composer, word: RoleWord, films: Films) -> Films:
    """Sharing a director with Heat."""
    return Films((Credit(word.roles, Credited(word.roles, films)),))


def films_of_holder(composer: Composer, holder: tuple[RoleWord, People]) -> Films:
    """Films for the director Michael Mann: those he directed."""
    word, person = holder
    return made_by(composer, word, person)


def among_films_of(composer: Composer, people: People, films: Films) -> Films:
    """Julia Roberts's best film; Joe Pesci in Goodfellas."""
    return merge(composer, films_for(composer, people), films)


def with_people(composer: Composer, left: People, right: People) -> Films:
    """Brad Pitt worked with Tom Cruise: the titles both are credited in."""
    return merge(composer, films_for(composer, left), films_for(composer, right))


def films_of_pair(composer: Composer, pair: tuple[People, People]) -> Films:
    """Al Pacino worked with Robert De Niro: the titles both are credited in."""
    return with_people(composer, *pair)


def cast_of(_: Composer, title: Films) -> Credited:
    """(Who was) in Heat."""
    return Credited((Role.CAST,), title)


def films_in(composer: Composer, people: People) -> Films:
    """What somebody was in, in any role."""
    return made_by(composer, RoleWord(ANY_ROLE), people)


def of_themselves(_: Composer, word: RoleWord) -> Credited:
    """Who directed themselves: who directed and starred at once."""
    return Credited((Role.CAST, *word.roles), Films(), every=True)


def of_oneself(_: Composer, word: RoleWord, people: People) -> Films:
    """Ben Affleck directed himself: where he did both."""
    return Films((Credit((Role.CAST, *word.roles), people, every=True),))


def who_also(_: Composer, word: RoleWord, other: RoleWord) -> Common:
    """Actors who also direct."""
    return Common((Credited(word.roles, Films()), Credited(other.roles, Films())))


def those_of(_: Composer, word: RoleWord, working: RoleWord) -> RoleWord:
    """Directors (who) worked with: the role of each side, any role if not given."""
    return RoleWord(word.roles, own=working.own or working.roles)


def besides(_: Composer, people: People, known: Named) -> People:
    """Who is in Argo besides Ben Affleck."""
    if not isinstance(people, Credited):
        return people
    return Common((people, Partners(known, people.roles, ANY_ROLE)))


def only_those(composer: Composer, word: RoleWord, people: Partners | Common) -> People:
    """Directors (that) Brad Pitt worked with."""
    if isinstance(people, Common):
        parts = [part for part in people.sets if isinstance(part, Partners)]
        return Common(tuple(only_those(composer, word, part) for part in parts))
    return replace(people, roles=word.roles)


def partners_in(composer: Composer, of: tuple[RoleWord, People], title: Films) -> Common:
    """Acted with Tom Hanks in The Terminal."""
    word, people = of
    return Common((partners(composer, word, people), credited(composer, word, title)))


def who_directed(_: Composer, word: RoleWord, person: People) -> Credited:
    """Who directed Tom Hanks: the directors of films he acted in; his actors: those he directed."""
    own = Role.DIRECTOR if word.roles == (Role.CAST,) else Role.CAST
    return Credited(word.roles, Films((Credit((own,), person),)))


PATHS = Family(
    "paths",
    (
        # the director of Heat; who directed Heat; Heat was directed by whom
        Rule(C.ROLE_NOUN, C.TITLE, C.PEOPLE, PLAIN, credited),
        Rule(C.ROLE_NOUN, C.FILMS, C.PEOPLE, SMALL, credited),
        Rule(C.ROLE_VERB, C.FILMS, C.PEOPLE, MILD, credited),
        Rule(C.ROLE_PASSIVE, C.FILMS, C.PEOPLE, ODD, credited),
        Rule(C.ROLE_WHO, C.TITLE, C.PEOPLE, PLAIN, credited),
        Rule(C.ROLE_WHO, C.FILMS, C.PEOPLE, MILD, credited),
        Rule(C.ALSO_ROLE, C.FILMS, C.PEOPLE, PLAIN, credited),
        Rule(C.FILMS, C.ROLE_NOUN, C.PEOPLE, SMALL, credited, takes="rl"),
        Rule(C.FILMS, C.ROLE_VERB, C.PEOPLE, STRAINED, credited, takes="rl"),
        Rule(C.FILMS, C.ROLE_PASSIVE, C.PEOPLE, MARKED, credited, takes="rl"),
        Rule(C.FILMS, C.ROLE_WHO, C.PEOPLE, PLAIN, credited, takes="rl"),
        # in Heat: who was in it
        Rule(C.IN_TITLE, C.TITLE, C.PEOPLE, MILD, cast_of, takes="r"),
        # the director Michael Mann
        head_right(C.ROLE_NOUN, C.NAME, C.PEOPLE, MILD),
        renamed(C.NAME, C.PEOPLE, PLAIN),
        renamed(C.SIBLINGS, C.PEOPLE, PLAIN),
        # who are the actors in Heat; the director of Heat was who
        head_right(C.WHO, C.PEOPLE, C.PEOPLE, PLAIN),
        head_left(C.PEOPLE, C.WHO, C.PEOPLE, SLIGHT),
        head_right(C.WHAT, C.PEOPLE, C.PEOPLE, PLAIN),
        # directed by Michael Mann; Michael Mann directed; the director Michael Mann
        Rule(C.ROLE_PASSIVE, C.PEOPLE, C.FILMS, PLAIN, made_by),
        Rule(C.ROLE_VERB, C.PEOPLE, C.FILMS, FAIR, made_by),
        Rule(C.ROLE_NOUN, C.PEOPLE, C.FILMS, FAIR, made_by),
        Rule(C.WHOSE_ROLE, C.PEOPLE, C.FILMS, PLAIN, made_by),
        # a surname with few credits is only read next to a role: "christmas" is hardly a person
        Rule(C.ROLE_PASSIVE, C.SURNAME, C.FILMS, PLAIN, made_by),
        Rule(C.SURNAME, C.ROLE_VERB, C.FILMS, SLIGHT, made_by, takes="rl"),
        # Michael Mann, who also directed
        Rule(C.PEOPLE, C.ROLE_VERB, C.FILMS, SLIGHT, made_by, takes="rl"),
        Rule(C.PEOPLE, C.ROLE_NOUN, C.FILMS, MILD, made_by, takes="rl"),
        Rule(C.PEOPLE, C.ROLE_PASSIVE, C.FILMS, UNLIKELY, made_by, takes="rl"),
        Rule(C.PEOPLE, C.ALSO_ROLE, C.FILMS, PLAIN, made_by, takes="rl"),
        Rule(C.ALSO_ROLE, C.PEOPLE, C.FILMS, MODEST, made_by),
        # films for the director Michael Mann; Michael Mann films
        Rule(C.FOR, C.PEOPLE, C.FILMS, MILD, films_for, takes="r"),
        Rule(C.ROLE_NOUN, C.NAME, C.ROLE_PERSON, PLAIN, pair, priority=1),
        Rule(C.FOR, C.ROLE_PERSON, C.FILMS, SLIGHT, films_of_holder, takes="r"),
        Rule(C.PEOPLE, C.NOUN, C.FILMS, MILD, films_for, takes="l"),
        Rule(C.NOUN, C.PEOPLE, C.FILMS, SMALL, films_for, takes="r"),
        Rule(C.NAME, C.FILMS, C.FILMS, HIGH, among_films_of),
        # what else did the director of Heat do
        Rule(C.WHAT_ELSE, C.PEOPLE, C.FILMS, LIKELIER, films_for, takes="r"),
        # what else was Joe Pesci in; Joe Pesci in Goodfellas
        Rule(C.PEOPLE_IN, None, C.FILMS, MILD, films_in),
        head_left(C.PEOPLE, C.IN_TITLE, C.PEOPLE_IN, PLAIN),
        Rule(C.PEOPLE_IN, C.TITLE, C.FILMS, SLIGHT, among_films_of, keeps="right"),
        # who directed Tom Hanks; actors who also direct
        Rule(C.ROLE_NOUN, C.ALSO_ROLE, C.PEOPLE, MARKED, who_also),
        Rule(C.ROLE_WHO, C.ALSO_ROLE, C.PEOPLE, MARKED, who_also),
        Rule(C.ROLE_WHO, C.NAME, C.PEOPLE, DOUBTFUL, who_directed),
        # actors who directed themselves; Ben Affleck directed himself
        head_left(C.ROLE_VERB, C.SELF, C.SELF_ROLE, PLAIN),
        head_right(C.WHO, C.SELF_ROLE, C.SELF_ROLE, PLAIN),
        Rule(C.ROLE_NOUN, C.SELF_ROLE, C.PEOPLE, PLAIN, of_themselves, takes="r"),
        Rule(C.WHO, C.SELF_ROLE, C.PEOPLE, PLAIN, of_themselves, takes="r", priority=1),
        Rule(C.PEOPLE, C.SELF_ROLE, C.FILMS, PLAIN, of_oneself, takes="rl"),
        # co-stars of Al Pacino; Al Pacino co-starred with whom
        Rule(C.CO_ROLE, C.PEOPLE, C.PEOPLE, PLAIN, partners),
        Rule(C.PEOPLE, C.CO_ROLE, C.PEOPLE, SLIGHT, partners, takes="rl"),
        # directors that Al Pacino worked with; who acted with Al Pacino in Heat
        Rule(C.PEOPLE, C.CO_ROLE, C.PARTNERED, SLIGHT, partners, takes="rl", priority=1),
        Rule(C.ROLE_NOUN, C.PARTNERED, C.PEOPLE, PLAIN, only_those),
        Rule(C.CO_ROLE, C.PEOPLE_IN, C.PARTNERS_IN, PLAIN, pair),
        Rule(C.PARTNERS_IN, C.TITLE, C.PEOPLE, PLAIN, partners_in),
        head_right(C.WHO, C.PARTNERS_IN, C.PARTNERS_IN, PLAIN),
        # who is in Argo besides Ben Affleck
        head_right(C.BESIDES, C.NAME, C.BESIDES_NAME, PLAIN),
        Rule(C.PEOPLE, C.BESIDES_NAME, C.PEOPLE, PLAIN, besides),
        # Brad Pitt worked with Tom Cruise; Brad Pitt and Tom Cruise worked together
        head_right(C.CO_ROLE, C.PEOPLE, C.WITH_PEOPLE, SLIGHT, priority=1),
        Rule(C.PEOPLE, C.WITH_PEOPLE, C.FILMS, SLIGHT, with_people),
        Rule(C.GROUP, C.CO_ROLE, C.FILMS, PLAIN, films_in, takes="l"),
        Rule(C.JOINTLY, C.GROUP, C.FILMS, LIKELIER, films_in, takes="r"),
        head_left(C.FILMS, C.TOGETHER, C.FILMS, SLIGHT),
        # has worked Al Pacino with Robert De Niro: Spanish word order
        head_right(C.WITH, C.NAME, C.WITH_NAME, PLAIN),
        Rule(C.NAME, C.WITH_NAME, C.PAIR_WITH, PLAIN, pair),
        Rule(C.CO_ROLE, C.PAIR_WITH, C.FILMS, PLAIN, films_of_pair, takes="r"),
        # who directed; directed by whom
        head_right(C.WHO, C.ROLE_VERB, C.ROLE_WHO, PLAIN),
        head_right(C.WHO, C.ROLE_NOUN, C.ROLE_WHO, PLAIN),
        head_right(C.WHO, C.ROLE_PASSIVE, C.ROLE_WHO, FAIR),
        head_left(C.ROLE_VERB, C.WHO, C.ROLE_WHO, PLAIN),
        head_left(C.ROLE_PASSIVE, C.WHO, C.ROLE_WHO, PLAIN),
        head_left(C.ROLE_NOUN, C.WHO, C.ROLE_WHO, SLIGHT),
        head_left(C.ROLE_WHO, C.WHO, C.ROLE_WHO, SLIGHT),
        # starred which actors; the director who directed
        head_left(C.ROLE_VERB, C.ROLE_NOUN, C.ROLE_WHO, SLIGHT, same=True),
        head_left(C.ROLE_NOUN, C.ROLE_VERB, C.ROLE_WHO, MODEST, same=True),
        head_left(C.ROLE_WHO, C.ROLE_VERB, C.ROLE_WHO, SLIGHT, same=True),
        head_left(C.ROLE_WHO, C.ROLE_NOUN, C.ROLE_WHO, SLIGHT, same=True),
        # whose director is; directed in their films; also directed
        head_right(C.WHOSE, C.ROLE_NOUN, C.WHOSE_ROLE, PLAIN),
        head_left(C.ROLE_NOUN, C.THEIR, C.WHOSE_ROLE, PLAIN),
        head_right(C.ALSO, C.ROLE_VERB, C.ALSO_ROLE, PLAIN),
        head_right(C.ALSO, C.ROLE_NOUN, C.ALSO_ROLE, PLAIN),
        head_left(C.ROLE_VERB, C.ALSO, C.ALSO_ROLE, MILD),
        # together with; co-wrote films with whom; directors who worked with
        head_left(C.ROLE_VERB, C.TOGETHER, C.CO_ROLE, PLAIN),
        head_right(C.NOUN, C.TOGETHER, C.TOGETHER, SLIGHT),
        head_left(C.CO_ROLE, C.NOUN, C.CO_ROLE, SLIGHT),
        head_right(C.NOUN, C.CO_ROLE, C.CO_ROLE, SLIGHT),
        head_left(C.CO_ROLE, C.WHO, C.CO_ROLE, PLAIN),
        head_right(C.WHO, C.CO_ROLE, C.CO_ROLE, PLAIN),
        head_right(C.ROLE_NOUN, C.CO_ROLE, C.CO_ROLE, SLIGHT, same=True),
        head_left(C.CO_ROLE, C.ROLE_NOUN, C.CO_ROLE, SLIGHT, same=True),
        Rule(C.ROLE_NOUN, C.CO_ROLE, C.CO_ROLE, SMALL, those_of, keeps="left", priority=1),
        Rule(
            C.CO_ROLE,
            C.ROLE_NOUN,
            C.CO_ROLE,
            SMALL,
            those_of,
            keeps="right",
            takes="rl",
            priority=1,
        ),
        head_left(C.CO_ROLE, C.WITH, C.CO_ROLE, PLAIN),
        # share the director with; directed by the same director as
        head_left(C.SHARE_ROLE, C.WITH, C.SHARE_ROLE, PLAIN),
        head_right(C.SHARE, C.ROLE_NOUN, C.SHARE_ROLE, PLAIN),
        head_left(C.ROLE_NOUN, C.SHARE, C.SHARE_ROLE, SLIGHT),
        head_right(C.SHARE, C.SHARE_ROLE, C.SHARE_ROLE, PLAIN),
        head_right(C.ROLE_PASSIVE, C.SHARE_ROLE, C.SHARE_ROLE, PLAIN, same=True),
        head_right(C.ROLE_VERB, C.SHARE_ROLE, C.SHARE_ROLE, PLAIN, same=True),
        Rule(C.SHARE_ROLE, C.FILMS, C.FILMS, PLAIN, peers),
    ),
    examples=(
        "who co-starred with al pacino",
        "who starred alongside brad pitt in se7en",
        "actors who also direct",
    ),
)
