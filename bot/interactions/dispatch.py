"""Finds the handler of a request and runs it; whatever happens, there is a reply."""

import secrets
from collections.abc import Mapping

import structlog

from bot.errors import UnavailableError, UserFacingError
from bot.interactions.handlers import Call, Handler
from bot.library.snapshot import Library
from bot.messages.asker import Asker
from bot.messages.forms import Form
from bot.messages.reply import Reply
from bot.messages.request import Request
from bot.messages.wording import locale_for
from bot.views.errors import apologise, explain

_log = structlog.get_logger(__name__)


class Dispatcher:
    """Knows the handlers.

    Args:
        library: What answers are made from.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._handlers: dict[str, Handler] = {}

    def register(self, handlers: Mapping[str, Handler]) -> None:
        """Let these handlers answer the requests of their names.

        Raises:
            ValueError: A name is taken.
        """
        if taken := self._handlers.keys() & handlers.keys():
            raise ValueError(f"already registered: {sorted(taken)}")
        self._handlers.update(handlers)

    def knows(self, request: Request) -> bool:
        """Return whether there is a handler for a request."""
        return request.name in self._handlers

    async def answer(self, request: Request, asker: Asker) -> Reply | Form:
        """Return the reply to a request; never raises."""
        try:
            request.require_storable()
            async with self._library.lease(adult=asker.adult) as snapshot:
                return await self._handlers[request.name](Call(request, snapshot, asker))
        except Exception as error:  # noqa: BLE001 - whatever happens, somebody waits for an answer
            return reply_to_error(error, request, asker.locale)


def reply_to_error(error: Exception, request: Request | None = None, locale: str = "") -> Reply:
    """Return the message for an error; what is no user's doing is logged with a reference."""
    if isinstance(error, UserFacingError):
        if isinstance(error, UnavailableError):
            _log.warning("unavailable", reason=str(error))
        return explain(error, request, locale)
    reference = secrets.token_hex(4)
    _log.error(
        "answer_failed",
        reference=reference,
        request=request.name if request else None,
        exc_info=error,
    )
    return apologise(reference, locale_for(request, locale))
