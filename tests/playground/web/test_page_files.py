"""What the page is made of: its weight, its modules, and what it may not do."""

import re
from pathlib import Path

import pytest

from bot.playground.web.page import FOLDER

MAX_BYTES = 120_000
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
MODULES = [path for path in FILES if path.suffix == ".js"]

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
_MORE_EXPORTS = re.compile(r"^export const (.+);$", re.MULTILINE)
_ALL_FROM = re.compile(r'^export \* from "([^"]+)";$', re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
_MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment"
    r"|\beval\(|new Function|srcdoc|javascript:"
)
_OUTSIDE = re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+")
_NAMED = {"http://www.w3.org", "https://discord"}
"""A namespace, and the links to messages that lead to places in the page."""


def _parameters(text: str) -> set[str]:
    lists = re.findall(r"\(([^()]*)\) (?:=>|\{)", text) + re.findall(r"\b(\w+) =>", text)
    return {name for names in lists for name in re.findall(r"\w+", names)}


def _methods(text: str) -> set[str]:
    return set(re.findall(r"^\t(?:async )?(\w+)\([^()]*\) \{$", text, re.MULTILINE))


def exports(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    found = set(_EXPORT.findall(text))
    for line in _MORE_EXPORTS.findall(text):
        found |= set(re.findall(r"(\w+) = ", line))
    for other in _ALL_FROM.findall(text):
        found |= exports((path.parent / other).resolve())
    return found


def test_the_whole_page_stays_light() -> None:
    sizes = {path.relative_to(FOLDER).as_posix(): path.stat().st_size for path in FILES}
    assert sum(sizes.values()) < MAX_BYTES, sizes


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_what_is_exported_and_uses_it(path: Path) -> None:
    text = path.read_text("utf-8")
    for names, target in _IMPORT.findall(text):
        module = (path.parent / target).resolve()
        assert module in MODULES, target
        wanted = {name.strip() for name in names.split(",") if name.strip()}
        assert wanted <= exports(module), (target, wanted - exports(module))
        rest = text.replace(names, "", 1)
        assert [name for name in wanted if not re.search(rf"\b{name}\b", rest)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_what_it_uses_of_the_core(path: Path) -> None:
    text = _COMMENT.sub("", path.read_text("utf-8"))
    own = set(re.findall(r"(?:function|const|let|class) (\w+)", text)) | _parameters(text)
    imported = {name.strip() for names, _ in _IMPORT.findall(text) for name in names.split(",")}
    own |= _methods(text)
    called = set(re.findall(r"(?<![.\w])(\w+)\(", text))
    assert called & exports(FOLDER / "core" / "core.js") - own - imported == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_makes_markup_of_text_or_reaches_outside(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _MARKUP.findall(text) == []
    outside = {found for found in _OUTSIDE.findall(text) if not found.startswith(tuple(_NAMED))}
    assert outside == set()
    assert "<script>" not in text
    assert not re.search(r"\son\w+=|\sstyle=", text) or path.suffix == ".js"
