"""Forms: modals that Discord opens over the chat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.discord.messages.controls import Mode
from bot.discord.messages.request import Request


@dataclass(frozen=True, slots=True)
class Field:
    """A text input of a form.

    Attributes:
        option: The option of the form's request that the text is sent as.
        label: The label above it.
        description: Further text under the label.
        placeholder: An example, shown while it is empty.
        value: Its initial text.
        required: Whether it must be filled in.
        long: Whether it has several lines.
        max_length: The maximum number of characters, which Discord enforces.
    """

    option: str
    label: str
    description: str = ""
    placeholder: str = ""
    value: str = ""
    required: bool = True
    long: bool = False
    max_length: int = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a select in a form.

    Attributes:
        label: What it says.
        value: What the form's request gets.
        description: More on it, under the label.
    """

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A select in a form, of which one line is chosen.

    Attributes:
        option: The option of the form's request that the value becomes.
        label: What is asked for.
        choices: Two to 25 lines.
        chosen: The value of the line that is chosen at first.
        description: More on it, under the label.
    """

    option: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str
    description: str = ""

    def __post_init__(self) -> None:
        """Refuse a select whose first choice is not among its lines."""
        if self.chosen not in {choice.value for choice in self.choices}:
            raise ValueError(f"{self.option} has no line {self.chosen}")


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the answer; submitting it asks its request with the fields as options.

    Attributes:
        title: Its heading.
        fields: One to five, for options that the request takes.
        request: The request that it submits.
        mode: Where the answer goes; ``TURN`` and ``SHARE`` change the message whose button
            opened the form.
    """

    title: str
    fields: tuple[Field | Select, ...]
    request: Request
    mode: Mode = Mode.OPEN

    def __post_init__(self) -> None:
        """Refuse a field whose option the request does not take."""
        if strange := {field.option for field in self.fields} - self.request.name.options:
            raise ValueError(f"{self.request.name} takes no {', '.join(sorted(strange))}")


def typed_options(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what somebody typed or chose, by option.

    Args:
        data: The data of the submitting interaction, as Discord delivers it.
    """
    return {
        str(field["custom_id"]): _given(field) for field in _inputs(data.get("components") or ())
    }


def _given(field: Mapping[str, Any]) -> str:
    values = field.get("values") or ()
    return str(values[0] if values else field.get("value") or "").strip()


def _inputs(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _inputs(component.get("components") or ())
        if inner := component.get("component"):
            yield from _inputs((inner,))
