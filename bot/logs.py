"""Logging: one line an event, JSON unless a person watches, never the token."""

import logging
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SHARED: Sequence[Processor] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


class _Redactor:
    """Takes secrets out of whatever is logged."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        for key, value in event.items():
            if isinstance(value, str):
                event[key] = self._redacted(value)
        return event

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


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
    redact = _Redactor(secrets)
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        # Plain: a rich traceback would print local variables, and with them what people typed.
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=[*tail, redact, renderer]
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(logging.INFO, root.level))
    route_to_standard_logging()


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
