"""Past nights, in pages and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import discord
from discord.utils import format_dt

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, one_line
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import NO, YES, Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.lists import pager
from bot.discord.views.nights.card import COLORS, namers, names, person, who_came
from bot.i18n import _, day, ngettext, number
from bot.library.pages import Page, slice_page
from bot.rules.nights.night import Status
from bot.rules.nights.past import MIN_RATINGS, PastNight
from bot.rules.nights.statistics import FilmFacts
from bot.rules.voting.model import Candidate
from bot.state.films.ratings import HIGHEST
from bot.text import clip, clip_title

NIGHTS_ON_A_PAGE = 6
PEOPLE_ON_A_LINE = 8
TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Films:
    """What may be shown here about the films of past nights.

    Attributes:
        facts: What is known about them, by id; films that left the catalogue are missing.
        hidden: Ids of those that may not be shown in this channel.
    """

    facts: Mapping[str, FilmFacts]
    hidden: frozenset[str] = frozenset()

    def shown(self, film: Candidate) -> str:
        """Return a film's title, escaped and short enough for a line."""
        return escape(clip_title(film.name, TITLE_LENGTH))

    def imdb(self, film: Candidate) -> str:
        """Return a film's IMDb rating; nothing if it is not known."""
        facts = self.facts.get(film.id)
        return "" if facts is None or facts.rating is None else f"IMDb {number(facts.rating, 1)}"


def nights_page(nights: Sequence[PastNight], page: int) -> Page[PastNight]:
    """Return a page of past nights; a number out of range gives the nearest page."""
    return slice_page(nights, page, NIGHTS_ON_A_PAGE)


def history_reply(page: Page[PastNight], request: Request, films: Films, zone: tzinfo) -> Reply:
    """Return a page of what a server has watched.

    Args:
        page: The nights.
        request: The request it answers; turning a page sends it again.
        films: What may be shown about their films.
        zone: Of the times in the menu, where Discord shows no timestamps.
    """
    if not page.items:
        text = _("There have been no nights yet. `/night plan when:friday 8pm` starts the first.")
        return Reply(embeds=(_embed(_("What this server has watched"), text),), private=True)
    blocks = [_block(night, films) for night in page.items]
    embed = _embed(_("What this server has watched"), "\n\n".join(blocks))
    _number(embed, page)
    more = (
        Button(_("In figures"), Request.of(RequestName.NIGHT_STATS), Mode.POST, "📊"),
        Button(_("My nights"), Request.of(RequestName.NIGHT_MINE), Mode.OPEN, "🙋"),
    )
    return Reply(embeds=(embed,), rows=(*page_rows(page, request, zone), more))


def page_rows(
    page: Page[PastNight], request: Request, zone: tzinfo
) -> tuple[tuple[Button, ...] | Menu, ...]:
    """Return the menu that opens the nights of a page, and the paging buttons."""
    options = tuple(
        Option(
            clip(f"{_day(night, zone)} · {one_line(night.film.name)}", limits.OPTION_TEXT),
            Request.of(RequestName.NIGHT_PAST, night=night.id),
            _("Night {number}", number=night.number),
        )
        for night in page.items
    )
    menu = Menu(_("Open a night"), options, Mode.OPEN)
    return (menu, pager(request, page)) if page.count > 1 else (menu,)


def past_card(night: PastNight, films: Films, viewer: int) -> Reply:
    """Return everything known about a past night, as a private reply."""
    lines = [
        f"🗓️ {format_dt(night.starts_at, 'F')}",
        _("Planned by {person}", person=person(night.host)),
    ]
    if not night.watched:
        lines.append(
            _(
                "Not marked as watched yet: use `/night watched night:{number}`.",
                number=night.number,
            )
        )
    embed = _embed(f"🍿 {films.shown(night.film)}", "\n".join(lines))
    came = names(night.came) if night.came else _("Nobody is marked as having come.")
    embed.add_field(name=who_came(len(night.came)), value=came, inline=False)
    embed.add_field(name=_("How it was"), value=_how_it_was(night, films, viewer), inline=False)
    others = [
        _("- {film}, {namers}", film=films.shown(film), namers=namers(by))
        for film, by in _nominated(night).items()
        if film.id != night.film.id
    ]
    won = [_("Nominated {namers}.", namers=namers(night.namers))] if night.namers else []
    won.append(ngettext("{count} ballot cast.", "{count} ballots cast.", night.ballots))
    embed.add_field(name=_("The vote"), value=" ".join(won), inline=False)
    if others:
        value = clip("\n".join(others), limits.EMBED_FIELD_VALUE)
        embed.add_field(name=_("It was up against"), value=value, inline=False)
    embed.set_footer(text=_("Night {number}", number=night.number))
    return Reply(embeds=(embed,), rows=(_buttons(night, films),), private=True)


def rating_panel(night: PastNight, viewer: int, rating: int | None) -> Reply:
    """Return the panel for rating the film of a night and saying whether one was there.

    Args:
        night: The night.
        viewer: Whose panel it is.
        rating: Their rating of the film, from here or elsewhere.
    """
    there = viewer in night.came
    lines = [f"**{escape(night.film.name)}**"]
    if rating is not None:
        lines.append(_("You gave it **{rating}** out of {most}.", rating=rating, most=HIGHEST))
    if ours := night.rating:
        lines.append(
            ngettext(
                "Those who came: {mean} on average, {count} rating.",
                "Those who came: {mean} on average, {count} ratings.",
                ours.count,
                mean=number(ours.mean, 1),
            )
        )
    if there:
        lines.append(_("You're marked as having been there."))
    else:
        lines.append(
            _(
                "You're not marked as having been there, so your rating doesn't count towards our "
                "average."
            )
        )
    embed = _embed(_("How was it?"), "\n".join(lines))
    embed.set_footer(
        text=ngettext(
            "Nobody sees your rating. The average is shown from {count} rating on; with only two, "
            "each of you can work out the other's.",
            "Nobody sees your rating. The average is shown from {count} ratings on; with only "
            "two, each of you can work out the other's.",
            MIN_RATINGS,
        )
    )
    options = tuple(
        Option(
            f"{'★' * stars} {stars}",
            Request.of(RequestName.NIGHT_RATE, night=night.id, to=stars),
            chosen=stars == rating,
        )
        for stars in range(HIGHEST, 0, -1)
    )
    menu = Menu(_("Rate it, 1 to {most}", most=HIGHEST), options, Mode.TURN)
    attend = Request.of(RequestName.NIGHT_ATTEND, night=night.id, came=NO if there else YES)
    label = _("I wasn't there") if there else _("I was there")
    return Reply(
        embeds=(embed,), rows=(menu, (Button(label, attend, Mode.TURN, "🙋"),)), panel=True
    )


def _buttons(night: PastNight, films: Films) -> tuple[Button, ...]:
    rate = Button(_("Rate it"), Request.of(RequestName.NIGHT_RATE, night=night.id), Mode.OPEN, "⭐")
    card = Button(
        _("About the film"), Request.of(RequestName.CARD, film=night.film.id), Mode.OPEN, "🎞️"
    )
    tally = Button(_("Tally"), Request.of(RequestName.NIGHT_TALLY, night=night.id), Mode.OPEN, "📊")
    buttons = [*([rate] if night.watched else []), card, tally]
    hidden = night.film.id in films.hidden
    return tuple(buttons[:1] if hidden and night.watched else buttons)


def _block(night: PastNight, films: Films) -> str:
    """Return the list's entry for one night."""
    head = f"{format_dt(night.starts_at, 'D')} · **{films.shown(night.film)}**"
    if not night.watched:
        mark = _(
            "Not marked as watched: use `/night watched night:{number}`.",
            number=night.number,
        )
        return f"{head}\n{mark}"
    rated = [_ours(night), films.imdb(night.film)]
    lines = [head, " · ".join(filter(None, rated))]
    people = names(night.came, PEOPLE_ON_A_LINE) if night.came else _("nobody marked")
    lines.append(_("Came: {people}", people=people))
    return "\n".join(filter(None, lines))


def _ours(night: PastNight) -> str:
    rating = night.rating
    if rating is None:
        return ""
    mean, count = number(rating.mean, 1), number(rating.count)
    return _("★ {mean} from us ({count})", mean=mean, count=count)


def _how_it_was(night: PastNight, films: Films, viewer: int) -> str:
    rating, imdb = night.rating, films.imdb(night.film)
    if rating is None:
        lines = [_("Too few of those who came have rated it yet.")]
    else:
        lines = [
            ngettext(
                "★ **{mean}** on average, from {count} rating",
                "★ **{mean}** on average, from {count} ratings",
                rating.count,
                mean=number(rating.mean, 1),
            )
        ]
    lines += [imdb] if imdb else []
    if viewer in night.ratings:
        own = night.ratings[viewer]
        lines.append(_("Yours: **{rating}** out of {most}", rating=own, most=HIGHEST))
    return "\n".join(lines)


def _nominated(night: PastNight) -> Mapping[Candidate, list[int | None]]:
    films: dict[Candidate, list[int | None]] = {}
    for nomination in night.nominations:
        films.setdefault(nomination.film, []).append(nomination.by)
    return films


def _day(night: PastNight, zone: tzinfo) -> str:
    return day(night.starts_at.astimezone(zone))


def _embed(title: str, text: str) -> discord.Embed:
    return discord.Embed(
        title=clip(title, limits.EMBED_TITLE),
        description=clip(text, limits.EMBED_DESCRIPTION),
        color=COLORS[Status.WATCHED],
    )


def _number(embed: discord.Embed, page: Page[PastNight]) -> None:
    if page.count > 1:
        embed.set_footer(
            text=ngettext(
                "Page {page} of {pages} · {count} night",
                "Page {page} of {pages} · {count} nights",
                page.total,
                page=number(page.number),
                pages=number(page.count),
            )
        )
