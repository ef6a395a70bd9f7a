"""What README and docs say holds: links, commands, targets, licences."""

import ast
import importlib
import pkgutil
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from discord.ext import commands
from typer.testing import CliRunner

import bot.discord.cogs
from bot.catalog.records.fields.names import OWN, TABLE
from bot.cli.main import app
from bot.config import Settings
from bot.discord.cogs.mine.privacy import KINDS
from bot.state.people.people import personal_tables

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]

ROOMS = ("bot", "tests", "benchmarks", "docs")
MADE_UP = {"bot/discord/cogs/films/year.py", "tests/e2e/test_year.py", "pyproject.toml"}
"""The example of a new command, and files beside the rooms."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text)
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_named_in_code_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|tests|benchmarks|docs|data)/[\w./-]+)`", text)
    to_make = set(re.findall(r"\bMake (?:the file )?`([\w./-]+)`", text))
    missing = [name for name in named if not (ROOT / name).exists() and name not in to_make]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_code_imports_what_there_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    to_make = set(re.findall(r"\bMake (?:the file )?`([\w./-]+)`", text))
    for block in re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for node in ast.walk(ast.parse(block)):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if f"{node.module.replace('.', '/')}.py" not in to_make:
                module = importlib.import_module(node.module)
                assert [one.name for one in node.names if not hasattr(module, one.name)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_named_from_their_room_on_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w-]+/)*(?:test_)?[\w-]+\.(?:py|toml|js))[`:]", text))
    files = [f"/{file.relative_to(ROOT)}" for room in ROOMS for file in (ROOT / room).rglob("*.*")]
    missing = {one for one in named if not any(file.endswith(f"/{one}") for file in files)}
    assert missing <= MADE_UP


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_targets_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make ([a-z-]+)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for words in set(re.findall(r"-m bot ([a-z]+(?: [a-z]+)?)", text)):
        first, *rest = words.split()
        chain = [first, *rest] if first in {"state", "import"} else [first]
        result = CliRunner().invoke(app, [*chain, "--help"])
        assert result.exit_code == 0, words


def test_every_command_is_found_by_its_name() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    cells = re.findall(r"\| ((?:`/\w+`(?:, )?)+) \| `([\w/.]+)`", page)
    shown = {name: file for names, file in cells for name in re.findall(r"/(\w+)", names)}
    made: dict[str, str] = {}
    for found in pkgutil.walk_packages(bot.discord.cogs.__path__, "bot.discord.cogs."):
        for made_here in vars(importlib.import_module(found.name)).values():
            if isinstance(made_here, commands.CogMeta) and made_here.__module__ == found.name:
                for command in made_here.__cog_app_commands__:
                    made[command.name] = found.name.replace(".", "/") + ".py"
    assert shown == made


def slash_commands() -> set[str]:
    """Return the names that are registered with Discord, read off the cogs without starting any."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(bot.discord.cogs.__path__, "bot.discord.cogs."):
        for cog in vars(importlib.import_module(module.name)).values():
            if isinstance(cog, type) and issubclass(cog, commands.Cog):
                found |= {one.name for one in cog.__cog_app_commands__ if one.parent is None}
                if cog.__cog_is_app_commands_group__:
                    found.add(str(cog.__cog_group_name__))
    return found


@pytest.mark.parametrize("name", ["commands.md", "comandos.md"])
def test_every_slash_command_is_shown_with_an_example(name: str) -> None:
    text = (ROOT / "docs" / "people" / name).read_text(encoding="utf-8")
    told = dict(re.findall(r"^### /(\w+)$(.*?)(?=^##)", f"{text}\n##", re.MULTILINE | re.DOTALL))
    assert told.keys() == slash_commands()
    assert [name for name, words in told.items() if f"\n/{name}" not in words] == []


def test_users_are_told_of_every_table_that_may_know_them() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    tables = {table.name for table in personal_tables()}
    assert {name for name in tables if f"`{name}`" not in page} == set()
    assert tables - KINDS.keys() == set(), "/privacy show has no words for it"


def test_names_of_fields_are_shown_as_they_are_read() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", page, re.MULTILINE)
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for column, group in ((1, "means"), (2, "may_mean")):
        shown = {row[0]: re.findall(r"`(\w+)`", row[column]) for row in rows}
        assert {own: names for own, names in shown.items() if names} == table[group]


def test_every_field_of_a_record_is_explained() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert [name for name in OWN if not re.search(rf"^\| .*`{name}`", page, re.MULTILINE)] == []


def test_every_setting_is_explained_to_owners() -> None:
    page = (ROOT / "docs" / "owners" / "settings.md").read_text(encoding="utf-8")
    named = re.findall(r"`([A-Z_]+)`", "".join(re.findall(r"^\| (`[^|]*)\|", page, re.MULTILINE)))
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    names = [re.split(r"[\[<>=;]", line)[0] for line in project["project"]["dependencies"]]
    unexplained = [name for name in names if name.lower() not in reasons]
    assert unexplained == []


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-audit.lock",
        "requirements-browser.lock",
        "requirements-docs.lock",
    ],
)
def test_locks_are_hashed_and_name_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    pins = [line for line in text.splitlines() if re.match(r"[a-z]", line)]
    assert pins
    assert all(line.endswith("\\") for line in pins)


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "bot").rglob("*.py")
        if path.stat().st_size and not path.read_text(encoding="utf-8").startswith(('"""', 'r"""'))
    ]
    assert silent == []


def test_tracked_files_name_no_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\0")
    if not tracked[0]:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"/(?:root|work|home)/\w")
    found = [
        name
        for name in tracked
        if name.endswith((".py", ".md", ".toml", ".lock", ".yml", ".yaml", ".sh", ".json"))
        and (ROOT / name).is_file()
        and pattern.search((ROOT / name).read_text(encoding="utf-8"))
        and name != "tests/docs/test_docs.py"
    ]
    assert found == []
