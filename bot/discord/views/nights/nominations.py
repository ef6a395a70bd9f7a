"""The private panel behind *Nominate*: one's own films, the list, and the actions on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.picks import drawn_for, drawn_from, not_for_me, verify_button
from bot.discord.views.nights.card import COLORS, about, person, vetoed_line
from bot.i18n import _, ngettext
from bot.library.picks.picks import Pick
from bot.library.picks.pools import Terms
from bot.rules.nights.night import STANDS, Status
from bot.rules.nights.nominations import shown
from bot.rules.voting.model import Candidate
from bot.state.nights.night_transitions import NightSnapshot
from bot.state.nights.plans import PlannedNight
from bot.text import clip


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person looking at the nominations.

    Attributes:
        id: Who.
        listed: Films of their lists and the server's, to choose from.
        veto: Whether they may veto at all.
        moderate: Whether they may remove what others have nominated.
    """

    id: int
    listed: Sequence[Candidate]
    veto: bool
    moderate: bool


def nominations_panel(evening: NightSnapshot, viewer: Viewer, said: str = "") -> Reply:
    """Return the panel.

    Args:
        evening: The night.
        viewer: Who looks at it.
        said: What has just been done; already escaped.
    """
    board = evening.board
    seen = shown(board, viewer.id)
    own = [nomination.film for nomination in seen.nominations if nomination.by == viewer.id]
    cap = board.rules.per_person
    lines = [said, ""] if said else []
    if theme := evening.planned.plan.theme:
        lines.append(_("🎭 Theme: {theme}", theme=escape(theme)))
    lines += [_("{film} (yours)", film=_line(film, seen.vetoed)) for film in own]
    others = {nomination.film for nomination in seen.nominations} - set(own)
    lines += [_line(film, seen.vetoed) for film in sorted(others, key=lambda film: film.name)]
    if seen.hidden:
        lines.append(
            ngettext(
                "🙈 {count} nomination by others, hidden until the vote",
                "🙈 {count} nominations by others, hidden until the vote",
                seen.hidden,
            )
        )
    lines += ["", _hint(evening, viewer.id, cap - len(own))]
    embed = discord.Embed(
        title=_("Nominations"),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=COLORS[evening.planned.plan.night.status],
    )
    embed.set_footer(
        text=_("Night {number}. Only you can see this.", number=evening.planned.number)
    )
    return Reply(embeds=(embed,), rows=_rows(evening, viewer, own), panel=True)


def named_for_all(planned: PlannedNight, pick: Pick, terms: Terms, *, hidden: bool) -> Reply:
    """Return the message that the bot has nominated a film, drawn for those who are coming.

    Args:
        planned: The night.
        pick: What was drawn, and how.
        terms: For whom.
        hidden: Whether nominations are hidden until the vote.
    """
    text = _(
        "Night {number}: I nominate *{film}*. Nobody it was drawn for has marked it as seen or "
        "asked never to see it.",
        number=planned.number,
        film=escape(pick.movie.label),
    )
    if hidden:
        text = _(
            "Night {number}: I nominate a film, hidden until the vote. Nobody it was drawn for "
            "has marked it as seen or asked never to see it.",
            number=planned.number,
        )
    embed = discord.Embed(
        title=_("My nomination"),
        description=text,
        color=COLORS[planned.plan.night.status],
    )
    embed.set_footer(text=drawn_from(pick, terms))
    verify = (verify_button(pick.ticket.seed, pick.seal),) if pick.kept else ()
    nominate = Button(_("Nominate"), about(planned, RequestName.NIGHT_BOARD), Mode.OPEN, "🎬")
    return Reply(
        embeds=(embed,), content=drawn_for(terms), rows=((nominate, *verify, not_for_me()),)
    )


def _line(film: Candidate, vetoed: frozenset[str]) -> str:
    return vetoed_line(film) if film.id in vetoed else f"- {escape(film.name)}"


def _hint(evening: NightSnapshot, viewer: int, left: int) -> str:
    status = evening.planned.plan.night.status
    if status is not Status.NOMINATING:
        return _("No more films can be nominated: {why}.", why=_(STANDS[status]))
    chooser = evening.board.chooser
    if chooser not in {None, viewer}:
        return _("{host} chooses the films of this night; you vote on them.", host=person(chooser))
    if left <= 0 and chooser is not None:
        return _(
            "You have nominated as many films as a host may; withdraw one to nominate another."
        )
    if left <= 0:
        return _(
            "You have nominated as many films as anyone may; withdraw one to nominate another."
        )
    return ngettext(
        "You may nominate {count} more film: use `/night nominate` or *Type a title*, take one "
        "from your lists, or leave it to me.",
        "You may nominate {count} more films: use `/night nominate` or *Type a title*, take one "
        "from your lists, or leave it to me.",
        left,
    )


def _rows(
    evening: NightSnapshot, viewer: Viewer, own: Sequence[Candidate]
) -> tuple[tuple[Button, ...] | Menu, ...]:
    planned, board = evening.planned, evening.board
    standing = board.candidates
    named = {nomination.film.id for nomination in shown(board, viewer.id).nominations}
    rows: list[tuple[Button, ...] | Menu] = []
    nominating = planned.plan.night.status is Status.NOMINATING
    may_name = board.chooser in {None, viewer.id}
    if nominating and may_name and len(own) < board.rules.per_person:
        typed = Button(
            _("Type a title"), about(planned, RequestName.NIGHT_TYPE), Mode.TURN, "⌨️", Style.PRIMARY
        )
        drawn = Button(
            _("Nominate one for us"), about(planned, RequestName.NIGHT_DRAW), Mode.POST, "🎲"
        )
        rows.append((typed, drawn))
        listed = [film for film in viewer.listed if film.id not in named]
        rows += _menu(evening, _("From your lists"), RequestName.NIGHT_NAME, listed)
    if nominating:
        rows += _menu(evening, _("Withdraw one of yours"), RequestName.NIGHT_WITHDRAW, own)
    vetoes = sum(veto.by == viewer.id for veto in board.vetoes)
    if viewer.veto and not board.hidden and vetoes < board.rules.vetoes:
        rows += _menu(
            evening,
            _("Veto a film (nobody learns who did)"),
            RequestName.NIGHT_VETO,
            standing,
        )
    if viewer.moderate and not board.hidden:
        rows += _menu(
            evening, _("Remove a film as a moderator"), RequestName.NIGHT_REMOVE, standing
        )
    return tuple(rows)


def _menu(
    evening: NightSnapshot, placeholder: str, request: RequestName, films: Sequence[Candidate]
) -> list[Menu]:
    options = tuple(
        Option(film.name, about(evening.planned, request, film=film.id)) for film in films
    )
    return [Menu(placeholder, options, Mode.TURN)] if options else []
