"""The card: one title on one embed, in its own colour."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import discord

from bot.catalog.model import Kind, Movie, Role, own_tags
from bot.catalog.vocabulary.spoken_names import SILENT, genre_name, kind_name, language_name
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, link, one_line
from bot.discord.messages.reply import Button, LinkButton, Menu, Option, Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.filmographies import filmography_of
from bot.discord.views.films.poster_folder import PosterFolder
from bot.i18n import _, ngettext, number, pgettext, running_time
from bot.text import clip

PLAIN_COLOR = 0x2A2F3A
"""For titles whose record names no colour."""

TEASER_LENGTH = 350
ALIASES_SHOWN = 4
PERSON_ICONS = {Role.DIRECTOR: "🎬", Role.CAST: "🎭", Role.WRITER: "✍️"}

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?P<end>[\"'”’)]*)\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|Prof|vs?|No)\.)$"
)
_MAX_SCENE, _MAX_PREPOSITION = 30, 3  # characters: "Berlin, Germany, May 1943."


class CardBuilder:
    """Draws cards.

    Args:
        posters_dir: Folder that holds the records' ``img`` files, if there is one.
    """

    def __init__(self, posters_dir: Path | None) -> None:
        self._posters = PosterFolder(posters_dir)

    def card(self, movie: Movie, *, why: str = "", footer: str = "") -> Reply:
        """Return the card of a title, with its controls.

        Args:
            movie: The title.
            why: Why it is shown, unless that is obvious; already safe.
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
                name=_("Why this one"), value=clip(why, limits.EMBED_FIELD_VALUE), inline=False
            )
        if footer:
            embed.set_footer(text=footer)
        picture = self._poster(movie)
        if picture is not None:
            embed.set_thumbnail(url=f"attachment://{picture.name}")
        elif movie.poster:
            embed.set_thumbnail(url=movie.poster)
        return Reply(
            embeds=(embed,),
            rows=_rows(movie),
            pictures=(picture,) if picture else (),
            shown=(movie.id,),
        )

    def _poster(self, movie: Movie) -> Picture | None:
        """Return the poster, if there is one that Discord takes."""
        content = self._posters.content(movie)
        if content is None:
            return None
        described = _("Poster of {title}", title=movie.label)
        return Picture(content, f"{movie.id}{Path(movie.img or '').suffix.lower()}", described)


def color_of(movie: Movie) -> int:
    """Return the title's own colour as a number."""
    return int(movie.color, 16) if movie.color else PLAIN_COLOR


def imdb_url(movie: Movie) -> str | None:
    """Return the title's page on IMDb, whose ids have at least seven digits."""
    return f"https://www.imdb.com/title/tt{movie.imdb_id:0>7}/" if movie.imdb_id else None


def netflix_url(movie: Movie) -> str | None:
    """Return the title's page on Netflix, which not every region has."""
    return f"https://www.netflix.com/title/{movie.netflix_id}" if movie.netflix_id else None


def rating_line(movie: Movie) -> str:
    """Return rating and votes: ``★ 7.8 from 128,983 votes``; empty where there are none."""
    if movie.rating is None:
        return ""
    if movie.votes is None:
        return f"★ {number(movie.rating, 1)}"
    return ngettext(
        "★ {rating} from {count} vote",
        "★ {rating} from {count} votes",
        movie.votes,
        rating=number(movie.rating, 1),
    )


def teaser(movie: Movie) -> str:
    """Return the description or the first sentence or two of the story, without spoilers."""
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
    """Return the story in paragraphs, if it says more than the card."""
    story = movie.synopsis or movie.description
    if story is None or _told(story) in _told(teaser(movie)):
        return None
    return story


def _told(text: str) -> str:
    return one_line(text).rstrip(" .…").casefold()


def _says_something(text: str) -> bool:
    """Return whether a text is more than a place or a time such as ``Naples.`` or ``May 1943.``."""
    if len(text) > _MAX_SCENE:
        return True
    return any(word[0].islower() and len(word) > _MAX_PREPOSITION for word in text.split())


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, start, match.start("end")):
            sentences.append(text[start : match.end("end")])
            start = match.end()
    return [*sentences, text[start:]] if start < len(text) else sentences


def _facts(movie: Movie) -> Iterator[tuple[str, str]]:
    """Yield the short facts."""
    if line := rating_line(movie):
        yield _("Rating"), line
    if movie.owner_rating:
        yield _("Owner's rating"), escape(movie.owner_rating, limits.EMBED_FIELD_VALUE)
    if movie.genres:
        yield _("Genres"), _listed([genre_name(name) for name in movie.genres])
    if movie.languages:
        silent = movie.languages == (SILENT,)
        spoken = [language_name(name) for name in movie.languages]
        yield _("Language"), _("silent") if silent else _listed(spoken)
    if movie.runtime:
        yield _("Length"), running_time(movie.runtime)
    if movie.kind is not None and movie.kind is not Kind.MOVIE:
        yield _("Kind"), kind_name(movie.kind)


def _fields(movie: Movie) -> list[tuple[str, str, bool]]:
    fields = [(name, text, True) for name, text in _facts(movie)]
    for name, people in (
        (ngettext("Director", "Directors", len(movie.directors)), movie.directors),
        (ngettext("Writer", "Writers", len(movie.writers)), movie.writers),
        (_("Cast"), movie.cast),
    ):
        if people:
            fields.append((name, _listed([person.name for person in people]), False))
    if tags := own_tags(movie.tags, movie.genres):
        fields.append((_("Tags"), _listed(tags), False))
    if movie.aliases:
        known_as = [
            f"{alias.title} ({language_name(alias.language)})" if alias.language else alias.title
            for alias in movie.aliases[:ALIASES_SHOWN]
        ]
        fields.append((_("Also known as"), _listed(known_as), False))
    if url := netflix_url(movie):
        opened = link(_("Open on Netflix"), url)
        fields.append(
            (pgettext("site", "Netflix"), _("{link} (where available)", link=opened), True)
        )
    return fields


def _listed(names: Sequence[str]) -> str:
    return escape(", ".join(names), limits.EMBED_FIELD_VALUE)


def _rows(movie: Movie) -> tuple[tuple[Button | LinkButton, ...] | Menu, ...]:
    def button(label: str, name: RequestName, emoji: str) -> Button:
        return Button(label, Request.of(name, film=movie.id), emoji=emoji)

    synopsis = button(_("Full synopsis"), RequestName.SYNOPSIS, "📖")
    more = button(_("More by this director"), RequestName.MORE, "🎬")
    buttons = (
        *((synopsis,) if full_story(movie) else ()),
        *((more,) if movie.directors else ()),
        button(_("Similar"), RequestName.SIMILAR, "✨"),
        button(pgettext("films", "Mine"), RequestName.MINE, "📌"),
        button(_("Wrong data?"), RequestName.RECORD, "🛠️"),
    )
    menus = (_people_menu(movie), _tags_menu(movie))
    nominate = button(_("Nominate"), RequestName.NIGHT_NAME, "🍿")
    return (buttons, (nominate,), *filter(None, menus))


def _tags_menu(movie: Movie) -> Menu | None:
    """Return the menu that lists titles by one of this title's tags."""
    options = tuple(
        Option(f"🏷️ {tag}", Request.of(RequestName.SEARCH, tag=tag))
        for tag in own_tags(movie.tags, movie.genres)
    )
    return Menu(_("More with the same tag"), options, Mode.OPEN) if options else None


def _people_menu(movie: Movie) -> Menu | None:
    options = [
        Option(
            f"{PERSON_ICONS[role]} {person.name}",
            filmography_of(person.id, role),
            role_name,
        )
        for role, role_name, people in (
            (Role.DIRECTOR, _("director"), movie.directors),
            (Role.CAST, _("cast"), movie.cast),
        )
        for person in people
    ]
    return Menu(_("What else did they do?"), tuple(options), Mode.OPEN) if options else None
