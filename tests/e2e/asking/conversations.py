"""Conversations with the real bot, written down: ``python -m tests.e2e.asking.conversations``.

They stand in ``scripts/conversations.txt``; ``docs/conversations.md`` shows them with the replies,
and ``test_conversations.py`` holds it to what the bot says.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.stage import Json, Stage, labels, message, staged

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).parents[1] / "scripts" / "conversations.txt"
PAGE = ROOT / "docs" / "conversations.md"
MAX_SHOWN = 3
"""So many lines of a list are written down."""
HEADER = """# Conversations

What it is like to talk with the bot: each turn builds on the one before it, for ten minutes, in a
channel, a thread, a direct message or by `/ask`. `python -m tests.e2e.asking.conversations` wrote
it down from the real bot on four hundred of the records; a test fails where it answers otherwise
now. Lists are cut, buttons stand in brackets.
"""
_ESCAPE = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class Conversation:
    """What somebody says, one turn after the other.

    Attributes:
        place: ``slash``, ``mention`` or ``dm``.
        about: What it shows.
        turns: What is said; a button's label behind an exclamation mark.
    """

    place: str
    about: str
    turns: tuple[str, ...]


def read_script(path: Path = SCRIPT) -> list[Conversation]:
    """Return the conversations of a script."""
    found: list[Conversation] = []
    for block in path.read_text(encoding="utf-8").split("\n= ")[1:]:
        head, *turns = block.strip().splitlines()
        place, _, about = head.partition(": ")
        found.append(Conversation(place, about, tuple(turn for turn in turns if turn)))
    return found


async def hold(stage: Stage, talk: Conversation, user: str) -> str:
    """Hold a conversation and return it as Markdown."""
    lines = [f"## {talk.about}", ""]
    exchange: Exchange | None = None
    for turn in talk.turns:
        exchange = await _say(stage, talk.place, user, turn, exchange)
        lines += [f"**{_shown_turn(turn)}**", "", *_reply(exchange), ""]
    return "\n".join(lines)


async def _say(stage: Stage, place: str, user: str, turn: str, before: Exchange | None) -> Exchange:
    playground = stage.playground
    if turn.startswith("!"):
        assert before is not None
        return await playground.click(user, before, turn[1:])
    if place == "slash":
        return await stage.slash("ask", user=user, question=turn)
    if place == "mention":
        return await playground.say(user, f"@Marquee {turn}")
    return await playground.say(user, turn, playground.dm(user))


def _shown_turn(turn: str) -> str:
    return f"[{turn[1:]}]" if turn.startswith("!") else turn


def _reply(exchange: Exchange) -> Iterator[str]:
    """Give a reply as the lines of a quotation: texts, titles of cards, buttons."""
    sent = message(exchange)
    for text in _texts(sent):
        shown, left = _cut(text.splitlines())
        yield from (f"> {line}".rstrip() for line in shown)
        if left:
            yield f"> … {left} more"
        yield ">"
    buttons = [f"[{label}]" for label in labels(exchange) if label != "…"]
    yield f"> {' '.join(buttons)}" if buttons else "> (no buttons)"


def _texts(sent: Json) -> Iterator[str]:
    if sent.get("content"):
        yield _plain(sent["content"])
    for place, embed in enumerate(sent["embeds"]):
        if embed.get("title"):
            yield f"*{_plain(embed['title'])}*"
        if embed.get("description") and not (place and embed.get("title")):
            yield _plain(embed["description"])


def _cut(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return lines without most of a list, and how many are left out."""
    listed = [line for line in lines if re.match(r"\d+\. ", line)]
    left = set(listed[MAX_SHOWN:])
    return [line for line in lines if line and line not in left], len(left)


def _plain(text: str) -> str:
    """Return Discord's Markdown without links, small print and escapes."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return _ESCAPE.sub(r"\1", re.sub(r"(?m)^-# ", "", text))


async def written_down(stage: Stage) -> str:
    """Hold all conversations and return them as the page."""
    held = [
        await hold(stage, talk, f"guest{number}") for number, talk in enumerate(read_script(), 1)
    ]
    return "\n".join([HEADER, *held]).rstrip() + "\n"


async def _main() -> None:
    """Write the page."""
    names = (ROOT / "benchmarks" / "starter_400.txt").read_text(encoding="utf-8").split()
    with tempfile.TemporaryDirectory() as folder:
        records, data = Path(folder) / "records", Path(folder) / "data"
        records.mkdir()
        for name in names:
            shutil.copy2(ROOT / "data" / "movies" / name, records)
        async with staged(
            data, movies_dir=str(records), cooldown_burst=10_000, settle_seconds=0
        ) as stage:
            PAGE.write_text(await written_down(stage), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_main())
    sys.stdout.write(f"{PAGE}\n")
