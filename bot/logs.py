"""Logging: one line an event, JSON unless on a terminal, never the token or private data."""

import contextlib
import logging
import sys
import threading
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import Processor
from typing_extensions import override

from bot.log_privacy.errors import described
from bot.log_privacy.records import keep_private

_SHARED: Sequence[Processor] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


class _Redactor(logging.Formatter):
    """Removes secrets from each formatted line, tracebacks included."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


class _DiscreetHandler(logging.StreamHandler[TextIO]):
    """Reports where a record that cannot be logged came from, not its contents."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exception()
        reason = described(error) if error is not None else "unknown"
        with contextlib.suppress(OSError, ValueError):  # there is nowhere left to report it
            self.stream.write(f"A record of {record.name} could not be logged: {reason}\n")


def configure_logging(
    level: str, style: str, *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send the logs of the bot and of its libraries to standard error.

    Args:
        level: The lowest level that is logged.
        style: ``json``, ``console``, or ``auto``: JSON unless the stream is a terminal.
        secrets: Texts that must never appear.
        stream: Where to write; standard error by default.
    """
    out = stream or sys.stderr
    as_json = style == "json" or (style == "auto" and not out.isatty())
    renderer: Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            keep_private,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
        pass_foreign_args=True,
        use_get_message=False,
    )
    handler = _DiscreetHandler(out)
    handler.setFormatter(_Redactor(formatter, secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(logging.INFO, root.level))
    logging.getLogger("alembic").setLevel(max(logging.WARNING, root.level))
    # It warns of missing voice support, which this bot does not use.
    logging.getLogger("discord.client").addFilter(_is_not_about_voice)
    route_to_standard_logging()


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    return "voice will NOT be supported" not in record.getMessage()


def route_to_standard_logging() -> None:
    """Route all events to the standard library's logging, whose handlers format them."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def log_uncaught_errors() -> None:
    """Log errors that end the process, a thread or a finalizer; Python would print them whole."""
    log = structlog.get_logger(__name__)

    def uncaught(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if not isinstance(error, KeyboardInterrupt):
            log.critical("uncaught_error", exc_info=error)

    sys.excepthook = uncaught
    threading.excepthook = lambda failed: log.error("thread_failed", exc_info=failed.exc_value)
    sys.unraisablehook = lambda failed: log.error("finalizer_failed", exc_info=failed.exc_value)
