"""``python -m bot state …``: copies of what people did."""

from pathlib import Path

from rich.console import Console

from bot.runtime.event_loop import run_async
from bot.state.copies import maintenance
from bot.state.database.address import parse_address


def backup(url: str | Path, file: Path, console: Console, *, force: bool = False) -> int:
    """Copy the store to a file, even while the bot runs; return the exit status.

    Raises:
        StateError: It could not be done; nothing was left half-written.
    """
    run_async(maintenance.backup(url, file, force=force))
    _report(console, f"Backed up {parse_address(url)} to {file}.")
    return 0


def restore(url: str | Path, file: Path, console: Console, *, force: bool = False) -> int:
    """Replace the store by a backup; return the exit status.

    Raises:
        StateError: It could not be done; the store is as it was.
    """
    run_async(maintenance.restore(url, file, force=force))
    _report(console, f"Restored {parse_address(url)} from {file}.")
    return 0


def export(url: str | Path, file: Path, console: Console, *, force: bool = False) -> int:
    """Write the whole store to a JSON file, even while the bot runs; return the exit status.

    Raises:
        StateError: It could not be done; nothing was left half-written.
    """
    rows = run_async(maintenance.export_json(url, file, force=force))
    _report(console, f"Exported {rows} rows of {parse_address(url)} to {file}.")
    return 0


def import_(url: str | Path, file: Path, console: Console, *, force: bool = False) -> int:
    """Replace the store by an exported JSON file; return the exit status.

    Raises:
        StateError: It could not be done; the store is as it was.
    """
    rows = run_async(maintenance.import_json(url, file, force=force))
    _report(console, f"Imported {rows} rows from {file} into {parse_address(url)}.")
    return 0


def _report(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
