"""The examples of the docs: fenced ``ask`` blocks, answered by the real bot as the docs are built.

A block holds steps of a script (docs/playground.md), a line each. They are carried out one after
the other by one person for all of a page: ada in English, carla in Spanish (``ask es``). A block
with ``ask hidden`` prepares something and leaves nothing in the page. What does not work, or what
Discord would refuse, fails the build, and so does an answer that finds nothing or names a problem,
unless the block shows one (``ask problem``). ``{seed}`` stands for the seed of the draw before.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console

from bot.discord.views.notices import FAILURE_COLOR, WARNING_COLOR
from bot.playground.console.transcript import Transcript
from bot.playground.discord.http.wire import Json
from bot.playground.script.script import Result, ScriptRunner
from bot.playground.script.steps import is_step
from docs.tools.live_page import LivePage

BLOCK = re.compile(r"^```ask(?P<words>[a-z ]*)\n(?P<steps>.*?)^```$", re.MULTILINE | re.DOTALL)
_WIDTH = 76
_HEADINGS = ("content", "title", "description")
_ENGLISH, _SPANISH = "ada", "carla"
_PROBLEM = "problem"
_NOTHING = re.compile(
    r"\b(?:nothing|none yet|no \w+ (?:yet|has been)|no (?:title|night|film)s?\b|nobody called"
    r"|nada|ning[uú]n[oa]?|todavía no|aún no|no hay)\b",
    re.IGNORECASE,
)
"""Words with which the bot says, in a heading or a first line, that there is nothing."""

_SEED = re.compile(r"\b(?:seed|semilla) ([\w-]+)")
_PRESS = re.compile(r"^!(?:click|select|submit|menu) ")


class StaleExampleError(Exception):
    """An example does not work; the message says which, and what the bot said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an example brought.

    Attributes:
        typed: What somebody typed and pressed, as it is shown.
        text: The last answer as a terminal shows it.
        user: Who asked, by name.
        message: The last answer's message, unless it is a form or a list of choices.
    """

    typed: str
    text: str
    user: str
    message: Json | None


def steps_of(block: str) -> Iterator[str]:
    """Yield the steps of a block."""
    return (line for line in block.splitlines() if is_step(line))


async def answer(live: LivePage, runner: ScriptRunner, words: str, block: str) -> Answer:
    """Carry out a block's steps, and return what the last one brought.

    Args:
        live: The playground.
        runner: Carries out all steps of the page.
        words: What stands behind ``ask`` in the block's first line.
        block: The steps.

    Raises:
        StaleExampleError: A step went wrong.
    """
    user = _SPANISH if "es" in words.split() else _ENGLISH
    await runner.run(f"!as {user}")
    result = Result("")
    seed, done = "", list[str]()
    for step in steps_of(block):
        line = step.replace("{seed}", seed)
        result = await runner.run(line)
        done.append(line)
        if result.error is not None:
            raise StaleExampleError(f"{line}: {result.error['message']}")
        exchange = result.exchange
        if exchange and _PROBLEM not in words.split():
            for fault in faults_of(exchange.reply, exchange.choices):
                raise StaleExampleError(f"{line}: {fault}")
        if exchange and (told := _SEED.search(str((exchange.reply or {}).get("embeds")))):
            seed = told[1]
        user = line.removeprefix("!as ").strip() if line.startswith("!as ") else user
    typed = "\n".join(_shown(line) for line in done if not line.startswith("!as"))
    reply = result.exchange.reply if result.exchange else None
    text = _as_text(live, result)
    return Answer(typed, text, user, reply)


def faults_of(reply: Json | None, choices: Sequence[Json] | None) -> Iterator[str]:
    """Yield why an answer is none that an example should show: it names a problem or has nothing.

    Args:
        reply: The message, if there is one.
        choices: What is offered while somebody types, if that was asked for.
    """
    if choices is not None and not choices:
        yield "nothing is offered for that"
    if reply is None:
        return
    embeds: list[Json] = reply.get("embeds") or []
    for embed in embeds:
        if embed.get("color") in {WARNING_COLOR, FAILURE_COLOR}:
            yield f"the answer is a problem: {embed.get('title')}"
    first = [reply, *embeds[:1]]
    for said in (str(one.get(key) or "") for one in first for key in _HEADINGS):
        if _NOTHING.search(said.partition("\n")[0]):
            yield f"the answer finds nothing: {said[:80]}"


def _shown(line: str) -> str:
    return f"▸ {line.split(' ', 1)[1]}" if _PRESS.match(line) else line.removeprefix("?")


def _as_text(live: LivePage, result: Result) -> str:
    console = Console(width=_WIDTH, file=io.StringIO(), record=True)
    Transcript(console, live.session.playground).show(result)
    return "\n".join(line.rstrip() for line in console.export_text().splitlines()).strip("\n")
