"""The filter options that ``/search``, ``/genre``, ``/find``, ``/random`` and ``/pick`` share."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR, MAX_MINUTES
from bot.discord.cogs.completion import (
    Completer,
    complete_directors,
    complete_genres,
    complete_kinds,
    complete_languages,
    complete_people,
)
from bot.i18n import N_
from bot.stories.text.words import MAX_CHARACTERS

Year = app_commands.Range[int, FIRST_YEAR, LAST_YEAR]
Rating = app_commands.Range[float, 0, 10]
Votes = app_commands.Range[int, 0, 1_000_000_000]
Minutes = app_commands.Range[int, 1, MAX_MINUTES]
About = app_commands.Range[str, 1, MAX_CHARACTERS]

_DESCRIPTIONS = {
    "genre": N_("A genre, or several: comedy, crime"),
    "person": N_("Somebody in any role, or several: al pacino, robert de niro"),
    "director": N_("Who directed it"),
    "language": N_("The language spoken"),
    "from_year": N_("Not before this year"),
    "to_year": N_("Not after this year"),
    "min_rating": N_("At least this rating, out of 10"),
    "min_votes": N_("At least this many votes"),
    "max_minutes": N_("At most this long, in minutes"),
    "kind": N_("Only films, only series …"),
    "about": N_("What it is about: christmas, a heist, people stuck on a train"),
}
_COMPLETERS: Mapping[str, Completer] = {
    "genre": complete_genres,
    "person": complete_people,
    "director": complete_directors,
    "language": complete_languages,
    "kind": complete_kinds,
}


def described(*options: str) -> Mapping[str, str]:
    """Return the descriptions of these options; by default of all."""
    return {option: _DESCRIPTIONS[option] for option in options or _DESCRIPTIONS}


def completed(*options: str) -> Mapping[str, Completer]:
    """Return the autocomplete callbacks of these options; by default of all."""
    return {option: _COMPLETERS[option] for option in options or _COMPLETERS}


def typist(interaction: discord.Interaction[Any], typed: str | None) -> int | None:
    """Return who typed a text that buttons may keep: it is theirs to export and delete."""
    return interaction.user.id if typed else None
