"""A server's and a person's nights in figures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta, tzinfo
from typing import TypeVar

import discord
from discord.utils import format_dt

from bot.catalog.vocabulary.spoken_names import genre_name
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import COLORS, names
from bot.discord.views.nights.past_nights import Films, nights_page, page_rows
from bot.i18n import _, listing, listing_some, ngettext, number, pgettext
from bot.library.filters.filter_options import decade_name
from bot.rules.nights.attendance import Regular, SeriesAttendance
from bot.rules.nights.night import Status
from bot.rules.nights.nominations import BY_BOT
from bot.rules.nights.own_statistics import OwnStatistics
from bot.rules.nights.past import PastNight
from bot.rules.nights.statistics import Luck, NightStatistics
from bot.rules.picks.taste_similarity import TasteSimilarity
from bot.rules.voting.model import Candidate
from bot.state.films.ratings import HIGHEST
from bot.text import clip

SHOWN = 5
"""How many of each list are shown."""

_LONG_RUN = 3
"""The shortest streak that is mentioned."""

_HOUR = timedelta(hours=1)
_T = TypeVar("_T")


def figures_reply(
    figures: NightStatistics,
    films: Films,
    years: Sequence[int],
    year: int | None,
    series: Mapping[int, str],
) -> Reply:
    """Return a server's nights in figures.

    Args:
        figures: The figures.
        films: What may be shown about the films.
        years: The years in which there were nights, latest first.
        year: The year of the figures; ``None`` for all.
        series: The schedules of the series that may be shown here, in words.
    """
    embed = discord.Embed(
        title=_("Movie nights of {year} in figures", year=year)
        if year
        else _("Movie nights in figures"),
        description="\n".join(_summary(figures)),
        color=COLORS[Status.WATCHED],
    )
    for name, value in (*_people(figures, series), *_films(figures, films)):
        if value:
            embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(
        text=_("An average needs at least two ratings; rate a film under its night, or with /rate.")
    )
    buttons = (
        Button(_("History"), Request.of(RequestName.NIGHT_HISTORY), Mode.POST, "🎞️"),
        Button(_("My nights"), Request.of(RequestName.NIGHT_MINE), Mode.OPEN, "🙋"),
    )
    rows: tuple[tuple[Button, ...] | Menu, ...] = (buttons,)
    if len(years) > 1:
        rows = (_years(years, year), buttons)
    return Reply(embeds=(embed,), rows=rows)


def own_reply(
    own: OwnStatistics, request: Request, films: Films, zone: tzinfo, page_number: int
) -> Reply:
    """Return one person's nights, as their own panel.

    Args:
        own: The figures.
        request: What it answers; turning pages asks it again.
        films: What may be shown about the films.
        zone: Of the times in the menu.
        page_number: The page of the nights, from 1.
    """
    page = nights_page(own.came, page_number)
    lines = [_attended(own), *_own_nominations(own, films), *_own_taste(own), ""]
    lines += [_own_night(night, own.luck.person, films) for night in page.items]
    embed = discord.Embed(
        title=_("Your movie nights here"),
        description=clip("\n".join(lines).rstrip(), limits.EMBED_DESCRIPTION),
        color=COLORS[Status.WATCHED],
    )
    only_you = _("Only you can see this.")
    if page.count > 1:
        turned = _("Page {page} of {pages}", page=number(page.number), pages=number(page.count))
        only_you = f"{turned} · {only_you}"
    embed.set_footer(text=only_you)
    rows = page_rows(page, request, zone) if page.items else ()
    server = Button(_("The server's figures"), Request.of(RequestName.NIGHT_STATS), Mode.OPEN, "📊")
    return Reply(embeds=(embed,), rows=(*rows, (server,)), panel=True)


def _summary(figures: NightStatistics) -> list[str]:
    if not figures.nights:
        return [
            _("No night has been watched yet: when one is over, mark it with `/night watched`.")
        ]
    lines = [
        _(
            "**{nights}** watched, {time} planned, {ballots} counted.",
            nights=_nights(figures.nights),
            time=_hours(figures.time),
            ballots=ngettext("{count} ballot", "{count} ballots", figures.ballots),
        )
    ]
    if figures.turnout:
        people = _mean(figures.turnout)
        lines.append(
            ngettext(
                "{count} person came on average.",
                "{count} people came on average.",
                _form(people),
                count=people,
            )
        )
    if figures.streak > 1:
        lines.append(
            ngettext(
                "Best streak: a night in {count} week.",
                "Best streak: a night in each of {count} weeks in a row.",
                figures.streak,
            )
        )
    return lines


def _people(figures: NightStatistics, series: Mapping[int, str]) -> list[tuple[str, str]]:
    regulars = "\n".join(map(_regular, figures.regulars[:SHOWN]))
    shown = [one for one in figures.series if one.series in series]
    evenings = "\n".join(_series(one, series[one.series]) for one in shown[:SHOWN])
    winning = [one for one in figures.luck if one.won]
    winners = _top(winning, _winner)
    alike = figures.similarities
    pairs = [_("Closest: {pair}", pair=_pair(alike[0]))] if alike else []
    if len(alike) > 1:
        pairs.append(_("Furthest apart: {pair}", pair=_pair(alike[-1])))
    return [
        (_("Who comes most often"), regulars),
        (_("Regular nights"), evenings),
        (_("Whose nominations win"), winners),
        (_("Who rates alike"), "\n".join(pairs)),
    ]


def _regular(one: Regular) -> str:
    said = _(
        "{person} {came} of {nights}",
        person=f"<@{one.person}>",
        came=number(one.came),
        nights=_nights(one.of),
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


def _films(figures: NightStatistics, films: Films) -> list[tuple[str, str]]:
    def often(entry: tuple[Candidate, int]) -> str:
        film, nights = entry
        return f"{films.shown(film)} ({_nights(nights)})"

    liked = figures.liked
    best = [_liked(entry[0], entry[1].mean, entry[1].count, films) for entry in liked[:SHOWN]]
    worst = liked[-1] if len(liked) > SHOWN else None
    if worst:
        last = _liked(worst[0], worst[1].mean, worst[1].count, films)
        best.append(_("Last: {film}", film=last))
    if figures.against_imdb is not None:
        best.append(f"-# {_against_imdb(figures.against_imdb)}")
    genres = _top(figures.genres, lambda one: f"{genre_name(one[0])} {number(one[1])}")
    decades = _top(figures.decades, lambda one: f"{decade_name(one[0])} {number(one[1])}")
    return [
        (_("Rated best by those who came"), "\n".join(best)),
        (_("What is watched"), "\n".join(filter(None, (genres, decades)))),
        (_("Watched more than once"), _top(figures.again, often)),
        (_("Most nominated, never won"), _top(figures.unlucky, often)),
    ]


def _years(years: Sequence[int], year: int | None) -> Menu:
    options = [Option(_("All nights"), Request.of(RequestName.NIGHT_STATS), chosen=year is None)]
    options += [
        Option(str(one), Request.of(RequestName.NIGHT_STATS, year=one), chosen=one == year)
        for one in years[: limits.SELECT_OPTIONS - 1]
    ]
    return Menu(_("Which nights"), tuple(options), Mode.TURN)


def _attended(own: OwnStatistics) -> str:
    if not own.came:
        return _(
            "You're not marked as having been at any of them yet. Press *I'm coming* under a "
            "night, or *I was there* afterwards; `/night history` shows past nights."
        )
    return _(
        "You came to **{came} of {nights}**, {time}.",
        came=number(len(own.came)),
        nights=_nights(own.of),
        time=_hours(own.time),
    )


def _own_nominations(own: OwnStatistics, films: Films) -> list[str]:
    if not own.luck.named:
        return [
            _(
                "None of your nominations has been voted on yet; nominate a film with `/night "
                "nominate`."
            )
        ]
    named, won = own.luck.named, number(own.luck.won)
    line = ngettext(
        "Of your {count} nomination, **{won}** won.",
        "Of your {count} nominations, **{won}** won.",
        named,
        won=won,
    )
    if own.won:
        line = ngettext(
            "Of your {count} nomination, **{won}** won: {films}.",
            "Of your {count} nominations, **{won}** won: {films}.",
            named,
            won=won,
            films=_titles(own.won, films),
        )
    if not own.waiting:
        return [line]
    return [line, _("Still waiting to win: {films}.", films=_titles(own.waiting, films))]


def _own_taste(own: OwnStatistics) -> list[str]:
    lines: list[str] = []
    if own.against_others is not None:
        lines.append(_against_others(own.against_others))
    person = own.luck.person
    if own.similarities:
        near = own.similarities[0]
        lines.append(_("Your taste is closest to {person}'s.", person=_other(near, person)))
    if len(own.similarities) > 1:
        far = own.similarities[-1]
        lines.append(_("It's furthest from {person}'s.", person=_other(far, person)))
    return lines


def _own_night(night: PastNight, person: int, films: Films) -> str:
    rating = night.ratings.get(person)
    when, film = format_dt(night.starts_at, "D"), films.shown(night.film)
    if not rating:
        return _("- {when} **{film}**: not rated by you yet", when=when, film=film)
    return _(
        "- {when} **{film}**: you gave it {rating} of {most}",
        when=when,
        film=film,
        rating=rating,
        most=HIGHEST,
    )


def _liked(film: Candidate, mean: float, count: int, films: Films) -> str:
    parts = [f"★ {number(mean, 1)} ({number(count)})", films.imdb(film)]
    return f"{films.shown(film)}: {' · '.join(filter(None, parts))}"


def _titles(films: Sequence[Candidate], names: Films) -> str:
    return listing_some([f"*{names.shown(film)}*" for film in films], SHOWN)


def _top(entries: Sequence[_T], say: Callable[[_T], str]) -> str:
    return " · ".join(say(entry) for entry in entries[:SHOWN])


def _winner(one: Luck) -> str:
    return _(
        "{person} {won} of {named}",
        person=pgettext("who named films", "me") if one.person == BY_BOT else f"<@{one.person}>",
        won=number(one.won),
        named=number(one.named),
    )


def _pair(pair: TasteSimilarity) -> str:
    return _gap(pair, listing([f"<@{one}>" for one in pair.people]))


def _other(pair: TasteSimilarity, person: int) -> str:
    (other,) = set(pair.people) - {person}
    return _gap(pair, f"<@{other}>")


def _gap(pair: TasteSimilarity, people: str) -> str:
    return ngettext(
        "{people}, {apart} apart over {count} film",
        "{people}, {apart} apart over {count} films",
        pair.films,
        people=people,
        apart=number(pair.apart, 1),
    )


def _against_imdb(apart: float) -> str:
    by = number(abs(apart), 1)
    if _as_good_as_equal(apart):
        return _("We rate just like IMDb's voters, on average.")
    if apart > 0:
        return _("We rate {by} higher than IMDb's voters, on average.", by=by)
    return _("We rate {by} lower than IMDb's voters, on average.", by=by)


def _against_others(apart: float) -> str:
    by = number(abs(apart), 1)
    if _as_good_as_equal(apart):
        return _("You rate just like the others who came, on average.")
    if apart > 0:
        return _("You rate {by} higher than the others who came, on average.", by=by)
    return _("You rate {by} lower than the others who came, on average.", by=by)


def _as_good_as_equal(apart: float) -> bool:
    return abs(apart) < 0.05  # noqa: PLR2004 - what is shown as 0.0


def _mean(value: float) -> str:
    """Return a mean with one decimal, which is left out if it is zero."""
    return number(value, 0 if round(value, 1).is_integer() else 1)


def _form(shown: str) -> int:
    """Return a count that selects the plural form for a mean as shown."""
    return 1 if shown == number(1) else 2


def _nights(count: int) -> str:
    return ngettext("{count} night", "{count} nights", count)


def _hours(time: timedelta) -> str:
    hours = _mean(time / _HOUR)
    return ngettext("{count} hour", "{count} hours", _form(hours), count=hours)
