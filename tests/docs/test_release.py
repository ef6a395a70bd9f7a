"""A release puts its version where it belongs, or changes nothing and says why."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

import bot
from docs.tools.release import ReleaseError, release

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 12, 1)
FILES = ("CHANGELOG.md", "pyproject.toml", "bot/__init__.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "bot").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## Unreleased\n### Added\n- Tiles.\n\n### Upgrading\nNothing to do.\n\n"
        "## 0.0.1 - 2026-01-01\n- The beginning.\n",
        encoding="utf-8",
    )
    return tmp_path


def _texts(tree: Path) -> dict[str, str]:
    return {name: (tree / name).read_text(encoding="utf-8") for name in FILES}


def test_the_code_and_the_project_name_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == bot.__version__


def test_a_release_has_its_section_and_its_version_everywhere(tree: Path) -> None:
    tag = release(tree, "7.0.0", TODAY)
    texts = _texts(tree)
    assert tag == "Marquee 7.0.0\n\n### Added\n- Tiles.\n\n### Upgrading\nNothing to do.\n"
    assert texts["CHANGELOG.md"] == (
        "# Changelog\n\n## Unreleased\n\n## 7.0.0 - 2026-12-01\n\n### Added\n- Tiles.\n\n"
        "### Upgrading\nNothing to do.\n\n## 0.0.1 - 2026-01-01\n- The beginning.\n"
    )
    assert '__version__ = "7.0.0"' in texts["bot/__init__.py"]
    assert tomllib.loads(texts["pyproject.toml"])["project"]["version"] == "7.0.0"


def test_a_second_release_needs_something_new(tree: Path) -> None:
    release(tree, "7.0.0", TODAY)
    with pytest.raises(ReleaseError, match="nothing that has changed"):
        release(tree, "7.1.0", TODAY)


@pytest.mark.parametrize("version", ["0.0.9", "0.1.0", "7", "v7.0.0", "7.0.0-rc1", ""])
def test_a_version_must_be_a_next_one(tree: Path, version: str) -> None:
    before = _texts(tree)
    with pytest.raises(ReleaseError, match="no version after"):
        release(tree, version, TODAY)
    assert _texts(tree) == before


@pytest.mark.parametrize(
    ("taken_out", "reason"),
    [("## Unreleased\n", "no section"), ("### Upgrading\n", "has to do")],
)
def test_a_changelog_must_say_what_changed_and_what_to_do(
    tree: Path, taken_out: str, reason: str
) -> None:
    changelog = tree / "CHANGELOG.md"
    changelog.write_text(changelog.read_text("utf-8").replace(taken_out, ""), encoding="utf-8")
    before = _texts(tree)
    with pytest.raises(ReleaseError, match=reason):
        release(tree, "7.0.0", TODAY)
    assert _texts(tree) == before


def test_files_must_agree_before(tree: Path) -> None:
    (tree / "bot/__init__.py").write_text('__version__ = "0.0.2"\n', encoding="utf-8")
    with pytest.raises(ReleaseError, match="different versions"):
        release(tree, "7.0.0", TODAY)
