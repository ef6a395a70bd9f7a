"""Completion of what is typed in the console: commands, options, choices, steps, buttons."""

import re
from collections.abc import AsyncGenerator, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.playground.discord.http.wire import Json
from bot.playground.driver.options import NotOfferedError
from bot.playground.render.context import safe_text
from bot.playground.script.actor import Actor
from bot.playground.script.command_line import CHAT_INPUT, CommandCall, StepError, parse_call
from bot.playground.script.controls import buttons, menus
from bot.playground.script.steps import VERBS

_PARTIAL_NAME = re.compile(r"(?:^|(?<=\s))[\w-]*$")


class StepCompleter(Completer):
    """Completes a line up to the cursor; the bot itself is asked for an option's choices.

    Args:
        actor: The person typing, and what is on the screen.
    """

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    def get_completions(
        self,
        document: Document,  # noqa: ARG002 - prompt_toolkit's signature
        complete_event: CompleteEvent,  # noqa: ARG002 - likewise
    ) -> Iterable[Completion]:
        """Yield nothing: completing needs to ask the bot."""
        return ()

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - likewise
    ) -> AsyncGenerator[Completion, None]:
        """Yield completions of the line."""
        text = document.text_before_cursor.lstrip()
        if text.startswith("!"):
            for completion in self._steps(text):
                yield completion
        elif text.startswith("/"):
            try:
                for completion in await self._command(text[1:]):
                    yield completion
            except (StepError, NotOfferedError):
                return

    def _steps(self, text: str) -> Iterator[Completion]:
        verb, blank, rest = text[1:].partition(" ")
        if not blank:
            yield from _matching(verb, VERBS)
        elif self._actor.shown is not None:
            message = self._actor.message()
            if verb == "click":
                yield from _matching(rest, (button.caption for button in buttons(message)))
            elif verb == "select":
                entries = (choice.caption for menu in menus(message) for choice in menu.choices)
                yield from _matching(rest, entries)

    async def _command(self, text: str) -> list[Completion]:
        commands = self._actor.offered()
        if not re.search(r"\s", text):
            names = {c["name"]: c["description"] for c in commands if c["type"] == CHAT_INPUT}
            return list(_matching(text, names, names))
        call = parse_call(text, commands)
        return [*_option_names(text, call), *await self._choices(text, call)]

    async def _choices(self, text: str, call: CommandCall) -> list[Completion]:
        option = call.known.get(call.focused)
        if option is None:
            return []
        typed = call.typed.get(call.focused, "")
        if option.get("autocomplete"):
            choices = (await self._actor.complete(call)).choices or []
        else:
            choices = [c for c in option.get("choices") or () if _begins(typed, c["name"])]
        for choice in choices:
            self._actor.picked[call.name, call.focused, choice["name"]] = choice["value"]
        start = -len(typed + text[len(text.rstrip()) :]) if typed else 0
        return [Completion(safe_text(choice["name"]), start) for choice in choices]


def _option_names(text: str, call: CommandCall) -> Iterator[Completion]:
    partial = _PARTIAL_NAME.search(text)
    if partial is None:
        return
    left: dict[str, Json] = {n: o for n, o in call.known.items() if n not in call.typed}
    if len(call.known) > 1 or call.typed:
        for name, option in left.items():
            if name.startswith(partial[0]):
                yield Completion(f"{name}:", -len(partial[0]), display_meta=option["description"])


def _begins(typed: str, name: str) -> bool:
    return name.casefold().startswith(typed.casefold())


def _matching(
    typed: str, names: Iterable[str], meanings: dict[str, str] | None = None
) -> Iterator[Completion]:
    for name in names:
        if _begins(typed, name):
            yield Completion(name, -len(typed), display_meta=(meanings or {}).get(name, ""))
