"""The console: lines from a pipe or a terminal, completion, numbers."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.cli.playground import run_console
from bot.playground.console.completion import StepCompleter
from bot.playground.console.console import InteractiveConsole, numbered
from bot.playground.process.bot_process import BotProcess
from bot.playground.process.folders import Folders
from bot.playground.script.script import ScriptRunner
from bot.playground.session import Session

MODULE = "tests.playground.script.script_bot"


on_one_loop = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Session]:
    folders = Folders.below(tmp_path_factory.mktemp("console"), None, None)
    async with Session(folders, BotProcess(folders.log_file, MODULE)) as session:
        yield session


def pipe(monkeypatch: pytest.MonkeyPatch, lines: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))


def test_lines_from_a_pipe_are_carried_out_and_end_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, b"/echo text:hi\n1\n6\nhelp\nrubbish\n\n# note\nquit\n/echo text:never\n")
    assert run_console(tmp_path, MODULE) == 0
    out = capsys.readouterr().out
    assert out.startswith("No DISCORD_TOKEN is set, so this is the local playground")
    assert out.count("\n      /") == 2
    assert "› /echo text:hi\nMarquee  APP \nhi\n1 [More]" in out
    assert "› 1\nMarquee  APP  (edited)\nmore\n" in out
    assert "› 6\nMarquee  APP   👁 Only you can see this\npicked 1\n" in out
    assert "press the button, or choose the entry, with that number" in out
    assert "a step begins with /command" in out
    assert "never" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_no_input_at_all_ends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, b"")
    assert run_console(tmp_path, MODULE) == 0
    assert "Try:  /movie" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["\x03", "\x04", "quit\r"])
@on_one_loop
async def test_a_terminal_prompts_until_the_person_goes(
    session: Session, tmp_path: Path, ending: str
) -> None:
    console = Console(file=io.StringIO(), width=80)
    talk = InteractiveConsole(session, console, tmp_path / "history")
    with (
        create_pipe_input() as typed,
        create_app_session(input=typed, output=DummyOutput()),
        console.capture() as capture,
    ):
        typed.send_text(f"!as anna\r/me\r{ending}")
        await talk.talk(interactive=True)
    assert "anna [] #general" in capture.get()


async def complete(completer: StepCompleter, text: str) -> list[tuple[str, int]]:
    found: list[Completion] = [
        completion
        async for completion in completer.get_completions_async(Document(text), CompleteEvent())
    ]
    return [(completion.text, completion.start_position) for completion in found]


@on_one_loop
async def test_completion_knows_commands_options_choices_and_buttons(session: Session) -> None:
    runner = ScriptRunner(session)
    completer = StepCompleter(runner.actor)
    assert await complete(completer, "/ec") == [("echo", -2)]
    assert await complete(completer, "/night p") == []
    assert await complete(completer, "/night plan s") == [("size:", -1)]
    assert await complete(completer, "/echo text:ab") == [("ab0", -2), ("ab1", -2)]
    assert await complete(completer, "/echo ab ") == [("ab0", -3), ("ab1", -3)]
    assert await complete(completer, "/nope x") == []
    assert await complete(completer, "!cl") == [("click", -2)]
    assert await complete(completer, "!click ") == []
    await runner.run("/echo text:hi")
    assert await complete(completer, "!click mo") == [("More", -2)]
    assert await complete(completer, "!select ") == [("Heat", 0), ("Ran", 0)]
    assert await complete(completer, "plain") == []


@on_one_loop
async def test_a_picked_choice_sends_its_value(session: Session) -> None:
    runner = ScriptRunner(session)
    await complete(StepCompleter(runner.actor), "/echo text:ab")
    picked = (await runner.run("/echo text:ab1")).to_json()
    typed = (await runner.run("/echo text:ab9")).to_json()
    assert [picked["reply"]["content"], typed["reply"]["content"]] == ["v1", "ab9"]


@on_one_loop
async def test_numbers_stand_for_what_is_on_the_screen(session: Session) -> None:
    runner = ScriptRunner(session)
    assert numbered("1", runner.actor) == "1"
    await runner.run("/echo text:hi")
    assert numbered(" 2 ", runner.actor) == "!click #2"
    assert numbered("6 7", runner.actor) == "!select #6 | #7"
    assert numbered("2 fast", runner.actor) == "2 fast"
    assert numbered("99", runner.actor) == "99"
    assert numbered("/movie 12", runner.actor) == "/movie 12"
