"""Nights that have been, in pages and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import discord
from discord.utils import format_dt

from bot.library.pages import Page, slice_page
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape, one_line
from bot.messages.reply import Button, Menu, Option, Reply
from bot.messages.request import NO, YES, Request
from bot.messages.request_names import RequestName
from bot.rules.nights.night import Status
from bot.rules.nights.past import FEWEST_RATINGS, PastNight
from bot.rules.nights.statistics import FilmFacts
from bot.rules.voting.model import Candidate
from bot.state.films.ratings import HIGHEST
from bot.text import clip, clip_title, plural
from bot.views.lists import pager
from bot.views.nights.card import COLORS, namers, names, person

NIGHTS_ON_A_PAGE = 6
PEOPLE_ON_A_LINE = 8
TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Films:
    """What may be said here of the films of past nights.

    Attributes:
        facts: What is known of them, by id; films that left the catalogue are missing.
        hidden: Ids of those that may not be shown in this channel.
    """

    facts: Mapping[str, FilmFacts]
    hidden: frozenset[str] = frozenset()

    def shown(self, film: Candidate) -> str:
        """Return what a film is called, safe and short enough for a line."""
        return escape(clip_title(film.name, TITLE_LENGTH))

    def imdb(self, film: Candidate) -> str:
        """Return what IMDb's voters make of a film; nothing where that is not known."""
        facts = self.facts.get(film.id)
        return "" if facts is None or facts.rating is None else f"IMDb {facts.rating:.1f}"


def nights_page(nights: Sequence[PastNight], number: int) -> Page[PastNight]:
    """Return a page of past nights; a number past either end gives the nearest one."""
    return slice_page(nights, number, NIGHTS_ON_A_PAGE)


def history_reply(page: Page[PastNight], request: Request, films: Films, zone: tzinfo) -> Reply:
    """Return a page of what a server has watched.

    Args:
        page: The nights.
        request: What it answers; turning pages asks it again.
        films: What may be said of their films.
        zone: Of the times in the menu, where Discord shows no timestamps.
    """
    if not page.items:
        text = "No night has been yet. `/night plan when:friday 8pm` begins the first."
        return Reply(embeds=(_embed("What this server has watched", text),), private=True)
    blocks = [_block(night, films) for night in page.items]
    embed = _embed("What this server has watched", "\n\n".join(blocks))
    _number(embed, page)
    more = (
        Button("In figures", Request.of(RequestName.NIGHT_STATS), Mode.POST, "📊"),
        Button("My nights", Request.of(RequestName.NIGHT_MINE), Mode.OPEN, "🙋"),
    )
    return Reply(embeds=(embed,), rows=(*page_rows(page, request, zone), more))


def page_rows(
    page: Page[PastNight], request: Request, zone: tzinfo
) -> tuple[tuple[Button, ...] | Menu, ...]:
    """Return the menu that opens the nights of a page, and the buttons that turn it."""
    options = tuple(
        Option(
            clip(f"{_day(night, zone)} · {one_line(night.film.name)}", limits.OPTION_TEXT),
            Request.of(RequestName.NIGHT_PAST, night=night.id),
            f"Night {night.number}",
        )
        for night in page.items
    )
    menu = Menu("Open a night", options, Mode.OPEN)
    return (menu, pager(request, page)) if page.count > 1 else (menu,)


def past_card(night: PastNight, films: Films, viewer: int) -> Reply:
    """Return all that is known of a night that has been, for somebody's own eyes."""
    lines = [f"🗓️ {format_dt(night.starts_at, 'F')}", f"Planned by {person(night.host)}"]
    if not night.watched:
        lines.append(f"Not marked as watched yet: `/night watched night:{night.number}` does that.")
    embed = _embed(f"🍿 {films.shown(night.film)}", "\n".join(lines))
    came = names(night.came) if night.came else "Nobody is noted as having come."
    embed.add_field(name=f"Who came: {len(night.came):,}", value=came, inline=False)
    embed.add_field(name="How it was", value=_how_it_was(night, films, viewer), inline=False)
    others = [
        f"- {films.shown(film)}, {namers(by)}"
        for film, by in _nominated(night).items()
        if film.id != night.film.id
    ]
    by = f"Named {namers(night.namers)}. " if night.namers else ""
    won = f"{by}{plural(night.ballots, 'ballot')} cast."
    embed.add_field(name="The vote", value=won, inline=False)
    if others:
        value = clip("\n".join(others), limits.EMBED_FIELD_VALUE)
        embed.add_field(name="It stood against", value=value, inline=False)
    embed.set_footer(text=f"Night {night.number}")
    return Reply(embeds=(embed,), rows=(_buttons(night, films),), private=True)


def rating_panel(night: PastNight, viewer: int, rating: int | None) -> Reply:
    """Return the panel by which somebody rates the film of a night, and says if they were there.

    Args:
        night: The night.
        viewer: Whose panel it is.
        rating: What they gave the film, here or elsewhere.
    """
    there = viewer in night.came
    lines = [f"**{escape(night.film.name)}**"]
    if rating is not None:
        lines.append(f"You gave it **{rating}** out of {HIGHEST}.")
    if ours := night.rating:
        given = plural(ours.count, "rating")
        lines.append(f"Those who came: {ours.mean:.1f} on average, {given}.")
    if there:
        lines.append("You are noted as having been there.")
    else:
        lines.append("You are not noted as having been there: only those who were count for us.")
    embed = _embed("How was it?", "\n".join(lines))
    embed.set_footer(
        text=f"Nobody is shown your rating. The mean is, from {FEWEST_RATINGS} ratings on; "
        "of two, each can work out the other's."
    )
    options = tuple(
        Option(
            f"{'★' * stars} {stars}",
            Request.of(RequestName.NIGHT_RATE, night=night.id, to=stars),
            chosen=stars == rating,
        )
        for stars in range(HIGHEST, 0, -1)
    )
    menu = Menu(f"Rate it, 1 to {HIGHEST}", options, Mode.TURN)
    attend = Request.of(RequestName.NIGHT_ATTEND, night=night.id, came=NO if there else YES)
    label = "I was not there" if there else "I was there"
    return Reply(
        embeds=(embed,), rows=(menu, (Button(label, attend, Mode.TURN, "🙋"),)), panel=True
    )


def _buttons(night: PastNight, films: Films) -> tuple[Button, ...]:
    rate = Button("Rate it", Request.of(RequestName.NIGHT_RATE, night=night.id), Mode.OPEN, "⭐")
    card = Button(
        "About the film", Request.of(RequestName.CARD, film=night.film.id), Mode.OPEN, "🎞️"
    )
    tally = Button("Tally", Request.of(RequestName.NIGHT_TALLY, night=night.id), Mode.OPEN, "📊")
    buttons = [*([rate] if night.watched else []), card, tally]
    hidden = night.film.id in films.hidden
    return tuple(buttons[:1] if hidden and night.watched else buttons)


def _block(night: PastNight, films: Films) -> str:
    """Return what the list says of one night."""
    head = f"{format_dt(night.starts_at, 'D')} · **{films.shown(night.film)}**"
    if not night.watched:
        return f"{head}\nNot marked as watched: `/night watched night:{night.number}` does that."
    rated = [_ours(night), films.imdb(night.film)]
    lines = [head, " · ".join(filter(None, rated))]
    people = names(night.came, PEOPLE_ON_A_LINE) if night.came else "nobody noted"
    lines.append(f"Came: {people}")
    return "\n".join(filter(None, lines))


def _ours(night: PastNight) -> str:
    rating = night.rating
    return f"★ {rating.mean:.1f} from us ({rating.count:,})" if rating else ""


def _how_it_was(night: PastNight, films: Films, viewer: int) -> str:
    rating, imdb = night.rating, films.imdb(night.film)
    if rating is None:
        lines = ["Too few of those who came have rated it to say."]
    else:
        given = plural(rating.count, "rating")
        lines = [f"★ **{rating.mean:.1f}** on average, from {given}"]
    lines += [imdb] if imdb else []
    if viewer in night.ratings:
        lines.append(f"Yours: **{night.ratings[viewer]}** out of {HIGHEST}")
    return "\n".join(lines)


def _nominated(night: PastNight) -> Mapping[Candidate, list[int | None]]:
    films: dict[Candidate, list[int | None]] = {}
    for nomination in night.nominations:
        films.setdefault(nomination.film, []).append(nomination.by)
    return films


def _day(night: PastNight, zone: tzinfo) -> str:
    starts = night.starts_at.astimezone(zone)
    return f"{starts.day} {starts:%b %Y}"


def _embed(title: str, text: str) -> discord.Embed:
    return discord.Embed(
        title=clip(title, limits.EMBED_TITLE),
        description=clip(text, limits.EMBED_DESCRIPTION),
        color=COLORS[Status.WATCHED],
    )


def _number(embed: discord.Embed, page: Page[PastNight]) -> None:
    if page.count > 1:
        total = plural(page.total, "night")
        embed.set_footer(text=f"Page {page.number} of {page.count} · {total}")
