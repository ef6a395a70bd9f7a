"""Finds the handler of a request and runs it; there is always a reply."""

import secrets
from collections import Counter
from collections.abc import Mapping

import structlog

from bot.discord.interactions.handlers import Call, Handler
from bot.discord.messages.asker import Asker
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.errors import apologise, explain
from bot.errors import UnavailableError, UserFacingError
from bot.library.snapshot import Library
from bot.runtime.workers.people import working_for

_log = structlog.get_logger(__name__)


class Dispatcher:
    """Knows the handlers.

    Args:
        library: What answers are made from.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._handlers: dict[RequestName, Handler] = {}

    def register(self, *groups: Mapping[RequestName, Handler]) -> None:
        """Register handlers, exactly one for each name.

        Raises:
            ValueError: A name has none, or several.
        """
        count = Counter(name for handlers in groups for name in handlers)
        if wrong := [f"{count[name]} of {name}" for name in RequestName if count[name] != 1]:
            raise ValueError(f"every request needs one handler; there are {', '.join(wrong)}")
        for handlers in groups:
            self._handlers.update(handlers)

    async def answer(self, request: Request, asker: Asker) -> Reply | Form:
        """Return the reply to a request; never raises."""
        try:
            request.require_storable()
            with working_for(asker.user_id):
                async with self._library.lease(adult=asker.adult) as snapshot:
                    return await self._handlers[request.name](Call(request, snapshot, asker))
        except Exception as error:  # noqa: BLE001 - whatever happens, somebody waits for an answer
            return reply_to_error(error, request)


def reply_to_error(error: Exception, request: Request | None = None) -> Reply:
    """Return the message for an error; unexpected ones are logged with a reference."""
    if isinstance(error, UserFacingError):
        if isinstance(error, UnavailableError):
            _log.warning("unavailable", reason=str(error))
        return explain(error, request)
    reference = secrets.token_hex(4)
    _log.error(
        "answer_failed",
        reference=reference,
        request=request.name.value if request else None,
        exc_info=error,
    )
    return apologise(reference)
