"""The forms of DATABASE_URL."""

from pathlib import Path

import pytest

from bot.errors import StateError
from bot.state.database.address import parse_address


@pytest.mark.parametrize(
    "address",
    [
        "postgres://me:s3cret@db.example:6543/marquee",
        "postgresql://me:s3cret@db.example:6543/marquee",
        "postgresql+asyncpg://me:s3cret@db.example:6543/marquee",
    ],
)
def test_postgresql_when_written_in_any_form_then_the_driver_is_named(address: str) -> None:
    parsed = parse_address(address)
    assert parsed.url.render_as_string(hide_password=False) == (
        "postgresql+asyncpg://me:s3cret@db.example:6543/marquee"
    )
    assert parsed.file is None


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///state/state.db", Path.cwd() / "state/state.db"),
        ("sqlite+aiosqlite:////var/lib/state.db", Path("/var/lib/state.db")),
        ("state.db", Path.cwd() / "state.db"),
        (Path("/var/lib/with space & %20.db"), Path("/var/lib/with space & %20.db")),
        ("~/state.db", Path.home() / "state.db"),
    ],
)
def test_sqlite_when_written_in_any_form_then_the_file_is_known(
    address: str | Path, file: Path
) -> None:
    assert parse_address(address).file == file


def test_sslmode_when_given_then_it_has_the_name_that_the_driver_knows() -> None:
    assert parse_address("postgres://me@db/marquee?sslmode=require").url.query == {"ssl": "require"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "mysql://me:s3cret@db/marquee",
        "sqlite://",
        "sqlite:///:memory:",
        "postgres://me:s3cret@db",
        "postgres:///marquee",
        "postgres://me:s3cret@db:s3cret/marquee",
        "postgres://me:s3cret@db/marquee?surprise=s3cret",
        "://me:s3cret@db/marquee",
    ],
)
def test_address_when_it_cannot_be_used_then_one_line_without_the_password(address: str) -> None:
    with pytest.raises(StateError) as caught:
        parse_address(address)
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_address_when_shown_then_without_the_password() -> None:
    parsed = parse_address("postgres://me:s3cret@db/marquee")
    assert "s3cret" not in f"{parsed} {parsed!r}"
