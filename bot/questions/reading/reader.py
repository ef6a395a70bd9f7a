"""Reads sentences: as they are spelt, then with what misspelt and unknown words may be."""

from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import Linker, Mention
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.ordinary_words import is_everyday, is_phrase
from bot.questions.parser.rules import Item
from bot.questions.reading.introduced import outside, whole
from bot.questions.reading.missing.people import missing_people
from bot.questions.reading.missing.titles import is_absent
from bot.questions.reading.referents import Referents
from bot.questions.reading.sentence import Sentence, as_spelt, is_untitled
from bot.questions.reading.terminals import Linked
from bot.questions.reading.themes.themes import Themes
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.chat_words import written_out
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import Token, tokenize, words_of
from bot.questions.words.typos import differences, mend

# Looked up once: in Python 3.11, enum member access is ten times slower.
_NAME = Category.NAME
_TITLE = Category.TITLE
_THEME = Category.THEME

MAX_JOINS_TO_GUESS = 3_000
"""After this many joins without a complete reading, no further guesses are tried."""
CERTAIN_COST = 1.2
"""A reading that costs more competes with themes."""
CONTESTED_COST = 1.5
"""A complete reading that costs more competes with misspelt names."""
ABSENT_COST = 2.0
"""The cost of an anaphor with nothing to refer to."""
CATALOGUE_LANGUAGE = "en"
"""The language of most titles, whatever the language of the question."""


class Reader:
    """Reads sentences in a given language.

    Args:
        graph: The catalogue.
        linker: Finds exact and misspelt names.
        guesser: Guesses names.
        themes: Finds themes, if any.
    """

    def __init__(
        self, graph: Graph, linker: Linker, guesser: Guesser, themes: Themes | None = None
    ) -> None:
        self._graph = graph
        self._themes = themes
        self._linker = linker
        self._guesser = guesser

    def read(
        self,
        text: str,
        lexicon: Lexicon,
        now: datetime,
        referents: Referents | None = None,
        *,
        untitled: Container[tuple[int, int]] = (),
    ) -> Understood:
        """Return the readings of a sentence; misspelt names are tried only if needed.

        Unknown words are not looked up in the search indexes until it is read further.

        Args:
            text: The sentence.
            lexicon: The language to read it in.
            now: The time of the message.
            referents: The referents of anaphors.
            untitled: Spans that are not titles, as start and end.
        """
        return self._read(tokenize(text), lexicon, now, referents or Referents(), untitled=untitled)

    def _read(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        now: datetime,
        referents: Referents,
        *,
        mending: bool = True,
        untitled: Container[tuple[int, int]] = (),
    ) -> Understood:
        sentence = as_spelt(
            tokens,
            lexicon,
            now,
            referents,
            graph=self._graph,
            linker=self._linker,
            guesser=self._guesser,
            themes=self._themes,
            untitled=untitled,
        )
        parse, mentions, themes = sentence.parse, sentence.mentions, sentence.themes
        found = parse(mentions, themes if sentence.tells else ())
        if found.whole and themes and not sentence.tells and found.cost > CERTAIN_COST:
            found = parse(mentions, themes, joins=found.joins)
        if found.whole:
            return self._contested(found, sentence)
        known = [it for it in sentence.mentions if not is_absent(it)]
        if len(known) < len(sentence.mentions):  # "who's in the dark night" is not about Dark
            without = replace(sentence, mentions=known)
            other = self._guessed(parse(known, themes, joins=found.joins), without, mending=mending)
            if other.whole:
                return other
            found = replace(found, joins=other.joins)
        written = written_out(tokens, lexicon, found.unknown, self._linker.is_person)
        if written is None:
            return self._guessed(found, sentence, mending=mending)
        again = self._read(written, lexicon, now, referents)
        again = replace(again, joins=found.joins + again.joins)
        if again.whole or again.joins > MAX_JOINS_TO_GUESS:
            return again
        if not self._misspelt(sentence, found.unknown):
            return again
        found = replace(found, joins=again.joins)
        found = self._guessed(found, sentence, mending=False)
        return found if found.whole else replace(again, joins=found.joins)

    def _guessed(self, found: Understood, sentence: Sentence, *, mending: bool) -> Understood:
        """Return the readings with guesses for the unknown words."""
        tokens, parse = sentence.tokens, sentence.parse
        mentions, themes = list(sentence.mentions), sentence.themes
        parts = [
            part
            for part in whole(list(self._guesser.parts(tokens, found.unknown)), sentence.missing)
            if not is_phrase(run := tokens[part.start : part.end], found.lexicon)
            and not found.lexicon.is_filling(run[-1].word)
            and (sentence.may_ask or not is_everyday(run, found.lexicon))
        ]
        mentions += [part for part in parts if not part.doubtful]
        if any(not part.doubtful for part in parts):
            found = parse(mentions, themes, joins=found.joins)
        if found.whole:
            return self._contested(found, replace(sentence, mentions=mentions))
        if found.joins > MAX_JOINS_TO_GUESS:
            return found
        guesses = self._misspelt(sentence, found.unknown)
        mentions += guesses
        if guesses and sentence.asking:  # a question about a name tells no story
            found = parse(mentions, joins=found.joins)
        if not found.whole and (guesses or themes):
            found = parse(mentions, themes, joins=found.joins)
        if mending and not found.whole and found.joins <= MAX_JOINS_TO_GUESS:
            found = self._mended(found, sentence)
        if found.whole or found.joins > MAX_JOINS_TO_GUESS:
            return found
        return replace(found, further=partial(self._search, found, parts, mentions, sentence))

    def _misspelt(self, sentence: Sentence, wanted: Collection[int]) -> list[Mention]:
        """Return misspelt names that contain one of some words, or all if none are given.

        Unless something is asked, everyday words are not a misspelling, except of a person's full
        name; and after "directed by" comes a person, known or not, never a misspelt title, unless
        it is the title's people: "by Jakie Brown actors".
        """
        tokens, lexicon = sentence.tokens, sentence.lexicon
        required = [not wanted or place in wanted for place in range(len(tokens))]
        anything = sentence.may_ask
        makers = {
            place
            for start, it in sentence.lexemes
            if it.category is Category.ROLE_PASSIVE and it.words[1:]
            for place in range(start + 1, start + len(it.words) + 1)
        }
        nouns = {start for start, it in sentence.lexemes if it.category is Category.ROLE_NOUN}
        return [
            guess
            for guess in self._linker.near(tokens, lexicon, required, asking=sentence.asking)
            if not is_untitled(guess, sentence.untitled)
            and not self._is_in_stories(guess)
            and (sentence.asking or not self._is_somebody_else(guess))
            and not (guess.category is _TITLE and guess.start in makers and guess.end not in nouns)
            and (
                anything
                or (guess.category is _NAME and guess.end - guess.start > 1)
                or not is_everyday(tokens[guess.start : guess.end], lexicon)
            )
        ]

    def _is_in_stories(self, guess: Mention) -> bool:
        """Return whether words are the name of somebody in a story, rather than what is guessed.

        That is near a person's name, or not in the title that has them in one of its other names:
        James Bond is no film.
        """
        if guess.end - guess.start == 1 or self._themes is None:
            return False
        if guess.category is _TITLE:
            written = words_of(guess.written)
            if any(set(written) <= set(words_of(entry.name)) for entry in guess.entries):
                return False
        elif guess.category is not _NAME:
            return False
        return self._themes.has_name(guess.written)

    def _is_somebody_else(self, guess: Mention) -> bool:
        """Return whether the surname of a person's written name is somebody else's: Chan, Chin."""
        if guess.category is not _NAME or guess.end - guess.start == 1:
            return False
        first, *_, last = words_of(guess.written)
        own = words_of(guess.entries[0].name)
        return first == own[0] and last != own[-1] and self._graph.is_surname(last)

    def _contested(self, found: Understood, sentence: Sentence) -> Understood:
        """Return complete readings, or those with a misspelt name if they explain it better.

        "Written by Caros Brooks" might name a Caro and a Brooks, but hardly does: a reading that
        costs more than a wrong letter competes with one.
        """
        best = found.readings[0]
        absent = found.without_referent if sentence.first else set[int]()
        cost = best.cost + ABSENT_COST * len(absent)
        if cost <= CONTESTED_COST or found.joins > MAX_JOINS_TO_GUESS:
            return found
        named = {
            place
            for word in best.words
            if isinstance(word.value, Linked) or word.category is _THEME
            for place in range(word.start, word.end)
        }
        taken = {(mention.start, mention.end) for mention in sentence.mentions}
        guesses = [
            guess
            for guess in self._misspelt(sentence, named | absent)
            if guess.end - guess.start > 1 and (guess.start, guess.end) not in taken
        ]
        if not guesses:
            return found
        # Without those inside a name that begins with an otherwise unresolved pronoun.
        whole = [guess for guess in guesses if guess.start in absent]
        mentions = [
            mention
            for mention in sentence.mentions
            if not any(it.start <= mention.start and mention.end <= it.end for it in whole)
        ]
        other = sentence.parse([*mentions, *guesses], joins=found.joins)
        better = other.whole and other.readings[0].guessed and other.cost < cost
        return other if better else replace(found, joins=other.joins)

    def _mended(self, found: Understood, sentence: Sentence) -> Understood:
        """Return complete readings with typos in function words corrected, if any."""
        mended = mend(found.tokens, found.lexicon, found.unknown)
        if mended is None:
            return found
        again = self._read(mended, found.lexicon, sentence.now, sentence.referents, mending=False)
        joins = found.joins + again.joins
        if again.whole:
            return replace(again, mended=differences(found.tokens, mended), joins=joins)
        return replace(found, joins=joins)

    def _search(
        self,
        found: Understood,
        parts: Sequence[Mention],
        mentions: Sequence[Mention],
        sentence: Sentence,
    ) -> Understood:
        """Return the readings with search results for unknown words; doubtful ones are offered."""
        read, parse = found, sentence.parse
        guesses = [
            *(part for part in parts if part.doubtful),
            *self._guesser.searched(found.tokens, found.lexicon, found.unknown),
        ]
        guesses = [guess for guess in guesses if not self._is_in_stories(guess)]
        if found.lexicon.language != CATALOGUE_LANGUAGE:
            guesses += self._guesser.translated(found.tokens, found.lexicon, found.unknown)
        sure = [*mentions, *(guess for guess in guesses if not guess.doubtful)]
        themes: list[Item] = []
        if self._themes is not None:
            told = self._themes.items(
                read.tokens, read.lexicon, sentence.lexemes, mentions, strange=True
            )
            themes += [it for it in told if outside(it.start, it.end, sentence.missing)]
            sure += missing_people(read, mentions, sentence.surnames, self._themes)
        if len(sure) > len(mentions) or themes:
            found = parse(sure, themes, joins=found.joins)
        offering = found.joins <= MAX_JOINS_TO_GUESS and any(guess.doubtful for guess in guesses)
        if not found.whole and offering:
            doubtful = parse([*sure, *guesses], themes, joins=found.joins)
            offered = doubtful.readings[0].queries if doubtful.whole else ()
            found = replace(found, offered=offered, joins=doubtful.joins)
        return found
