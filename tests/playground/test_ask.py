"""``ask``: one step or a script, for people or for programs."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.ask import ask
from bot.errors import StartupError

MODULE = "tests.playground.script.script_bot"


def type_in(monkeypatch: pytest.MonkeyPatch, script: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(script), encoding="utf-8"))


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_step_prints_its_reply(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("/echo text:[bold]hi[/bold]", folder=tmp_path, module=MODULE) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "Marquee  APP",
        "[bold]hi[/bold]",
        "1 [More]  2 [Guess]  3 [🎲]  – [Off]  5 [Site ↗ https://example.org/]",
        "▾ Make a selection",
        "6 Heat",
        "7 Ran",
        "",
    ]


def test_a_script_of_objects_has_one_a_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(
        monkeypatch,
        "# a script\n\n/echo text:café\n!as anna\n?/echo text:a\n!on 1\n!click #3\n\xff\n".encode()
        + b"!click \xff\n/me",
    )
    assert ask("-", as_json=True, folder=tmp_path, module=MODULE) == 1
    results = objects(capsys)
    assert [result["input"] for result in results] == [
        *("/echo text:café", "!as anna", "?/echo text:a", "!on 1", "!click #3"),
        *("ÿ", "!click �", "/me"),
    ]
    assert results[0]["reply"]["content"] == "café"
    assert results[0]["reply"]["flags"] == 0
    assert results[1]["reply"] is None
    assert results[2]["choices"][0] == {"name": "a0", "value": "v0"}
    assert results[4]["reply"]["content"] == "later"
    assert results[5]["error"]["message"].startswith("line 8: a step begins with /command")
    assert results[7]["reply"]["content"] == "anna [] #general"


def test_a_drawn_script_repeats_each_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"/me\n/nope\n?/echo x\n!on 1\n/tell\n")
    assert ask("-", folder=tmp_path, module=MODULE) == 1
    out = capsys.readouterr().out
    assert "› /me\nMarquee  APP \nowner [] #general\n" in out
    assert "line 2: there is no command /nope; there is " in out
    assert "› ?/echo x\n• x0\n• x1\n" in out
    assert "Also:\nMarquee  APP  (edited)\nfor all, edited\n" in out


def test_state_is_fresh_unless_a_folder_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "people"
    assert ask("/me", as_json=True, state=state, folder=tmp_path, module=MODULE) == 0
    kept = json.loads((state / "commands.json").read_text())
    assert {"me", "echo"} <= {command["name"] for command in kept}
    assert objects(capsys)[0]["error"] is None
    assert not (tmp_path / "state").exists()


def test_a_bot_that_cannot_start_stops_it(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "broken").touch()
    with pytest.raises(StartupError, match="BROKEN"):
        ask("/me", folder=tmp_path, module=MODULE)
