"""The parser of the command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.config import load_settings
from bot.errors import ConfigError, StartupError

STARTUP_FAILED = 2

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Marquee: a Discord bot that answers movie questions.",
)
state_app = typer.Typer(no_args_is_help=True, help="Back up and move what people did.")
app.add_typer(state_app, name="state")


@app.command()
def run() -> None:
    """Start the bot: on Discord with DISCORD_TOKEN, else in the local playground."""
    from bot.commands.playground import run_console
    from bot.commands.run import run_on_discord

    settings = load_settings()
    token = settings.discord_token
    if token is None:
        raise typer.Exit(run_console())
    raise typer.Exit(run_on_discord(settings, token.get_secret_value()))


def main() -> None:
    """Run the command line; what cannot start says why in a line for each fault."""
    try:
        app(prog_name="python -m bot")
    except ConfigError as error:
        for fault in error.faults:
            print(f"Cannot start: {fault}", file=sys.stderr)
        sys.exit(STARTUP_FAILED)
    except StartupError as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        sys.exit(STARTUP_FAILED)
