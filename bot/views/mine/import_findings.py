"""What was found in an export, in words for its owner."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.i18n import NN_, _, listing_some, ngettext, number
from bot.library.imports import Matches, Row, row_of
from bot.messages.markdown import escape
from bot.rules.imports.model import Import, ImportedFilm, LeftOut
from bot.rules.imports.plan import Plan
from bot.text import clip

_FILES_NAMED = 6
_LEFT_OUT: Mapping[LeftOut, tuple[str, str]] = {
    LeftOut.DATE: NN_(
        "{count} date that cannot be told, as day and month in 1/4/2024: left out",
        "{count} dates that cannot be told, as day and month in 1/4/2024: left out",
    ),
    LeftOut.YEAR: NN_(
        "{count} year that cannot be read: left out",
        "{count} years that cannot be read: left out",
    ),
    LeftOut.RATING: NN_(
        "{count} rating of 0 or that cannot be read: left out",
        "{count} ratings of 0 or that cannot be read: left out",
    ),
    LeftOut.EPISODE: NN_(
        "{count} episode or season passed over, since I keep films and whole series",
        "{count} episodes and seasons passed over, since I keep films and whole series",
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
            "{count} film more was looked for only as it is written",
            "{count} films more were looked for only as they are written",
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
                "Passed over, as there are no films of yours in it: {files}",
                files=listing_some(names, 4),
            )
        )
    return notes
