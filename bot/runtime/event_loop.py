"""The event loop that everything runs on: uvloop, which says what held it up.

Counted is the processor time of the loop's own thread within one callback, which is one step of a
task or what a protocol does with the bytes it is given: on a busy machine a callback takes longer,
and does no more. Reading that clock at each end of each callback would be felt, so it is read once
a millisecond at most; what is said may be too little by that, and never too much.
"""

import asyncio
import sys
import time
from asyncio import Handle, TimerHandle
from collections.abc import Callable, Coroutine
from contextvars import Context
from pathlib import Path
from threading import Thread, current_thread, get_ident
from typing import Any, TypeVar, TypeVarTuple, cast

import structlog
import uvloop

HELD_SECONDS = 0.05
"""Whoever holds the loop for longer is named in the log."""

_READ_SECONDS = 0.001
_LOOK_SECONDS = 0.02
_FRAMES_SHOWN = 4
_PACKAGE = str(Path(__file__).resolve().parents[1]) + "/"

_T = TypeVar("_T")
_Args = TypeVarTuple("_Args")
_log = structlog.get_logger(__name__)


class WatchedLoop(uvloop.Loop):
    """uvloop's loop, which logs ``loop_held`` with what held it.

    Attributes:
        began: When the running callback began, on the clock of ``perf_counter``; 0 in between.
        place: Where in the code it was seen, and when that callback began.
    """

    def __init__(self) -> None:
        super().__init__()
        self.began = 0.0
        self.place: tuple[float, str] = (0.0, "")
        self._read_at = time.perf_counter()
        self._spent = time.thread_time()
        self._thread = get_ident()

    def call_soon(
        self,
        callback: Callable[[*_Args], object],
        *args: *_Args,
        context: Context | None = None,
    ) -> Handle:
        """Call something in the next turn of the loop."""
        return super().call_soon(self._watch, callback, args, context=context)

    def call_soon_threadsafe(
        self,
        callback: Callable[[*_Args], object],
        *args: *_Args,
        context: Context | None = None,
    ) -> Handle:
        """Call something in the next turn of the loop, from whatever thread."""
        return super().call_soon_threadsafe(self._watch, callback, args, context=context)

    def call_later(
        self,
        delay: float,
        callback: Callable[[*_Args], object],
        *args: *_Args,
        context: Context | None = None,
    ) -> TimerHandle:
        """Call something after so many seconds; ``call_at`` comes by here, too."""
        return super().call_later(delay, self._watch, callback, args, context=context)

    def _watch(self, callback: Callable[[*_Args], object], args: tuple[*_Args]) -> None:
        began = time.perf_counter()
        if began - self._read_at > _READ_SECONDS:
            self._read("", 0.0, began, 0.0)
        unread = began - self._read_at
        self.began = began
        try:
            callback(*args)
        finally:
            self.began = 0.0
            ended = time.perf_counter()
            if ended - self._read_at > _READ_SECONDS:
                self._read(callback, unread, ended, began)

    def _read(self, callback: object, before: float, now: float, began: float) -> None:
        """Read the thread's clock; log the callback that ends here if it was too much.

        Args:
            callback: What ran since the clock was read last; empty for what comes between
                callbacks: bytes that are read and handed to their protocols.
            before: How many seconds of what was read belong to what ran before, at most.
            now: On the clock of ``perf_counter``.
            began: When the callback began, on the same clock.
        """
        if self._thread != (thread := get_ident()):  # each thread has a clock of its own
            self._thread, self._spent = thread, time.thread_time()
        spent = time.thread_time()
        held = spent - self._spent - before
        self._read_at, self._spent = now, spent
        if held > HELD_SECONDS:
            seen_at, place = self.place
            seen = place if seen_at == began else ""
            _log.warning(
                "loop_held", milliseconds=round(held * 1000), by=_name(callback), place=seen
            )


def new_event_loop() -> asyncio.AbstractEventLoop:
    """Return a loop that nobody uses yet."""
    return WatchedLoop()


def run_async(main: Coroutine[Any, Any, _T], *, watched: bool = False) -> _T:
    """Run a coroutine as :func:`asyncio.run` does, on a new uvloop loop.

    Args:
        main: What to run.
        watched: Whether what holds the loop is logged, as it is for a bot whom others wait for.
    """
    factory = new_event_loop if watched else uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        loop = runner.get_loop()
        if isinstance(loop, WatchedLoop):
            Thread(
                target=_look, args=(loop, current_thread().ident), name="loop-watch", daemon=True
            ).start()
        return runner.run(main)


def _look(loop: WatchedLoop, thread: int | None) -> None:
    """Note where in the code the loop is that is being held, again and again until it is closed."""
    while not loop.is_closed():
        time.sleep(_LOOK_SECONDS)
        began = loop.began
        if began and time.perf_counter() - began > _LOOK_SECONDS:
            # The documented way to see what another thread does.
            frame = sys._current_frames().get(thread or 0)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            places: list[str] = []
            while frame is not None and len(places) < _FRAMES_SHOWN:
                file = frame.f_code.co_filename
                if file.startswith(_PACKAGE) and file != __file__:
                    places.append(f"{file.removeprefix(_PACKAGE)}:{frame.f_lineno}")
                frame = frame.f_back
            loop.place = began, " < ".join(places)


def _name(callback: object) -> str:
    """Return what a callback does, in names of the code: nothing that anybody has typed."""
    if not callback:
        return "reading"
    owner = cast("object", getattr(callback, "__self__", None))
    if isinstance(owner, asyncio.Task):
        coroutine = cast("object", owner.get_coro())
        return getattr(coroutine, "__qualname__", type(coroutine).__qualname__)
    return getattr(callback, "__qualname__", type(callback).__qualname__)
