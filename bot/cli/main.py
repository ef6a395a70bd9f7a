"""The parser of the command line; each command imports what it needs when it is called."""

import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.config import load_settings, misspelt_settings
from bot.errors import ConfigError, StartupError
from bot.runtime.gc_tuning import (
    collect_rarely,
    collecting_later,
    leave_out_imports,
    share_one_heap,
    skip_last_collection,
)

STARTUP_FAILED = 2
_LOG_WIDTH = 160

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Marquee: a Discord bot that answers movie questions.",
)

state_app = typer.Typer(no_args_is_help=True, help="Back up and move what people did.")
app.add_typer(state_app, name="state")

import_app = typer.Typer(no_args_is_help=True, help="Bring data from elsewhere into the catalogue.")
app.add_typer(import_app, name="import")

NewFile = Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False)]
OldFile = Annotated[Path, typer.Argument(help="The file to read.", exists=True, dir_okay=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@app.callback()
def name_misspelt_settings() -> None:
    """Warn about misspelt settings first, since they may cause whatever goes wrong later."""
    for name, meant in misspelt_settings().items():
        sys.stderr.write(f"There is no setting {name}: did you mean {meant}?\n")


@app.command()
def run(
    *,
    console: Annotated[
        bool, typer.Option("--console", help="Without a token: here, not in the browser.")
    ] = False,
) -> None:
    """Start the bot: on Discord with DISCORD_TOKEN, else in the local playground."""
    settings = load_settings()
    token = settings.discord_token
    if token is None:
        from bot.cli.playground import run_console, run_page, wants_page

        has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        if not console and wants_page(os.environ, has_terminal=has_terminal):
            raise typer.Exit(run_page())
        raise typer.Exit(run_console())
    with collecting_later():
        from bot.cli.run import run_on_discord

        leave_out_imports()
    raise typer.Exit(run_on_discord(settings, token.get_secret_value()))


@app.command()
def ask(
    step: Annotated[
        str, typer.Argument(help='What to do, such as "/movie kramr"; - reads a script of steps.')
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for each step.")
    ] = False,
    records: Annotated[
        Path | None, typer.Option(help="Use this folder of records.", exists=True, file_okay=False)
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Keep what people did in this folder between calls.")
    ] = None,
) -> None:
    """Ask the bot in the local playground and print its reply."""
    from bot.cli.ask import ask as ask_bot

    raise typer.Exit(ask_bot(step, as_json=as_json, records=records, state=state))


@app.command()
def check(
    folder: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders of records, or files; MOVIES_DIR by default.", exists=True),
    ] = None,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Show as a diff what can be mended with certainty.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="With --fix: mend it.")] = False,
) -> None:
    """Report every fault of the record files, with what would mend it."""
    from bot.cli.check import check as check_records
    from bot.cli.check import fix as fix_records

    if write and not fix:
        raise typer.BadParameter("--write goes with --fix")
    # A table in a file or a log need not fit a window.
    width = None if sys.stdout.isatty() else shutil.get_terminal_size((_LOG_WIDTH, 1)).columns
    folders, console = folder or load_settings().movies_dir, Console(width=width)
    raise typer.Exit(
        fix_records(folders, console, write=write) if fix else check_records(folders, console)
    )


@app.command()
def health() -> None:
    """Say whether the bot that runs with these settings is online; status 1 if not."""
    from bot.cli.health import health as tell_health

    raise typer.Exit(tell_health(load_settings().health_file, Console()))


@state_app.command()
def backup(file: NewFile, *, force: Force = False) -> None:
    """Copy the state to a file, also while the bot runs."""
    from bot.cli import state

    with _failing("No backup was made"):
        raise typer.Exit(state.backup(load_settings().state_url, file, Console(), force=force))


@state_app.command()
def restore(file: OldFile, *, force: Force = False) -> None:
    """Make the state what a backup says."""
    from bot.cli import state

    with _failing("Nothing was restored"):
        raise typer.Exit(state.restore(load_settings().state_url, file, Console(), force=force))


@state_app.command()
def export(file: NewFile, *, force: Force = False) -> None:
    """Write the whole state to a JSON file, also while the bot runs."""
    from bot.cli import state

    with _failing("Nothing was exported"):
        raise typer.Exit(state.export(load_settings().state_url, file, Console(), force=force))


@state_app.command(name="import")
def import_state(file: OldFile, *, force: Force = False) -> None:
    """Make the state what an exported JSON file says."""
    from bot.cli import state

    with _failing("Nothing was imported"):
        raise typer.Exit(state.import_(load_settings().state_url, file, Console(), force=force))


@import_app.command()
def imdb(
    folder: Annotated[Path, typer.Argument(help="Where IMDb's gzipped data sets are.")],
    *,
    min_votes: Annotated[
        int, typer.Option(min=0, help="Take only titles that so many have voted for.")
    ] = 0,
    kinds: Annotated[
        str | None,
        typer.Option(
            help="IMDb's types of titles, with commas between; films and series by default."
        ),
    ] = None,
    adult: Annotated[
        bool, typer.Option("--adult", help="Take titles for adults too, for 18+ channels only.")
    ] = False,
    regions: Annotated[
        str | None,
        typer.Option(
            help="Take other titles of these regions (title.akas), with commas between;"
            " those of English and Spanish by default."
        ),
    ] = None,
) -> None:
    """Import IMDb's public data sets; an import that was ended goes on where it was."""
    from bot.cli.import_imdb import import_imdb

    raise typer.Exit(
        import_imdb(
            folder,
            min_votes=min_votes,
            kinds=kinds,
            adult=adult,
            regions=regions,
            settings=load_settings(),
            console=Console(),
        )
    )


def main() -> None:
    """Run the command line; what cannot start says why, in a line for each fault."""
    share_one_heap()
    collect_rarely()
    try:
        app(prog_name="python -m bot")
    except StartupError as error:
        _report("Cannot start", error)
        sys.exit(STARTUP_FAILED)
    finally:
        skip_last_collection()


@contextmanager
def _failing(what: str) -> Generator[None]:
    """Exit where a command cannot do its work, and say first what was not done."""
    try:
        yield
    except StartupError as error:
        _report(what, error)
        raise typer.Exit(STARTUP_FAILED) from error


def _report(what: str, error: StartupError) -> None:
    faults = error.faults if isinstance(error, ConfigError) else (str(error),)
    for fault in faults:
        sys.stderr.write(f"{what}: {fault}\n")
