"""Answers of threads to an event loop that is closed meanwhile: nobody awaits them any more."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any


def let_answers_be_late(connection: Any) -> None:
    """Make the thread of an aiosqlite connection ignore that an event loop is closed.

    If a task is cancelled, nobody waits for what the thread is doing for it, so the loop may be
    closed before the thread has an answer. Otherwise the thread would end with an exception.
    """
    connection._tx = _CallQueue(connection._tx)  # noqa: SLF001


class _CallQueue:
    """Takes the calls for a connection's thread in place of the connection's own queue."""

    def __init__(self, calls: Any) -> None:
        self._calls = calls

    def put_nowait(self, call: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        """Queue a call, as aiosqlite does, with the future that awaits its result."""
        future, function = call
        self._calls.put_nowait((None, partial(_answer, future, function) if future else function))


def _answer(future: asyncio.Future[Any], function: Callable[[], Any]) -> Any:
    """Make a call, and give a future its result or what it raised."""
    result = error = None
    try:
        result = function()
    except BaseException as raised:  # noqa: BLE001  # it belongs to the task that waits
        error = raised
    with contextlib.suppress(RuntimeError):  # the future's event loop is closed
        future.get_loop().call_soon_threadsafe(_settle, future, result, error)
    return result


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
