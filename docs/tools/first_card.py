"""Measures what a newcomer waits for: from ``git clone`` to the first card in the page.

``PYTHONPATH=. .venv/bin/python docs/tools/first_card.py`` clones this checkout's last commit into a
temporary folder, runs ``make run`` there in a terminal of its own, opens the address that it prints
in Chromium and types a command. It prints the seconds of each step.
"""

import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from docs.tools.live_page import ROOT, find_chromium
from docs.tools.pictures import chromium

WAIT_SECONDS = 300
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/play/\S+/")


class Watch:
    """Tells how long each step took, and all of them."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()

    def step(self, what: str) -> None:
        """Say that a step is over."""
        now = time.perf_counter()
        print(f"{now - self._last:6.1f} s  {what}")
        self._last = now

    @property
    def seconds(self) -> float:
        """The time since the beginning."""
        return self._last - self._begun


@contextmanager
def in_terminal(folder: Path) -> Generator[int]:
    """Run ``make run`` in a pseudo-terminal for the time of the block; give its file descriptor."""
    ours, theirs = pty.openpty()
    environ = {key: value for key, value in os.environ.items() if key not in {"CI", "DISPLAY"}}
    process = subprocess.Popen(
        ["make", "run"],  # noqa: S607 - whatever make the newcomer has
        cwd=folder,
        env=environ | {"TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield ours
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(WAIT_SECONDS)
        os.close(ours)


def address_in(terminal: int) -> str:
    """Return the page's address as soon as the terminal shows it.

    Raises:
        LookupError: The program ended without one; the message has its last words.
    """
    shown = b""
    while not (found := _ADDRESS.search(shown)):
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # what the terminal's other end being closed looks like
            piece = b""
        if not piece:
            raise LookupError(shown[-2000:].decode(errors="replace"))
        shown += piece
    return found[0].decode()


def measure(folder: Path) -> float:
    """Do as a newcomer does in an empty folder; return the seconds that it took."""
    watch = Watch()
    clone = folder / "marquee"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603, S607
    watch.step("git clone")
    with in_terminal(clone) as terminal:
        address = address_in(terminal)
        watch.step("make run: the packages are installed, the address is printed")
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(WAIT_SECONDS * 1000)
            page.goto(address)
            expect(page.locator("#composer")).to_be_visible()
            watch.step("the page is open")
            expect(page.locator(".banner")).to_have_count(0, timeout=WAIT_SECONDS * 1000)
            watch.step("the bot has read its films")
            page.locator("#composer").focus()
            page.keyboard.type("/movie kramr vs kramer")
            page.keyboard.press("Enter")
            expect(page.locator(".embed-title")).to_contain_text("Kramer vs. Kramer")
            watch.step("/movie kramr vs kramer is typed, the card is there")
    return watch.seconds


def main() -> int:
    """Measure once, and say how long it took; returns an exit status."""
    if not find_chromium():
        print("There is no Chromium here: install the package chromium.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        print(f"{measure(Path(folder)):6.1f} s  in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
