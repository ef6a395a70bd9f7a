"""Prepares a release: ``make release VERSION=1.2.0``.

Gives the version its section of CHANGELOG.md, writes it into the code, and puts the text of the tag
into ``var/release``. Nothing is committed, tagged, built or sent: what to do next is printed.
"""

import argparse
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UPGRADING = "### Upgrading"
_UNRELEASED = "## Unreleased\n"
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_STATED = {
    "bot/__init__.py": re.compile(r'(?m)^(__version__ = ")([^"]+)(")$'),
    "pyproject.toml": re.compile(r'(?m)^(version = ")([^"]+)(")$'),
}
"""Where the version stands."""


class ReleaseError(Exception):
    """The release cannot be made; the message says why, and what to do."""


def release(root: Path, version: str, today: date) -> str:
    """Put a version into the files below a folder, and return the text of its tag.

    Raises:
        ReleaseError: The version is no next one, or the changelog lacks what a release needs.
    """
    stated = {name: _stated(root / name, pattern) for name, pattern in _STATED.items()}
    if len(set(stated.values())) > 1:
        raise ReleaseError(f"The files name different versions: {stated}. Make them one.")
    before = next(iter(stated.values()))
    if not _VERSION.fullmatch(version) or _parts(version) <= _parts(before):
        raise ReleaseError(f"{version} is no version after {before}; write one such as 1.2.0.")
    changelog = root / "CHANGELOG.md"
    text, notes = _released(changelog.read_text(encoding="utf-8"), version, today)
    changelog.write_text(text, encoding="utf-8")
    for name, pattern in _STATED.items():
        path = root / name
        path.write_text(pattern.sub(rf"\g<1>{version}\g<3>", path.read_text("utf-8")), "utf-8")
    return f"Marquee {version}\n\n{notes}\n"


def _released(changelog: str, version: str, today: date) -> tuple[str, str]:
    """Return the changelog with the section of a version, and that section's text."""
    before, heading, after = changelog.partition(_UNRELEASED)
    if not heading:
        raise ReleaseError("CHANGELOG.md has no section “## Unreleased”.")
    notes, older, rest = after.partition("\n## ")
    notes = notes.strip()
    if not notes:
        raise ReleaseError("CHANGELOG.md says of nothing that has changed since the last release.")
    if UPGRADING not in notes:
        raise ReleaseError(
            f"CHANGELOG.md has no “{UPGRADING}” under “Unreleased”: say what an owner has to do, "
            "or that there is nothing to do."
        )
    section = f"{_UNRELEASED}\n## {version} - {today.isoformat()}\n\n{notes}\n"
    return before + section + older + rest, notes


def _stated(path: Path, pattern: re.Pattern[str]) -> str:
    found = pattern.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise ReleaseError(f"{path.name} names no version.")
    return found[2]


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _require_committed() -> None:
    status = ("git", "status", "--porcelain")
    if subprocess.run(status, cwd=ROOT, capture_output=True, check=True).stdout:  # noqa: S603
        raise ReleaseError("There are changes that are not committed. Commit them first.")


def main() -> int:
    """Prepare the release that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", help="such as 1.2.0")
    version: str = parser.parse_args().version
    try:
        _require_committed()
        notes = release(ROOT, version, datetime.now(UTC).date())
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    folder = ROOT / "var" / "release"
    folder.mkdir(parents=True, exist_ok=True)
    tag_text = folder / f"{version}.txt"
    tag_text.write_text(notes, encoding="utf-8")
    shown = tag_text.relative_to(ROOT)
    print(
        f"Marquee is {version} now. Look at the changes (git diff), then\n"
        "  make check test\n"
        f"  git commit --all --message 'Release {version}'\n"
        f"  git tag --annotate --cleanup=verbatim --file {shown} v{version}\n"
        f"  docker build --tag marquee:{version} .\n"
        "and push commit, tag and image where you keep them."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
