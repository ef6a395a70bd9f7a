"""Rules out names that cannot be meant, judging by the words around them."""

from collections.abc import Collection, Sequence

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import Mention
from bot.questions.names.full_names import full_names, without_parts
from bot.questions.query.nodes import Telling
from bot.questions.reading.subject import subject_place
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import FREQUENT, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

_SHORT_FORM = 0.5
"""Entries that cost more are partial names: a surname, a common beginning of titles."""

_PEOPLE = frozenset({Category.NAME, Category.SIBLINGS})
_SUPERLATIVES = frozenset({Category.SUPERLATIVE, Category.TOP_RATED})
_AUXILIARY_NAMES = frozenset({"will"})
_OF_TITLES = frozenset({Category.TITLE, Category.TAG})
_SORTS = frozenset({Category.NOUN, Category.GENRE_NOUN})
_HAVING = frozenset({"have", "has", "had", "with"})
_OF = frozenset({"of"})
_WITH = ("with",)
_CAST_AS = frozenset({"as", "como"})
_STARRING = frozenset({"starring", "featuring", "actor", "actress", "protagonizada"})
_MAKERS = frozenset({"director", "writer", "maker"})
_FIGURES = frozenset({Category.NUMBER, Category.FEW, Category.SCORE})
_INDEFINITE = frozenset({"a", "an", "un", "una", "some"})
_NOUNS = frozenset({Category.NOUN, Category.GENRE_NOUN, Category.GENRE})


def plausible(
    graph: Graph,
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    lexicon: Lexicon,
    lexemes: Sequence[tuple[int, Lexeme]],
) -> tuple[list[Mention], list[Mention]]:
    """Return the mentions that the words around them allow, and the surnames they rule out.

    A number in a phrase is not a title ("rated PG *13*"), nor is "the movie" one that ends that
    way; a surname after another name is not somebody else's ("britanny *murphy*"), and a kind of
    race is not a film series ("car *racing*").
    """
    phrases = [
        (start, start + len(lexeme.words))
        for start, lexeme in lexemes
        if lexeme.category is Category.BEYOND and len(lexeme.words) > 1
    ]
    people = {it.end for it in mentions if it.category in _PEOPLE}
    settings = _settings(lexemes) | {
        place + 1 for place in people if place < len(tokens) and tokens[place].word in _CAST_AS
    }
    halves = _halves(mentions, tokens, lexemes, graph)
    stars = _numbered_units(tokens, lexemes)
    nouns = {start for start, lexeme in lexemes if lexeme.category is Category.NOUN}
    sorts = _best_of_sorts(lexemes)
    taken = {it.end - 1 for it in mentions if it.category in _PEOPLE}
    begun = {it.start for it in mentions if it.category in _PEOPLE}
    taken.update(
        place for start, lexeme in lexemes for place in range(start, start + len(lexeme.words))
    )
    kept: list[Mention] = []
    surnames: list[Mention] = []
    for it in mentions:
        if (
            _is_within(it, phrases)
            or (it.end not in begun and _is_first_name(it, tokens, lexicon, graph))
            or (it.start in halves and it.end - it.start == 1)
            or (it.start in stars and it.end == it.start + 1 and it.category is Category.TITLE)
            or _has_more(it, tokens, lexicon)
            or _is_adjective(it, tokens, lexicon, nouns)
            or _is_noun(it, tokens, lexicon, nouns)
            or (it.category is Category.TITLE and _is_sort(it, tokens, sorts))
        ):
            continue
        if not _is_part(it) or not _is_cut(it, tokens, lexicon, taken):
            kept.append(it)
        elif it.category is Category.NAME:
            surnames.append(it)
    kept = [it for it in kept if not (it.start in settings and _is_small_title(it, tokens))]
    kept, parts = without_parts(kept, full_names(tokens, mentions, lexicon, graph))
    return kept, [*surnames, *parts]


def _settings(lexemes: Sequence[tuple[int, Lexeme]]) -> set[int]:
    """Return where something else than a title stands.

    After "set in" that is a place, after "starring" a person, after "movies about" a theme.
    """
    roles = {start for start, it in lexemes if it.category is Category.ROLE_NOUN}
    nouns = {start + len(it.words) for start, it in lexemes if it.category in _SORTS}
    return {
        start + len(it.words)
        for start, it in lexemes
        if (it.category is Category.TELLING and it.value == Telling.SET_IN)
        or (it.category is Category.ROLE_PASSIVE and it.words[-1] in _STARRING and not roles)
        or (it.category is Category.ABOUT and len(it.words) == 1 and start in nouns)
        or (
            it.category is Category.ROLE_PASSIVE
            and it.words[-1] in _HAVING
            and (start in nouns or (it.words != _WITH and any(noun <= start for noun in nouns)))
        )
    }


def _is_adjective(
    mention: Mention, tokens: Sequence[Token], lexicon: Lexicon, nouns: set[int]
) -> bool:
    """Return whether a name is an everyday word after "a": "a *strong* female lead"."""
    token = tokens[mention.start]
    named = (mention.category is Category.NAME and _is_part(mention)) or (
        mention.category is Category.TITLE and mention.end - mention.start == 1
    )
    if not named or token.capital or mention.end == len(tokens):
        return False
    after = tokens[mention.start - 1].word if mention.start else ""
    everyday = lexicon.knows(token.word) or rank(token.word) < FREQUENT
    return after in _INDEFINITE and everyday and mention.end not in nouns


def _is_small_title(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Return whether it is a title in small letters."""
    run = tokens[mention.start : mention.end]
    return mention.category is Category.TITLE and not any(token.capital for token in run)


def _is_first_name(
    mention: Mention, tokens: Sequence[Token], lexicon: Lexicon, graph: Graph
) -> bool:
    """Return whether it is a first name before an unknown word: "james bond"."""
    if mention.category is not Category.NAME or not _is_part(mention):
        return False
    after = tokens[mention.end].word if mention.end < len(tokens) else ""
    strange = after.isalpha() and not lexicon.knows(after)
    return strange and graph.is_first_name(tokens[mention.start].word)


def _numbered_units(tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]]) -> set[int]:
    """Return the positions of units such as "stars" after a number: "eight *stars*" is no title."""
    figures = {start + len(it.words) for start, it in lexemes if it.category in _FIGURES}
    return {
        start
        for start, it in lexemes
        if it.category is Category.STARS_UNIT
        and (start in figures or (start and tokens[start - 1].word.isdigit()))
    }


def _halves(
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    lexemes: Sequence[tuple[int, Lexeme]],
    graph: Graph,
) -> set[int]:
    """Return the positions of two people's surnames that form one name: "leonard cohen"."""
    surnames = {it.start for it in mentions if it.category is Category.NAME and _is_part(it)}
    whole = {
        place
        for it in mentions
        if it.category in _PEOPLE and it.end - it.start > 1
        for place in range(it.start, it.end)
    }
    made_by = {
        start + len(it.words)
        for start, it in lexemes
        if it.category is Category.ROLE_PASSIVE and it.value in _MAKERS and it.words[1:]
    }
    made_by -= {it.start for it in mentions if it.category is Category.TITLE}
    first = {
        place
        for place in surnames - whole
        if place + 1 in surnames - whole
        and (place in made_by or graph.is_first_name(tokens[place].word))
    }
    # "Will" is a word that says nothing, but hardly before a surname in the midst of a sentence.
    behind = {
        place
        for place in surnames - whole
        if place > 1 and tokens[place - 1].word in _AUXILIARY_NAMES
    }
    return first | behind | {place + 1 for place in first}


def _best_of_sorts(lexemes: Sequence[tuple[int, Lexeme]]) -> set[tuple[int, int]]:
    """Return the runs of words for a sort of titles that stand behind "the best"."""
    best = {
        start + len(lexeme.words) for start, lexeme in lexemes if lexeme.category in _SUPERLATIVES
    }
    genres = [
        (start, start + len(lexeme.words)) for start, lexeme in lexemes if lexeme.category in _NOUNS
    ]
    runs = {run for run in genres if run[0] in best}
    return runs | {(start, stop) for start, end in runs for begin, stop in genres if begin == end}


def _is_sort(mention: Mention, tokens: Sequence[Token], sorts: Collection[tuple[int, int]]) -> bool:
    """Return whether a title in small letters is a sort of titles: "the best *romantic comedy*"."""
    run = (mention.start, mention.end)
    return run in sorts and not any(token.capital for token in tokens[slice(*run)])


def _is_noun(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon, nouns: set[int]) -> bool:
    """Return whether a part of a title says no more than "the movie"."""
    part = mention.category is Category.TITLE and mention.entries[0].cost > _SHORT_FORM
    return part and all(
        place in nouns or lexicon.is_filling(tokens[place].word)
        for place in range(mention.start, mention.end)
    )


def _has_more(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether what follows a title makes it another one: "wall e", "the land of honey"."""
    if mention.category not in _OF_TITLES or mention.end >= len(tokens):
        return False
    after = tokens[mention.end].word
    if after in _OF and mention.end + 1 < len(tokens) and mention.category is Category.TITLE:
        small = not any(token.capital for token in tokens[mention.start : mention.end])
        return small and not tokens[mention.end + 1].word.isdigit()
    return len(after) == 1 and after.isalpha() and not lexicon.knows(after)


def _is_within(mention: Mention, phrases: Sequence[tuple[int, int]]) -> bool:
    """Return whether a single word is inside a phrase for an uncovered topic."""
    single = mention.end - mention.start == 1
    return single and any(start < mention.start and mention.end <= end for start, end in phrases)


def _is_part(mention: Mention) -> bool:
    """Return whether it is a single word that stands for a longer name."""
    if mention.end - mention.start > 1:
        return False
    if mention.category is Category.FRANCHISE_NAME:
        return True
    return mention.category is Category.NAME and mention.entries[0].cost > _SHORT_FORM


def _is_cut(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon, taken: set[int]) -> bool:
    """Return whether the word before belongs to the same name, but to no mention."""
    place = mention.start - 1
    if place < 0 or place in taken:
        return False
    before = tokens[place]
    if lexicon.is_filling(before.word) or len(before.word) == 1 or not before.word.isalpha():
        return False
    if mention.category is Category.FRANCHISE_NAME:
        return not (before.capital or tokens[mention.start].capital)
    return not lexicon.knows(before.word) and rank(before.word) >= FREQUENT


def doubted_titles(understood: Understood) -> frozenset[tuple[int, int]]:
    """Return the spans read as a lower-case title although films are asked for.

    Excludes those introduced as one: "the movie *fury*", "is *fury* a war film".
    """
    tokens = understood.tokens
    subject = subject_place(understood.lexemes)
    nouns = [
        (start, start + len(lexeme.words), lexeme.value)
        for start, lexeme in understood.lexemes
        if lexeme.category in _NOUNS
    ]
    found: set[tuple[int, int]] = set()
    for it in understood.readings[0].mentions if understood.readings else ():
        run = range(it.start, it.end)
        if it.category is not Category.TITLE or any(tokens[place].capital for place in run):
            continue
        apart = [noun for noun in nouns if noun[0] not in run and noun[1] - 1 not in run]
        called = any(end == it.start and value != "films" for _, end, value in apart)
        if apart and not called and it.start != subject:
            found.add((it.start, it.end))
    return frozenset(found)
