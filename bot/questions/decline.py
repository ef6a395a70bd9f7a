"""What keeps a question from being answered: words not understood, things no catalogue knows."""

from dataclasses import dataclass

from bot.questions.readings import Understood


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a reading leaves open.

    Attributes:
        unknown: The words that say something but were passed over, as written.
        beyond: What was asked for and no catalogue of this format knows: keys of the lexicon.
        refers: Whether the sentence speaks of something said before.
        whole: Whether the rest is one query.
    """

    unknown: tuple[str, ...]
    beyond: tuple[str, ...]
    refers: bool
    whole: bool

    @property
    def complete(self) -> bool:
        """Whether everything was understood and can be known."""
        return self.whole and not self.unknown and not self.beyond


def shortfall(understood: Understood) -> Shortfall:
    """Return what the best reading of a sentence leaves open."""
    covered: set[int] = set()
    best = understood.readings[0] if understood.readings else None
    for item in best.words if best else ():
        covered.update(range(item.start, item.end))
    beyond: dict[str, None] = {}
    told: set[int] = set()
    for place, lexeme in understood.lexemes:
        places = set(range(place, place + len(lexeme.words)))
        if lexeme.category == "Beyond" and not places <= covered:
            beyond[lexeme.value] = None
            told |= places
    refers = any(lexeme.category == "Pronoun" for _, lexeme in understood.lexemes)
    return Shortfall(
        tuple(understood.tokens[place].written for place in understood.unknown if place not in told),
        tuple(beyond),
        refers,
        best is not None and len(best.queries) == 1,
    )
