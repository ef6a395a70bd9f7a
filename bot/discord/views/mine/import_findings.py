"""What was found in an export, in words for its owner."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.discord.messages.markdown import escape
from bot.i18n import NN_, _, listing_some, ngettext, number
from bot.library.names.imports import Matches, Row, row_of
from bot.rules.imports.model import Import, ImportedFilm, LeftOut
from bot.rules.imports.plan import Plan
from bot.text import clip

_FILES_NAMED = 6
_LEFT_OUT: Mapping[LeftOut, tuple[str, str]] = {
    LeftOut.DATE: NN_(
        "{count} unclear date left out, such as 1/4/2024, where day and month could be either",
        "{count} unclear dates left out, such as 1/4/2024, where day and month could be either",
    ),
    LeftOut.YEAR: NN_(
        "{count} unreadable year left out",
        "{count} unreadable years left out",
    ),
    LeftOut.RATING: NN_(
        "{count} rating left out: 0 or unreadable",
        "{count} ratings left out: 0 or unreadable",
    ),
    LeftOut.EPISODE: NN_(
        "{count} episode or season skipped, since I keep only films and whole series",
        "{count} episodes and seasons skipped, since I keep only films and whole series",
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of reading a file, in words for its owner.

    Attributes:
        summary: Which files, and how many films.
        notes: What was left out.
        renamed: Films found under another name or year.
        doubtful: Films for the owner to check.
        missing: What the catalogue lacks.
        faults: What could not be read.
    """

    summary: str
    notes: Sequence[str] = ()
    renamed: Sequence[str] = ()
    doubtful: Sequence[str] = ()
    missing: Sequence[str] = ()
    faults: Sequence[str] = ()


def found_in(export: Import, matches: Matches, plan: Plan, hidden: Collection[str]) -> Found:
    """Describe the contents of an export.

    Args:
        export: What was read.
        matches: What the catalogue has of it.
        plan: What comes of it.
        hidden: Ids of films that must not be named where this is read.
    """
    rows: dict[Row, ImportedFilm] = {}
    for part in export.parts:
        for film in part.films:
            rows.setdefault(row_of(film), film)
    found = {matches.found[row].id for row in rows if row in matches.found}
    missing = [
        film
        for row, film in rows.items()
        if row not in matches.found and row not in matches.doubted
    ]
    named = dict.fromkeys(film.label for film in missing)
    names = dict.fromkeys(part.file for part in export.parts)
    files = listing_some([escape(clip(name, 60)) for name in names], _FILES_NAMED)
    total = len(found) + len(plan.doubts) + len(named)
    renamed = [
        f"{film.label} → {matches.found[row].label}"
        for row, film in rows.items()
        if matches.is_renamed(film) and matches.found[row].id not in hidden
    ]
    possible = {movie.id: movie for movie in matches.doubted.values()}
    return Found(
        ngettext(
            "{files}: {count} film, {found} of them in my catalogue.",
            "{files}: {count} films, {found} of them in my catalogue.",
            total,
            files=files,
            found=number(len(found)),
        ),
        [*_notes(export), *_unsought(matches)],
        [*dict.fromkeys(renamed)],
        [f"{doubt.written} → {possible[doubt.film].label}" for doubt in plan.doubts],
        [*named],
        [
            _(
                "{file}, line {line}: {reason}",
                file=fault.file,
                line=fault.line,
                reason=fault.reason,
            )
            for fault in export.faults
        ],
    )


def _unsought(matches: Matches) -> Sequence[str]:
    if not matches.unsought:
        return []
    return [
        ngettext(
            "{count} more film was looked up only by its exact title",
            "{count} more films were looked up only by their exact titles",
            matches.unsought,
        )
    ]


def _notes(export: Import) -> list[str]:
    counts: Counter[LeftOut] = export.left_out
    notes = [ngettext(*forms, counts[what]) for what, forms in _LEFT_OUT.items() if counts[what]]
    if export.passed_over:
        names = [escape(clip(name, 60)) for name in export.passed_over]
        notes.append(
            _(
                "Skipped, as they hold none of your films: {files}",
                files=listing_some(names, 4),
            )
        )
    return notes
