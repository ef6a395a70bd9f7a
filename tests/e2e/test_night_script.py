"""The script of a whole night that the documentation shows: it runs, and says what it should."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent / "scripts" / "night.txt"
ROOT = Path(__file__).resolve().parents[2]


def test_the_script_of_a_whole_night_runs_without_fault(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "-"],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path), "PATH": "", "COLUMNS": "200"},
        input=SCRIPT.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    said = run.stdout
    assert run.returncode == 0, said[-3000:] + run.stderr
    assert "wins by the draw" in said
    assert "with seed" in said
    assert "tally.png" in said
    assert "The vote is closed" in said
    assert said.count("🍿 Movie night is") == 2  # the two reminders
    assert "Those who came: 7.5 on average, 2 ratings" in said
    assert "★ 7.5 from us (2)" in said
    drawn = "The Matrix (1999)" if "🏆 The Matrix (1999)" in said else "The Godfather (1972)"
    hours = {"The Matrix (1999)": "2.3", "The Godfather (1972)": "2.9"}[drawn]
    assert f"1 night watched, {hours} hours as planned, 5 ballots counted" in said
    assert "You came to 1 of 1 night" in said
