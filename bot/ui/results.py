"""The result of a vote: the winner, the rounds in words, and their picture."""

import asyncio

import discord

from bot.nights.voting.english import TIE_RULES, describe
from bot.nights.voting.model import Tally
from bot.text import clip
from bot.ui import limits
from bot.ui.controls import Mode
from bot.ui.markdown import escape
from bot.ui.reply import Button, Picture, Reply
from bot.ui.request import Request
from bot.ui.tally_picture import describe_picture, draw_tally

RESULT_COLOR = 0x8BD450
PICTURE = "tally.png"


async def result_card(night_id: int, tally: Tally, *, preface: str = "") -> Reply:
    """Return the result of a night's vote.

    Args:
        night_id: Which night.
        tally: The count.
        preface: A line before everything else, as that the vote was closed late; already safe.
    """
    turnout, *rounds, verdict = describe(tally, lambda film: f"*{escape(film.name)}*")
    lines = [preface] if preface else []
    lines += [f"**{verdict}**", turnout, *(f"{n}. {line}" for n, line in enumerate(rounds, 1))]
    if len(tally.outcome.winners) > 1 or tally.draws:
        lines.append(f"-# {TIE_RULES[tally.method]}")
    embed = discord.Embed(
        title=clip(f"🏆 {escape(tally.winner.name)}", limits.EMBED_TITLE),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=RESULT_COLOR,
    )
    embed.set_footer(text=f"Night {night_id}")
    embed.set_image(url=f"attachment://{PICTURE}")
    picture = await asyncio.to_thread(draw_tally, tally)
    about = Button("About the film", Request.of("card", film=tally.winner.id), Mode.OPEN, "🎞️")
    return Reply(
        embeds=(embed,),
        rows=((about,),),
        pictures=(Picture(picture, PICTURE, describe_picture(tally)),),
    )
