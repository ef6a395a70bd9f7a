"""The card of a night: the plan, who is coming, the nominations, the state of the vote.

One message shows it through all its statuses; a button always answers in private, and the card
itself is edited shortly after.
"""

from collections.abc import Mapping, Sequence

import discord
from discord.utils import format_dt

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import YES, Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.colors import COLORS
from bot.discord.views.nights.letters import emoji_by_film, letter_emoji
from bot.discord.views.nights.places import place_lines, spoilers_line
from bot.discord.views.nights.series import series_line
from bot.i18n import N_, _, listing, ngettext, number
from bot.rules.nights.night import OPEN, Night, Status
from bot.rules.nights.nominations import BY_BOT, Board, shown
from bot.rules.nights.rsvp import Rsvp
from bot.rules.voting.model import Candidate, Tally
from bot.rules.voting.wording import METHOD_NAMES, METHOD_RULES, TIE_RULES
from bot.state.nights.night_transitions import NightSnapshot
from bot.state.nights.planning import PlannedNight
from bot.text import clip

NAMED = 12
"""How many of those who are coming are named; the rest are counted."""

TITLE = N_("Movie night")
_MAKE_AGAIN = N_("Create it again")
_RSVP_BUTTONS = (
    (Rsvp.YES, N_("I'm coming"), "✅"),
    (Rsvp.MAYBE, N_("Maybe"), "🤔"),
    (Rsvp.NO, N_("Can't"), "❌"),
)


def about(planned: PlannedNight, name: RequestName, **options: object) -> Request:
    """Return a request about a night."""
    return Request.of(name, night=planned.id, **options)


def night_card(evening: NightSnapshot) -> Reply:
    """Return the public card."""
    status = evening.planned.plan.night.status
    embed = discord.Embed(
        title=f"🍿 {_(TITLE)}",
        description="\n".join(_headlines(evening)),
        color=COLORS[status],
    )
    if status in OPEN:
        rsvps = evening.rsvps
        embed.add_field(name=_coming_title(rsvps), value=_coming(rsvps), inline=False)
    for name, value in _stage(evening):
        embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(text=_("Night {number}", number=evening.planned.number))
    return Reply(embeds=(embed,), rows=_rows(evening))


def shortlist(evening: NightSnapshot) -> Sequence[Candidate]:
    """Return the public nominations that a vote is, or will be, between."""
    hidden = evening.board.hidden
    match evening.planned.plan.night.status:
        case Status.VOTING:
            return evening.board.candidates
        case Status.NOMINATING if not hidden:
            return evening.board.candidates
        case _:
            return ()


def moment(night: Night) -> str:
    """Return when a night is, shown to everybody in their own time."""
    starts, ends = night.starts_at, format_dt(night.ends_at, "t")
    return _(
        "{start} to {end} ({distance})",
        start=format_dt(starts, "F"),
        end=ends,
        distance=format_dt(starts, "R"),
    )


def names(people: Sequence[int], most: int = NAMED) -> str:
    """Return people as mentions, which do not ping in a card."""
    text = " ".join(map(person, people[:most]))
    left = len(people) - most
    if left <= 0:
        return text
    return ngettext("{people} and {count} more", "{people} and {count} more", left, people=text)


def person(user_id: int | None) -> str:
    """Return somebody as a mention."""
    return f"<@{user_id}>" if user_id is not None else _("a former member")


def namers(by: Sequence[int | None]) -> str:
    """Return who nominated a film."""
    return listing(
        [_("drawn by me") if one == BY_BOT else _("by {person}", person=person(one)) for one in by]
    )


def _headlines(evening: NightSnapshot) -> list[str]:
    plan = evening.planned.plan
    lines = [f"🗓️ {moment(plan.night)}"]
    lines += place_lines(plan)
    if evening.series is not None:
        lines.append(series_line(evening.series))
    if plan.theme:
        lines.append(_("🎭 Theme: {theme}", theme=escape(plan.theme)))
    if plan.chooser is not None:
        lines.append(_("🎩 Hosted by {person}, who chooses the films", person=person(plan.chooser)))
    lines.append(_("Planned by {person}", person=person(plan.host)))
    if plan.night.status is Status.CANCELLED:
        return [_("**This night is cancelled.**"), *(f"~~{line}~~" for line in lines)]
    lines += spoilers_line(plan)
    if evening.event_is_gone and plan.night.status in OPEN:
        lines.append(
            _(
                "-# Somebody deleted this night's server event. Anyone who may move the night can "
                "press *{button}*.",
                button=_(_MAKE_AGAIN),
            )
        )
    return lines


def _coming_title(rsvps: Mapping[int, Rsvp]) -> str:
    counts = [sum(answer is kind for answer in rsvps.values()) for kind in Rsvp]
    yes, maybe, no = counts
    return _(
        "Coming: {yes} · maybe: {maybe} · not coming: {no}",
        yes=number(yes),
        maybe=number(maybe),
        no=number(no),
    )


def _coming(rsvps: Mapping[int, Rsvp]) -> str:
    parts = [
        f"{emoji} {names(people)}"
        for kind, __, emoji in _RSVP_BUTTONS
        if (people := sorted(who for who, answer in rsvps.items() if answer is kind))
    ]
    return clip("\n".join(parts) or _("Nobody has answered yet."), limits.EMBED_FIELD_VALUE)


def _stage(evening: NightSnapshot) -> list[tuple[str, str]]:
    match evening.planned.plan.night.status:
        case Status.PLANNED:
            return [(_("Nominations"), _("Not open yet."))]
        case Status.NOMINATING:
            return [_nominations(evening)]
        case Status.VOTING:
            films = "\n".join(
                f"{letter_emoji(place)} {escape(film.name)}"
                for place, film in enumerate(evening.board.candidates)
            )
            return [(_("The films"), films or _("All of them were removed.")), _vote(evening)]
        case Status.CLOSED | Status.WATCHED if evening.tally is not None:
            came = evening.planned.plan.night.status is Status.WATCHED
            return [
                _film(evening.tally, evening.planned.plan.night),
                *([_came(evening.rsvps)] if came else []),
            ]
        case Status.CLOSED:
            return [(_("The film"), _("No film was left to win the vote."))]
        case _:
            return []


def _film(tally: Tally, night: Night) -> tuple[str, str]:
    film = f"🏆 **{escape(tally.winner.name)}**"
    if night.status is Status.CLOSED and night.length is not None:
        film = _("{film}, ends about {time}", film=film, time=format_dt(night.ends_at, "t"))
    return _("The film"), film


def _came(rsvps: Mapping[int, Rsvp]) -> tuple[str, str]:
    came = sorted(who for who, answer in rsvps.items() if answer is Rsvp.YES)
    return who_came(len(came)), names(came) or _("Nobody yet.")


def who_came(count: int) -> str:
    """Return the heading of those who came."""
    return _("Who came: {count}", count=number(count))


def _nominations(evening: NightSnapshot) -> tuple[str, str]:
    board, night = evening.board, evening.planned.plan.night
    seen = shown(board, None)
    films: dict[Candidate, list[int | None]] = {}
    for nomination in seen.nominations:
        films.setdefault(nomination.film, []).append(nomination.by)
    letters = emoji_by_film(board.candidates)
    lines = [
        vetoed_line(film)
        if film.id in seen.vetoed
        else _(
            "{mark} {film}, {namers}",
            mark=letters.get(film.id, "-"),
            film=escape(film.name),
            namers=namers(by),
        )
        for film, by in films.items()
    ]
    if seen.hidden:
        lines.append(
            ngettext(
                "🙈 {count} nomination, hidden until the vote opens",
                "🙈 {count} nominations, hidden until the vote opens",
                seen.hidden,
            )
        )
    cap = board.rules.per_person
    if board.chooser is None:
        lines.append(
            ngettext(
                "-# Everybody may nominate {count} film.",
                "-# Everybody may nominate {count} films.",
                cap,
            )
        )
    else:
        host = person(board.chooser)
        lines.append(
            ngettext(
                "-# {host} nominates the film.",
                "-# {host} nominates up to {count} films.",
                cap,
                host=host,
            )
        )
    if closes := night.nominations_close_at:
        lines.append(
            _(
                "-# The vote opens by itself {distance} ({time}).",
                distance=format_dt(closes, "R"),
                time=format_dt(closes, "f"),
            )
        )
    return _nominations_title(board), "\n".join(lines)


def _nominations_title(board: Board) -> str:
    if board.hidden:
        return _("Nominations: hidden")
    return ngettext(
        "Nominations: {count} film", "Nominations: {count} films", len(board.candidates)
    )


def vetoed_line(film: Candidate) -> str:
    """Return the line of a vetoed film."""
    return _("- ~~{film}~~ (vetoed)", film=escape(film.name))


def _vote(evening: NightSnapshot) -> tuple[str, str]:
    plan = evening.planned.plan
    lines = [_(METHOD_RULES[plan.method]), f"-# {_(TIE_RULES[plan.method])}"]
    if closes := plan.night.vote_closes_at:
        lines.append(
            _(
                "The vote closes {distance} ({time}).",
                distance=format_dt(closes, "R"),
                time=format_dt(closes, "f"),
            )
        )
    title = ngettext(
        "{method}: {count} ballot",
        "{method}: {count} ballots",
        evening.ballots,
        method=_(METHOD_NAMES[plan.method]),
    )
    return title, "\n".join(lines)


def _rows(evening: NightSnapshot) -> tuple[tuple[Button, ...], ...]:
    planned = evening.planned
    status = planned.plan.night.status
    if status not in OPEN:
        if status is not Status.WATCHED or evening.tally is None:
            return ()
        rate = Button(
            _("Rate it"), about(planned, RequestName.NIGHT_RATE), Mode.OPEN, "⭐", Style.PRIMARY
        )
        there = about(planned, RequestName.NIGHT_ATTEND, came=YES)
        was_there = Button(_("I was there"), there, Mode.OPEN, "🙋")
        return ((rate, was_there, *_after_the_vote(evening)),)
    answers = tuple(
        Button(
            _(label), about(planned, RequestName.NIGHT_RSVP, answer=kind.value), Mode.OPEN, emoji
        )
        for kind, label, emoji in _RSVP_BUTTONS
    )
    calendar = Button(
        _("Calendar file"), about(planned, RequestName.NIGHT_CALENDAR), Mode.OPEN, "📅"
    )
    manage = Button(_("Manage"), about(planned, RequestName.NIGHT_MANAGE), Mode.OPEN, "⚙️")
    again = Button(_(_MAKE_AGAIN), about(planned, RequestName.NIGHT_EVENT), Mode.OPEN, "📣")
    more = (again,) if evening.event_is_gone else ()
    return (answers, (*_stage_buttons(evening), calendar, manage, *more))


def _stage_buttons(evening: NightSnapshot) -> tuple[Button, ...]:
    planned = evening.planned
    match planned.plan.night.status:
        case Status.NOMINATING:
            request = about(planned, RequestName.NIGHT_BOARD)
            return (Button(_("Nominate"), request, Mode.OPEN, "🎬", Style.PRIMARY),)
        case Status.VOTING:
            request = about(planned, RequestName.NIGHT_BALLOT)
            return (Button(_("Vote"), request, Mode.OPEN, "🗳️", Style.PRIMARY),)
        case Status.CLOSED:
            return _after_the_vote(evening)
        case _:
            return ()


def _after_the_vote(evening: NightSnapshot) -> tuple[Button, ...]:
    if evening.tally is None:
        return ()
    card = Request.of(RequestName.CARD, film=evening.tally.winner.id)
    tally = about(evening.planned, RequestName.NIGHT_TALLY)
    return (
        Button(_("About the film"), card, Mode.OPEN, "🎞️"),
        Button(_("Tally"), tally, Mode.OPEN, "📊"),
    )
