"""Results of database threads that arrive after their event loop was closed."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any


def tolerate_closed_loop(connection: Any) -> None:
    """Let the thread of an aiosqlite connection drop results whose event loop is closed.

    Nobody waits for the result of a cancelled task, so the loop may be closed before the thread has
    one. Otherwise the thread would end with an exception.
    """
    connection._tx = _CallQueue(connection._tx)  # noqa: SLF001


class _CallQueue:
    """Takes the calls for a connection's thread in place of the connection's own queue."""

    def __init__(self, calls: Any) -> None:
        self._calls = calls

    def put_nowait(self, call: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        """Queue a call, as aiosqlite does, with the future that awaits its result."""
        future, function = call
        self._calls.put_nowait((None, partial(_run, future, function) if future else function))


def _run(future: asyncio.Future[Any], function: Callable[[], Any]) -> Any:
    """Make a call, and give its future the result or the exception."""
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001 - it is for the task that waits
        _settle_later(future, None, error)
        return None
    _settle_later(future, result, None)
    return result


def _settle_later(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    with contextlib.suppress(RuntimeError):  # the future's event loop is closed
        future.get_loop().call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
