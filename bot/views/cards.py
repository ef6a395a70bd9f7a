"""The card: one title on one embed, in its own colour."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import discord

from bot.catalog.model import Kind, Movie, Role, own_tags
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape, link, one_line
from bot.messages.reply import Button, LinkButton, Menu, Option, Picture, Reply
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.messages.wording import Wording, wording
from bot.text import clip, hours_and_minutes
from bot.views.filmographies import filmography_of

PLAIN_COLOR = 0x2A2F3A
"""For titles whose record names no colour."""

TEASER_LENGTH = 350
ALIASES_SHOWN = 4
PERSON_ICONS = {Role.DIRECTOR: "🎬", Role.CAST: "🎭", Role.WRITER: "✍️"}
_PICTURE_HEADERS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
"""How JPEG, PNG, GIF and WebP files begin."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?P<end>[\"'”’)]*)\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|Prof|vs?|No)\.)$"
)
_LONGEST_SCENE, _LONGEST_PREPOSITION = 30, 3  # characters: "Berlin, Germany, May 1943."


class CardBuilder:
    """Draws cards.

    Args:
        posters_dir: Folder that holds the records' ``img`` files, if there is one.
    """

    def __init__(self, posters_dir: Path | None) -> None:
        self._posters_dir = posters_dir

    def card(self, movie: Movie, *, why: str = "", footer: str = "", locale: str = "") -> Reply:
        """Return the card of a title, with its controls.

        Args:
            movie: The title.
            why: Why it is shown, where that is not plain; already safe.
            footer: A last line of plain text.
            locale: The language of its labels, where it is not English.
        """
        words = wording(locale)
        embed = discord.Embed(
            title=escape(movie.label, limits.EMBED_TITLE),
            url=imdb_url(movie),
            description=escape(teaser(movie), limits.EMBED_DESCRIPTION) or None,
            color=color_of(movie),
        )
        for name, value, inline in _fields(movie, words):
            embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=inline)
        if why:
            embed.add_field(
                name=words.say("card.why"), value=clip(why, limits.EMBED_FIELD_VALUE), inline=False
            )
        if footer:
            embed.set_footer(text=footer)
        picture = self._poster(movie, words)
        if picture is not None:
            embed.set_thumbnail(url=f"attachment://{picture.name}")
        elif movie.poster:
            embed.set_thumbnail(url=movie.poster)
        return Reply(
            embeds=(embed,),
            rows=_rows(movie, words),
            pictures=(picture,) if picture else (),
            shown=(movie.id,),
        )

    def _poster(self, movie: Movie, words: Wording) -> Picture | None:
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
        described = words.say("card.poster", title=movie.label)
        return Picture(content, f"{movie.id}{path.suffix.lower()}", described)


def color_of(movie: Movie) -> int:
    """Return the title's own colour as a number."""
    return int(movie.color, 16) if movie.color else PLAIN_COLOR


def imdb_url(movie: Movie) -> str | None:
    """Return the title's page on IMDb; ids have at least seven digits there."""
    return f"https://www.imdb.com/title/tt{movie.imdb_id:0>7}/" if movie.imdb_id else None


def netflix_url(movie: Movie) -> str | None:
    """Return the title's page on Netflix, which not every region has."""
    return f"https://www.netflix.com/title/{movie.netflix_id}" if movie.netflix_id else None


def rating_line(movie: Movie, words: Wording) -> str:
    """Return rating and votes: ``★ 7.8 from 128,983 votes``; empty where there are none."""
    if movie.rating is None:
        return ""
    if movie.votes is None:
        return f"★ {movie.rating:.1f}"
    return words.say("card.rated", rating=f"{movie.rating:.1f}", votes=f"{movie.votes:,}")


def teaser(movie: Movie) -> str:
    """Return what can be read without being told the story: the first sentence or two."""
    text = one_line(movie.description or "")
    if _says_something(text) and len(text) <= TEASER_LENGTH:
        return text
    if not _says_something(text):
        text = one_line(movie.synopsis or "") or text
    shown = ""
    for sentence in _sentences(text):
        too_long = len(shown) + 1 + len(sentence) > TEASER_LENGTH // 2
        if _says_something(shown) and too_long:
            break
        shown = f"{shown} {sentence}".strip()
    return clip(shown, TEASER_LENGTH)


def full_story(movie: Movie) -> str | None:
    """Return the story in paragraphs, where it tells more than the card does."""
    story = movie.synopsis or movie.description
    if story is None or _told(story) in _told(teaser(movie)):
        return None
    return story


def _told(text: str) -> str:
    return one_line(text).rstrip(" .…").casefold()


def _says_something(text: str) -> bool:
    """Return whether a text is more than a place or a time: ``Naples.`` or ``May 1943.``."""
    if len(text) > _LONGEST_SCENE:
        return True
    return any(word[0].islower() and len(word) > _LONGEST_PREPOSITION for word in text.split())


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, start, match.start("end")):
            sentences.append(text[start : match.end("end")])
            start = match.end()
    return [*sentences, text[start:]] if start < len(text) else sentences


def _facts(movie: Movie, words: Wording) -> Iterator[tuple[str, str]]:
    """Give what is said in a word or two."""
    if line := rating_line(movie, words):
        yield "rating", line
    if movie.owner_rating:
        yield "owner_rating", escape(movie.owner_rating, limits.EMBED_FIELD_VALUE)
    if movie.genres:
        yield "genres", _listed([words.named("genre", name) for name in movie.genres])
    if movie.languages:
        silent = movie.languages == ("None",)
        spoken = [words.named("language", name) for name in movie.languages]
        yield "language", words.say("card.silent") if silent else _listed(spoken)
    if movie.runtime:
        yield "length", hours_and_minutes(movie.runtime)
    if movie.kind not in {None, Kind.MOVIE}:
        yield "kind", words.named("kind", str(movie.kind))


def _fields(movie: Movie, words: Wording) -> list[tuple[str, str, bool]]:
    fields = [(words.say(f"card.{name}"), text, True) for name, text in _facts(movie, words)]
    for role, people in (
        ("director", movie.directors),
        ("writer", movie.writers),
        ("cast", movie.cast),
    ):
        if people:
            name = f"{role}s" if len(people) > 1 and role != "cast" else role
            fields.append(
                (
                    words.say(f"card.{name}"),
                    _listed([person.name for person in people]),
                    False,
                )
            )
    if tags := own_tags(movie.tags, movie.genres):
        fields.append((words.say("card.tags"), _listed(tags), False))
    if movie.aliases:
        known_as = [
            f"{alias.title} ({words.named('language', alias.language)})"
            if alias.language
            else alias.title
            for alias in movie.aliases[:ALIASES_SHOWN]
        ]
        fields.append((words.say("card.aliases"), _listed(known_as), False))
    if url := netflix_url(movie):
        where = words.say("card.where_available")
        fields.append(("Netflix", f"{link(words.say('card.netflix'), url)} ({where})", True))
    return fields


def _listed(names: Sequence[str]) -> str:
    return escape(", ".join(names), limits.EMBED_FIELD_VALUE)


def _rows(movie: Movie, words: Wording) -> tuple[tuple[Button | LinkButton, ...] | Menu, ...]:
    def button(key: str, name: RequestName, emoji: str) -> Button:
        return Button(words.say(f"card.{key}"), Request.of(name, film=movie.id), emoji=emoji)

    buttons = (
        *((button("synopsis", RequestName.SYNOPSIS, "📖"),) if full_story(movie) else ()),
        *((button("more", RequestName.MORE, "🎬"),) if movie.directors else ()),
        button("similar", RequestName.SIMILAR, "✨"),
        button("mine", RequestName.MINE, "📌"),
        button("wrong", RequestName.RECORD, "🛠️"),
    )
    people = _people_menu(movie, words)
    menus = (people, _tags_menu(movie, words))
    return (buttons, (button("nominate", RequestName.NIGHT_NAME, "🍿"),), *filter(None, menus))


def _tags_menu(movie: Movie, words: Wording) -> Menu | None:
    """Return the menu that lists what has one of the title's tags."""
    options = tuple(
        Option(f"🏷️ {tag}", Request.of(RequestName.SEARCH, tag=tag))
        for tag in own_tags(movie.tags, movie.genres)
    )
    return Menu(words.say("card.same_tag"), options, Mode.OPEN) if options else None


def _people_menu(movie: Movie, words: Wording) -> Menu | None:
    options = [
        Option(
            f"{PERSON_ICONS[role]} {person.name}",
            filmography_of(person.id, role),
            words.say(f"card.{role}").lower(),
        )
        for role, people in ((Role.DIRECTOR, movie.directors), (Role.CAST, movie.cast))
        for person in people
    ]
    return Menu(words.say("card.people"), tuple(options), Mode.OPEN) if options else None
