"""Autocomplete: names that begin with what has been typed, at every keystroke."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, ParamSpec

import discord
import structlog
from discord import app_commands

from bot.catalog.model import Kind
from bot.catalog.vocabulary.moods import MOODS
from bot.catalog.vocabulary.spoken_names import (
    genre_name,
    kind_name,
    kinds_name,
    language_name,
    mood_name,
)
from bot.discord.guild.channels import is_age_restricted
from bot.discord.messages import limits
from bot.discord.messages.markdown import one_line
from bot.errors import UnavailableError
from bot.library.filters.filter_options import KIND_GROUPS, decade_name
from bot.library.names.labels import short_label
from bot.library.names.lookup import CHOSEN
from bot.library.names.mentions import complete_names
from bot.library.snapshot import Library, Snapshot
from bot.questions.words.sorts import genres_in, languages_in
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Match
from bot.search.spelling.fold import fold

_log = structlog.get_logger(__name__)

COMPLETION_SECONDS = 2.0
"""How long the state store may take; Discord waits three seconds."""

P = ParamSpec("P")
Choices = list[app_commands.Choice[str]]
Completer = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def offering_nothing_while_down(
    complete: Callable[P, Coroutine[Any, Any, Choices]],
) -> Callable[P, Coroutine[Any, Any, Choices]]:
    """Offer nothing while the state store is down or slow.

    Nothing to choose from is better than an error in mid-typing; Enter still works.
    """

    @functools.wraps(complete)
    async def offer(*arguments: P.args, **options: P.kwargs) -> Choices:
        try:
            async with asyncio.timeout(COMPLETION_SECONDS):
                return await complete(*arguments, **options)
        except (UnavailableError, TimeoutError) as error:
            _log.warning("nothing_offered", reason=str(error) or type(error).__name__)
            return []

    return offer


def _from_catalogue(offer: Callable[[Snapshot, str], Choices]) -> Completer:
    """Complete from the catalogue as the channel may see it."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> Choices:
        library: Library = interaction.client.library
        try:
            async with library.lease(adult=is_age_restricted(interaction.channel)) as snapshot:
                return offer(snapshot, current)
        except Exception:  # noqa: BLE001 - it is logged
            # Nothing to choose from is better than an error in mid-typing; Enter still works.
            _log.exception("completion_failed")
            return []

    return complete


def _completer(
    pick_index: Callable[[Snapshot], Index], *, require: int = 0, prefer: int = 0
) -> Completer:
    def offer(snapshot: Snapshot, current: str) -> Choices:
        index = pick_index(snapshot)
        return _choices(index.search(current, limits.CHOICES, require=require, prefer=prefer))

    return _from_catalogue(offer)


def _whole_questions(snapshot: Snapshot, current: str) -> Choices:
    """Complete the name at the end of a question."""
    offers = [current, *complete_names(snapshot, current, limits.CHOICES - 1)]
    lines = dict.fromkeys(one_line(offer) for offer in offers)
    return [
        app_commands.Choice(name=line, value=line)
        for line in lines
        if 1 <= len(line) <= limits.CHOICE_TEXT
    ]


def _word_index(
    pick_index: Callable[[Snapshot], Index],
    say: Callable[[str], str],
    named: Callable[[str], Sequence[str]],
) -> Completer:
    """Complete words of the catalogue that are said in the language being spoken.

    Args:
        pick_index: The catalogue's words.
        say: Says one of them.
        named: Finds the ones that a text names in whatever words: "romcom", "bollywood".
    """

    def offer(snapshot: Snapshot, current: str) -> Choices:
        index = pick_index(snapshot)
        meant = (index.resolve(name, 1).best for name in named(current))
        found = [match for match in meant if match is not None]
        typed = fold(current)
        # Prefix matches come next, in either language.
        found += [
            match
            for match in index.search("", len(index))
            if typed and fold(say(match.name)).startswith(typed)
        ]
        found += index.search(current, limits.CHOICES)
        return _choices({match.key: match for match in found}.values(), say)

    return _from_catalogue(offer)


def _choices(matches: Iterable[Match], say: Callable[[str], str] = str) -> Choices:
    choices: Choices = []
    for match in matches:
        value = f"{CHOSEN}{match.key}"
        label = one_line(say(match.name))
        name = short_label(label, match.year, limits.CHOICE_TEXT).strip()
        if name and len(value) <= limits.CHOICE_TEXT:
            choices.append(app_commands.Choice(name=name, value=value))
    return choices[: limits.CHOICES]


complete_question = _from_catalogue(_whole_questions)
complete_titles = _completer(lambda snapshot: snapshot.indexes.movies, prefer=Flag.FILM)
complete_people = _completer(lambda snapshot: snapshot.indexes.people)
complete_cast = _completer(lambda snapshot: snapshot.indexes.people, require=Flag.CAST)
complete_directors = _completer(lambda snapshot: snapshot.indexes.people, require=Flag.DIRECTOR)
complete_genres = _word_index(lambda snapshot: snapshot.indexes.genres, genre_name, genres_in)
complete_tags = _completer(lambda snapshot: snapshot.indexes.tags)
complete_languages = _word_index(
    lambda snapshot: snapshot.indexes.languages, language_name, languages_in
)


def _word_completer(words: Sequence[str], say: Callable[[str], str]) -> Completer:
    async def complete(__: discord.Interaction[Any], current: str) -> Choices:
        typed = fold(current)
        said = {word: say(word) for word in words}
        fitting = [word for word in words if typed in fold(word) or typed in fold(said[word])]
        return [
            app_commands.Choice(name=said[word], value=word)
            for word in (fitting or words)[: limits.CHOICES]
        ]

    return complete


def _kind_word(word: str) -> str:
    return kinds_name(word) if word in KIND_GROUPS else kind_name(word)


def _decade_word(decade: str) -> str:
    return decade_name(int(decade.removesuffix("s")))


complete_kinds = _word_completer([*KIND_GROUPS, *(kind.value for kind in Kind)], _kind_word)
complete_moods = _word_completer([*MOODS], mood_name)
complete_decades = _word_completer([f"{year}s" for year in range(2020, 1910, -10)], _decade_word)
