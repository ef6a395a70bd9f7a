"""The text below the fields: credits and fields on lines of their own, and the story."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.catalog.model import PersonRef, Role, person_id
from bot.catalog.records import text_repair
from bot.catalog.records.fields.links import are_plainly_names, names, without_role
from bot.catalog.records.fields.names import field_names, folded

ABSENT = "N/A"
"""What a record says where something is unknown."""

_MARK = r"[*_]{0,3}"  # around bold text
_LABELLED = re.compile(
    rf"(?P<item>[-*+]\s+)?(?P<bold>{_MARK})(?P<label>[^\W\d_][\w /-]{{1,29}}?)\s*{_MARK}\s*"
    rf"(?P<colons>::?(?P<gap>\s?))\s*{_MARK}\s*(?P<value>.*)"
)
_BRACKETED = re.compile(r"\[([^\W\d_][\w -]{1,29}?)\s*::\s*((?:\[\[[^\[\]\n]*\]\]|[^\[\]\n])*)\]")
_HEADING = re.compile(r"#{1,6}\s+(?P<label>.*)")
_LISTED = re.compile(r"(?:[-*+]|\d{1,2}\.)\s+(?P<name>.*)")
_NO_PROSE = re.compile(
    r"!\[.*|<[^<>]*>|[-*_=]{3,}|(?:import|export)\s.*(?:from\s+[\"'].*|;)|\{[{%].*[%}]\}"
)
"""A picture, a tag, a rule, a line of code: none of these ends the credits."""
_BACKTICKED = re.compile(r"`([^`]*)`")
_BETWEEN_NAMES = " \t,;/&·•|"
_KEPT_IN_STORY = frozenset({"title", "description", "tags", "aliases"})
"""Fields whose names may begin a story as well as a fact: ``Plot: …``."""
_LABEL_ROOM = 48  # characters within which a label and its marks end
_NOBODY = {"", ABSENT}


class Unclear(NamedTuple):
    """Credits whose names cannot be split, or that are not kept.

    Attributes:
        line: Where, from 1 for the first line of the body.
        label: The label before the names.
        names: The text of the names.
        is_ours: Whether a record could hold such credits.
    """

    line: int
    label: str
    names: str
    is_ours: bool


class InlineField(NamedTuple):
    """A field within the text.

    Attributes:
        line: Where, from 1 for the first line of the body.
        name: Its name.
        value: What it says.
    """

    line: int
    name: str
    value: str


@dataclass(slots=True)
class Body:
    """A parsed body.

    Attributes:
        people: Who did what, in order, each once.
        synopsis: The story; ``None`` where there is none.
        inline: Fields, in Dataview's form (``year:: 1999``) or as labels in bold.
        unclear: Credits that were left out.
    """

    people: dict[Role, tuple[PersonRef, ...]] = field(
        default_factory=dict[Role, tuple[PersonRef, ...]]
    )
    synopsis: str | None = None
    inline: list[InlineField] = field(default_factory=list[InlineField])
    unclear: list[Unclear] = field(default_factory=list[Unclear])


def parse_body(text: str) -> Body:
    """Parse a body.

    Credits come first, as a rule: a line of label and names each, in a list or not; names may go
    on in the lines below as long as these begin with a backtick or are items of a list. Headings
    and pictures may stand before and between. What follows is the story; a line within it that is
    a label with nothing but names after it is a credit all the same.
    """
    return _Parser(text).body


class _Parser:
    def __init__(self, text: str) -> None:
        self.body = Body()
        self._roles: tuple[Role, ...] = ()  # whose names the next lines may continue
        self._label = ""
        lines = text.split("\n")
        position = 0
        while position < len(lines) and self._is_head(position + 1, lines[position].strip()):
            position += 1
        self._roles = ()
        story = [
            self._without_inline(number, line)
            for number, line in enumerate(lines[position:], position + 1)
            if not self._is_credit_in_story(number, line.strip())
        ]
        told = text_repair.prose("\n".join(story))
        self.body.synopsis = told if told not in {"", ABSENT} else None

    def _is_head(self, number: int, line: str) -> bool:
        """Consume a line that may stand above the story; return whether it was one."""
        if not line or self._goes_on(number, line):
            return True
        if heading := _HEADING.fullmatch(line):
            self._open(heading["label"])
            return True
        if (match := _LABELLED.fullmatch(line)) and self._is_labelled(number, match):
            return True
        return _NO_PROSE.fullmatch(line) is not None

    def _goes_on(self, number: int, line: str) -> bool:
        """Consume a line of names that belong to the label above."""
        if not self._roles:
            return False
        if line.startswith("`"):
            self._add(number, self._roles, self._label, line)
            return True
        listed = _LISTED.fullmatch(line)
        if listed and not _LABELLED.fullmatch(line):
            self._add(number, self._roles, self._label, without_role(listed["name"]))
            return True
        return False

    def _is_labelled(self, number: int, match: re.Match[str]) -> bool:
        label, value = match["label"], match["value"].rstrip("*_ \t")
        if match["colons"].startswith("::"):
            return self._is_inline(number, match)
        table = field_names()
        if roles := table.roles(label):
            self._roles, self._label = roles, label
            self._add(number, roles, label, value)
            return True
        if folded(label) in table.other_credits and (not value or _people(value) is not None):
            self._roles = ()
            self._leave_out(number, label, value, is_ours=False)
            return True
        own = table.own(label)
        if (match["bold"] or match["item"]) and own and not _KEPT_IN_STORY.intersection(own):
            self.body.inline.append(InlineField(number, label, match["value"].strip()))
            return True
        return False

    def _is_inline(self, number: int, match: re.Match[str]) -> bool:
        """Consume a Dataview field; a contributor's name stands right after the colons."""
        name, value = match["label"], match["value"].strip()
        if field_names().own(name):
            self.body.inline.append(InlineField(number, name, value))
            return True
        return " " not in name and (match["gap"] != "" or not value or value.startswith("[["))

    def _is_credit_in_story(self, number: int, line: str) -> bool:
        """Consume a line of the story that can only be a credit or a Dataview field."""
        listed = _LISTED.fullmatch(line) if self._roles else None
        name = without_role(listed["name"]) if listed else ""
        if name and _people(name):
            self._add(number, self._roles, self._label, name)
            return True
        if line:
            self._roles = ()
        if heading := _HEADING.fullmatch(line):
            return self._open(heading["label"])
        match = _LABELLED.fullmatch(line) if ":" in line[:_LABEL_ROOM] else None
        return match is not None and self._is_labelled_in_story(number, match)

    def _is_labelled_in_story(self, number: int, match: re.Match[str]) -> bool:
        if match["colons"].startswith("::"):
            return self._is_inline(number, match)
        table = field_names()
        is_credit = table.roles(match["label"]) or folded(match["label"]) in table.other_credits
        taken = bool(
            is_credit
            and _people(match["value"].rstrip("*_ \t"))
            and self._is_labelled(number, match)
        )
        self._roles = ()
        return taken

    def _open(self, label: str) -> bool:
        """Begin credits with a heading as their label."""
        self._label = label.strip(" #:*_")
        self._roles = field_names().roles(self._label)
        return bool(self._roles)

    def _without_inline(self, number: int, line: str) -> str:
        if "::" not in line:
            return line

        def take(match: re.Match[str]) -> str:
            self.body.inline.append(InlineField(number, match[1], match[2].strip()))
            return ""

        return _BRACKETED.sub(take, line)

    def _add(self, number: int, roles: tuple[Role, ...], label: str, value: str) -> None:
        if not value:
            return
        found = _people(value)
        if found is None:
            self._leave_out(number, label, value, is_ours=True)
            found = _BACKTICKED.findall(value)
        repaired = (text_repair.line(name) for name in found)
        people = [PersonRef(person_id(name), name) for name in repaired if name not in _NOBODY]
        for role in roles:
            known = self.body.people.get(role, ())
            self.body.people[role] = tuple(dict.fromkeys((*known, *people)))

    def _leave_out(self, number: int, label: str, value: str, *, is_ours: bool) -> None:
        self.body.unclear.append(Unclear(number, label, value.strip(), is_ours))


def _people(value: str) -> list[str] | None:
    """Return the names in a value; ``None`` where they cannot be split."""
    if "`" in value:
        beside = _BACKTICKED.sub("", value).strip(_BETWEEN_NAMES)
        return None if beside else _BACKTICKED.findall(value)
    if value.strip() in _NOBODY:
        return []
    found = names(value)
    return found if are_plainly_names(found) else None
