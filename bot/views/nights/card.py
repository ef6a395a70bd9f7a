"""The card of a night: what is planned, who comes, what is nominated, how the vote stands.

One message carries it through all its states; pressing a button always answers in private, and
the card itself is edited shortly after.
"""

from collections.abc import Mapping, Sequence

import discord
from discord.utils import format_dt

from bot.i18n import _, ngettext
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Reply, Style
from bot.messages.request import YES, Request
from bot.messages.request_names import RequestName
from bot.rules.nights.night import OPEN, Night, Status
from bot.rules.nights.nominations import BY_BOT, shown
from bot.rules.nights.rsvp import Rsvp
from bot.rules.voting.english import METHOD_NAMES, METHOD_RULES, TIE_RULES
from bot.rules.voting.model import Candidate, Tally
from bot.state.nights.night_transitions import Evening
from bot.state.nights.planning import PlannedNight
from bot.text import clip, plural
from bot.views.nights.colors import COLORS
from bot.views.nights.places import place_lines, spoilers_line
from bot.views.nights.series import series_line

NAMED = 12
"""So many of those who come are named; the rest are counted."""

TITLE = "Movie night"
FORMER = "a former member"
MAKE_AGAIN = "Make it again"
DRAWN = "drawn by me"
_RSVP_BUTTONS = (
    (Rsvp.YES, "I'm coming", "✅"),
    (Rsvp.MAYBE, "Maybe", "🤔"),
    (Rsvp.NO, "Can't", "❌"),
)


def about(planned: PlannedNight, name: RequestName, **options: object) -> Request:
    """Return a request about a night."""
    return Request.of(name, night=planned.id, **options)


def night_card(evening: Evening) -> Reply:
    """Return the card that all see."""
    status = evening.planned.plan.night.status
    embed = discord.Embed(
        title=f"🍿 {TITLE}",
        description="\n".join(_headlines(evening)),
        color=COLORS[status],
    )
    if status in OPEN:
        rsvps = evening.rsvps
        embed.add_field(name=_coming_title(rsvps), value=_coming(rsvps), inline=False)
    for name, value in _stage(evening):
        embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(text=f"Night {evening.planned.number}")
    return Reply(embeds=(embed,), rows=_rows(evening))


def moment(night: Night) -> str:
    """Return when a night is, shown to everybody in their own time."""
    starts, ends = night.starts_at, format_dt(night.ends_at, "t")
    return f"{format_dt(starts, 'F')} to {ends} ({format_dt(starts, 'R')})"


def names(people: Sequence[int], most: int = NAMED) -> str:
    """Return people as mentions, which in a card ping nobody."""
    text = " ".join(map(person, people[:most]))
    left = len(people) - most
    return f"{text} and {left:,} more" if left > 0 else text


def person(user_id: int | None) -> str:
    """Return somebody as a mention."""
    return f"<@{user_id}>" if user_id is not None else FORMER


def namers(by: Sequence[int | None]) -> str:
    """Return who named a film."""
    return " and ".join(DRAWN if one == BY_BOT else f"by {person(one)}" for one in by)


def _headlines(evening: Evening) -> list[str]:
    plan = evening.planned.plan
    lines = [f"🗓️ {moment(plan.night)}"]
    lines += place_lines(plan)
    if evening.series is not None:
        lines.append(series_line(evening.series))
    if plan.theme:
        lines.append(_("🎭 Theme: {theme}", theme=escape(plan.theme)))
    if plan.chooser is not None:
        lines.append(_("🎩 Hosted by {person}, who chooses the films", person=person(plan.chooser)))
    lines.append(f"Planned by {person(plan.host)}")
    if plan.night.status is Status.CANCELLED:
        return ["**This night is cancelled.**", *(f"~~{line}~~" for line in lines)]
    lines += spoilers_line(plan)
    if evening.event_is_gone and plan.night.status in OPEN:
        lines.append(
            f"-# Somebody deleted the server's event of this night. *{MAKE_AGAIN}* is for whoever "
            "may move the night."
        )
    return lines


def _coming_title(rsvps: Mapping[int, Rsvp]) -> str:
    counts = [sum(answer is kind for answer in rsvps.values()) for kind in Rsvp]
    yes, maybe, no = counts
    return f"Coming: {yes:,} · maybe: {maybe:,} · not: {no:,}"


def _coming(rsvps: Mapping[int, Rsvp]) -> str:
    parts = [
        f"{emoji} {names(people)}"
        for kind, _, emoji in _RSVP_BUTTONS
        if (people := sorted(who for who, answer in rsvps.items() if answer is kind))
    ]
    return clip("\n".join(parts) or "Nobody has answered yet.", limits.EMBED_FIELD_VALUE)


def _stage(evening: Evening) -> list[tuple[str, str]]:
    match evening.planned.plan.night.status:
        case Status.PLANNED:
            return [("Nominations", "Not open yet.")]
        case Status.NOMINATING:
            return [_nominations(evening)]
        case Status.VOTING:
            films = "\n".join(f"- {escape(film.name)}" for film in evening.board.candidates)
            return [("The films", films or "All of them were taken out."), _vote(evening)]
        case Status.CLOSED | Status.WATCHED if evening.tally is not None:
            came = evening.planned.plan.night.status is Status.WATCHED
            return [
                _film(evening.tally, evening.planned.plan.night),
                *([_came(evening.rsvps)] if came else []),
            ]
        case Status.CLOSED:
            return [("The film", "No film was left to win the vote.")]
        case _:
            return []


def _film(tally: Tally, night: Night) -> tuple[str, str]:
    chosen = f"🏆 **{escape(tally.winner.name)}**"
    if night.status is Status.CLOSED and night.length is not None:
        chosen += f", ends about {format_dt(night.ends_at, 't')}"
    return "The film", chosen


def _came(rsvps: Mapping[int, Rsvp]) -> tuple[str, str]:
    came = sorted(who for who, answer in rsvps.items() if answer is Rsvp.YES)
    return f"Who came: {len(came):,}", names(came) or "Nobody is noted yet."


def _nominations(evening: Evening) -> tuple[str, str]:
    board, night = evening.board, evening.planned.plan.night
    seen = shown(board, None)
    films: dict[Candidate, list[int | None]] = {}
    for nomination in seen.nominations:
        films.setdefault(nomination.film, []).append(nomination.by)
    lines = [
        f"- ~~{escape(film.name)}~~ (vetoed)"
        if film.id in seen.vetoed
        else f"- {escape(film.name)}, {namers(by)}"
        for film, by in films.items()
    ]
    if seen.hidden:
        lines.append(f"🙈 {plural(seen.hidden, 'nomination')}, hidden until the vote opens")
    cap = board.rules.per_person
    if board.chooser is None:
        lines.append(f"-# Everybody may nominate {plural(cap, 'film')}.")
    else:
        host = person(board.chooser)
        lines.append(
            ngettext(
                "-# {host} names the film.", "-# {host} names up to {count} films.", cap, host=host
            )
        )
    if closes := night.nominations_close_at:
        lines.append(
            f"-# The vote opens by itself {format_dt(closes, 'R')} ({format_dt(closes, 'f')})."
        )
    count = "hidden" if board.hidden else plural(len(board.candidates), "film")
    return f"Nominations: {count}", "\n".join(lines)


def _vote(evening: Evening) -> tuple[str, str]:
    plan = evening.planned.plan
    lines = [METHOD_RULES[plan.method], f"-# {TIE_RULES[plan.method]}"]
    if closes := plan.night.vote_closes_at:
        lines.append(f"The vote closes {format_dt(closes, 'R')} ({format_dt(closes, 'f')}).")
    return f"{METHOD_NAMES[plan.method]}: {plural(evening.ballots, 'ballot')}", "\n".join(lines)


def _rows(evening: Evening) -> tuple[tuple[Button, ...], ...]:
    planned = evening.planned
    status = planned.plan.night.status
    if status not in OPEN:
        if status is not Status.WATCHED or evening.tally is None:
            return ()
        rate = Button(
            "Rate it", about(planned, RequestName.NIGHT_RATE), Mode.OPEN, "⭐", Style.PRIMARY
        )
        there = about(planned, RequestName.NIGHT_ATTEND, came=YES)
        was_there = Button("I was there", there, Mode.OPEN, "🙋")
        return ((rate, was_there, *_after_the_vote(evening)),)
    answers = tuple(
        Button(label, about(planned, RequestName.NIGHT_RSVP, answer=kind.value), Mode.OPEN, emoji)
        for kind, label, emoji in _RSVP_BUTTONS
    )
    calendar = Button("Calendar file", about(planned, RequestName.NIGHT_CALENDAR), Mode.OPEN, "📅")
    manage = Button("Manage", about(planned, RequestName.NIGHT_MANAGE), Mode.OPEN, "⚙️")
    again = Button(MAKE_AGAIN, about(planned, RequestName.NIGHT_EVENT), Mode.OPEN, "📣")
    more = (again,) if evening.event_is_gone else ()
    return (answers, (*_stage_buttons(evening), calendar, manage, *more))


def _stage_buttons(evening: Evening) -> tuple[Button, ...]:
    planned = evening.planned
    match planned.plan.night.status:
        case Status.NOMINATING:
            request = about(planned, RequestName.NIGHT_BOARD)
            return (Button("Nominate", request, Mode.OPEN, "🎬", Style.PRIMARY),)
        case Status.VOTING:
            request = about(planned, RequestName.NIGHT_BALLOT)
            return (Button("Vote", request, Mode.OPEN, "🗳️", Style.PRIMARY),)
        case Status.CLOSED:
            return _after_the_vote(evening)
        case _:
            return ()


def _after_the_vote(evening: Evening) -> tuple[Button, ...]:
    if evening.tally is None:
        return ()
    card = Request.of(RequestName.CARD, film=evening.tally.winner.id)
    tally = about(evening.planned, RequestName.NIGHT_TALLY)
    return (
        Button("About the film", card, Mode.OPEN, "🎞️"),
        Button("Tally", tally, Mode.OPEN, "📊"),
    )
