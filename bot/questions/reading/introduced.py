"""Titles that a sentence introduces as such: "the movie ...", "a film called ..."."""

from collections.abc import Container, Sequence

from bot.questions.names.entity_linker import Mention
from bot.questions.reading.subject import is_pronoun, subject_place
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

Lexemes = Sequence[tuple[int, Lexeme]]
Span = tuple[int, int]
KNOWN = 0.4
"""The most that a title costs that is introduced as one."""
_WHOLE = 0.5
"""Entries that cost more are partial names."""
_CALLED = frozenset({"called", "named", "titled", "entitled", "llamada", "llamado", "titulada"})
_THAT_IS = ("que", "se")
_REFLEXIVE_CALLED = frozenset({"llama", "llame", "titula", "titule"})
"""Behind a film and "que se", words that introduce a title: "una peli que se llame Coco"."""
_ONE_FILM = frozenset({"film", "series"})
_TITLES = frozenset({Category.TITLE, Category.TAG, Category.FRANCHISE_NAME})
_PEOPLE = frozenset({Category.NAME, Category.SIBLINGS})
_ASKING = frozenset(
    {
        Category.ATTRIBUTE,
        Category.RELEASED,
        Category.ROLE_NOUN,
        Category.ROLE_PASSIVE,
        Category.ROLE_VERB,
        Category.WHO,
        Category.WHEN,
    }
)
"""Words that go on with the question after a title."""
_SORTS = frozenset(
    {
        Category.BEYOND,
        Category.GENRE,
        Category.GENRE_NOUN,
        Category.LANGUAGE,
        Category.QUALITY,
        Category.THEME,
    }
)
_WITHIN = frozenset({"of", "the", "a", "an", "to", "de", "la", "el"})
"""Words that join the parts of a title rather than say more of it."""
_BARE = frozenset({"up", "it", "us", "her", "him", "them", "me", "you", "she", "he", "out", "love"})
"""Filler that is a title where nothing follows it."""
_ALONE = frozenset({"de", "del", "en", "of", "in", "made", "with", "from", "by", "on", "about"})
_STOPS = frozenset(
    {"have", "has", "had", "get", "gets", "got", "receive", "received", "is", "was", "were", "are"}
    | {"does", "did", "exist", "exists", "come", "came", "that", "which", "who"}
    | {"tiene", "tuvo", "es", "fue", "que"}
)
"""Words after which no title goes on."""


def introduced(
    tokens: Sequence[Token], lexemes: Lexemes, lexicon: Lexicon, mentions: Sequence[Mention]
) -> list[Span]:
    """Return where titles stand that are introduced as such, known or not, as start and end.

    After "the movie" follow titles, but also "where", "with" and the like, or a person: of what
    means anything there, only an exact title counts.
    """
    films = {start + len(it.words) for start, it in lexemes if it.category is Category.NOUN}

    def _is_of_film(place: int) -> bool:
        said = tuple(token.word for token in tokens[max(place - 2, 0) : place])
        return said == _THAT_IS and place - 2 in films

    called = {
        place + 1
        for place, token in enumerate(tokens)
        if token.word in _CALLED or (token.word in _REFLEXIVE_CALLED and _is_of_film(place))
    }
    nouns = {
        start + len(it.words)
        for start, it in lexemes
        if it.category is Category.NOUN
        and it.value in _ONE_FILM
        and it.words[-1] != "where"
        and start
        and lexicon.is_article(tokens[start - 1].word)
    }
    within = {
        place
        for it in mentions
        if it.category is Category.TITLE
        for place in range(it.start, it.end)
    }
    joined = {  # "the film script"
        place for start, it in lexemes for place in range(start + 1, start + len(it.words))
    }
    nouns = {end for end in nouns if end - 1 not in within and end not in joined}
    named = {
        it.start: it.end
        for it in sorted(mentions, key=lambda it: it.end)
        if it.category is Category.TITLE and it.entries[0].cost <= _WHOLE
    }
    people = {it.start for it in mentions if it.category in _PEOPLE}
    found: list[Span] = []
    for start in sorted(called | nouns):
        if start in people and start not in called:
            continue
        end = _end(tokens, start, lexemes)
        if start in named and not _has_more(tokens, named[start], end, lexicon):
            found.append((start, named[start]))
        elif _is_sort(start, lexemes) and end == len(tokens) and _asks_before(start, lexemes):
            found.append((start, end))  # "what genre is the movie *sleepover*"
        elif not _goes_on(tokens, start, end, lexicon, surely=start in called):
            found.append((start, end))
    return [*found, *_subject(tokens, lexemes, named)]


def _subject(tokens: Sequence[Token], lexemes: Lexemes, named: Container[int]) -> list[Span]:
    """Return where a question is about a title of a word that is filler elsewhere: "is *up* good".

    The catalogue lacks it.
    """
    place = subject_place(lexemes)
    if place is None or place >= len(tokens) - 1 or place in named:
        return []
    bare = tokens[place].word in _BARE and not is_pronoun(place, lexemes)
    return [(place, place + 1)] if bare else []


def _is_sort(start: int, lexemes: Lexemes) -> bool:
    """Return whether words begin with what sort of film is meant, if they are no title."""
    return any(place == start and it.category in _SORTS for place, it in lexemes)


def _asks_before(start: int, lexemes: Lexemes) -> bool:
    """Return whether something is asked about what stands at a place."""
    return any(place < start and it.category in _ASKING for place, it in lexemes)


def _has_more(tokens: Sequence[Token], place: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether a title goes on after a known one: "Fear *of the deep*"."""
    if place >= end:
        return False
    word = tokens[place].word
    return word in _WITHIN or not lexicon.knows(word)


def _end(tokens: Sequence[Token], start: int, lexemes: Lexemes) -> int:
    """Return where a title ends at the latest: at a word that goes on with the question."""
    asking = {
        place
        for place, it in lexemes
        if (it.category in _ASKING and not (len(it.words) == 1 and it.words[0] in _ALONE))
        or it.category is Category.ON_NETFLIX
        or (it.category is Category.BEYOND and it.words[1:])
        or (it.category is Category.ABOUT and place + len(it.words) == len(tokens))
    }
    for place in range(start, len(tokens)):
        word = tokens[place].word
        if place > start and (place in asking or word in _STOPS):
            return place
        if not any(map(str.isalnum, word)) and word not in {"'", "-", ":", "·", "&", "!"}:
            return place
    return len(tokens)


def _goes_on(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon, *, surely: bool
) -> bool:
    """Return whether words after "the movie" are no title but say more of it.

    After "called" they surely are a title.
    """
    words = [token.word for token in tokens[start:end]]
    first = 1 if len(words) > 1 and lexicon.is_determiner(words[0]) else 0
    if not words:
        return True
    if len(words) == 1 and words[0] in _BARE:
        return False
    if lexicon.is_filling(words[first]) or lexicon.is_light(words[first]):
        return not surely or first + 1 == len(words)
    return not surely and bool(list(lexicon.at(words, first)))


def as_titles(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Return mentions in which what is introduced as a title is that or nothing."""
    found: list[Mention] = []
    for it in mentions:
        span = next((at for at in spans if at[0] <= it.start and it.end <= at[1]), None)
        if span is None:
            found.append(it)
        elif span == (it.start, it.end) and it.category is Category.TITLE:
            found.append(it._replace(cost=min(it.cost, KNOWN)))
    return found


def unnamed(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Span]:
    """Return the spans that no title is exactly."""
    titles = {(it.start, it.end) for it in mentions if it.category is Category.TITLE}
    return [span for span in spans if span not in titles]


def whole(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Return the mentions that are not just a part of one of some spans."""
    return [
        it for it in mentions if (it.start, it.end) in spans or outside(it.start, it.end, spans)
    ]


def outside(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Return whether a run of words has none in common with some spans."""
    return all(end <= first or last <= start for first, last in spans)
