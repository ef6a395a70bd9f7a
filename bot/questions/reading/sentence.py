"""A sentence as it is spelt: its phrases, figures, names and themes, looked up."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import Linker, Mention
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.ordinary_words import is_asking, may_ask, may_be_name
from bot.questions.parser.rules import Item
from bot.questions.reading.introduced import as_titles, introduced, outside, unnamed
from bot.questions.reading.missing.models import well_known_models
from bot.questions.reading.missing.titles import absent_titles
from bot.questions.reading.parsing import Parsing
from bot.questions.reading.plausible_names import plausible
from bot.questions.reading.referents import Referents, referring_items
from bot.questions.reading.skipping import barred_words, readable, sensible_phrases
from bot.questions.reading.subject import subjects, with_ages, with_pointing_subject
from bot.questions.reading.terminals import figure_items, word_items
from bot.questions.reading.themes.theme_words import somebodys
from bot.questions.reading.themes.themes import Themes
from bot.questions.reading.words_of_titles import title_word_item
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.numbers import read_figures
from bot.questions.words.patterns.title_words import wanted_words
from bot.questions.words.tokens import Token

_MARKING = frozenset({Category.ABOUT, Category.TELLING})
_TITLES = frozenset({Category.TITLE, Category.FRANCHISE_NAME})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the meanings of its words as spelt.

    Attributes:
        tokens: The sentence.
        lexicon: The lexicon of its language.
        lexemes: Its phrases.
        mentions: Its names.
        surnames: Surnames that exist, but not with the word before them.
        themes: Its possible themes.
        parse: Parses it with some names and themes.
        now: The time of the message.
        referents: The referents of anaphors.
        untitled: Spans that are not titles, as start and end.
        missing: Spans that are introduced as titles, but are none of the catalogue.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    lexemes: Sequence[tuple[int, Lexeme]]
    mentions: Sequence[Mention]
    surnames: Sequence[Mention]
    themes: Sequence[Item]
    parse: Parsing
    now: datetime
    referents: Referents
    untitled: Container[tuple[int, int]]
    missing: Sequence[tuple[int, int]] = ()

    @property
    def asking(self) -> bool:
        """Whether it asks something about a title or a person."""
        return is_asking(self.lexemes, self.lexicon)

    @property
    def may_ask(self) -> bool:
        """Whether it may be a question or a wish at all."""
        return may_ask(self.lexemes)

    @property
    def tells(self) -> bool:
        """Whether a word such as "about" says that a theme follows."""
        return any(lexeme.category in _MARKING for _, lexeme in self.lexemes)

    @property
    def first(self) -> bool:
        """Whether nothing was said before it that it could refer to."""
        return self.referents == Referents()


def as_spelt(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    now: datetime,
    referents: Referents,
    *,
    graph: Graph,
    linker: Linker,
    guesser: Guesser,
    themes: Themes | None,
    untitled: Container[tuple[int, int]],
) -> Sentence:
    """Return a sentence with its words and exact names, without those that cannot be meant.

    Args:
        tokens: The sentence.
        lexicon: The language to read it in.
        now: The time of the message.
        referents: The referents of anaphors.
        graph: The catalogue.
        linker: Finds names.
        guesser: Finds titles by a part of them.
        themes: Finds themes, if any.
        untitled: Spans that are not titles, as start and end.
    """
    words = [token.word for token in tokens]
    figures = list(read_figures(tokens))
    lexemes = readable(
        (place, lexeme) for place in range(len(words)) for lexeme in lexicon.at(words, place)
    )
    lexemes = with_pointing_subject(lexemes, several=len(referents.listed) > 1)
    lexemes, figures = sensible_phrases(tokens, lexemes, figures)
    wanted = wanted_words(tokens)
    taken = () if wanted is None else ((wanted.start, wanted.end),)
    lexemes = [it for it in lexemes if outside(it[0], it[0] + len(it[1].words), taken)]
    barred = barred_words(lexemes)
    mentions = [
        found
        for found in linker.exact(tokens, lexicon, asking=may_ask(lexemes))
        if outside(found.start, found.end, taken)
        and not (barred and barred.issuperset(range(found.start, found.end)))
    ]
    mentions, surnames = plausible(graph, mentions, tokens, lexicon, lexemes)
    lexemes = with_ages(lexemes, mentions)
    called = introduced(tokens, lexemes, lexicon, mentions)
    absent = absent_titles(graph, guesser.holding, tokens, lexicon, lexemes, mentions, called)
    mentions = as_titles([*mentions, *absent], called)
    missing = unnamed(mentions, called)
    lexemes = [it for it in lexemes if outside(it[0], it[0] + len(it[1].words), missing)]
    aside = somebodys(tokens)
    mentions = [
        it for it in mentions if not is_untitled(it, untitled) and not _is_aside(it, aside, tokens)
    ]
    about = subjects(mentions, tokens, lexemes)
    likened = list(_likened(mentions, lexemes))
    if not is_asking(lexemes, lexicon):
        mentions = [
            it
            for it in mentions
            if it in about or it in likened or may_be_name(tokens, it.start, it.end, lexicon)
        ]
    terminals = [
        *word_items(graph, lexemes, figures=bool(figures)),
        *referring_items(referents, lexemes),
        *well_known_models(graph, tokens, lexicon, lexemes, mentions),
        *figure_items(it for it in figures if outside(it.start, it.end, taken)),
    ]
    if wanted is not None:
        terminals.append(title_word_item(wanted, tokens, graph, guesser.holding))
    referring = referents.films is not None or referents.film is not None
    parse = Parsing(
        graph,
        tokens,
        terminals,
        lexicon,
        lexemes,
        now,
        referring=referring,
        subjects=about,
        missing=missing,
    )
    told = () if themes is None else themes.items(tokens, lexicon, lexemes, mentions)
    told = [it for it in told if outside(it.start, it.end, (*missing, *taken))]
    return Sentence(
        tokens, lexicon, lexemes, mentions, surnames, told, parse, now, referents, untitled, missing
    )


def _likened(
    mentions: Sequence[Mention], lexemes: Sequence[tuple[int, Lexeme]]
) -> Iterator[Mention]:
    """Yield the titles that others are to be like, however ordinary their words: "like Get Out"."""
    behind = {start + len(it.words) for start, it in lexemes if it.category is Category.LIKE}
    pronouns = {start for start, it in lexemes if it.category is Category.PRONOUN}
    for mention in mentions:
        if mention.category is Category.TITLE and mention.start in behind - pronouns:
            yield mention


def is_untitled(mention: Mention, untitled: Container[tuple[int, int]]) -> bool:
    """Return whether a title is one of the spans that are none."""
    return mention.category in _TITLES and (mention.start, mention.end) in untitled


def _is_aside(mention: Mention, aside: set[int], tokens: Sequence[Token]) -> bool:
    """Return whether a title is a word of an aside about somebody: "my roommate liked"."""
    token = tokens[mention.start]
    single = mention.end - mention.start == 1 and not token.capital
    return single and mention.category is Category.TITLE and mention.start in aside
