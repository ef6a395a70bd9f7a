"""The result of a vote: the winner, the rounds in words, and their picture."""

from collections.abc import Sequence

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.pictures.tally import describe_picture, draw_tally
from bot.i18n import _
from bot.rules.voting.model import Candidate, Tally
from bot.rules.voting.wording import TIE_RULES, describe
from bot.runtime.workers.pool import Work, WorkPool
from bot.text import clip, clip_title

RESULT_COLOR = 0x8BD450
PICTURE = "tally.png"
ROUNDS = "rounds.txt"
TITLE_LENGTH = 60


async def result_card(number: int, tally: Tally, work: WorkPool, *, preface: str = "") -> Reply:
    """Return the result of a night's vote.

    Args:
        number: The night's number.
        tally: The count.
        work: Where its picture is drawn.
        preface: A line before everything else, such as that the vote was closed late; already
            escaped.
    """
    turnout, *rounds, verdict = describe(tally, _shown)
    head = [preface] if preface else []
    head += [f"**{verdict}**", turnout]
    tail: list[str] = []
    if len(tally.outcome.winners) > 1 or tally.draws:
        tail.append(f"-# {_(TIE_RULES[tally.method])}")
    room = limits.EMBED_DESCRIPTION - sum(len(line) + 1 for line in (*head, *tail))
    words, cut = fitting_rounds(tally, rounds, room)
    lines = [*head, *words, *tail]
    embed = discord.Embed(
        title=clip(f"🏆 {escape(tally.winner.name)}", limits.EMBED_TITLE),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=RESULT_COLOR,
    )
    embed.set_footer(text=_("Night {number}", number=number))
    embed.set_image(url=f"attachment://{PICTURE}")
    picture = await work.run(Work.PICTURE, draw_tally, tally)
    pictures = [Picture(picture, PICTURE, describe_picture(tally))]
    if cut:
        whole = "\n".join(f"{n}. {line}" for n, line in enumerate(describe(tally)[1:-1], 1))
        pictures.append(Picture(whole.encode(), ROUNDS, _("Every round in words")))
    buttons = [
        Button(
            _("About the film"), Request.of(RequestName.CARD, film=tally.winner.id), Mode.OPEN, "🎞️"
        )
    ]
    if tally.draws:
        verify = Request.of(RequestName.VERIFY, seed=tally.draws[-1].seed)
        buttons.append(Button(_("Verify the draw"), verify, Mode.OPEN, "🧾"))
    return Reply(embeds=(embed,), rows=(tuple(buttons),), pictures=tuple(pictures))


def _shown(film: Candidate) -> str:
    return f"*{escape(clip_title(film.name, TITLE_LENGTH))}*"


def fitting_rounds(tally: Tally, rounds: Sequence[str], room: int) -> tuple[list[str], bool]:
    """Return the numbered rounds, without the middle ones if there is no room for them.

    The draws come first, since people check their seeds, then the first round, then the last ones.
    The other value says whether any were left out.
    """
    left_out = _("… the other rounds are in the file.")
    lines = [f"{number}. {line}" for number, line in enumerate(rounds, 1)]
    if sum(len(line) + 1 for line in lines) <= room:
        return lines, False
    room -= len(left_out) + 1
    draws = [n for n, round_ in enumerate(tally.outcome.rounds) if round_.draw is not None]
    kept: set[int] = set()
    for number in dict.fromkeys((*reversed(draws), 0, *range(len(lines) - 1, 0, -1))):
        room -= len(lines[number]) + 1
        if room < 0:
            break
        kept.add(number)
    gap = next(number for number in range(len(lines)) if number not in kept)
    words = [
        left_out if number == gap else line
        for number, line in enumerate(lines)
        if number in kept or number == gap
    ]
    return words, True
