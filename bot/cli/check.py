"""``python -m bot check``: reports faults of record files."""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.catalog.faults import Fault
from bot.catalog.records.fields.names import field_names
from bot.catalog.records.fixes import mended
from bot.catalog.records.folder import find_records
from bot.catalog.records.loader import CheckReport, check_folders
from bot.catalog.records.rewriting import RefusedError, replace_file
from bot.text import plural

ALL_GOOD, FAULTY = 0, 1

_SHOWN_EACH = 3  # files with the same note; more of them share a row
_CONTEXT = 1  # lines around a change
_DIFF_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def check(folders: Sequence[Path], console: Console) -> int:
    """Print every fault and note of the records in some folders, with totals.

    Returns:
        The exit status: 0 without a fault, else 1; notes do not count.
    """
    report = check_folders(folders)
    if report.faults or report.notes:
        console.print(_table(report))
    if report.movies:
        console.print(_by_field(report))
    console.print(_totals(report))
    return FAULTY if report.faults else ALL_GOOD


def fix(folders: Sequence[Path], console: Console, *, write: bool) -> int:
    """Print the unambiguous faults of records and their fixes, as a diff.

    Args:
        folders: Where the records are.
        console: Where to print.
        write: Apply the fixes.

    Returns:
        The exit status: 0 unless a fix could not be written.
    """
    files, _ = find_records(folders)
    changed, refused = 0, 0
    for file in files:
        try:
            before = file.read()
            after = mended(before, file.path, file.source)
            if after == before:
                continue
            console.print(_diff(file.path, before, after), soft_wrap=True)
            if write:
                replace_file(Path(file.path), before, after)
            changed += 1
        except (RefusedError, OSError) as error:
            refused += 1
            reason = error.strerror if isinstance(error, OSError) else str(error)
            console.print(Text(f"{file.path} is left as it was: {reason}"), soft_wrap=True)
    console.print(Text(_told(changed, refused, written=write)), soft_wrap=True)
    return FAULTY if refused else ALL_GOOD


def _told(changed: int, refused: int, *, written: bool) -> str:
    if not changed and not refused:
        return "Nothing can be mended with certainty; python -m bot check tells what is left to do."
    if not written:
        return f"{plural(changed, 'file')} can be mended; --fix --write does it."
    left = f", {plural(refused, 'file')} left as before" if refused else ""
    return f"{plural(changed, 'file')} mended{left}; python -m bot check tells what is left to do."


def _diff(path: str, before: bytes, after: bytes) -> Text:
    lines = difflib.unified_diff(
        before.decode().split("\n"), after.decode().split("\n"), path, path, n=_CONTEXT, lineterm=""
    )
    text = Text()
    for line in lines:
        printable = "".join(character if character.isprintable() else " " for character in line)
        text.append(f"{printable.rstrip()}\n", _DIFF_STYLES.get(line[:1]))
    return text


def _table(report: CheckReport) -> Table:
    # Text, not str, so that a file's content is not taken for rich's markup.
    table = Table(show_lines=False, expand=False)
    table.add_column("File", overflow="fold")
    table.add_column("Line", justify="right")
    table.add_column("Field")
    table.add_column("What is wrong", overflow="fold")
    table.add_column("How to mend it", overflow="fold")
    for row in (*map(_row, report.faults), *_note_rows(report.notes)):
        table.add_row(*map(Text, row))
    return table


def _row(fault: Fault) -> tuple[str, ...]:
    line = "" if fault.line is None else str(fault.line)
    reason = f"note: {fault.reason}" if fault.is_note else fault.reason
    return fault.file, line, fault.field or "", reason, fault.mend


def _note_rows(notes: Sequence[Fault]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each note; the same note in many files shares one row."""
    alike: dict[tuple[str | None, str], list[Fault]] = {}
    for note in notes:
        alike.setdefault((note.field, note.reason), []).append(note)
    for first, *others in alike.values():
        if len(others) < _SHOWN_EACH:
            yield from map(_row, (first, *others))
        else:
            file, _, *rest = _row(first)
            yield f"{file} and {len(others):,} more", "", *rest


def _by_field(report: CheckReport) -> Table:
    faults = Counter(map(_own_name, report.faults))
    notes = Counter(map(_own_name, report.notes))
    table = Table.grid(padding=(0, 2))
    for name, known in report.known.items():
        parts = [f"{known:,} of {report.movies:,} known"]
        parts += [plural(faults[name], "fault")] if faults[name] else []
        parts += [plural(notes[name], "note")] if notes[name] else []
        table.add_row(Text(f"{name}:"), Text(", ".join(parts)))
    return table


def _own_name(fault: Fault) -> str | None:
    own = field_names().own(fault.field) if fault.field else ()
    return fault.means or next(iter(own), fault.field)


def _totals(report: CheckReport) -> Text:
    faulty = len({fault.file for fault in report.faults})
    verdict = (
        f"{plural(len(report.faults), 'fault')} in {plural(faulty, 'file')}"
        if report.faults
        else "no fault"
    )
    if report.notes:
        verdict += f", {plural(len(report.notes), 'note')}"
    return Text(f"{plural(report.files, 'file')}, {plural(report.movies, 'title')}, {verdict}.")
