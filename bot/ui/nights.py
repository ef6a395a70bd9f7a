"""The card of a night: what is planned, who comes, what is nominated, how the vote stands.

One message carries it through all its states; pressing a button always answers in private, and
the card itself is edited shortly after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import discord
from discord.utils import format_dt

from bot.nights.night import OPEN, Night, Status
from bot.nights.nominations import Board, shown
from bot.nights.rsvp import Rsvp
from bot.nights.voting.english import METHOD_NAMES, METHOD_RULES, TIE_RULES
from bot.nights.voting.model import Candidate, Method
from bot.text import clip, plural
from bot.ui import limits
from bot.ui.controls import Mode
from bot.ui.markdown import escape
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.request import Request

COLORS: Mapping[Status, int] = {
    Status.PLANNED: 0x5B7FFF,
    Status.NOMINATING: 0x2A9D8F,
    Status.VOTING: 0xF4B942,
    Status.CLOSED: 0x8BD450,
    Status.WATCHED: 0x6C757D,
    Status.CANCELLED: 0xC44536,
}
NAMED = 12
"""So many of those who come are named; the rest are counted."""

FORMER = "a former member"
_RSVP_BUTTONS = (
    (Rsvp.YES, "I'm coming", "✅"),
    (Rsvp.MAYBE, "Maybe", "🤔"),
    (Rsvp.NO, "Can't", "❌"),
)


@dataclass(frozen=True, slots=True)
class NightView:
    """All that is shown of a night.

    Attributes:
        id: Its number.
        title: What it is called.
        place: Where it is; may be empty.
        host: Who planned it; ``None`` for a former member.
        night: Its times and status.
        board: Its nominations.
        method: How the vote is counted.
        rsvps: Who comes.
        ballots: How many ballots were cast.
        winner: The film, once the vote is closed.
    """

    id: int
    title: str
    place: str
    host: int | None
    night: Night
    board: Board
    method: Method
    rsvps: Mapping[int, Rsvp] = field(default_factory=dict[int, Rsvp])
    ballots: int = 0
    winner: Candidate | None = None

    def request(self, name: str, **options: object) -> Request:
        """Return a request about this night."""
        return Request.of(name, night=self.id, **options)


def night_card(view: NightView) -> Reply:
    """Return the card that all see."""
    status = view.night.status
    embed = discord.Embed(
        title=clip(f"🍿 {escape(view.title)}", limits.EMBED_TITLE),
        description="\n".join(_headlines(view)),
        color=COLORS[status],
    )
    if status in OPEN:
        embed.add_field(name=_coming_title(view.rsvps), value=_coming(view.rsvps), inline=False)
    for name, value in _stage(view):
        embed.add_field(name=name, value=clip(value, limits.EMBED_FIELD_VALUE), inline=False)
    embed.set_footer(text=f"Night {view.id}")
    return Reply(embeds=(embed,), rows=_rows(view))


def moment(view: NightView) -> str:
    """Return when a night is, shown to everybody in their own time."""
    night = view.night
    starts, ends = night.starts_at, format_dt(night.ends_at, "t")
    return f"{format_dt(starts, 'F')} to {ends} ({format_dt(starts, 'R')})"


def nights_list(views: Sequence[NightView]) -> Reply:
    """Return the nights still to come, soonest first."""
    lines = [
        f"**{view.id}.** {escape(view.title)}: {format_dt(view.night.starts_at, 'F')}, "
        f"{view.night.status}"
        for view in views
    ]
    embed = discord.Embed(
        title="Nights to come",
        description=clip(
            "\n".join(lines) or "None yet: `/night plan when:friday 8pm` begins one.",
            limits.EMBED_DESCRIPTION,
        ),
        color=COLORS[Status.PLANNED],
    )
    options = tuple(Option(view.title, view.request("night_show")) for view in views)
    rows = (Menu("Show a night", options, Mode.POST),) if options else ()
    return Reply(embeds=(embed,), rows=rows, private=not views)


def names(people: Sequence[int]) -> str:
    """Return people as mentions, which in a card ping nobody."""
    text = " ".join(f"<@{person}>" for person in people[:NAMED])
    left = len(people) - NAMED
    return f"{text} and {left:,} more" if left > 0 else text


def _headlines(view: NightView) -> list[str]:
    lines = [f"🗓️ {moment(view)}"]
    if view.place:
        lines.append(f"📍 {escape(view.place)}")
    lines.append(f"Planned by {_person(view.host)}")
    if view.night.status is Status.CANCELLED:
        return ["**This night is cancelled.**", *(f"~~{line}~~" for line in lines)]
    return lines


def _coming_title(rsvps: Mapping[int, Rsvp]) -> str:
    counts = [sum(answer is kind for answer in rsvps.values()) for kind in Rsvp]
    yes, maybe, no = counts
    return f"Coming: {yes:,} · maybe: {maybe:,} · not: {no:,}"


def _coming(rsvps: Mapping[int, Rsvp]) -> str:
    parts = [
        f"{emoji} {names(people)}"
        for kind, _, emoji in _RSVP_BUTTONS
        if (people := sorted(person for person, answer in rsvps.items() if answer is kind))
    ]
    return clip("\n".join(parts) or "Nobody has answered yet.", limits.EMBED_FIELD_VALUE)


def _stage(view: NightView) -> list[tuple[str, str]]:
    match view.night.status:
        case Status.PLANNED:
            return [("Nominations", "Not open yet.")]
        case Status.NOMINATING:
            return [_nominations(view)]
        case Status.VOTING:
            films = "\n".join(f"- {escape(film.name)}" for film in view.board.candidates)
            return [("The films", films), _vote(view)]
        case Status.CLOSED | Status.WATCHED if view.winner is not None:
            label = "Watched" if view.night.status is Status.WATCHED else "The film"
            return [(label, f"🏆 **{escape(view.winner.name)}**")]
        case _:
            return []


def _nominations(view: NightView) -> tuple[str, str]:
    seen = shown(view.board, None)
    films: dict[str, list[str]] = {}
    for nomination in seen.nominations:
        films.setdefault(nomination.film.id, [escape(nomination.film.name)])
        films[nomination.film.id].append(_person(nomination.by))
    lines = [
        f"- ~~{name}~~ (vetoed)" if id_ in seen.vetoed else f"- {name}, by {' and '.join(by)}"
        for id_, (name, *by) in films.items()
    ]
    if seen.hidden:
        lines.append(f"🙈 {plural(seen.hidden, 'nomination')}, hidden until the vote opens")
    rules = view.board.rules
    lines.append(f"-# Everybody may nominate {plural(rules.per_person, 'film')}.")
    if closes := view.night.nominations_close_at:
        lines.append(f"-# The vote opens by itself {format_dt(closes, 'R')}.")
    return f"Nominations: {plural(len(view.board.candidates), 'film')}", "\n".join(lines)


def _vote(view: NightView) -> tuple[str, str]:
    lines = [METHOD_RULES[view.method], f"-# {TIE_RULES[view.method]}"]
    if closes := view.night.vote_closes_at:
        lines.append(f"The vote closes {format_dt(closes, 'R')} ({format_dt(closes, 't')}).")
    return f"{METHOD_NAMES[view.method]}: {plural(view.ballots, 'ballot')}", "\n".join(lines)


def _rows(view: NightView) -> tuple[tuple[Button, ...], ...]:
    status = view.night.status
    show = Button("Calendar file", view.request("night_calendar"), Mode.OPEN, "📅")
    if status not in OPEN:
        after = Button("I was there", view.request("night_attended"), Mode.OPEN, "🎟️")
        tally = Button("Tally", view.request("night_tally"), Mode.OPEN, "📊")
        return ((after, tally),) if status is Status.WATCHED else ()
    answers = tuple(
        Button(label, view.request("night_rsvp", answer=kind.value), Mode.OPEN, emoji)
        for kind, label, emoji in _RSVP_BUTTONS
    )
    manage = Button("Manage", view.request("night_manage"), Mode.OPEN, "⚙️")
    return (answers, (*_stage_buttons(view), show, manage))


def _stage_buttons(view: NightView) -> tuple[Button, ...]:
    match view.night.status:
        case Status.NOMINATING:
            nominate = Button(
                "Nominate", view.request("night_board"), Mode.OPEN, "🎬", Style.PRIMARY
            )
            return (nominate,)
        case Status.VOTING:
            vote = Button("Vote", view.request("night_ballot"), Mode.OPEN, "🗳️", Style.PRIMARY)
            return (vote,)
        case Status.CLOSED:
            tally = Button("Tally", view.request("night_tally"), Mode.OPEN, "📊")
            card = Button("About the film", _film_card(view.winner), Mode.OPEN, "🎞️")
            return (card, tally) if view.winner else ()
        case _:
            return ()


def _film_card(film: Candidate | None) -> Request | None:
    return Request.of("card", film=film.id) if film else None


def _person(user_id: int | None) -> str:
    return f"<@{user_id}>" if user_id is not None else FORMER
