"""The command line's copies of the store."""

import asyncio
import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import state
from bot.cli.main import app, main
from bot.clock import SystemClock
from bot.state.store import StateStore


def test_commands_when_run_one_after_the_other_then_the_state_comes_through(
    copied_sqlite: Path, tmp_path: Path
) -> None:
    async def put() -> None:
        async with await StateStore.open(copied_sqlite, SystemClock()) as store:
            await store.sync_hashes.set(1, "kept")

    async def get(path: Path) -> str | None:
        async with await StateStore.open(path, SystemClock()) as store:
            return await store.sync_hashes.get(1)

    asyncio.run(put())
    out = io.StringIO()
    console = Console(file=out)
    restored, imported = tmp_path / "restored.db", tmp_path / "imported.db"
    assert state.backup(copied_sqlite, tmp_path / "copy", console) == 0
    assert state.export(copied_sqlite, tmp_path / "copy.json", console) == 0
    assert state.restore(restored, tmp_path / "copy", console) == 0
    assert state.import_(f"sqlite:///{imported}", tmp_path / "copy.json", console) == 0
    assert [asyncio.run(get(path)) for path in (restored, imported)] == ["kept", "kept"]
    assert out.getvalue().splitlines() == [
        f"Backed up {copied_sqlite} to {tmp_path / 'copy'}.",
        f"Exported 1 rows of {copied_sqlite} to {tmp_path / 'copy.json'}.",
        f"Restored {restored} from {tmp_path / 'copy'}.",
        f"Imported 1 rows from {tmp_path / 'copy.json'} into {imported}.",
    ]


@pytest.mark.parametrize("command", ["restore", "import"])
def test_a_file_that_is_not_there_is_named(command: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["state", command, str(tmp_path / "none")], terminal_width=999)
    assert told.exit_code == 2
    assert "does not exist" in told.output


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("backup", "No backup was made"),
        ("export", "Nothing was exported"),
        ("restore", "Nothing was restored"),
        ("import", "Nothing was imported"),
    ],
)
def test_a_command_that_fails_says_what_was_not_done(
    command: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "file"
    file.write_text("no copy of anything")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["bot", "state", command, str(file)])
    with pytest.raises(SystemExit, match="2"):
        main()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{said}: ")
