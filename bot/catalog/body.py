"""The text below the front matter: lines of credits, then the synopsis."""

import re
from dataclasses import dataclass, field

from bot.catalog import text_repair
from bot.catalog.model import PersonRef, Role, person_id

ABSENT = "N/A"
"""What a record says where something is not known."""

_ROLES = {"Director": Role.DIRECTOR, "Cast": Role.CAST, "Writer": Role.WRITER}
_LABEL = re.compile(rf"({'|'.join(_ROLES)})s?:(.*)")
_NAME = re.compile(r"`([^`]*)`")


@dataclass(slots=True)
class Body:
    """What the body says.

    Attributes:
        people: Who did what, in order, each once.
        synopsis: The story; ``None`` where there is none.
        unclear: Labels of credits whose names cannot be told apart, with those names.
    """

    people: dict[Role, tuple[PersonRef, ...]] = field(
        default_factory=dict[Role, tuple[PersonRef, ...]]
    )
    synopsis: str | None = None
    unclear: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def parse_body(text: str) -> Body:
    """Take a body apart: the credits come first, whatever follows is the synopsis.

    Names may go on in the lines below their label as long as these begin with a backtick.
    """
    body = Body()
    label = None
    lines = text.split("\n")
    position = 0
    while position < len(lines):
        line = lines[position].strip()
        if match := _LABEL.fullmatch(line):
            label, names = match.groups()
            _add_credits(body, label, names)
        elif label and line.startswith("`"):
            _add_credits(body, label, line)
        elif line:
            break
        position += 1
    synopsis = text_repair.prose("\n".join(lines[position:]))
    body.synopsis = synopsis if synopsis not in {"", ABSENT} else None
    return body


def _add_credits(body: Body, label: str, names: str) -> None:
    if _NAME.sub("", names).strip(" \t,"):
        body.unclear.append((label, names.strip()))
    repaired = (text_repair.line(name) for name in _NAME.findall(names))
    people = [PersonRef(person_id(name), name) for name in repaired if name not in {"", ABSENT}]
    role = _ROLES[label]
    body.people[role] = tuple(dict.fromkeys((*body.people.get(role, ()), *people)))
