"""A family of questions: its rules, and questions that need them."""

from dataclasses import dataclass

from bot.questions.parser.rules import Rule


@dataclass(frozen=True, slots=True)
class Family:
    """A family of questions with rules of its own.

    Attributes:
        name: Its name, as in its corpus: ``tests/questions/grammar/en_NAME.yaml``.
        rules: Its rules; their semantics are in the family's file.
        examples: Questions whose readings use at least one of the rules.
    """

    name: str
    rules: tuple[Rule, ...]
    examples: tuple[str, ...]
