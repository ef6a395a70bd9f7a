"""``/help``: what can be asked, with examples that work on the loaded catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands
from rapidfuzz import fuzz

from bot.catalog.model import Filters, Kind, Movie, Sort
from bot.catalog.vocabulary.spoken_names import genre_name
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.errors import NotFoundError
from bot.i18n import N_, _, ngettext
from bot.library.names.lookup import CHOSEN
from bot.library.snapshot import Snapshot
from bot.text import clip

HELP_COLOR = 0x2A9D8F


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """What ``/help`` says of one command; its own description is safe to show."""

    name: str
    description: str
    options: tuple[tuple[str, str, bool], ...]
    """Name, description and whether it is required."""


class Help(Topic):
    """The overview.

    Args:
        responder: Answers the interactions.
        tree: Holds the commands that there are.
    """

    def __init__(self, responder: Responder, tree: app_commands.CommandTree[Any]) -> None:
        self._tree = tree
        super().__init__(responder)

    @app_commands.command(description=N_("Show what you can ask me, with examples."))
    @app_commands.describe(command=N_("The command to explain in full"))
    async def help(self, interaction: discord.Interaction[Any], command: str | None = None) -> None:
        await self.answer(interaction)

    @help.autocomplete("command")
    async def complete_command(
        self, __: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the commands that begin or go on with what was typed."""
        typed = current.strip().lstrip("/").lower()
        names = [known.name for known in self._commands()]
        fitting = [name for name in names if typed in name] or names
        return [
            app_commands.Choice(name=f"/{name}", value=name) for name in fitting[: limits.CHOICES]
        ]

    @answers(RequestName.HELP)
    async def show_help(self, call: Call) -> Reply:
        """Answer ``/help``."""
        examples = await _examples(call.snapshot)
        wanted = call.request.get("command").removeprefix(CHOSEN).strip().lstrip("/").lower()
        known = self._commands()
        if not wanted:
            return _overview(self._roots(), examples, call)
        for command in known:
            if command.name == wanted:
                return _detail(command, examples.get(command.name, ()))
        for root in self._tree.get_commands(type=discord.AppCommandType.chat_input):
            if isinstance(root, app_commands.Group) and root.name == wanted:
                return _parts(root)
        near = sorted(known, key=lambda command: -fuzz.ratio(command.name, wanted))
        raise NotFoundError(
            "command",
            wanted,
            [(command.name, f"/{command.name}") for command in near[:3]],
            option="command",
        )

    def _roots(self) -> list[CommandHelp]:
        """Return the commands as Discord lists them, a group as one."""
        return [
            CommandHelp(root.name, _with_parts(root), ())
            for root in self._tree.get_commands(type=discord.AppCommandType.chat_input)
        ]

    def _commands(self) -> list[CommandHelp]:
        return [
            CommandHelp(
                command.qualified_name,
                escape(_(command.description)),
                tuple(
                    (option.display_name, _(str(option.description)), option.required)
                    for option in command.parameters
                ),
            )
            for command in self._tree.walk_commands()
            if isinstance(command, app_commands.Command)
        ]


def _with_parts(root: app_commands.Command[Any, ..., Any] | app_commands.Group) -> str:
    if isinstance(root, app_commands.Command):
        return escape(_(root.description))
    parts = ", ".join(f"`{command.name}`" for command in root.commands)
    return f"{escape(_(root.description)).rstrip('.')}: {parts}"


def _overview(
    commands: Sequence[CommandHelp], examples: Mapping[str, Sequence[str]], call: Call
) -> Reply:
    stats = call.snapshot.catalog.stats
    embed = discord.Embed(
        title=_("Ask me about films"),
        description=_(
            "I know {titles} and {names}. The spelling doesn't have to be right, and every list "
            "opens cards. `/help command:…` explains one command in full.",
            titles=ngettext("{count} title", "{count} titles", stats.movies),
            names=ngettext("{count} name", "{count} names", stats.people),
        ),
        color=HELP_COLOR,
    )
    for command in commands[: limits.EMBED_FIELDS]:
        lines = [command.description]
        lines.extend(f"`{example}`" for example in examples.get(command.name, ())[:2])
        embed.add_field(
            name=f"/{command.name}",
            value=clip("\n".join(lines), limits.EMBED_FIELD_VALUE),
            inline=False,
        )
    return Reply(embeds=(embed,), private=True)


def _parts(group: app_commands.Group) -> Reply:
    """Return what ``/help`` says of a group: each of its commands."""
    lines = [escape(_(group.description)), ""]
    lines.extend(
        f"- `/{command.qualified_name}`: {escape(_(command.description))}"
        for command in group.commands
    )
    example = f"`/help command:{group.name} {group.commands[0].name}`"
    lines += ["", _("{command} explains a single command in full.", command=example)]
    embed = discord.Embed(
        title=f"/{group.name}",
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=HELP_COLOR,
    )
    return Reply(embeds=(embed,), private=True)


def _detail(command: CommandHelp, examples: Sequence[str]) -> Reply:
    lines = [command.description, ""]
    lines.extend(
        f"- `{name}`: {escape(description)}"
        if required
        else _("- `{name}` (optional): {description}", name=name, description=escape(description))
        for name, description, required in command.options
    )
    embed = discord.Embed(
        title=f"/{command.name}",
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=HELP_COLOR,
    )
    if examples:
        embed.add_field(
            name=_("For example"),
            value="\n".join(f"`{example}`" for example in examples),
            inline=False,
        )
    return Reply(embeds=(embed,), private=True)


async def _examples(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    """Return examples for each command that have an answer in this catalogue."""
    catalog = snapshot.catalog
    films = await catalog.select(Filters(kinds=(Kind.MOVIE,)), Sort.VOTES, limit=50)
    genres = [genre_name(facet.name) for facet in await catalog.genres()]
    examples: dict[str, list[str]] = {"help": ["/help command:search"], "random": ["/random"]}
    film = next((film for film in films if film.cast and film.directors and film.genres), None)
    if film is not None:
        _add_film_examples(examples, film)
    if len(genres) > 1:
        examples["genre"] = [f"/genre genre:{genres[0]}", f"/genre genre:{genres[1]} sort:newest"]
        examples["random"] = [f"/random genre:{genres[0]}", *examples["random"]]
    return {
        name: [example.replace("`", "'") for example in lines] for name, lines in examples.items()
    }


def _begin(description: str) -> str:
    """Return the beginning of a description as it can be typed, without the colon of an option."""
    return clip(description.replace(":", ","), 60).rstrip("….,").lower()


def _add_film_examples(examples: dict[str, list[str]], film: Movie) -> None:
    examples["ask"] = [
        _("/ask question:who directed {title}?", title=film.title),
        _(
            "/ask question:{genre} films with {name}",
            genre=genre_name(film.genres[0]).lower(),
            name=film.cast[0].name,
        ),
    ]
    examples["movie"] = [f"/movie title:{film.title}"]
    if film.description:
        examples["find"] = [f"/find story:{_begin(film.description)}"]
    if film.year is not None:
        examples["ask"].append(
            _(
                "/ask question:best {genre} film of each decade",
                genre=genre_name(film.genres[0]).lower(),
            )
        )
        examples["movie"].append(f"/movie title:{film.title.lower()} {film.year}")
        examples["search"] = [f"/search genre:{genre_name(film.genres[0])} from_year:{film.year}"]
    examples["director"] = [f"/director person:{film.directors[0].name}"]
    examples["cast"] = [f"/cast person:{film.cast[0].name}"]
    if len(film.cast) > 1:
        examples["cast"].append(f"/cast person:{film.cast[0].name} with:{film.cast[1].name}")
