"""One broken limit, Discord's format for reporting them, and the shared checks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast
from urllib.parse import urlsplit

Path: TypeAlias = tuple[str | int, ...]

URL_LENGTH = 2048

MEASURES: ContextVar[list[tuple[Path, int, int]] | None] = ContextVar("measures", default=None)
"""Where the checks record how much of each limit is used: where, how much, and the limit."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken limit.

    Attributes:
        path: Where in the body: keys and list positions.
        code: Discord's name for it, such as ``BASE_TYPE_MAX_LENGTH``.
        message: The sentence that Discord writes beside it.
    """

    path: Path
    code: str
    message: str


def nested(faults: Iterable[Fault]) -> dict[str, Any]:
    """Return the faults as the ``errors`` object of a 50035 reply."""
    root: dict[str, Any] = {}
    for fault in faults:
        node = root
        for key in fault.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
    return root


def places(errors: dict[str, Any] | None, path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the output of `nested` as pairs of a place and its faults."""
    found: list[tuple[str, str]] = []
    for key, value in (errors or {}).items():
        if key == "_errors":
            found += [(".".join(path), str(fault.get("message"))) for fault in value]
        else:
            found += places(value, (*path, key))
    return found


def measure(path: Path, used: int, at_most: int) -> None:
    """Record how much of a limit is used, if anybody asked for it."""
    measures = MEASURES.get()
    if measures is not None and used:
        measures.append((path, used, at_most))


def required(path: Path) -> Fault:
    """Return the fault of a field that is missing or empty."""
    return Fault(path, "BASE_TYPE_REQUIRED", "This field is required")


def not_one_of(path: Path, allowed: Iterable[object]) -> Fault:
    """Return the fault of a value outside a fixed set."""
    listed = ", ".join(str(value) for value in allowed)
    return Fault(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")


def check_text(value: object, path: Path, at_most: int, at_least: int = 0) -> Iterator[Fault]:
    """Check a text's type and trimmed length; ``None`` and a missing text count as empty."""
    if value is None:
        value = ""
    if not isinstance(value, str):
        yield Fault(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        return
    length = len(value.strip())
    measure(path, length, at_most)
    if length == 0 and at_least > 0:
        yield required(path)
    elif length < at_least:
        yield Fault(path, "BASE_TYPE_MIN_LENGTH", f"Must be {at_least} or more in length.")
    elif length > at_most:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {at_most} or fewer in length.")


def check_number(value: object, path: Path, at_least: int, at_most: int) -> Iterator[Fault]:
    """Check a whole number's type and range."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    elif value < at_least:
        yield Fault(
            path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {at_least}."
        )
    elif value > at_most:
        yield Fault(
            path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {at_most}."
        )


def check_count(items: list[Any], path: Path, at_least: int, at_most: int) -> Iterator[Fault]:
    """Check how many items a list has."""
    measure(path, len(items), at_most)
    if not at_least <= len(items) <= at_most:
        yield Fault(
            path, "BASE_TYPE_BAD_LENGTH", f"Must be between {at_least} and {at_most} in length."
        )


def check_url(
    value: object, path: Path, attached: frozenset[str] | None = None, at_most: int = URL_LENGTH
) -> Iterator[Fault]:
    """Check that a URL can be opened.

    Args:
        value: The URL.
        path: Where it stands.
        attached: Names of the message's files where ``attachment://`` is allowed, else ``None``.
        at_most: The longest URL.
    """
    if not isinstance(value, str) or not value:
        yield required(path)
        return
    if len(value) > at_most:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {at_most} or fewer in length.")
        return
    scheme, separator, rest = value.partition("://")
    if attached is not None and separator and scheme == "attachment":
        if rest not in attached:
            yield Fault(
                path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"{rest}: not attached"
            )
        return
    if separator and scheme.lower() not in {"http", "https"}:
        yield Fault(
            path,
            "URL_TYPE_INVALID_SCHEME",
            f"Scheme \"{scheme}\" is not supported. Scheme must be one of ('http', 'https').",
        )
    elif not separator or not _has_host(value):
        yield Fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _has_host(url: str) -> bool:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host) and not any(c.isspace() for c in url)


def as_list(value: object, path: Path) -> tuple[list[Any], list[Fault]]:
    """Return a list's items (none for ``None``), and a fault if it is not a list."""
    if value is None:
        return [], []
    if isinstance(value, list):
        return cast("list[Any]", value), []
    return [], [Fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used.")]


def as_objects(value: object, path: Path) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Return a list's objects, and a fault for every item that is not one."""
    items, faults = as_list(value, path)
    faults += [
        Fault((*path, position), "MODEL_TYPE_CONVERT", "Only dictionaries may be used.")
        for position, item in enumerate(items)
        if not isinstance(item, dict)
    ]
    return [item for item in items if isinstance(item, dict)], faults


def part(owner: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the object at a key; an empty one when there is none."""
    value = owner.get(key)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def whole(value: object, otherwise: int = 0) -> int:
    """Return a whole number, or a default for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def kind_of(component: dict[str, Any]) -> int:
    """Return a component's or option's type; 0 when it has none."""
    return whole(component.get("type"))


def check_time(value: object, path: Path) -> Iterator[Fault]:
    """Check that a text is a moment in ISO 8601."""
    try:
        moment(value)
    except ValueError:
        yield Fault(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def moment(value: object) -> datetime:
    """Return the moment that an ISO 8601 text names; one without a zone is in UTC.

    Raises:
        ValueError: It names none.
    """
    named = datetime.fromisoformat(str(value))
    return named if named.tzinfo else named.replace(tzinfo=UTC)


def duplicates(values: Iterable[str]) -> set[str]:
    """Return the values that occur more than once."""
    return {value for value, times in Counter(values).items() if times > 1}
