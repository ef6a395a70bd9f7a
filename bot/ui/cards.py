"""The card: one title on one embed, in its own colour."""

import re
from collections.abc import Sequence
from pathlib import Path

import discord

from bot.catalog.model import Kind, Movie, PersonRef
from bot.text import clip
from bot.ui import limits
from bot.ui.controls import Mode
from bot.ui.markdown import escape, link, one_line
from bot.ui.reply import Button, LinkButton, Menu, Option, Picture, Reply
from bot.ui.request import Request

PLAIN_COLOR = 0x2A2F3A
"""For titles whose record names no colour."""

TEASER_LENGTH = 350
PERSON_ICONS = {"director": "🎬", "cast": "🎭", "writer": "✍️"}
_PICTURE_HEADERS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
"""How JPEG, PNG, GIF and WebP files begin."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|Prof|vs?|No)\.)$"
)


class CardBuilder:
    """Draws cards.

    Args:
        posters_dir: Folder that holds the records' ``img`` files, if there is one.
    """

    def __init__(self, posters_dir: Path | None) -> None:
        self._posters_dir = posters_dir

    def card(self, movie: Movie, *, why: str = "", footer: str = "") -> Reply:
        """Return the card of a title, with its controls.

        Args:
            movie: The title.
            why: Why it is shown, where that is not plain; already safe.
            footer: A last line of plain text.
        """
        embed = discord.Embed(
            title=escape(movie.label, limits.EMBED_TITLE),
            url=imdb_url(movie),
            description=escape(teaser(movie), limits.EMBED_DESCRIPTION) or None,
            color=color_of(movie),
        )
        for name, value, inline in _fields(movie):
            embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=inline)
        if why:
            embed.add_field(
                name="Why this one", value=clip(why, limits.EMBED_FIELD_VALUE), inline=False
            )
        if footer:
            embed.set_footer(text=footer)
        picture = self._poster(movie)
        if picture is not None:
            embed.set_thumbnail(url=f"attachment://{picture.name}")
        return Reply(
            embeds=(embed,),
            rows=_rows(movie),
            pictures=(picture,) if picture else (),
            shown=(movie.id,),
        )

    def _poster(self, movie: Movie) -> Picture | None:
        """Return the poster, unless it is missing, too large for Discord, or no picture."""
        if self._posters_dir is None or not movie.img or Path(movie.img).name != movie.img:
            return None
        path = self._posters_dir / movie.img
        try:
            if path.stat().st_size > limits.FILE_SIZE:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        if not content.startswith(_PICTURE_HEADERS):
            return None
        return Picture(content, f"{movie.id}{path.suffix.lower()}", f"Poster of {movie.label}")


def color_of(movie: Movie) -> int:
    """Return the title's own colour as a number."""
    return int(movie.color, 16) if movie.color else PLAIN_COLOR


def imdb_url(movie: Movie) -> str | None:
    """Return the title's page on IMDb; ids have at least seven digits there."""
    return f"https://www.imdb.com/title/tt{movie.imdb_id:0>7}/" if movie.imdb_id else None


def netflix_url(movie: Movie) -> str | None:
    """Return the title's page on Netflix, which not every region has."""
    return f"https://www.netflix.com/title/{movie.netflix_id}" if movie.netflix_id else None


def rating_line(movie: Movie) -> str:
    """Return rating and votes: ``★ 7.8 from 128,983 votes``; empty where there are none."""
    if movie.rating is None:
        return ""
    votes = f" from {movie.votes:,} votes" if movie.votes is not None else ""
    return f"★ {movie.rating:.1f}{votes}"


def teaser(movie: Movie) -> str:
    """Return what can be read without being told the story: the first sentence or two."""
    text = one_line(movie.description or movie.synopsis or "")
    if movie.description and len(text) <= TEASER_LENGTH:
        return text
    shown = ""
    for sentence in _sentences(text):
        if shown and len(shown) + 1 + len(sentence) > TEASER_LENGTH // 2:
            break
        shown = f"{shown} {sentence}".strip()
    return clip(shown, TEASER_LENGTH)


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
    return sentences


def _fields(movie: Movie) -> list[tuple[str, str, bool]]:
    fields: list[tuple[str, str, bool]] = []
    if line := rating_line(movie):
        fields.append(("Rating", line, True))
    if movie.genres:
        fields.append(("Genres", _listed(movie.genres), True))
    if movie.languages:
        silent = movie.languages == ("None",)
        fields.append(
            (
                "Language",
                "silent" if silent else _listed(movie.languages),
                True,
            )
        )
    if movie.kind not in {None, Kind.MOVIE}:
        fields.append(("Kind", str(movie.kind), True))
    for label, people in (
        ("Director", movie.directors),
        ("Writer", movie.writers),
        ("Cast", movie.cast),
    ):
        if people:
            name = f"{label}s" if len(people) > 1 and label != "Cast" else label
            fields.append(
                (
                    name,
                    _listed([person.name for person in people]),
                    False,
                )
            )
    if url := netflix_url(movie):
        fields.append(("Netflix", link("Open on Netflix", url) + " (where available)", True))
    return fields


def _listed(names: Sequence[str]) -> str:
    return escape(", ".join(names), limits.EMBED_FIELD_VALUE)


def _rows(movie: Movie) -> tuple[tuple[Button | LinkButton, ...] | Menu, ...]:
    buttons: list[Button | LinkButton] = []
    if movie.synopsis:
        buttons.append(Button("Full synopsis", Request.of("synopsis", film=movie.id), emoji="📖"))
    if movie.directors:
        buttons.append(
            Button("More by this director", Request.of("more", film=movie.id), emoji="🎬")
        )
    buttons.append(Button("Similar", Request.of("similar", film=movie.id), emoji="✨"))
    buttons.append(Button("Mine", Request.of("mine", film=movie.id), emoji="📌"))
    buttons.append(Button("Wrong data?", Request.of("record", film=movie.id), emoji="🛠️"))
    people = _people_menu(movie)
    nominate = Button("Nominate", Request.of("night_name", film=movie.id), emoji="🍿")
    rows = (tuple(buttons), (nominate,))
    return (*rows, people) if people else rows


def _people_menu(movie: Movie) -> Menu | None:
    options = [
        Option(f"{PERSON_ICONS[role]} {person.name}", _filmography(role, person), role)
        for role, people in (("director", movie.directors), ("cast", movie.cast))
        for person in people
    ]
    return Menu("What else did they do?", tuple(options), Mode.OPEN) if options else None


def _filmography(role: str, person: PersonRef) -> Request:
    return Request.of(role, person=f"id:{person.id}")
