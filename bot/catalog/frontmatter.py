"""Taking a record file apart: front matter without guessed types, and a body.

YAML 1.1 reads ``004643`` as the octal number 2467, ``No`` as false and ``12:01`` as 721. Here
every scalar stays the text that it is, and each field is cast on purpose later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

MAX_FRONT_MATTER = 64 * 1024  # characters; a real one has about a thousand

# libyaml's composer recurses in C: unbounded nesting would end the process.
_MAX_BRACKETS = 200
_NESTED_LINE = re.compile(r"^[ \t]*(?:[-?:][ \t]+){10}", re.MULTILINE)
_BOUNDARY = re.compile(r"^-{3,}[ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(r"\w+(?=\s*:)")
_CLOSE_IT = r"end the value with the quote that it begins with; write \" for one inside it"
_QUOTE_IT = r"put the value in double quotes, and write \" for one inside it"


class FrontMatterError(Exception):
    """The front matter cannot be read.

    Not a ``ValueError``: python-frontmatter takes those for "there is no front matter".

    Args:
        line: The line, from 1 for the opening ``---``.
        reason: What is wrong.
        mend: What to do about it.
        field: The field at fault, where that is known.
    """

    def __init__(self, line: int, reason: str, mend: str, field: str | None = None) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason
        self.mend = mend
        self.field = field


Item = str | Mapping[str, str]
"""One thing in a list: a text, or texts by name (``{title: "Seven", language: "English"}``)."""


class Field(NamedTuple):
    """The value of a field, as written.

    Attributes:
        line: Where the field stands, from 1 for the opening ``---``.
        items: The text, or the texts and small maps of texts of a list; ``None`` where it is
            neither.
        is_list: Whether it was written as a list.
    """

    line: int
    items: tuple[Item, ...] | None
    is_list: bool

    @property
    def texts(self) -> tuple[str, ...] | None:
        """The text, or the texts of a list; ``None`` where it is neither."""
        texts = tuple(item for item in self.items or () if isinstance(item, str))
        return texts if self.items is not None and len(texts) == len(self.items) else None


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: its fields by name, and what comes below them."""

    fields: Mapping[str, Field]
    body: str


class _Loader(yaml.CBaseLoader):
    """Composes nodes and asks nobody what type a scalar might be."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return "tag:yaml.org,2002:str"


class _Handler(YAMLHandler):
    """Front matter that must be there, read by :class:`_Loader`."""

    def split(self, text: str) -> tuple[str, str]:
        boundaries = _BOUNDARY.finditer(text)
        first = next(boundaries, None)
        if first is None or first.start() != 0:
            raise FrontMatterError(1, "there is no front matter", "start the file with a line ---")
        second = next(boundaries, None)
        if second is None:
            raise FrontMatterError(
                1, "the front matter does not end", "put a line --- between the fields and the text"
            )
        return text[first.end() : second.start()], text[second.end() :]

    def load(self, fm: str, **_: object) -> dict[str, Field]:
        if len(fm) > MAX_FRONT_MATTER:
            raise FrontMatterError(
                1,
                f"the front matter is longer than {MAX_FRONT_MATTER:,} characters",
                "move long texts below the second ---",
            )
        if fm.count("[") + fm.count("{") > _MAX_BRACKETS or _NESTED_LINE.search(fm):
            raise FrontMatterError(1, "the lists are nested too deeply", "use plain lists")
        root = yaml.compose(fm, Loader=_Loader)
        if not isinstance(root, yaml.MappingNode):
            raise FrontMatterError(2, "there are no fields", "write fields as name: value")
        fields: dict[str, Field] = {}
        for key, value in root.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise FrontMatterError(line, "a field has no name", "write fields as name: value")
            if key.value in fields:
                raise FrontMatterError(
                    line, "the field is there twice", "remove one of them", key.value
                )
            fields[key.value] = _field(line, value)
        return fields


def _field(line: int, node: yaml.Node) -> Field:
    if isinstance(node, yaml.ScalarNode):
        return Field(line, (node.value,), is_list=False)
    if isinstance(node, yaml.SequenceNode):
        items = [_item(item) for item in cast("list[yaml.Node]", node.value)]
        known = tuple(item for item in items if item is not None)
        if len(known) == len(items):
            return Field(line, known, is_list=True)
    return Field(line, None, is_list=False)


def _item(node: yaml.Node) -> Item | None:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        if all(isinstance(part, yaml.ScalarNode) for pair in pairs for part in pair):
            return {str(key.value): str(value.value) for key, value in pairs}
    return None


_HANDLER = _Handler()


def parse_document(text: str) -> Document:
    """Take the text of a record file apart.

    Raises:
        FrontMatterError: The front matter is missing or broken.
    """
    try:
        fields, body = frontmatter.parse(text, handler=_HANDLER)
    except yaml.MarkedYAMLError as error:
        raise _broken(text, error) from None
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", "it cannot be read")
        raise FrontMatterError(
            1, f"broken YAML: {reason}", "remove characters that cannot be printed"
        ) from None
    except RecursionError:
        raise FrontMatterError(1, "the lists are nested too deeply", "use plain lists") from None
    return Document(cast("dict[str, Field]", fields), body)


def _broken(text: str, error: yaml.MarkedYAMLError) -> FrontMatterError:
    """Return the fault of broken YAML, at the line where it begins rather than where it shows."""
    marks = [mark for mark in (error.context_mark, error.problem_mark) if mark is not None]
    is_open = "quoted" in str(error.context)  # a quote goes on until some later line
    line = (marks[0] if is_open else marks[-1]).line + 1 if marks else 1
    if is_open:
        return FrontMatterError(
            line, "broken YAML: the quotes do not end well", _CLOSE_IT, _field_at(text, line)
        )
    reason = f"broken YAML: {error.problem or error.context}"
    return FrontMatterError(line, reason, _QUOTE_IT, _field_at(text, line))


def _field_at(text: str, line: int) -> str | None:
    lines = text.strip().split("\n")
    match = _NAME.match(lines[line - 1]) if line <= len(lines) else None
    return match[0] if match else None
