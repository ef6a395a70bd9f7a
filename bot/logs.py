"""Logging: one line an event, JSON unless a person watches, never the token."""

import logging
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import structlog
from structlog.typing import Processor

_SHARED: Sequence[Processor] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


class _Redactor(logging.Formatter):
    """Takes secrets out of each finished line, tracebacks included."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


def configure_logging(
    level: str, style: str, *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send the logs of the bot and of its libraries to standard error.

    Args:
        level: The least level that is logged.
        style: ``json``, ``console``, or ``auto``: JSON unless the stream is a terminal.
        secrets: Texts that must never appear.
        stream: Where to write; standard error by default.
    """
    out = stream or sys.stderr
    as_json = style == "json" or (style == "auto" and not out.isatty())
    tail: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        tail.append(structlog.processors.format_exc_info)
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        # Plain: a rich traceback would print local variables, and with them what people typed.
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=[*tail, renderer]
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Redactor(formatter, secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(logging.INFO, root.level))
    logging.getLogger("alembic").setLevel(max(logging.WARNING, root.level))
    # It warns of what voice would need; this bot has no voice.
    logging.getLogger("discord.client").addFilter(_is_not_about_voice)
    route_to_standard_logging()


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    return "voice will NOT be supported" not in record.getMessage()


def route_to_standard_logging() -> None:
    """Hand all events to the standard library's logging, where its handlers format them."""
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
