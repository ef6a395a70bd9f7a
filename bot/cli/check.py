"""``python -m bot check``: is every record file as it should be?"""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.catalog.records.loader import CheckReport, check_folders
from bot.text import plural

ALL_GOOD, FAULTY = 0, 1


def check(folders: Sequence[Path], console: Console) -> int:
    """Print every fault and note of the records in some folders, with totals.

    Returns:
        The exit status: 0 without a fault, else 1; notes do not count.
    """
    report = check_folders(folders)
    if report.faults or report.notes:
        console.print(_table(report))
    console.print(_totals(report), highlight=False)
    return FAULTY if report.faults else ALL_GOOD


def _table(report: CheckReport) -> Table:
    # Text, not str: what comes from a file is never taken for rich's markup.
    table = Table(show_lines=False, expand=False)
    table.add_column("File", overflow="fold")
    table.add_column("Line", justify="right")
    table.add_column("Field")
    table.add_column("What is wrong", overflow="fold")
    table.add_column("How to mend it", overflow="fold")
    for fault in (*report.faults, *report.notes):
        line = "" if fault.line is None else str(fault.line)
        reason = f"note: {fault.reason}" if fault.is_note else fault.reason
        cells = (fault.file, line, fault.field or "", reason, fault.mend)
        table.add_row(*map(Text, cells))
    return table


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
