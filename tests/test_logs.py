"""Logs: JSON away from a terminal, never a secret."""

import io
import json
import logging

import pytest
import structlog

from bot.logs import configure_logging

pytestmark = pytest.mark.usefixtures("restored_logging")


def test_events_are_json_lines_without_secrets() -> None:
    stream = io.StringIO()
    configure_logging("INFO", "auto", secrets=["t0ken", ""], stream=stream)
    structlog.get_logger("bot.test").info(
        "connected", url="wss://x?token=t0ken", count=2, more=["t0ken"]
    )
    logging.getLogger("library").warning("using %s", "t0ken")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert first["event"] == "connected"
    assert first["count"] == 2
    assert second["logger"] == "library"
    assert "t0ken" not in stream.getvalue()
    assert first["url"] == "wss://x?token=[secret]"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("style", "out", "as_json"),
    [
        ("json", Terminal(), True),
        ("console", io.StringIO(), False),
        ("auto", io.StringIO(), True),
        ("auto", Terminal(), False),
    ],
)
def test_a_terminal_gets_lines_to_read_unless_told_otherwise(
    style: str, out: io.StringIO, as_json: bool
) -> None:
    configure_logging("INFO", style, stream=out)
    structlog.get_logger("bot.test").info("connected")
    assert out.getvalue().startswith('{"') == as_json


def test_tracebacks_hold_no_local_variables() -> None:
    for style in ("json", "console"):
        stream = io.StringIO()
        configure_logging("INFO", style, secrets=["t0ken"], stream=stream)
        typed_by_somebody = "what somebody typed"
        try:
            int("t0ken")
        except ValueError:
            structlog.get_logger("bot.test").warning("failed", exc_info=True)
        assert "ValueError" in stream.getvalue()
        assert typed_by_somebody not in stream.getvalue()
        assert "t0ken" not in stream.getvalue()


def test_less_important_events_are_left_out() -> None:
    stream = io.StringIO()
    configure_logging("WARNING", "json", stream=stream)
    structlog.get_logger("bot.test").info("quiet")
    assert stream.getvalue() == ""
