"""The scripts of whole nights that the documentation names: they run, and say what they should."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import copy_of

SCRIPTS = Path(__file__).parents[1] / "scripts"
ROOT = Path(__file__).resolve().parents[3]


def _said(script: str, prepared: Path, tmp_path: Path) -> str:
    """Return what a script prints; it runs without fault."""
    copy_of(prepared, tmp_path / "state")
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "-", "--state", "state"],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(ROOT),
            "DATA_DIR": str(tmp_path),
            "MOVIES_DIR": str(prepared.with_name("records")),
            "PATH": "",
            "COLUMNS": "200",
            "SSL_CERT_FILE": os.devnull,
        },
        input=(SCRIPTS / script).read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr
    return run.stdout


def test_nights_in_a_forum_in_a_voice_channel_and_moved_in_discord(
    prepared: Path, tmp_path: Path
) -> None:
    said = _said("places.txt", prepared, tmp_path)
    assert "Movie night: The Matrix (1999): " in said
    for standing in ("scheduled", "under way", "over"):
        assert f"UTC, voice (#Lounge), {standing}" in said
    assert "(in 2 days)" in said[said.index("› !event move 2d") :]
    assert "💬 Talk about The Matrix (1999) here" in said
    assert "I don't have Manage Channels, Mute Members and Move Members in #Premiere" in said


def test_the_script_of_a_whole_night_runs_without_fault(prepared: Path, tmp_path: Path) -> None:
    said = _said("night.txt", prepared, tmp_path)
    assert "wins by the draw" in said
    assert "with seed" in said
    assert "tally.png" in said
    assert "The vote is closed" in said
    assert said.count("🍿 Movie night is") == 2  # the two reminders
    assert "Those who came: 7.5 on average, 2 ratings" in said
    assert "★ 7.5 from us (2)" in said
    drawn = "The Matrix (1999)" if "🏆 The Matrix (1999)" in said else "The Godfather (1972)"
    hours = {"The Matrix (1999)": "2.3", "The Godfather (1972)": "2.9"}[drawn]
    assert f"1 night watched, {hours} hours planned, 5 ballots counted" in said
    assert "You came to 1 of 1 night" in said


def test_the_script_of_a_series_runs_without_fault(prepared: Path, tmp_path: Path) -> None:
    said = _said("series.txt", prepared, tmp_path)
    hosts = re.findall(r"Hosted by @(\w+), who chooses", said)
    assert {"owner", "ada", "ben", "cleo", "dan"} == set(hosts)
    assert {"19:00 to 22:00", "18:00 to 21:00"} <= set(re.findall(r"\d\d:00 to \d\d:00", said))
    assert "doesn't fit this night's theme, “heist”" in said
    assert "The series has ended" in said
    assert "The series goes on" in said
