"""The real bot as a process of its own, so that it can be stopped, killed and started again.

Its standard input takes a `BotConfig`, then commands (``advance SECONDS``), one per line; closing
it stops the bot. Its standard output brings one JSON object per line (``ready``, ``advanced``,
``failed``). Its logs go to a file.
"""

import asyncio
import json
import signal
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.errors import StartupError

T = TypeVar("T")

CHILD_MODULE = "bot.playground.process.child"

START_SECONDS = 120.0
"""A first start builds the catalogue, so this is generous."""

STOP_SECONDS = 10.0
_LOG_LINES = 5
_LOG_BYTES = 5_000_000
_PIPED_BYTES = 65_536
_PROJECT_FOLDER = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class BotConfig:
    """The configuration handed to the child at its start.

    Attributes:
        api_base: Where the local Discord's REST API is.
        gateway_url: Where its gateway is.
        token: The token that it accepts.
        settings: Settings that win over the environment, by name.
        clock_offset: By how many seconds the bot's clock is ahead.
    """

    api_base: str
    gateway_url: str
    token: str
    settings: dict[str, str] = field(default_factory=dict[str, str])
    clock_offset: float = 0.0

    def to_json(self) -> str:
        """Return the form in which it is handed over."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "BotConfig":
        """Read what `to_json` wrote."""
        return cls(**json.loads(text))


class BotDiedError(StartupError):
    """The bot ended unexpectedly; the message says why, as far as it is known."""


class BotProcess:
    """Starts, stops and kills the bot.

    Args:
        log_file: Where its logs are appended; a file that has grown too long is started anew.
        module: The module that is run.
        piped: Whether its logs come through a pipe, so that they arrive even while it cannot write
            to any file.
    """

    def __init__(self, log_file: Path, module: str = CHILD_MODULE, *, piped: bool = False) -> None:
        self._log_file = log_file
        self._module = module
        self._piped = piped
        self._copying: asyncio.Task[None] | None = None
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The id of the running process."""
        return self._process.pid if self._process else None

    async def spawn(self) -> None:
        """Spawn the process, without configuring it yet."""
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        is_long = self._log_file.exists() and self._log_file.stat().st_size > _LOG_BYTES
        with self._log_file.open("wb" if is_long else "ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-X", "utf8", "-m", self._module),
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE if self._piped else log,
                cwd=_PROJECT_FOLDER,
                # Ctrl-C in the console is for the console.
                start_new_session=True,
            )
        if (stderr := self._process.stderr) is not None:
            self._copying = asyncio.create_task(_copy(stderr, self._log_file))

    async def start(self, config: BotConfig) -> None:
        """Start the bot, in the spawned process if there is one; return when it is ready.

        Raises:
            BotDiedError: It ended before, or took too long.
        """
        if self._process is None:
            await self.spawn()
        self._tell(config.to_json())
        await self._expect("ready")

    async def watch(self, work: Coroutine[Any, Any, T]) -> T:
        """Await something that the bot takes part in, and return its result.

        Raises:
            BotDiedError: It is not running, or has ended meanwhile.
        """
        ending = asyncio.ensure_future(self._ended())
        working = asyncio.ensure_future(work)
        try:
            await asyncio.wait({ending, working}, return_when=asyncio.FIRST_COMPLETED)
            if ending.done():
                await ending
            return await working
        finally:
            ending.cancel()
            working.cancel()

    async def wait_ended(self) -> str:
        """Wait for the running process to end, and return its last words."""
        await self._running().wait()
        return self._last_words()

    async def advance(self, seconds: float) -> None:
        """Move the bot's clock forward, and wait until the bot has run due jobs.

        Raises:
            BotDiedError: The bot has ended.
        """
        self._tell(f"advance {seconds}")
        await self._expect("advanced")

    async def stop(self) -> None:
        """Ask the bot to end and wait for it; kill it if it does not."""
        if self._process is None:
            return
        _signal(self._process, signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            await self.kill()
        await self._forget()

    async def kill(self) -> None:
        """Kill the bot."""
        if self._process is None:
            return
        _signal(self._process, signal.SIGKILL)
        await self._process.wait()
        await self._forget()

    def _running(self) -> Process:
        if self._process is None:
            raise BotDiedError("the bot is not running")
        return self._process

    async def _ended(self) -> None:
        await self._running().wait()
        await self._forget()
        raise BotDiedError(self._last_words())

    async def _forget(self) -> None:
        self._process = None
        if self._copying is not None:
            await self._copying
            self._copying = None

    def _tell(self, line: str) -> None:
        # Both streams exist, since PIPE was asked for.
        cast(StreamWriter, self._running().stdin).write(f"{line}\n".encode())

    async def _expect(self, event: str) -> None:
        process = self._running()
        stdout = cast(StreamReader, process.stdout)
        try:
            line = await asyncio.wait_for(stdout.readline(), START_SECONDS)
        except TimeoutError:
            await self.kill()
            raise BotDiedError(f"the bot was not {event} in {START_SECONDS:.0f} s") from None
        message = json.loads(line) if line else {"event": "ended"}
        if message["event"] != event:
            await self.kill()
            raise BotDiedError(message.get("reason") or self._last_words())

    def _last_words(self) -> str:
        lines = self._log_file.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:]
        return f"the bot ended; the end of {self._log_file}:\n" + "\n".join(lines)


async def _copy(stderr: StreamReader, log_file: Path) -> None:
    """Append a pipe's output to a file, until its other end is closed."""
    with log_file.open("ab", buffering=0) as log:
        while some := await stderr.read(_PIPED_BYTES):
            log.write(some)


def _signal(process: Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except ProcessLookupError:
        return
