"""Faults of record files, described so that their authors can fix them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_E_MAIL = re.compile(r"[<(]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)]?")
_QUOTED_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one file.

    Attributes:
        file: The file, as its folder was given.
        line: The line, from 1; ``None`` where the whole file is at fault.
        field: The field of the front matter, or the label in the text.
        reason: What is wrong.
        mend: What to do about it.
        is_note: Whether the film is loaded anyway, at most without this value.
        means: The record field that it was read as, where only its name is wrong.
    """

    file: str
    line: int | None
    field: str | None
    reason: str
    mend: str
    is_note: bool = False
    means: str | None = None

    def __str__(self) -> str:
        """Return the fault in one line, as compilers do: ``a.md:7: year: ...``."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = f"{place}: {self.field}" if self.field else place
        return f"{subject}: {self.reason}; {self.mend}"


class FaultyRecordError(Exception):
    """A file is no record; never raised outside this package.

    Args:
        faults: Everything that is wrong with it.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


def quoted(value: object) -> str:
    """Return a value fit for a fault: short, on one line, without e-mail addresses."""
    text = without_e_mail(str(value))
    if len(text) > _QUOTED_LENGTH:
        text = text[: _QUOTED_LENGTH - 1] + "…"
    return repr(text)


def without_e_mail(text: str) -> str:
    """Return a text without e-mail addresses: personal data, never stored or shown."""
    return _E_MAIL.sub("", text) if "@" in text else text
