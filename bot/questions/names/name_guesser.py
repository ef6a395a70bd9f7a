"""Guesses for words that are not names: partial titles, translated titles, search results."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import OF_FILMS, Mention
from bot.questions.names.entries import Entry
from bot.questions.names.title_parts import TitleParts, TitleWords, runs_with
from bot.questions.names.translated_titles import TitleMeanings, TranslatedTitles
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import Token, as_written, runs, words_of
from bot.search.catalog_indexes import CatalogIndexes
from bot.search.model import Evidence
from bot.search.ranking.plausibility import is_plausible

MIN_SURNAME = 4
"""A surname of a person with few credits needs more letters than this."""
MAX_SEARCHED = 2
"""The most spans of unknown words that are looked up in the search indexes."""
MAX_NAMESAKES = 3
"""How many search results are looked through for people with the same surname."""
MAX_PART_WORDS = 6
"""The longest partial title, in words."""
_SEARCHED = 2.0
_TRANSLATED = 1.8
_PART_OF_TITLE = 1.6
# A match by looks or sound must cover the whole name.
_BY_WORDS = frozenset(
    {Evidence.EXACT, Evidence.YEAR, Evidence.NUMERAL, Evidence.PREFIX, Evidence.WORDS}
)


class Guesser:
    """Guesses names; answers mention its guesses or only offer them.

    Args:
        graph: The catalogue.
        words: The titles that contain each word.
        meanings: Titles by the meaning of their words.
        indexes: The search indexes, if any.

    Attributes:
        holding: Returns the titles that contain consecutive words, best known first.
    """

    def __init__(
        self,
        graph: Graph,
        words: TitleWords,
        meanings: TitleMeanings,
        indexes: CatalogIndexes | None = None,
    ) -> None:
        self._graph = graph
        self._indexes = indexes
        self._parts = TitleParts(graph, words)
        self.holding = self._parts.holding
        self._translations = TranslatedTitles(meanings)

    def parts(self, tokens: Sequence[Token], unknown: Sequence[int]) -> Iterator[Mention]:
        """Yield the titles of which spans with unknown words are a part.

        A single word is doubtful, and so is a span next to a word that is not in the title. Inside
        a match, shorter ones are not looked for.
        """
        words = [token.word for token in tokens]
        taken: list[tuple[int, int]] = []
        for start, end in runs_with(len(words), unknown, MAX_PART_WORDS):
            if any(first <= start and end <= last for first, last in taken):
                continue
            numbers = self._parts.titles(tuple(words[start:end]))
            if not numbers:
                continue
            taken.append((start, end))
            beside = any(place in unknown and words[place].isalpha() for place in (start - 1, end))
            yield Mention(
                start,
                end,
                Category.TITLE,
                tuple(
                    Entry(Category.TITLE, number, self._graph.films[number].title, 0.0)
                    for number in numbers
                ),
                _PART_OF_TITLE,
                as_written(tokens[start:end]),
                guessed=True,
                doubtful=end - start == 1 or beside,
            )

    def translated(
        self, tokens: Sequence[Token], lexicon: Lexicon, unknown: Sequence[int]
    ) -> Iterator[Mention]:
        """Yield the titles that spans of unknown words name in another language."""
        for start, end in runs(lexicon.bridged(tokens, unknown))[:MAX_SEARCHED]:
            telling = [it.word for it in tokens[start:end] if not lexicon.is_filling(it.word)]
            if numbers := self._translations.titles(telling):
                entries = tuple(
                    Entry(Category.TITLE, number, self._graph.films[number].title, 0.0)
                    for number in numbers[:1]
                )
                written = as_written(tokens[start:end])
                yield Mention(
                    start, end, Category.TITLE, entries, _TRANSLATED, written, guessed=True
                )

    def searched(
        self, tokens: Sequence[Token], lexicon: Lexicon, unknown: Sequence[int]
    ) -> Iterator[Mention]:
        """Yield what the search indexes find for a few spans of unknown words.

        A single word that is not itself a name stays doubtful whatever search finds: "zombie" is
        hardly Zombieland.
        """
        if self._indexes is None:
            return
        for start, end in runs(lexicon.bridged(tokens, unknown))[:MAX_SEARCHED]:
            if all(token.word.isdigit() for token in tokens[start:end]):
                continue
            written = as_written(tokens[start:end])
            doubtful = end - start == 1
            for category, index, numbers in (
                (Category.TITLE, self._indexes.movies, self._graph.film_number),
                (Category.NAME, self._indexes.people, self._graph.person_number),
            ):
                found = index.resolve(written, MAX_NAMESAKES)
                match = found.best
                if match is None or match.key not in numbers:
                    continue
                alike = doubtful or is_plausible(written, [match.name])
                if not alike and match.evidence not in _BY_WORDS:
                    continue
                if category is Category.NAME and self._is_another(tokens[start:end], match.name):
                    continue
                entry = Entry(category, numbers[match.key], match.name, 0.0)
                surname = (
                    doubtful
                    and category == Category.NAME
                    and not (start and lexicon.is_article(tokens[start - 1].word))
                    and _is_surname(tokens[start].word, match.name)
                )
                if surname:
                    yield Mention(
                        start, end, Category.SURNAME, (entry,), _SEARCHED, written, guessed=True
                    )
                alone = [it for it in found.matches if _is_surname(tokens[start].word, it.name)]
                of_films = surname and len(alone) == 1 and _is_before_films(tokens, end, lexicon)
                yield Mention(
                    start,
                    end,
                    category,
                    (entry,),
                    _SEARCHED,
                    written,
                    guessed=True,
                    doubtful=doubtful and not of_films,  # "weir movies", of the only Weir
                )

    def _is_another(self, run: Sequence[Token], name: str) -> bool:
        """Return whether a full name has another first name: Ingmar is not Ingrid Bergman."""
        said, own = run[0].word, words_of(name)[0]
        if len(run) == 1 or said == own or not self._graph.is_first_name(said):
            return False
        return OSA.distance(said, own) > 1 and not (said.startswith(own) or own.startswith(said))


def _is_before_films(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether a word for films follows: "weir *movies*", "weir *comedies*"."""
    after = [token.word for token in tokens[place:]]
    return any(lexeme.category in OF_FILMS for lexeme in lexicon.at(after, 0)) if after else False


def _is_surname(word: str, name: str) -> bool:
    return len(word) > MIN_SURNAME and words_of(name)[-1:] == [word]
