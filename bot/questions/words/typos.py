"""Typos in words of the lexicon: "who directd Heat"; ``names`` handles those in names."""

from collections.abc import Sequence

from bot.questions.words.frequencies import is_well_known
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import Token


def mend(tokens: Sequence[Token], lexicon: Lexicon, unknown: Sequence[int]) -> list[Token] | None:
    """Return the tokens with typos in the lexicon's own words corrected: "who directd Heat"."""
    slips = {
        place: meant
        for place in unknown
        if not lexicon.knows(tokens[place].word)
        and not is_well_known(tokens[place].word)
        and (meant := lexicon.nearest(tokens[place].word)) is not None
    }
    if not slips:
        return None
    return [token._replace(word=slips.get(place, token.word)) for place, token in enumerate(tokens)]


def differences(before: Sequence[Token], after: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    """Return each misspelt word with the lexicon's spelling."""
    return tuple(
        (old.written, new.word)
        for old, new in zip(before, after, strict=True)
        if old.word != new.word
    )
