"""Builds the docs' site: ``make docs``.

Copies the docs to ``var/docs``, has the real bot answer every example in them, takes a picture of
each answer where there is a Chromium, and builds ``var/site`` from all that, strictly.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.playground.script.script import ScriptRunner
from docs.tools.examples import BLOCK, Answer, StaleExampleError, answer
from docs.tools.links import bring_along
from docs.tools.live_page import ROOT, LivePage, find_chromium, live_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = ROOT / "docs"
BUILT = ROOT / "var" / "docs"
SITE = ROOT / "var" / "site"
LEFT_OUT = {"tools"}
CHANNELS_WIDTH = 312
"""Points that the page's left side takes."""

PAGE_SIZE = (960, 4000)
"""Wide enough for a message as Discord shows it, and high enough for any."""


class Examples:
    """Answers the examples of one page after the other.

    Args:
        live: The playground.
        browser: Takes the pictures; without it the answers stand as text.
    """

    def __init__(self, live: LivePage, browser: "Browser | None") -> None:
        self._live = live
        self._browser = browser
        self._count = 0
        self._tabs: dict[str, Page] = {}

    @property
    def count(self) -> int:
        """How many there were."""
        return self._count

    def answered(self, text: str, page: PurePosixPath) -> str:
        """Return a page's text with each example followed by its answer.

        Raises:
            StaleExampleError: One does not work; the message says which.
        """
        parts: list[str] = []
        at = 0
        runner = ScriptRunner(self._live.session)
        for block in BLOCK.finditer(text):
            parts.append(text[at : block.start()])
            at = block.end()
            try:
                parts.append(self._drawn(block, page, runner))
            except StaleExampleError as stale:
                line = text.count("\n", 0, block.start()) + 1
                raise StaleExampleError(f"docs/{page}, line {line}: {stale}") from None
        return "".join([*parts, text[at:]])

    def _drawn(self, block: re.Match[str], page: PurePosixPath, runner: ScriptRunner) -> str:
        got = self._live.do(answer(self._live, runner, block["words"], block["steps"]))
        self._count += 1
        if "hidden" in block["words"].split():
            return ""
        typed = f"```text\n{got.typed}\n```\n\n" if got.typed else ""
        return typed + (self._picture(got, page) or f"```text\n{got.text}\n```")

    def _picture(self, got: Answer, page: PurePosixPath) -> str | None:
        if self._browser is None or got.message is None:
            return None
        from docs.tools.pictures import open_page, take_message  # noqa: PLC0415 - as above

        name = f"{page.stem}-{self._count}.png"
        if got.user not in self._tabs:
            self._tabs[got.user] = open_page(self._browser, self._live.url, got.user, PAGE_SIZE)
        take_message(self._tabs[got.user], got.message["id"], BUILT / page.parent / "images" / name)
        words = html.escape(re.sub(r"\s+", " ", got.text).replace("▌ ", ""))
        return f'<img src="images/{name}" alt="{words}" width="{PAGE_SIZE[0] - CHANNELS_WIDTH}">'


def build(zensical: str, *, need_pictures: bool) -> int:
    """Build the site, and return the exit status of Zensical."""
    begun = time.perf_counter()
    if need_pictures and not find_chromium():
        print("There is no Chromium here to take pictures with: install the package chromium.")
        return 1
    for folder in (BUILT, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS, BUILT, ignore=lambda _, names: LEFT_OUT.intersection(names))
    count = _write_pages()
    config = BUILT.parent / "zensical.toml"  # beside what it names: Zensical leaves no folder
    text = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    config.write_text(text.replace('"var/site"', '"site"'), encoding="utf-8")
    command = [zensical, "build", "--clean", "--strict", "--config-file", str(config)]
    status = subprocess.run(command, check=False).returncode  # noqa: S603 - our own tool
    print(f"{count} examples were answered; {time.perf_counter() - begun:.0f} s. The site: {SITE}")
    return status


def _write_pages() -> int:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as exits:
        live = exits.enter_context(live_page(Path(folder)))
        examples = Examples(live, exits.enter_context(_browser()))
        for path in sorted(BUILT.rglob("*.md")):
            page = PurePosixPath(path.relative_to(BUILT).as_posix())
            if page.parts[0] == "project":
                continue
            text = bring_along(path.read_text(encoding="utf-8"), page, DOCS, BUILT)
            path.write_text(examples.answered(text, page), encoding="utf-8")
        return examples.count


@contextmanager
def _browser() -> Generator["Browser | None"]:
    if not find_chromium():
        print("No Chromium here: answers stand as text, without pictures.")
        yield None
        return
    from docs.tools.pictures import chromium  # noqa: PLC0415 - text needs no browser

    with chromium() as browser:
        yield browser


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zensical", help="the zensical command")
    arguments = parser.parse_args()
    try:
        sys.exit(build(arguments.zensical, need_pictures=bool(os.environ.get("CI"))))
    except StaleExampleError as stale:
        sys.exit(f"An example in the docs is stale. {stale}")
