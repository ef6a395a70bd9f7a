"""A family of questions: its rules, and questions that need them."""

from dataclasses import dataclass

from bot.questions.parser.rules import Rule


@dataclass(frozen=True, slots=True)
class Family:
    """Questions of one sort, read by rules of their own.

    Attributes:
        name: As its corpus is called: ``tests/questions/grammar/en_NAME.yaml``.
        rules: Its rules; what they mean is in the family's file.
        examples: Questions that are read by at least one of them.
    """

    name: str
    rules: tuple[Rule, ...]
    examples: tuple[str, ...]
