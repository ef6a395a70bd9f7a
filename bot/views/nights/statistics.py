"""A server's and a person's nights in figures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta, tzinfo
from typing import TypeVar

import discord
from discord.utils import format_dt

from bot.i18n import _, ngettext, number
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.reply import Button, Menu, Option, Reply
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.rules.nights.attendance import Regular, SeriesAttendance
from bot.rules.nights.night import Status
from bot.rules.nights.nominations import BY_BOT
from bot.rules.nights.own_statistics import OwnFigures
from bot.rules.nights.past import PastNight
from bot.rules.nights.statistics import Figures
from bot.rules.picks.taste_similarity import Likeness
from bot.rules.voting.model import Candidate
from bot.state.films.ratings import HIGHEST
from bot.text import clip, human_join, plural
from bot.views.nights.card import COLORS, names
from bot.views.nights.past_nights import Films, nights_page, page_rows

SHOWN = 5
"""How many of each list are shown."""

_LONG_RUN = 3
"""From so many nights in a row on it is said."""

_HOUR = timedelta(hours=1)
_T = TypeVar("_T")


def figures_reply(
    figures: Figures,
    films: Films,
    years: Sequence[int],
    year: int | None,
    series: Mapping[int, str],
) -> Reply:
    """Return a server's nights in figures.

    Args:
        figures: The figures.
        films: What may be said of the films.
        years: In which years there were nights, the latest first.
        year: Of which year the figures are; of all if ``None``.
        series: When the evenings are of those series that may be spoken of here, in words.
    """
    when = f" of {year}" if year else ""
    embed = discord.Embed(
        title=f"Movie nights{when} in figures",
        description="\n".join(_summary(figures)),
        color=COLORS[Status.WATCHED],
    )
    for name, value in (*_people(figures, series), *_films(figures, films)):
        if value:
            embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(text="Ratings count from two on; rate a film under its night, or by /rate.")
    buttons = (
        Button("History", Request.of(RequestName.NIGHT_HISTORY), Mode.POST, "🎞️"),
        Button("My nights", Request.of(RequestName.NIGHT_MINE), Mode.OPEN, "🙋"),
    )
    rows: tuple[tuple[Button, ...] | Menu, ...] = (buttons,)
    if len(years) > 1:
        rows = (_years(years, year), buttons)
    return Reply(embeds=(embed,), rows=rows)


def own_reply(
    own: OwnFigures, request: Request, films: Films, zone: tzinfo, page_number: int
) -> Reply:
    """Return one person's nights, as their own panel.

    Args:
        own: The figures.
        request: What it answers; turning pages asks it again.
        films: What may be said of the films.
        zone: Of the times in the menu.
        page_number: Which page of the nights, from 1.
    """
    page = nights_page(own.came, page_number)
    lines = [_attended(own), *_own_nominations(own, films), *_own_taste(own), ""]
    lines += [_own_night(night, own.luck.person, films) for night in page.items]
    embed = discord.Embed(
        title="Your movie nights here",
        description=clip("\n".join(lines).rstrip(), limits.EMBED_DESCRIPTION),
        color=COLORS[Status.WATCHED],
    )
    turned = f"Page {page.number} of {page.count} · " if page.count > 1 else ""
    embed.set_footer(text=f"{turned}Only you can see this.")
    rows = page_rows(page, request, zone) if page.items else ()
    server = Button("The server's figures", Request.of(RequestName.NIGHT_STATS), Mode.OPEN, "📊")
    return Reply(embeds=(embed,), rows=(*rows, (server,)), panel=True)


def _summary(figures: Figures) -> list[str]:
    if not figures.nights:
        return ["No night has been watched yet: `/night watched` notes one when it is over."]
    watched = f"**{plural(figures.nights, 'night')}** watched, {_hours(figures.time)} as planned"
    lines = [f"{watched}, {plural(figures.ballots, 'ballot')} counted."]
    if figures.turnout:
        lines.append(f"{_mean(figures.turnout)} people came on average.")
    if figures.streak > 1:
        lines.append(f"Best run: a night in each of {figures.streak:,} weeks in a row.")
    return lines


def _people(figures: Figures, series: Mapping[int, str]) -> list[tuple[str, str]]:
    regulars = "\n".join(map(_regular, figures.regulars[:SHOWN]))
    shown = [one for one in figures.series if one.series in series]
    evenings = "\n".join(_series(one, series[one.series]) for one in shown[:SHOWN])
    winning = [one for one in figures.luck if one.won]
    winners = _top(winning, lambda one: f"{_person(one.person)} {one.won:,} of {one.named:,}")
    alike = figures.likeness
    pairs = [f"Closest: {_pair(alike[0])}"] if alike else []
    if len(alike) > 1:
        pairs.append(f"Furthest apart: {_pair(alike[-1])}")
    return [
        ("Who comes most often", regulars),
        (_("Regular nights"), evenings),
        ("Whose nominations win", winners),
        ("Who rates alike", "\n".join(pairs)),
    ]


def _regular(one: Regular) -> str:
    said = _(
        "{person} {came} of {nights}",
        person=f"<@{one.person}>",
        came=number(one.came),
        nights=ngettext("{count} night", "{count} nights", one.of),
    )
    if one.run < _LONG_RUN:
        return said
    return _("{said}, the last {run} in a row", said=said, run=number(one.run))


def _series(one: SeriesAttendance, when: str) -> str:
    line = _(
        "{when}: {evenings}, {people} people on average",
        when=f"**{when}**",
        evenings=ngettext("{count} evening", "{count} evenings", one.evenings),
        people=_mean(one.turnout),
    )
    if not one.always:
        return line
    return "\n".join([line, _("Always there: {people}", people=names(one.always, SHOWN))])


def _films(figures: Figures, films: Films) -> list[tuple[str, str]]:
    def often(entry: tuple[Candidate, int]) -> str:
        return f"{films.shown(entry[0])} ({plural(entry[1], 'night')})"

    liked = figures.liked
    best = [_liked(entry[0], entry[1].mean, entry[1].count, films) for entry in liked[:SHOWN]]
    worst = liked[-1] if len(liked) > SHOWN else None
    if worst:
        best.append(f"Last: {_liked(worst[0], worst[1].mean, worst[1].count, films)}")
    if figures.against_imdb is not None:
        best.append(f"-# {_against(figures.against_imdb)} IMDb's voters, on average.")
    genres = _top(figures.genres, lambda one: f"{one[0]} {one[1]:,}")
    decades = _top(figures.decades, lambda one: f"{one[0]}s {one[1]:,}")
    return [
        ("Rated best by those who came", "\n".join(best)),
        ("What is watched", "\n".join(filter(None, (genres, decades)))),
        ("Watched again", _top(figures.again, often)),
        ("Named most, never won", _top(figures.unlucky, often)),
    ]


def _years(years: Sequence[int], year: int | None) -> Menu:
    options = [Option("All nights", Request.of(RequestName.NIGHT_STATS), chosen=year is None)]
    options += [
        Option(str(one), Request.of(RequestName.NIGHT_STATS, year=one), chosen=one == year)
        for one in years[: limits.SELECT_OPTIONS - 1]
    ]
    return Menu("Which nights", tuple(options), Mode.TURN)


def _attended(own: OwnFigures) -> str:
    if not own.came:
        return (
            "You are noted at none of them yet. *I'm coming* under a night does that, and *I was "
            "there* afterwards; `/night history` has those that have been."
        )
    return f"You came to **{len(own.came):,} of {plural(own.of, 'night')}**, {_hours(own.time)}."


def _own_nominations(own: OwnFigures, films: Films) -> list[str]:
    if not own.luck.named:
        return ["None of your nominations has been voted on yet; `/night nominate` names a film."]
    named = plural(own.luck.named, "nomination")
    lines = [f"Of your {named}, **{own.luck.won:,}** won" + (":" if own.won else ".")]
    if own.won:
        lines[0] += f" {_titles(own.won, films)}."
    if own.waiting:
        lines.append(f"Still waiting to win: {_titles(own.waiting, films)}.")
    return lines


def _own_taste(own: OwnFigures) -> list[str]:
    lines: list[str] = []
    if own.against_others is not None:
        lines.append(f"You rate {_apart(own.against_others)} the others who came, on average.")
    person = own.luck.person
    if own.likeness:
        near = own.likeness[0]
        lines.append(f"Your taste is closest to that of {_other(near, person)}.")
    if len(own.likeness) > 1:
        lines.append(f"It is furthest from that of {_other(own.likeness[-1], person)}.")
    return lines


def _own_night(night: PastNight, person: int, films: Films) -> str:
    rating = night.ratings.get(person)
    given = f"you gave it {rating} of {HIGHEST}" if rating else "not rated by you yet"
    return f"- {format_dt(night.starts_at, 'D')} **{films.shown(night.film)}**: {given}"


def _liked(film: Candidate, mean: float, count: int, films: Films) -> str:
    parts = [f"★ {mean:.1f} ({count:,})", films.imdb(film)]
    return f"{films.shown(film)}: {' · '.join(filter(None, parts))}"


def _titles(films: Sequence[Candidate], names: Films) -> str:
    left = len(films) - SHOWN
    shown = [f"*{names.shown(film)}*" for film in films[:SHOWN]]
    return human_join([*shown, f"{left:,} more"] if left > 0 else shown)


def _top(entries: Sequence[_T], say: Callable[[_T], str]) -> str:
    return " · ".join(say(entry) for entry in entries[:SHOWN])


def _person(person: int) -> str:
    return "me" if person == BY_BOT else f"<@{person}>"


def _pair(pair: Likeness) -> str:
    one, other = pair.people
    return f"<@{one}> and <@{other}>, {_gap(pair)}"


def _other(pair: Likeness, person: int) -> str:
    (other,) = set(pair.people) - {person}
    return f"<@{other}>, {_gap(pair)}"


def _gap(pair: Likeness) -> str:
    return f"{pair.apart:.1f} apart over {plural(pair.films, 'film')}"


def _against(apart: float) -> str:
    return f"We rate {_apart(apart)}"


def _apart(apart: float) -> str:
    """Return how ratings compare: ``0.4 higher than``."""
    if abs(apart) < 0.05:  # noqa: PLR2004 - what is shown as 0.0
        return "just like"
    return f"{abs(apart):.1f} {'higher' if apart > 0 else 'lower'} than"


def _mean(value: float) -> str:
    """Return a mean with one digit after the point, without one that is zero."""
    return f"{value:.1f}".removesuffix(".0")


def _hours(time: timedelta) -> str:
    hours = _mean(time / _HOUR)
    return f"{hours} hour" if hours == "1" else f"{hours} hours"
