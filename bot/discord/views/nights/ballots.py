"""The ballot: a private panel of menus and buttons that is easy to fill in on a phone.

Every press is saved and counts at once; there is nothing to submit and nothing to lose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.letters import emoji_by_film
from bot.i18n import _, ngettext
from bot.rules.voting.marking import OFF, places
from bot.rules.voting.model import MAX_SCORE, Ballot, Candidate, Method
from bot.rules.voting.wording import METHOD_NAMES, METHOD_RULES
from bot.text import clip

BALLOT_COLOR = 0x5B7FFF
_STAR, _NO_STAR = "★", "☆"

Rows = list[tuple[Button, ...] | Menu]


@dataclass(frozen=True, slots=True)
class BallotView:
    """One person's ballot.

    Attributes:
        night_id: Of which night.
        method: How the vote is counted.
        candidates: The nominated films.
        ballot: The person's marks.
        closes_at: When the vote ends by itself.
        focus: For STAR, the film whose stars are being chosen; empty for the next one without
            stars.
        cast: Whether a ballot of this person is stored.
    """

    night_id: int
    method: Method
    candidates: tuple[Candidate, ...]
    ballot: Ballot
    closes_at: datetime | None = None
    focus: str = ""
    cast: bool = False

    def mark(self, film: str, mark: int, *, level: bool = False) -> Request:
        """Return the request for giving a film a mark."""
        return Request.of(
            RequestName.NIGHT_MARK, night=self.night_id, film=film, to=str(mark), level=level
        )

    @property
    def emoji(self) -> Mapping[str, str]:
        """The letter of each film, by its id."""
        return emoji_by_film(self.candidates)

    def line(self, film: Candidate) -> str:
        """Return a film's letter and name, safe to show."""
        return f"{self.emoji[film.id]} {escape(film.name)}"


def ballot_panel(view: BallotView) -> Reply:
    """Return a person's ballot with its controls."""
    match view.method:
        case Method.APPROVAL:
            lines, rows = _approval(view)
        case Method.SINGLE:
            lines, rows = _single(view)
        case Method.RANKED | Method.SCHULZE:
            lines, rows = _ranked(view)
        case Method.STAR:
            lines, rows = _star(view)
    if any(film.id in view.ballot for film in view.candidates):
        clear = Request.of(RequestName.NIGHT_CLEAR, night=view.night_id)
        rows = [*rows, (Button(_("Start over"), clear, Mode.TURN, "🧹"),)]
    embed = discord.Embed(
        title=_("Your ballot"),
        description=clip(
            "\n".join((f"-# {_(METHOD_RULES[view.method])}", "", *lines, "", _footing(view))),
            limits.EMBED_DESCRIPTION,
        ),
        color=BALLOT_COLOR,
    )
    embed.set_footer(
        text=_("{method}. Only you can see this.", method=_(METHOD_NAMES[view.method]))
    )
    return Reply(embeds=(embed,), rows=tuple(rows), panel=True)


def _footing(view: BallotView) -> str:
    closes = view.closes_at and discord.utils.format_dt(view.closes_at, "R")
    if any(film.id in view.ballot for film in view.candidates):
        if closes is None:
            return _("✅ Saved: it counts as it stands. You can change it until the vote closes.")
        return _(
            "✅ Saved: it counts as it stands. You can change it until the vote closes {closes}.",
            closes=closes,
        )
    if view.cast:
        if closes is None:
            return _("✅ Saved as an empty ballot. You can fill it in until the vote closes.")
        return _(
            "✅ Saved as an empty ballot. You can fill it in until the vote closes {closes}.",
            closes=closes,
        )
    if closes is None:
        return _(
            "Nothing is marked yet. Each mark is saved at once; you can change it until the vote "
            "closes."
        )
    return _(
        "Nothing is marked yet. Each mark is saved at once; you can change it until the vote "
        "closes {closes}.",
        closes=closes,
    )


def _approval(view: BallotView) -> tuple[list[str], Rows]:
    marked = [film for film in view.candidates if film.id in view.ballot]
    lines = [f"{'☑️' if film in marked else '▫️'} {view.line(film)}" for film in view.candidates]
    options = tuple(
        Option(
            f"{'☑ ' if film in marked else ''}{film.name}",
            view.mark(film.id, OFF if film in marked else 1),
            _("Marked: choose it to unmark it") if film in marked else "",
            emoji=view.emoji[film.id],
        )
        for film in view.candidates
    )
    return lines, [Menu(_("Mark a film, or unmark it"), options, Mode.TURN)]


def _single(view: BallotView) -> tuple[list[str], Rows]:
    lines = [
        f"{'🔘' if film.id in view.ballot else '▫️'} {view.line(film)}" for film in view.candidates
    ]
    options = tuple(
        Option(
            film.name,
            view.mark(film.id, 1),
            chosen=film.id in view.ballot,
            emoji=view.emoji[film.id],
        )
        for film in view.candidates
    )
    return lines, [Menu(_("Choose one film"), options, Mode.TURN)]


def _ranked(view: BallotView) -> tuple[list[str], Rows]:
    films = {film.id: film for film in view.candidates}
    # Films removed in the meantime keep their place on the ballot, but are not shown.
    rows_seen = ([film for film in films if film in row] for row in places(view.ballot))
    shown = [row for row in rows_seen if row]
    rank_of = {film: view.ballot[film] for row in shown for film in row}
    lines = [
        f"**{place}.** {' = '.join(view.line(films[film]) for film in row)}"
        for place, row in enumerate(shown, 1)
    ]
    left = [film for film in view.candidates if film.id not in rank_of]
    if left:
        lines.append(
            ngettext("-# {count} film not ranked", "-# {count} films not ranked", len(left))
        )
    following = len(places(view.ballot)) + 1
    rows: Rows = []
    if left:
        rows.append(
            _menu(_("Choose your number {place}", place=len(shown) + 1), left, view, following)
        )
    if left and shown and view.method is Method.SCHULZE:
        equal = _("Tied with number {place}", place=len(shown))
        rows.append(_menu(equal, left, view, following - 1, level=True))
    if len(shown) > 1:
        options = tuple(
            Option(films[film].name, view.mark(film, rank_of[above[0]]), emoji=view.emoji[film])
            for above, row in pairwise(shown)
            for film in row
        )
        rows.append(Menu(_("Move a film up"), options, Mode.TURN))
    if shown:
        taken = [films[film] for row in shown for film in row]
        rows.append(_menu(_("Remove a film"), taken, view, OFF))
    return lines, rows


def _star(view: BallotView) -> tuple[list[str], Rows]:
    lines = [
        f"{_stars(view.ballot[film.id]) if film.id in view.ballot else '– – – – –'}  "
        f"{view.line(film)}"
        for film in view.candidates
    ]
    open_ = [film for film in view.candidates if film.id not in view.ballot]
    focus = next((film for film in view.candidates if film.id == view.focus), None)
    film = focus or (open_[0] if open_ else None)
    options = tuple(
        Option(
            each.name,
            Request.of(RequestName.NIGHT_FOCUS, night=view.night_id, film=each.id),
            _stars(view.ballot[each.id]) if each.id in view.ballot else "",
            chosen=each == film,
            emoji=view.emoji[each.id],
        )
        for each in view.candidates
    )
    rows: Rows = [Menu(_("Choose a film to give stars"), options, Mode.TURN)]
    if film is not None:
        lines += ["", _("How many stars for **{film}**?", film=escape(film.name))]
        rows.append(
            tuple(
                Button(
                    f"{stars} {_STAR}",
                    view.mark(film.id, stars),
                    Mode.TURN,
                    style=Style.PRIMARY if view.ballot.get(film.id) == stars else Style.SECONDARY,
                )
                for stars in range(1, MAX_SCORE + 1)
            )
        )
        rows.append((Button(_("No star"), view.mark(film.id, OFF), Mode.TURN),))
    return lines, rows


def _menu(
    placeholder: str,
    films: Sequence[Candidate],
    view: BallotView,
    mark: int,
    *,
    level: bool = False,
) -> Menu:
    options = tuple(
        Option(film.name, view.mark(film.id, mark, level=level), emoji=view.emoji[film.id])
        for film in films
    )
    return Menu(placeholder, options, Mode.TURN)


def _stars(count: int) -> str:
    return _STAR * count + _NO_STAR * (MAX_SCORE - count)
