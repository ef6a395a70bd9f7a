"""Splits a record file into front matter, without guessed types, and a body.

YAML 1.1 reads ``004643`` as the octal number 2467, ``No`` as false and ``12:01`` as 721. Here
every scalar stays text, and each field is converted explicitly later.
"""

import enum
import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

MAX_FRONT_MATTER = 64 * 1024  # characters; a real one has about a thousand

# libyaml's composer recurses in C: unbounded nesting would end the process.
_MAX_BRACKETS = 200
_NESTED_LINE = re.compile(r"^[ \t]*(?:[-?:][ \t]+){10}", re.MULTILINE)
_YAML_BOUNDARY = re.compile(r"-{3,}[ \t]*\r?$", re.MULTILINE)
_YAML_END = re.compile(r"^(?:-{3,}|\.{3})[ \t]*\r?$", re.MULTILINE)
_TOML_BOUNDARY = re.compile(r"^\+{3}[ \t]*\r?$", re.MULTILINE)
_TOML_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=|\s*\[+\s*["']?([\w-]+)""")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_JSON_BEGIN = re.compile(r"\{\s*(?:\"|\})")
_JSON_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')
_NAME = re.compile(r"\w+(?=\s*:)")
_CLOSE_IT = r"end the value with the quote that it begins with; write \" for one inside it"
_QUOTE_IT = r"put the value in double quotes, and write \" for one inside it"


class FrontMatterError(Exception):
    """The front matter cannot be read.

    Not a ``ValueError``, which python-frontmatter takes for "there is no front matter".

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
"""An item of a list: a text, or a map of texts (``{title: "Seven", language: "English"}``)."""

_TEXT = frozenset({str})
_NAMES_OF_TEXTS = ("name", "title", "src", "url", "value")
"""Keys of a map's main value, as in ``{name: Ann Bee, as: Joan}``."""


class Field(NamedTuple):
    """The value of a field, as written.

    Attributes:
        line: Where the field stands, from 1 for the opening ``---``.
        items: The text, or the texts and small maps of texts of a list; ``None`` where it is
            neither.
        is_list: Whether it was written as a list.
        parts: The fields of a map.
    """

    line: int
    items: tuple[Item, ...] | None
    is_list: bool
    parts: Mapping[str, "Field"] | None = None

    @property
    def texts(self) -> tuple[str, ...] | None:
        """The text, or the texts of a list; ``None`` where it is neither."""
        if self.items is None:
            return self._main_part.texts if self._main_part else None
        if not self.is_list or set(map(type, self.items)) <= _TEXT:
            return cast("tuple[str, ...]", self.items)
        texts = tuple(item if isinstance(item, str) else _main_text(item) for item in self.items)
        return None if None in texts else cast("tuple[str, ...]", texts)

    @property
    def _main_part(self) -> "Field | None":
        parts = self.parts or {}
        return next((parts[name] for name in _NAMES_OF_TEXTS if name in parts), None)


def _main_text(item: Mapping[str, str]) -> str | None:
    return next((item[name] for name in _NAMES_OF_TEXTS if name in item), None)


class Form(enum.Enum):
    """How fields are written."""

    NONE = "none"
    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its fields by name, and the text below them.

    Attributes:
        fields: By name.
        body: The text below them.
        form: How the fields are written.
        body_line: The line where the body begins, counted as for fields.
    """

    fields: Mapping[str, Field]
    body: str
    form: Form
    body_line: int


class _Loader(yaml.CBaseLoader):
    """Composes nodes without resolving the types of scalars."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return "tag:yaml.org,2002:str"


class _YamlHandler(YAMLHandler):
    """Front matter in YAML, between ``---`` and ``---`` or ``...``, read by :class:`_Loader`."""

    def split(self, text: str) -> tuple[str, str]:
        return _between(text, _YAML_BOUNDARY, _YAML_END, "---")

    def load(self, fm: str, **_: object) -> dict[str, Field]:
        _refuse_long(fm)
        if fm.lstrip().startswith("{"):
            with suppress(json.JSONDecodeError, FrontMatterError):  # YAML reports what is wrong
                return _from_json(*_decode_json(fm))
        if fm.count("[") + fm.count("{") > _MAX_BRACKETS or _NESTED_LINE.search(fm):
            raise FrontMatterError(1, "the lists are nested too deeply", "use plain lists")
        root = yaml.compose(fm, Loader=_Loader)
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            raise FrontMatterError(2, "there are no fields", "write fields as name: value")
        return _from_nodes(root)


class _TomlHandler(BaseHandler):
    """Front matter in TOML between ``+++``."""

    FM_BOUNDARY = _TOML_BOUNDARY

    def split(self, text: str) -> tuple[str, str]:
        return _between(text, _TOML_BOUNDARY, _TOML_BOUNDARY, "+++")

    def load(self, fm: str, **_: object) -> dict[str, Field]:
        _refuse_long(fm)
        try:
            table = tomllib.loads(fm.replace("\r\n", "\n"), parse_float=str)
        except ValueError as error:  # also for infinite numbers
            place = _TOML_PLACE.search(str(error))
            raise FrontMatterError(
                int(place[1]) if place else 1,
                f"broken TOML: {_TOML_PLACE.sub('', str(error)).strip()}",
                "put texts, ids and colours in double quotes",
            ) from None
        lines: dict[str, int] = {}
        for number, line in enumerate(fm.split("\n"), 1):
            if match := _TOML_KEY.match(line):
                lines.setdefault(match[1] or match[2], number)
        return _from_values(table, lines)


class _JsonHandler(BaseHandler):
    """Front matter that is one JSON object at the start of the file."""

    FM_BOUNDARY = _JSON_BEGIN

    def split(self, text: str) -> tuple[str, str]:
        try:
            _, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
        except json.JSONDecodeError as error:
            raise FrontMatterError(
                error.lineno, f"broken JSON: {error.msg}", "end the fields with a }"
            ) from None
        return text[:end], text[end:]

    def load(self, fm: str, **_: object) -> dict[str, Field]:
        _refuse_long(fm)
        return _from_json(*_decode_json(fm))


def _between(text: str, begin: re.Pattern[str], end: re.Pattern[str], mark: str) -> tuple[str, str]:
    first = begin.match(text)
    if first is None:
        raise FrontMatterError(1, "there is no front matter", f"start the file with a line {mark}")
    last = end.search(text, first.end())
    if last is None:
        raise FrontMatterError(
            1, "the front matter does not end", f"put a line {mark} between the fields and the text"
        )
    return text[first.end() : last.start()], text[last.end() :]


def _refuse_long(fields: str) -> None:
    if len(fields) > MAX_FRONT_MATTER:
        raise FrontMatterError(
            1,
            f"the front matter is longer than {MAX_FRONT_MATTER:,} characters",
            "move long texts below the fields",
        )


def _from_nodes(root: yaml.MappingNode) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", root.value):
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
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        parts = {
            str(key.value): _field(key.start_mark.line + 1, value)
            for key, value in pairs
            if isinstance(key, yaml.ScalarNode) and not isinstance(value, yaml.MappingNode)
        }
        return Field(line, None, is_list=False, parts=parts)
    return Field(line, None, is_list=False)


def _item(node: yaml.Node) -> Item | None:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        if all(isinstance(part, yaml.ScalarNode) for pair in pairs for part in pair):
            return {str(key.value): str(value.value) for key, value in pairs}
    if isinstance(node, yaml.SequenceNode):
        return _unquoted_link(node)
    return None


def _unquoted_link(node: yaml.SequenceNode) -> str | None:
    """Return ``[[Ann Bee]]``, a nested list to YAML, as the link that it is."""
    if len(node.value) == 1 and isinstance(node.value[0], yaml.SequenceNode):
        node = node.value[0]  # a link within a list; no deeper, since a list may contain itself
    texts = [part.value for part in node.value if isinstance(part, yaml.ScalarNode)]
    return f"[[{', '.join(texts)}]]" if texts and len(texts) == len(node.value) else None


def _decode_json(fields: str) -> tuple[dict[str, Any], dict[str, int]]:
    def as_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise FrontMatterError(1, "the field is there twice", "remove one of them", twice)
        return dict(pairs)

    decoder = json.JSONDecoder(
        object_pairs_hook=as_pairs, parse_int=str, parse_float=str, parse_constant=str
    )
    table, _ = decoder.raw_decode(fields.lstrip())
    lines: dict[str, int] = {}
    for match in _JSON_KEY.finditer(fields):
        lines.setdefault(match[1], fields.count("\n", 0, match.start()) + 1)
    return table, lines


def _from_json(table: object, lines: Mapping[str, int]) -> dict[str, Field]:
    if not isinstance(table, dict):
        raise FrontMatterError(1, "there are no fields", 'write fields as "name": "value"')
    return _from_values(cast("dict[str, object]", table), lines)


def _from_values(table: Mapping[str, object], lines: Mapping[str, int]) -> dict[str, Field]:
    return {name: _value(lines.get(name, 1), value, lines) for name, value in table.items()}


def _value(line: int, value: object, lines: Mapping[str, int]) -> Field:
    """Return a field for a value parsed from TOML or JSON."""
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        parts = {
            name: _value(lines.get(name, line), part, lines)
            for name, part in table.items()
            if not isinstance(part, dict)
        }
        return Field(line, None, is_list=False, parts=parts)
    if isinstance(value, list):
        items = tuple(_plain_item(item) for item in cast("list[object]", value))
        known = tuple(item for item in items if item is not None)
        return Field(line, known if len(known) == len(items) else None, is_list=True)
    return Field(line, (_plain(value),), is_list=False)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain_item(item: object) -> Item | None:
    if isinstance(item, dict):
        table = cast("dict[str, object]", item)
        return {name: _plain(value) for name, value in table.items()}
    return None if isinstance(item, list) else _plain(item)


_HANDLERS = {
    Form.YAML: _YamlHandler(),
    Form.TOML: _TomlHandler(),
    Form.JSON: _JsonHandler(),
}


def parse_document(text: str) -> Document:
    """Parse the text of a record file.

    Raises:
        FrontMatterError: The front matter is broken.
    """
    form = form_of(text)
    if form is Form.NONE:
        return Document({}, text.strip(), form, 1)
    try:
        fields, body = frontmatter.parse(text, handler=_HANDLERS[form])
    except yaml.MarkedYAMLError as error:
        raise _broken(text, error) from None
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", "it cannot be read")
        raise FrontMatterError(
            1, f"broken YAML: {reason}", "remove characters that cannot be printed"
        ) from None
    except RecursionError:
        raise FrontMatterError(1, "the lists are nested too deeply", "use plain lists") from None
    stripped = text.strip()
    line = stripped.count("\n", 0, len(stripped) - len(body)) + 1
    return Document(cast("dict[str, Field]", fields), body, form, line)


def form_of(text: str) -> Form:
    """Return the form of a file's fields, judged by its beginning."""
    start = text.lstrip()
    if _YAML_BOUNDARY.match(start):
        return Form.YAML
    if _TOML_BOUNDARY.match(start):
        return Form.TOML
    return Form.JSON if _JSON_BEGIN.match(start) else Form.NONE


def _broken(text: str, error: yaml.MarkedYAMLError) -> FrontMatterError:
    """Return the fault of broken YAML, at the line where it begins, not where it surfaces."""
    marks = [mark for mark in (error.context_mark, error.problem_mark) if mark is not None]
    is_open = "quoted" in str(error.context)  # an open quote runs on to some later line
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
