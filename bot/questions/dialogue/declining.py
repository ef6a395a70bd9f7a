"""Why a question is not answered: words not understood, topics no catalogue covers."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR
from bot.questions.dialogue.missing_names import (
    CHARACTER,
    PART,
    SIMILAR,
    missing_part,
    names_nobody,
)
from bot.questions.dialogue.suggestions import Suggester
from bot.questions.query.node import Node
from bot.questions.query.nodes import Attribute, Films, OfKind, OnNetflix, Titled, Values
from bot.questions.query.queries import Check, Query
from bot.questions.query.walk import conditions_of, is_everything, is_of_any_title, walk
from bot.questions.reading.subject import subject_place
from bot.questions.reading.understood import Understood
from bot.questions.results.answer import Answer, Status
from bot.questions.wording.chips import chips
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.questions.wording.tree import tree
from bot.questions.words.categories import Category
from bot.questions.words.tokens import as_written, runs

# Looked up once: in Python 3.11, enum member access is ten times slower.
_BEYOND = Category.BEYOND
_PRONOUN = Category.PRONOUN
_ABSENT = Category.ABSENT
_IN_TITLE = Category.IN_TITLE

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)

WATCH = "watch"
PEOPLE = frozenset({Category.NAME, Category.SURNAME, Category.SIBLINGS})


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a reading leaves open.

    Attributes:
        unknown: The skipped words that are not filler, as written.
        beyond: Topics that no catalogue in this format covers, as keys of the lexicon.
        refers: Whether the sentence refers to something said before.
        whole: Whether the rest is one query.
        absent: Whether it has a pronoun with nothing to refer to.
        known: Whether the words of ``unknown`` are known in other contexts.
        named: Whether they are in the position of a title or a person.
    """

    unknown: tuple[str, ...]
    beyond: tuple[str, ...]
    refers: bool
    whole: bool
    absent: bool = False
    known: bool = False
    named: bool = False

    @property
    def complete(self) -> bool:
        """Whether everything was understood and can be answered."""
        return self.whole and not self.unknown and not self.beyond and not self.absent


def shortfall(understood: Understood) -> Shortfall:
    """Return what the best reading of a sentence leaves open."""
    covered: set[int] = set()
    best = understood.readings[0] if understood.readings else None
    for item in best.words if best else ():
        covered.update(range(item.start, item.end))
    lexicon = understood.lexicon
    beyond: dict[str, None] = {}
    told: set[int] = set()
    for place, lexeme in understood.lexemes:
        if lexeme.category != _BEYOND:
            continue
        places = set(range(place, place + len(lexeme.words)))
        if lexeme.value == CHARACTER and _names_one(understood, place + len(lexeme.words)):
            beyond[lexeme.value] = None
            told |= places
            continue
        telling = {p for p in places if not lexicon.is_filling(understood.tokens[p].word)}
        if not (telling or places) <= covered:
            beyond[lexeme.value] = None
            told |= places
    if PART in beyond:
        beyond.pop(CHARACTER, None)
    passed: list[int] = []
    for place in understood.unknown:
        known = lexicon.knows(understood.tokens[place].word)
        # Next to an uncovered topic, or if nothing was understood, words known in other contexts
        # are not worth a mention.
        if place not in told and not (known and (beyond or best is None)):
            passed.append(place)
    refers = any(
        lexeme.category is _PRONOUN
        # "El padrino": before an unknown word, it is an article.
        and place + len(lexeme.words) not in understood.unknown
        for place, lexeme in understood.lexemes
    )
    named = names_nobody(understood, passed, beyond)
    said = lexicon.bridged(understood.tokens, passed) if named else passed
    return Shortfall(
        _written(understood, _with_whole_titles(understood, said)),
        tuple(beyond),
        refers,
        best is not None and len(best.queries) == 1,
        _is_absent(understood, covered),
        bool(passed) and all(lexicon.knows(understood.tokens[place].word) for place in passed),
        named,
    )


def _is_absent(understood: Understood, covered: set[int]) -> bool:
    """Return whether the reading skips "him", or skips "by" and then says nothing."""
    best = understood.readings[0] if understood.readings else None
    spoken_of = any(
        lexeme.category is _ABSENT and place not in covered for place, lexeme in understood.lexemes
    )
    if best is None:
        return spoken_of
    if _is_subject_absent(understood, covered):
        return True
    # In "Tom Hanks and his films", "his" has an antecedent.
    # With another anaphor in the sentence, "his" has a referent.
    if spoken_of and not any(word.category in PEOPLE or word.refers for word in best.words):
        return True
    return all(isinstance(query, Films) and is_everything(query) for query in best.queries) and any(
        understood.lexicon.is_light(token.word)
        for place, token in enumerate(understood.tokens)
        if place not in covered
    )


def _is_subject_absent(understood: Understood, covered: Collection[int]) -> bool:
    """Return whether "that" is asked about and stands for nothing: "is that a comedy"."""
    words = understood.readings[0].words
    if any(word.category is Category.TITLE for word in words):
        return False  # "is it worth watching Inception"
    place = subject_place(understood.lexemes)
    return any(
        start == place
        and lexeme.category is _PRONOUN
        and start not in covered
        and not understood.lexicon.is_article(lexeme.words[0])  # "is the film Heat ..."
        for start, lexeme in understood.lexemes
    )


def _names_one(understood: Understood, place: int) -> bool:
    """Return whether an unknown word follows: "who played the *joker* in ..."."""
    tokens, lexicon = understood.tokens, understood.lexicon
    words = [token.word for token in tokens]
    while place < len(words) and lexicon.is_filling(words[place]):
        if any(lexeme.category is _IN_TITLE for lexeme in lexicon.at(words, place)):
            return False
        place += 1
    return place in understood.unknown and not lexicon.knows(words[place])


def declined(
    understood: Understood,
    lacking: Shortfall,
    phrases: Phrases,
    close: Suggester,
    years: Collection[int] = (),
) -> Answer:
    """Return the answer to a sentence that was not understood, or only in part.

    Args:
        understood: The sentence.
        lacking: What its best reading leaves open.
        phrases: The words of the answer.
        close: Suggests what to ask instead.
        years: The years that the catalogue has titles from.
    """
    explainer = Explainer(phrases)
    queries = understood.readings[0].queries if understood.readings else ()
    topics = tuple(phrases.say(f"beyond.{topic}") for topic in lacking.beyond)
    return Answer(
        Status.PARTLY if queries and not topics else Status.DECLINED,
        " ".join(sentences_of(queries, lacking, topics, phrases, explainer, years)),
        phrases.language,
        queries[0] if len(queries) == 1 else None,
        chips=tuple(dict.fromkeys(chip for query in queries for chip in chips(query, explainer))),
        tree="\n".join(tree(query, phrases) for query in queries),
        close=close.instead(
            [query for query in (*understood.offered, *queries) if not _is_of_any(query)]
        ),
        unknown=lacking.unknown,
        beyond=topics,
        work=understood.joins,
    )


def with_remarks(answer: Answer, lacking: Shortfall, phrases: Phrases) -> Answer:
    """Return an answer that says what it leaves out and what no catalogue covers."""
    if SIMILAR in lacking.beyond and (like := _alike(answer, lacking, phrases)) is not None:
        return like
    told = answer.query is not None and any(map(_is_of_netflix, walk(answer.query)))
    topics = tuple(
        phrases.say(f"beyond.{topic}")
        for topic in lacking.beyond
        if not (told and topic == WATCH)  # one service is on record
    )
    sentence = answer.sentence
    if topics:
        sentence = f"{phrases.say('decline.beyond', topics=phrases.join(topics))} {sentence}"
    notes = answer.notes
    if lacking.unknown:
        words = phrases.join([phrases.quoted(word) for word in lacking.unknown])
        notes = (phrases.say("note.left_out", words=words), *notes)
    unknown = (*lacking.unknown, *answer.unknown)
    return replace(answer, sentence=sentence, notes=notes, unknown=unknown, beyond=topics)


def _is_of_netflix(node: Node) -> bool:
    return isinstance(node, OnNetflix) or (
        isinstance(node, Values) and node.attribute is Attribute.WATCH
    )


def _alike(answer: Answer, lacking: Shortfall, phrases: Phrases) -> Answer | None:
    """Return an answer that gives titles like one, and says what that leaves out."""
    films = answer.query
    titled = [part for part in conditions_of(films) if isinstance(part, Titled)] if films else []
    if not titled:
        return None
    explainer = Explainer(phrases)
    rest = [
        explainer.of(part)
        for part in conditions_of(films or Films())
        if not isinstance(part, Titled | OfKind)
    ]
    words = phrases.join([phrases.quoted(word) for word in (*rest, *lacking.unknown)])
    notes = (phrases.say("note.left_out", words=words),) if words else ()
    return replace(answer, like=titled[0].ids[0], notes=notes, unknown=lacking.unknown)


def sentences_of(
    queries: Sequence[Query],
    lacking: Shortfall,
    topics: Sequence[str],
    phrases: Phrases,
    explainer: Explainer,
    years: Collection[int] = (),
) -> Iterator[str]:
    """Yield sentences on what cannot be known, what was not understood, and what was."""
    if topics:
        yield phrases.say("decline.beyond", topics=phrases.join(topics))
    if years and lacking.unknown and all(map(_is_another_age, lacking.unknown)):
        told = phrases.join(list(lacking.unknown), either=True)
        first, last = str(min(years)), str(max(years))
        yield phrases.say("decline.year", years=told, first=first, last=last)
        lacking = replace(lacking, unknown=(), absent=False, named=True)
    if lacking.unknown:
        words = phrases.join([phrases.quoted(word) for word in lacking.unknown])
        key = "decline.unknown" if len(lacking.unknown) == 1 else "decline.unknown_many"
        if lacking.named:
            key = "decline.unnamed"
            words = phrases.join([phrases.quoted(word) for word in lacking.unknown], either=True)
        unplaced = lacking.known and not lacking.named
        yield phrases.say("decline.unplaced" if unplaced else key, words=words)
    if lacking.unknown or lacking.absent or topics:
        queries = [query for query in queries if not _is_of_any(query)]
    queries = [query for query in queries if not is_everything(query)]
    if queries:
        what = phrases.join([explainer.of(query) for query in queries])
        apart = len(queries) > 1 and not topics and not lacking.unknown
        yield phrases.say("decline.parts" if apart else "decline.understood", what=what)
    if (lacking.absent and not topics and not lacking.named) or (
        not queries and lacking.refers and not (lacking.named or topics)
    ):
        yield phrases.say("decline.nothing_before")
    elif not queries and not topics and not lacking.unknown and not lacking.named:
        yield phrases.say("decline.nothing")


def _is_of_any(query: Query) -> bool:
    """Return whether a query is about all titles: what was asked of them was left out."""
    return is_of_any_title(query.films if isinstance(query, Values | Check) else query)


def _is_another_age(word: str) -> bool:
    """Return whether a word is a year in which there were no films, or of which nobody knows."""
    return _YEAR.fullmatch(word) is not None and not FIRST_YEAR <= int(word) <= LAST_YEAR


def _with_whole_titles(understood: Understood, places: Sequence[int]) -> list[int]:
    """Return places with all of a title that is introduced as one: "called *the* room"."""
    titles = [range(start, end) for start, end in understood.missing]
    whole = {place for title in titles if not set(title).isdisjoint(places) for place in title}
    return sorted({*places, *whole, *missing_part(understood, places)})


def _written(understood: Understood, places: Sequence[int]) -> tuple[str, ...]:
    """Return words as they were written, neighbours together."""
    return tuple(as_written(understood.tokens[start:end]) for start, end in runs(places))


def refers_back(understood: Understood) -> bool:
    """Return whether the best reading refers to something said before and is complete."""
    best = understood.readings[0] if understood.readings else None
    return best is not None and any(word.refers for word in best.words)
