"""``python -m bot health``: whether the bot that runs on this folder is healthy."""

from pathlib import Path

from rich.console import Console

from bot.runtime.health import STALE_SECONDS, seconds_since_sign

NOT_WELL = 1


def health(file: Path, console: Console) -> int:
    """Print whether the heartbeat is recent, and return the exit status."""
    age = seconds_since_sign(file)
    if age is None:
        console.print("No bot has run here, or it has never been online.")
        return NOT_WELL
    if age > STALE_SECONDS:
        console.print(
            f"No sign of life for {age:,.0f} s: the bot has ended, hangs, or is not connected to "
            "Discord. Its log says which."
        )
        return NOT_WELL
    console.print(f"Online, as of {age:.0f} s ago.")
    return 0
