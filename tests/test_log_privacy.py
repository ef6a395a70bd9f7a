"""Logs hold nobody's id and nobody's words, whichever library logs; what helps operators stays."""

import asyncio
import io
import json
import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadRowError, StateError
from bot.log_privacy.errors import described, private_traceback
from bot.log_privacy.ids import WITHHELD_ID, without_ids
from bot.logs import configure_logging, log_uncaught_errors

PERSON, SERVER, CHANNEL = 407712345678901234, 512345678901234567, 612345678901234567
WORDS = "kramr my secret film"
API = "https://discord.com/api/v10"

pytestmark = pytest.mark.usefixtures("restored_logging")


def logged(log: Callable[[], object], style: str = "json") -> str:
    """Return what is written at DEBUG when something logs."""
    stream = io.StringIO()
    configure_logging("DEBUG", style, stream=stream)
    log()
    return stream.getvalue()


def by(logger: str, template: object, *arguments: object, **more: Any) -> str:
    written = logged(lambda: logging.getLogger(logger).error(template, *arguments, **more))
    return json.loads(written)["event"]


@pytest.mark.parametrize(
    ("logger", "template", "arguments", "expected"),
    [
        (
            "discord.app_commands.tree",
            "Ignoring exception in autocomplete for %r (Guild: %s, User: %s)",
            ("movie", SERVER, PERSON),
            f"Ignoring exception in autocomplete for movie (Guild: {SERVER}, User: [id])",
        ),
        (
            "discord.state",
            "Timed out waiting for chunks with query %r and limit %d for guild_id %d",
            (WORDS, 5, SERVER),
            f"Timed out waiting for chunks with query [text] and limit 5 for guild_id {SERVER}",
        ),
        (
            "discord.state",
            "VOICE_STATE_UPDATE referencing an unknown member ID: %s. Discarding.",
            (str(PERSON),),
            "VOICE_STATE_UPDATE referencing an unknown member ID: [id]. Discarding.",
        ),
        (
            "discord.state",
            "CHANNEL_UPDATE referencing an unknown channel ID: %s. Discarding.",
            (str(CHANNEL),),
            f"CHANNEL_UPDATE referencing an unknown channel ID: {CHANNEL}. Discarding.",
        ),
        (
            "discord.http",
            "%s %s with %s has returned %s",
            (
                "PATCH",
                f"{API}/guilds/{SERVER}/members/{PERSON}?query=secret",
                f'{{"content": "{WORDS}"}}',
                200,
            ),
            f"PATCH {API}/guilds/{SERVER}/members/[id] with [text] has returned 200",
        ),
        (
            "discord.webhook.async_",
            "Webhook %s returned %s",
            (f"{API}/webhooks/{CHANNEL}/aW50-ZXJhY3Rpb24/messages/1", 404),
            f"Webhook {API}/webhooks/{CHANNEL}/[token]/messages/1 returned 404",
        ),
        (
            "discord.gateway",
            "Shard ID %s heartbeat in %.2fs",
            (3, 1.5),
            "Shard ID 3 heartbeat in 1.50s",
        ),
        (
            "aiosqlite",
            "executing %s",
            (partial(print, "INSERT INTO t VALUES (?)", (PERSON, WORDS)),),
            "executing print",
        ),
        ("sqlalchemy.engine.Engine", "Row %r", ((PERSON, WORDS),), "Row [tuple]"),
        (
            "sqlalchemy.engine.Engine",
            "SELECT a FROM t WHERE user_id = ?",
            (),
            "SELECT a FROM t WHERE user_id = ?",
        ),
        (
            "asyncio",
            f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{WORDS}')>",
            (),
            "Task exception was never retrieved [...]",
        ),
        ("asyncio", f"Exception in callback f('{WORDS}')", (), "Exception in callback f [...]"),
        (
            "asyncio",
            "Executing %s took %.3f seconds",
            (WORDS, 0.25),
            "Executing [text] took 0.250 seconds",
        ),
        (
            "aiohttp.client",
            "%(status)s from %(guild)s for %(who)s",
            ({"status": 404, "guild": SERVER, "who": PERSON},),
            f"404 from {SERVER} for [id]",
        ),
        ("aiohttp.server", "100%% of %d", ("nothing",), "100% of [text]"),
        (
            "discord.http",
            "Fetched %s %s",
            ("https://cdn.example/mine.csv", "DUNE"),
            "Fetched [text] [text]",
        ),
        ("aiohttp.server", "%d of %d", (1,), "1 of [text]"),
        ("anything", ValueError(WORDS), (), "ValueError: [withheld]"),
    ],
)
def test_of_a_librarys_record_the_template_stays_and_what_is_nobodys(
    logger: str, template: object, arguments: tuple[object, ...], expected: str
) -> None:
    assert by(logger, template, *arguments) == expected


def test_our_own_events_keep_what_names_a_place_or_an_error() -> None:
    log = structlog.get_logger("bot.test")
    event = json.loads(
        logged(
            lambda: log.warning(
                "answer_failed",
                reference="1f2e3d4c",
                guild_id=SERVER,
                channel_id=CHANNEL,
                user_id=PERSON,
                attempt=2,
                query=WORDS,
                reason=f"channel {CHANNEL} is closed to {PERSON}",
            )
        )
    )
    assert {key: event[key] for key in ("reference", "guild_id", "channel_id", "attempt")} == {
        "reference": "1f2e3d4c",
        "guild_id": SERVER,
        "channel_id": CHANNEL,
        "attempt": 2,
    }
    assert (event["user_id"], event["query"]) == ("[id]", "[text]")
    assert event["reason"] == f"channel {CHANNEL} is closed to [id]"


def failing(error: BaseException) -> None:
    """Log an error with its cause, raised from a frame that has words and an id in it."""
    words, person = WORDS, PERSON
    try:
        try:
            raise KeyError(words, person)  # noqa: TRY301 - its frame is what is looked at
        except KeyError as cause:
            raise error from cause
    except type(error):
        logging.getLogger("library").exception("failed")


REFUSAL: Any = SimpleNamespace(status=400, reason="Bad Request")


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError(WORDS), "ValueError: [withheld]"),
        (RuntimeError(f"{PERSON} is not there"), "RuntimeError: [withheld]"),
        (FileNotFoundError(2, "No such file or directory", WORDS), "[Errno 2] No such file"),
        (StateError("the disk is full"), "bot.errors.StateError: the disk is full"),
        (
            BadRowError("nights", (7,)),
            "bot.errors.BadRowError: the row 7 of nights cannot be read",
        ),
        (
            discord.HTTPException(REFUSAL, {"code": 50035, "message": f'Value "{WORDS}" is odd'}),
            "400 Bad Request (error code: 50035): Value [text]",
        ),
        (
            discord.Forbidden(REFUSAL, f"can't take 'it's {WORDS}"),
            "(error code: 0): can't take [text]",
        ),
        (discord.app_commands.AppCommandError(WORDS), "AppCommandError: [withheld]"),
        (ExceptionGroup(WORDS, [ValueError(WORDS), OSError(28, "Full")]), "[Errno 28] Full"),
    ],
)
@pytest.mark.parametrize("style", ["json", "console"])
def test_tracebacks_keep_frames_and_causes_but_nobodys_words(
    error: Exception, kept: str, style: str
) -> None:
    written = logged(lambda: failing(error), style)
    assert kept in written
    assert "KeyError: [withheld]" in written
    assert "in failing" in written
    assert "raise error from cause" in written
    assert WORDS not in written
    assert str(PERSON) not in written


def nested(levels: int) -> ValueError:
    """Return an error that was caused by one more for each level."""
    error = ValueError(WORDS)
    for _ in range(levels):
        error, cause = ValueError(WORDS), error
        error.__cause__ = cause
    return error


@pytest.mark.parametrize(("causes", "shown"), [(0, 1), (3, 4), (9, 10), (30, 10)])
def test_a_traceback_shows_so_many_causes(causes: int, shown: int) -> None:
    assert private_traceback(nested(causes)).count("ValueError: [withheld]") == shown


def test_a_traceback_tells_each_error_once_and_how_they_hang_together() -> None:
    one, other = ValueError(WORDS), KeyError(WORDS)
    one.__cause__, other.__cause__ = other, one
    caused = private_traceback(one)
    assert caused.count("ValueError") == caused.count("KeyError") == 1
    assert "direct cause" in caused
    handled = LookupError(WORDS)
    handled.__context__ = OSError(28, "Full")
    assert "During handling" in private_traceback(handled)
    handled.__suppress_context__ = True
    assert private_traceback(handled) == "LookupError: [withheld]"


class LibraryError(Exception):
    """An error whose class says that a library defines it."""


@pytest.mark.parametrize(
    ("library", "name", "said", "kept"),
    [
        ("aiohttp.client", "ClientError", f"cannot reach '{WORDS}'", "cannot reach [text]"),
        ("asyncpg.exceptions", "DataError", f"bad value\nDETAIL: {WORDS}", "bad value"),
        ("asyncpg.exceptions", "DataError", f'column "a" of "{WORDS}"', 'column "a" of [text]'),
        ("discord.errors", "Forbidden", f"no '{WORDS}'", "no [text]"),
        ("discord.errors", "ClientException", WORDS, "[withheld]"),
        ("elsewhere", "Forbidden", WORDS, "[withheld]"),
        ("elsewhere", "Silent", "", ""),
    ],
)
def test_of_a_librarys_error_that_is_kept_which_is_nobodys(
    library: str, name: str, said: str, kept: str
) -> None:
    kind = type(name, (LibraryError,), {"__module__": library})
    assert described(kind(said)) == f"{library}.{name}" + (f": {kept}" if kept else "")


def test_of_a_databases_error_the_first_line_stays() -> None:
    error = sqlite3.OperationalError(f"no such table\n{WORDS}")
    assert described(error) == "sqlite3.OperationalError: no such table"
    assert described(OSError(WORDS)) == "OSError: [withheld]"
    assert described(FileNotFoundError(2, "No such file", WORDS)).endswith("[Errno 2] No such file")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("took 99999999999999 ns", "took 99999999999999 ns"),  # 14 digits are no id
        ("took 100000000000000 ns", "took [id] ns"),
        ("guild 100000000000000", "guild 100000000000000"),
    ],
)
def test_a_number_of_fifteen_digits_may_be_somebodys(text: str, kept: str) -> None:
    assert without_ids(text) == kept
    number = text.split()[1]
    assert by("library", text.replace(number, "%s"), int(number)) == kept
    event = json.loads(logged(lambda: structlog.get_logger("bot.test").info("e", n=int(number))))
    assert event["n"] == (int(number) if len(number) < 15 else WITHHELD_ID)


def test_what_the_interpreter_says_of_types_stays() -> None:
    def broken() -> None:
        try:
            None.upper()  # type: ignore[attr-defined]
        except AttributeError:
            structlog.get_logger("bot.test").exception("failed")

    assert "'NoneType' object has no attribute 'upper'" in logged(broken)
    assert described(TypeError(WORDS)) == "TypeError: [withheld]"  # nobody knows who made it


def test_what_python_would_print_itself_is_logged_without_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, None)  # to be put back
    stream = io.StringIO()
    configure_logging("INFO", "json", stream=stream)
    log_uncaught_errors()
    error = ValueError(WORDS, PERSON)
    sys.excepthook(ValueError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    failed: Any = SimpleNamespace(exc_value=error)
    sys.unraisablehook(failed)
    threading.excepthook(failed)
    events = [json.loads(line)["event"] for line in stream.getvalue().splitlines()]
    assert events == ["uncaught_error", "finalizer_failed", "thread_failed"]
    assert stream.getvalue().count("ValueError: [withheld]") == 3  # to interrupt is no error
    assert WORDS not in stream.getvalue()
    assert str(PERSON) not in stream.getvalue()


def test_a_record_that_cannot_be_written_tells_only_whence_it_came() -> None:
    class Odd(dict[str, str]):
        def get(self, *_: object) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
            raise LookupError(WORDS)

    written = logged(lambda: logging.getLogger("library").warning("%(who)s", Odd({"who": WORDS})))
    assert written == "A record of library could not be logged: LookupError: [withheld]\n"


async def test_a_task_that_nobody_waited_for_tells_no_words() -> None:
    async def fail(words: str) -> None:
        raise LookupError(words)

    loop = asyncio.get_running_loop()
    task = loop.create_task(fail(WORDS))
    await asyncio.wait([task])
    context = {"message": "Task exception was never retrieved", "exception": task.exception()}
    written = logged(lambda: loop.default_exception_handler({**context, "future": task}))
    assert "Task exception was never retrieved" in written
    assert "LookupError: [withheld]" in written
    assert WORDS not in written


@pytest.mark.parametrize(
    "text",
    [
        f"<Member id={PERSON} name=a guild=<Guild id={SERVER}>>",
        f"/guilds/{SERVER}/members/{PERSON}",
        f"<@{PERSON}> in <#{SERVER}>",
        f"1:t:{PERSON}:movie in server {SERVER}",
        f"people={PERSON},{PERSON}, guild_ids={SERVER}",
        f'{{"user_id": "{PERSON}", "guild_id": "{SERVER}"}}',
    ],
)
def test_an_id_stays_only_where_a_servers_or_channels_is_named(text: str) -> None:
    assert str(PERSON) not in without_ids(text)
    assert str(SERVER) in without_ids(text)


@given(st.text(min_size=3), st.integers(10**16, 2**63))
def test_no_words_and_no_id_get_through(words: str, person: int) -> None:
    words = f"⟪{words}⟫"

    def log() -> None:
        library = logging.getLogger("library")
        library.debug("User %s said %r to %s", person, words, [words, person])
        library.debug("said: %(words)s", {"words": words})
        try:
            raise ValueError(words, person)  # noqa: TRY301 - likewise
        except ValueError:
            library.exception("by %d", person)

    stream = io.StringIO()
    configure_logging("DEBUG", "console", stream=stream)
    log()
    assert words not in stream.getvalue()
    assert str(person) not in stream.getvalue()


def test_what_code_without_source_raised_is_withheld() -> None:
    with pytest.raises(TypeError) as raised:
        exec(compile(f"raise TypeError({WORDS!r})", "<nowhere>", "exec"))  # noqa: S102
    assert described(raised.value) == "TypeError: [withheld]"


def test_a_number_below_zero_may_be_somebodys() -> None:
    assert by("library", "took %s ns", -PERSON) == "took [id] ns"
    event = json.loads(logged(lambda: structlog.get_logger("bot.test").info("e", n=-PERSON)))
    assert event["n"] == WITHHELD_ID


@pytest.mark.parametrize("beginning", ["GET", "https://discord.com/api/v10/users/@me"])
def test_words_that_begin_like_a_request_are_withheld(beginning: str) -> None:
    assert by("library", "sent %s", beginning) == f"sent {beginning}"
    assert by("library", "sent %s", f"{beginning} {WORDS}") == "sent [text]"


def test_of_a_template_that_its_arguments_do_not_fit_no_id_stays() -> None:
    assert by("library", f"user {PERSON} took %x", 1.5) == "user [id] took %x"
