"""A tally as a picture: the rounds one under another, a bar for each film.

Drawn at twice the size and made smaller, which smooths the edges. Long votes stay readable on a
phone: a round shows its first films and names how many follow, and of very many rounds those in
the middle are left to the words beside the picture.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.discord.views.pictures.lettering import fitted, font
from bot.i18n import NC_, _, listing, ngettext, number, pgettext
from bot.rules.voting.model import Round, Stage, Tally
from bot.rules.voting.wording import METHOD_NAMES, STAGE_NAMES

WIDTH = 960
MARGIN = 40
NAMES = 360
ROW = 46
BAR = 28
COUNTS = 90
VERDICTS = 76
HEAD = 118
ROUND_HEAD = 56
GAP = 20
BARS_SHOWN = 8
ROUNDS_SHOWN = 7

_SCALE = 2
_BACKGROUND = "#15171c"
_PANEL = "#1e2128"
_TRACK = "#2a2e38"
_TEXT = "#f1f3f5"
_MUTED = "#9aa3b2"
_GOLD = "#f4b942"
_OUT = "#5b6270"
_COLORS = (
    "#4cc2ff",
    "#ff8a5b",
    "#8bd450",
    "#c792ea",
    "#ff6b81",
    "#3ddbb4",
    "#e8d44d",
    "#7f9cff",
    "#f78fb3",
    "#9ccc65",
    "#4dd0e1",
    "#d4a373",
)


_FINAL, _WINS = NC_("tally", "final"), NC_("tally", "wins")
_TIED, _OUT_OF_IT = NC_("tally", "tied"), NC_("tally", "out")


@dataclass(frozen=True, slots=True)
class _Bar:
    """One film in a round."""

    name: str
    votes: int
    color: str
    verdict: str


def draw_tally(tally: Tally) -> bytes:
    """Return the tally as a PNG; takes some ten milliseconds, so call it in a thread."""
    rounds, skipped = _shown_rounds(tally.outcome.rounds)
    heights = [_height(round_) for _, round_ in rounds]
    total = HEAD + sum(heights) + GAP * len(heights) + (ROUND_HEAD if skipped else 0) + MARGIN // 2
    canvas = _Canvas(total)
    canvas.heading(tally)
    top = HEAD
    for (place, round_), height in zip(rounds, heights, strict=True):
        canvas.panel(top, height)
        canvas.text(MARGIN + 20, top + 16, _round_title(place, round_), 24, _MUTED, bold=True)
        if round_.draw is not None:
            canvas.draw_line(top + ROUND_HEAD, tally, round_)
        else:
            canvas.bars(top + ROUND_HEAD, _bars(tally, round_), _most(tally, round_))
            if (left := len(round_.counts) - BARS_SHOWN) > 0:
                note = ngettext("and {count} more film", "and {count} more films", left)
                canvas.text(MARGIN + 20, top + height - ROW + 6, note, 22, _MUTED)
        top += height + GAP
        if skipped and place == 1:
            note = ngettext(
                "{count} more round: see the words beside this",
                "{count} more rounds: see the words beside this",
                skipped,
            )
            canvas.text(MARGIN + 20, top, note, 22, _MUTED)
            top += ROUND_HEAD
    return canvas.png()


def describe_picture(tally: Tally) -> str:
    """Return what stands in place of the picture for who cannot see it."""
    method = _(METHOD_NAMES[tally.method])
    lines = [_("{method}: {film} wins.", method=method, film=tally.winner.name)]
    for place, round_ in enumerate(tally.outcome.rounds, 1):
        if round_.draw is not None:
            picked = tally.candidate(round_.draw.picked).name
            lines.append(
                _(
                    "Round {number}: drawn {film}, seed {seed}.",
                    number=place,
                    film=picked,
                    seed=round_.draw.seed,
                )
            )
            continue
        counts = [f"{tally.candidate(c.candidate).name} {number(c.votes)}" for c in round_.counts]
        lines.append(_("Round {number}: {counts}.", number=place, counts=listing(counts)))
    return " ".join(lines)


class _Canvas:
    """A dark picture of a fixed width; measures are those of the finished picture."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), _BACKGROUND)
        self._draw = ImageDraw.Draw(self._image)

    def heading(self, tally: Tally) -> None:
        method = _(METHOD_NAMES[tally.method])
        ballots = ngettext("{count} ballot", "{count} ballots", tally.cast)
        turnout = f"{method} · {ballots}"
        self.text(MARGIN, 26, turnout, 24, _MUTED)
        self.star(MARGIN + 17, 81, 17)
        self.text(MARGIN + 46, 60, tally.winner.name, 36, _TEXT, bold=True)

    def panel(self, top: int, height: int) -> None:
        self._rounded(MARGIN - 16, top, WIDTH - MARGIN + 16, top + height, 14, _PANEL)

    def bars(self, top: int, bars: Sequence[_Bar], most: int) -> None:
        start, end = MARGIN + 20 + NAMES, WIDTH - MARGIN - COUNTS - VERDICTS
        for row, bar in enumerate(bars):
            y = top + row * ROW
            out = bar.verdict == _OUT_OF_IT
            color = _MUTED if out else _TEXT
            self.text(MARGIN + 20, y + 1, bar.name, 24, color, width=NAMES - 24)
            self._rounded(start, y, end, y + BAR, 8, _TRACK)
            length = round((end - start) * bar.votes / most) if most else 0
            if length:
                fill = _OUT if out else bar.color
                self._rounded(start, y, start + max(length, 16), y + BAR, 8, fill)
            self.text(end + 14, y + 1, number(bar.votes), 24, color, bold=True)
            tag = _GOLD if bar.verdict in {_WINS, _TIED} else _MUTED
            self.text(end + COUNTS, y + 3, bar.verdict and pgettext("tally", bar.verdict), 20, tag)

    def draw_line(self, top: int, tally: Tally, round_: Round) -> None:
        if round_.draw is None:
            raise ValueError("not a draw")
        drawn_from = [tally.candidate(entry.id).name for entry in round_.draw.pool]
        names = listing(drawn_from, either=True)
        self.text(MARGIN + 20, top, names, 24, _MUTED)
        picked, seed = tally.candidate(round_.draw.picked).name, round_.draw.seed
        line = _("Seed {seed}: {film} is drawn and out", seed=seed, film=picked)
        if round_.advancing:
            line = _("Seed {seed}: {film} is drawn", seed=seed, film=picked)
        self.text(MARGIN + 20, top + 38, line, 26, _GOLD)

    def star(self, x: int, y: int, radius: int) -> None:
        points = [
            (x + reach * math.sin(turn), y - reach * math.cos(turn))
            for turn, reach in (
                (corner * math.pi / 5, radius * (1.0 if corner % 2 == 0 else 0.45))
                for corner in range(10)
            )
        ]
        self._draw.polygon([(a * _SCALE, b * _SCALE) for a, b in points], fill=_GOLD)

    def text(
        self,
        x: int,
        y: int,
        text: str,
        size: int,
        color: str,
        *,
        bold: bool = False,
        width: int = 0,
    ) -> None:
        face = font(size * _SCALE, bold=bold)
        room = (width or WIDTH - MARGIN - x) * _SCALE
        self._draw.text((x * _SCALE, y * _SCALE), fitted(text, face, room), fill=color, font=face)

    def png(self) -> bytes:
        out = BytesIO()
        self._image.reduce(_SCALE).quantize(256, Image.Quantize.FASTOCTREE).save(out, "PNG")
        return out.getvalue()

    def _rounded(self, left: int, top: int, right: int, bottom: int, radius: int, c: str) -> None:
        box = [edge * _SCALE for edge in (left, top, right, bottom)]
        self._draw.rounded_rectangle(box, radius * _SCALE, fill=c)


def _shown_rounds(rounds: Sequence[Round]) -> tuple[list[tuple[int, Round]], int]:
    """Return the rounds to draw with their numbers, and how many after the first are left out."""
    numbered = list(enumerate(rounds, 1))
    skipped = max(len(numbered) - ROUNDS_SHOWN, 0)
    return [*numbered[:1], *numbered[1 + skipped :]], skipped


def _height(round_: Round) -> int:
    if round_.draw is not None:
        return ROUND_HEAD + 96
    rows = min(len(round_.counts), BARS_SHOWN) + (len(round_.counts) > BARS_SHOWN)
    return ROUND_HEAD + rows * ROW + 4


def _round_title(place: int, round_: Round) -> str:
    return _("Round {number} · {stage}", number=place, stage=_(STAGE_NAMES[round_.stage]))


def _bars(tally: Tally, round_: Round) -> list[_Bar]:
    places = {candidate.id: place for place, candidate in enumerate(tally.candidates)}
    return [
        _Bar(
            tally.candidate(count.candidate).name,
            count.votes,
            _COLORS[places[count.candidate] % len(_COLORS)],
            _verdict(round_, count.candidate),
        )
        for count in round_.counts[:BARS_SHOWN]
    ]


def _verdict(round_: Round, candidate: str) -> str:
    if candidate in round_.advancing:
        return _FINAL if round_.stage is Stage.SCORES and len(round_.advancing) > 1 else _WINS
    if candidate in round_.tied:
        return _TIED
    if candidate in round_.eliminated:
        return _OUT_OF_IT
    return ""


def _most(tally: Tally, round_: Round) -> int:
    """Return what a full bar stands for: the most that any round of the same kind counted."""
    alike = (other for other in tally.outcome.rounds if other.stage is round_.stage)
    return max((count.votes for other in alike for count in other.counts), default=0)
