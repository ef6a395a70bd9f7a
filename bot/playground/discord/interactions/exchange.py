"""The outcome of one interaction, as its user sees it."""

import asyncio
import time

from bot.playground.discord.http.wire import Json, Upload

FOLLOW_UP_SECONDS = 2.0
"""How long to wait for a replacement of a deleted promise, in real seconds."""

_PROMISES = {5, 6}
"""The callback types that only promise an answer."""

_EPHEMERAL = 1 << 6
"""The flag of a message that one person sees."""

NO_ANSWER: Json = {"code": 0, "message": "The application did not respond"}


class Exchange:
    """One interaction, and everything the bot did with it.

    It keeps recording for as long as the bot acts on it: `reply` and `files` are always the latest.

    Attributes:
        interaction: The interaction as it was sent to the bot.
        milliseconds: From sending it to the first accepted answer; ``None`` without one.
        answer_type: The callback type of that answer: 4 message, 5 deferred message,
            6 deferred update, 7 update, 8 choices, 9 modal.
        ephemeral: Whether the reply is shown to this person only.
        reply: The message that the answer sent or changed, or ``None``.
        files: The reply's files.
        choices: The answer to autocomplete, or ``None``.
        modal: The form that was opened, or ``None``.
        also: Other messages sent or edited before the exchange returned, in their latest form.
        error: Discord's first refusal, or what it tells the user if no answer came; ``None`` if all
            went well.
    """

    def __init__(self, interaction: Json) -> None:
        self.interaction = interaction
        self.milliseconds: float | None = None
        self.answer_type: int | None = None
        self.ephemeral = False
        self.reply: Json | None = None
        self.files: tuple[Upload, ...] = ()
        self.choices: list[Json] | None = None
        self.modal: Json | None = None
        self.also: tuple[Json, ...] = ()
        self.error: Json | None = None
        self.begun = time.perf_counter()
        self._promise_deleted = False
        self._answered = asyncio.Event()
        self._finished = asyncio.Event()

    @property
    def acknowledged(self) -> bool:
        """Whether the bot gave an accepted first answer."""
        return self.answer_type is not None

    @property
    def deferred(self) -> bool:
        """Whether the first answer was a promise."""
        return self.answer_type in _PROMISES

    def answer(self, kind: int) -> None:
        """Record the first accepted answer."""
        self.milliseconds = (time.perf_counter() - self.begun) * 1000
        self.answer_type = kind
        self._answered.set()
        if not self.deferred:
            self._finished.set()

    def show(self, message: Json, files: tuple[Upload, ...], *, final: bool = True) -> None:
        """Record the reply's latest form; a final one fulfils a deferred answer."""
        self.reply = message
        self.files = files
        self.ephemeral = bool(message.get("flags", 0) & _EPHEMERAL)
        if final:
            self._finished.set()

    def follow(self, message: Json, files: tuple[Upload, ...]) -> None:
        """Record a further message: the reply, if it replaces a promise that was deleted."""
        if self._promise_deleted:
            self._promise_deleted = False
            self.show(message, files)
        self._finished.set()

    def withdraw(self, *, promised: bool) -> None:
        """Record that the reply was deleted; a mere promise may still be replaced."""
        self.reply = None
        self.files = ()
        self._promise_deleted = promised
        if promised:
            asyncio.get_running_loop().call_later(FOLLOW_UP_SECONDS, self._finished.set)
        else:
            self._finished.set()

    def refuse(self, body: Json) -> None:
        """Record what Discord refused; the first refusal stays."""
        self.error = self.error or body

    async def wait_answered(self, seconds: float) -> bool:
        """Wait for the first answer; return whether it came in time."""
        return await _wait(self._answered, seconds)

    async def wait_finished(self, seconds: float) -> bool:
        """Wait until a deferred answer is fulfilled; return whether it was in time."""
        return await _wait(self._finished, seconds)


async def _wait(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
