"""Scripts against a real bot in a process of its own."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.playground.process.bot_process import BotDiedError, BotProcess
from bot.playground.process.folders import Folders
from bot.playground.script.script import ScriptRunner
from bot.playground.session import Session

ROOT = Path(__file__).resolve().parents[3]
MODULE = "tests.playground.script.script_bot"


def session(tmp_path: Path) -> Session:
    folders = Folders.below(tmp_path, None, None)
    return Session(folders, BotProcess(folders.log_file, MODULE))


async def play(tmp_path: Path, script: str) -> list[dict[str, Any]]:
    async with session(tmp_path) as running:
        runner = ScriptRunner(running)
        return [
            (await runner.run(line, number)).to_json()
            for number, line in enumerate(script.strip().splitlines(), 1)
        ]


def contents(results: list[dict[str, Any]]) -> list[str | None]:
    """Return what each reply says, or the title of the form that it is."""
    replies: list[dict[str, Any]] = [result["reply"] or {} for result in results]
    return [reply.get("content", reply.get("title")) for reply in replies]


async def test_a_script_presses_chooses_and_fills_in_what_the_bot_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.real.one")
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")
    results = await play(
        tmp_path,
        """
/echo text:one two
!click more
!click LATER
!click 🎲
!select heat
!on 2
!click guess
!submit Title=heat | How sure=Very
?/echo text:ab
/slow
/night plan when:friday 8pm size:7
!menu Ask about this
/settings_seen
""",
    )
    assert contents(results) == [
        *("one two", "more", None, "later", "picked 1", None, "Guess"),
        *("heat, Very", None, "done", "friday 8pm for 7", "about friday 8pm for 7"),
        "token None; state.sqlite",
    ]
    assert [r["error"] is None for r in results].count(False) == 1
    assert results[2]["error"]["message"] == (
        "line 3: there is no button 'LATER'; there is 'More', 'Guess', '🎲', 'Off', 'Site'"
    )
    assert results[8]["choices"] == [
        {"name": "ab0", "value": "v0"},
        {"name": "ab1", "value": "v1"},
    ]
    assert [r["ephemeral"] for r in results[4:10]] == [True, False, False, True, False, True]
    assert [message["content"] for message in results[9]["also"]] == ["and more"]
    for result in results:
        assert list(result) == [
            *("input", "ms", "ephemeral", "reply", "choices", "files", "also", "notes", "error")
        ]
    assert results[0]["input"] == "/echo text:one two"
    assert 0 < results[0]["ms"] < 3000
    assert results[5]["ms"] is None


async def test_people_places_and_files_are_as_the_script_says(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"png")
    results = await play(
        tmp_path,
        f"""
!as anna
!roles anna mods critics
!channel after-dark
/me
!dm
/me
!channel nowhere
!channel general
!say good evening
!menu Ask about this
!say hello @Marquee
!voice anna ben
/seats
!voice anna
/seats
!file {picture}
/picture
!file {picture}
/me
/where who:@ben
!file {tmp_path / "none"}
!on 99
!on 4
!menu Ask about this
""",
    )
    seen = contents(results)
    assert seen[3] == "anna ['mods', 'critics'] #after-dark"
    assert seen[5] == "anna [] DM"
    assert seen[9] == "about good evening"
    assert seen[10] == "hello anna"
    assert (seen[12], seen[14]) == ("2 seated", "1 seated")
    assert results[16]["files"] == ["copy.png"]
    assert seen[19] == "ben [0] [0]"
    assert seen[23] == "about anna ['mods', 'critics'] #after-dark"
    assert {i: r["error"]["message"] for i, r in enumerate(results, 1) if r["error"]} == {
        7: "line 7: there is no channel 'nowhere'; "
        "there is general, after-dark, Lounge, Premiere, film-talk",
        19: "line 19: /me takes no file",
        21: f"line 21: the file '{tmp_path / 'none'}' cannot be read: "
        f"[Errno 2] No such file or directory: '{tmp_path / 'none'}'",
        22: "line 22: step 99 brought no message",
    }


async def test_the_clock_the_bot_and_its_memory_live_through_restarts(tmp_path: Path) -> None:
    stopped = tmp_path / "records" / "stopped"
    async with session(tmp_path) as running:
        runner = ScriptRunner(running)

        async def run(line: str) -> dict[str, Any]:
            return (await runner.run(line)).to_json()

        await run("/remember word:heat")
        first = running.bot.pid
        await run("!kill")
        assert running.bot.pid != first
        assert not stopped.exists()
        assert contents([await run("/recall")]) == ["heat"]
        await run("/remind")
        advanced = await run("!advance 2h")
        assert [message["content"] for message in advanced["also"]] == ["it is time"]
        assert advanced["reply"] is None
        await run("!restart")
        assert stopped.exists()
        assert contents([await run("/recall"), await run("/ahead")]) == ["heat", "2 h"]


async def test_what_discord_refuses_is_the_error(tmp_path: Path) -> None:
    results = await play(tmp_path, "/toolong\n/twice\n/crash\n/recall\n!restart\n/echo text:back")
    assert [r["error"] and r["error"]["code"] for r in results[:2]] == [50035, 40060]
    assert "the bot ended" in results[2]["error"]["message"]
    assert results[3]["error"] is not None
    assert contents(results)[-1] == "back"


async def test_a_bot_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "broken").touch()
    with pytest.raises(BotDiedError, match="BROKEN: take it away"):
        async with session(tmp_path):
            pass


PARENT = """
import asyncio, sys
from pathlib import Path
from bot.playground.process.bot_process import BotProcess
from bot.playground.process.folders import Folders
from bot.playground.session import Session

async def main():
    folders = Folders.below(Path(sys.argv[1]), None, None)
    async with Session(folders, BotProcess(folders.log_file, sys.argv[2])):
        print(flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def test_the_bot_ends_with_its_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path), MODULE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:  # noqa: S603
        assert parent.stdout is not None
        parent.stdout.readline()
        parent.kill()
    stopped = tmp_path / "records" / "stopped"
    deadline = time.monotonic() + 10
    while not stopped.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert stopped.exists()


def test_each_folder_of_records_has_a_catalogue_of_its_own(tmp_path: Path) -> None:
    default = Folders.below(tmp_path, None, None)
    other = Folders.below(tmp_path, tmp_path / "people", tmp_path / "films")
    assert default.data != other.data
    assert "movies_dir" not in default.settings()
    assert other.settings()["movies_dir"] == str(tmp_path / "films")
    assert other.settings()["database_url"] == f"sqlite:///{tmp_path / 'people' / 'state.sqlite'}"


def test_what_was_imported_for_the_bot_is_in_the_playground_too(tmp_path: Path) -> None:
    imported = tmp_path / "catalog" / "imdb.sqlite"
    folders = Folders.below(tmp_path / "playground", None, tmp_path / "films", imported)
    seen = folders.data / "catalog" / "imdb.sqlite"
    folders.make()
    assert not seen.exists()
    imported.parent.mkdir()
    for content in (b"first", b"a newer import"):
        draft = imported.with_name("draft")
        draft.write_bytes(content)
        draft.replace(imported)
        folders.make()
        assert seen.read_bytes() == content
    imported.unlink()
    assert not seen.exists()


async def test_a_script_opens_threads_and_does_to_events_what_moderators_do(
    tmp_path: Path,
) -> None:
    results = await play(
        tmp_path,
        """
!thread Night talk
/echo text:in a thread
!archive
/echo text:asleep
!say awake
/echo text:in a thread again
!lock
!as ben
!say locked out
!channel general
!archive
!channel film-talk
!thread Friday
/echo text:in a post
!voice #Premiere ada ben
!events
!event cancel
/event
!event move 2d
!event begin
!events
!event cancel
!event end
!event delete
!events
""",
    )
    assert contents(results)[1::4][:2] == ["in a thread", "in a thread again"]
    assert contents(results)[13] == "in a post"
    errors = [(n, r["error"]["message"]) for n, r in enumerate(results, 1) if r["error"]]
    assert errors == [
        (4, "line 4: the thread Night talk is archived"),
        (9, "line 9: the thread Night talk is locked"),
        (11, "line 11: only a thread can be archived or locked; !thread opens one"),
        (17, "line 17: the server has no event"),
        (22, "line 22: Discord refuses that: Invalid Form Body"),
    ]
    assert results[15]["notes"] == results[24]["notes"] == []
    (told,) = results[20]["notes"]
    assert told.startswith("Gathering: 20")
    assert told.endswith("UTC, voice (#Lounge), under way")
