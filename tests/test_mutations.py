"""What `make mutations` takes for a test that notices a change, tried on a project of two lines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough  # about a tool, and it begins pytest anew

_ROOT = Path(__file__).resolve().parent.parent
_SUMS = """LIMIT = 1
def total(a, b):
    return a + b
"""
_TESTS = """import pytest
from bot import sums
@pytest.mark.parametrize("limit", [sums.LIMIT])
def test_limit(limit):
    assert limit < 3
def test_sound():
    assert sums.total(1, 2) == 3 and sums.LIMIT == 1
def test_broken():
    assert sums.total(1, 2) == 4
"""
_FUNCTION = _SUMS.replace("a + b", "a - b")
_CONSTANT = _SUMS.replace("LIMIT = 1", "LIMIT = 2")
_TRY = """
import json, sys
from pathlib import Path
from benchmarks.mutation.bench import Bench
from benchmarks.mutation.coverage import Tests

root, changes = Path(sys.argv[1]), json.loads(sys.argv[2])
bench = Bench(root, root.parent / "copy", {"tests/test_sums.py::test_broken": 0.01})
found = []

def work():
    for made, names, on_import in changes:
        ids = bench.collected([f"tests/test_sums.py::test_{name}" for name in names])
        outcome = bench.try_change("bot/sums.py", made, Tests(ids, on_import))
        found.append([outcome.outcome, outcome.by.rpartition("_")[2], sorted(bench.refused)])

bench.run(work)
(root / "found.json").write_text(json.dumps(found))
"""


@pytest.mark.parametrize(("made", "on_import"), [(_FUNCTION, False), (_CONSTANT, True)])
def test_test_that_fails_without_a_change_is_refused(
    tmp_path: Path, made: str, *, on_import: bool
) -> None:
    changes = [
        (made, ["broken", "sound"], on_import),
        (made, ["broken"], on_import),
        (made, ["limit"], on_import),
    ]
    refused = ["tests/test_sums.py::test_broken"]
    assert _tried(tmp_path / "project", changes) == [
        ["noticed", "sound", refused],
        ["untested", "", refused],
        ["unnoticed", "", refused],  # it has another name, and passes
    ]


def _tried(root: Path, changes: list[tuple[str, list[str], bool]]) -> object:
    for folder in ("bot", "tests/state"):
        (root / folder).mkdir(parents=True)
    (root / "benchmarks").symlink_to(_ROOT / "benchmarks")
    for name in ("bot/__init__.py", "tests/__init__.py"):
        (root / name).touch()
    (root / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    # Its tests need no server.
    (root / "tests/state/postgres_server.py").write_text(
        "from contextlib import nullcontext as server_for_workers\n"
    )
    (root / "bot/sums.py").write_text(_SUMS)
    (root / "tests/test_sums.py").write_text(_TESTS)
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", _TRY, str(root), json.dumps(changes)],
        cwd=_ROOT,
        check=True,
        timeout=100,
        capture_output=True,
    )
    return json.loads((root / "found.json").read_text())
