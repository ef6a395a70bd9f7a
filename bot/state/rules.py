"""How the rules of nominations are stored: in a server's settings, and as a night began with."""

from typing import Any

from sqlalchemy import Column, Integer, Row

from bot.nights.nominations import Rules
from bot.state.schema import Flag


def rules_columns() -> tuple[Column[int], Column[int], Column[bool], Column[int]]:
    """Return the columns of rules."""
    return (
        Column("nominations_per_person", Integer, nullable=False),
        Column("nominations_in_all", Integer, nullable=False),
        Column("blind", Flag, nullable=False),
        Column("vetoes", Integer, nullable=False),
    )


def rules_values(rules: Rules) -> dict[str, int]:
    """Return rules as the values of their columns."""
    return {
        "nominations_per_person": rules.per_person,
        "nominations_in_all": rules.in_all,
        "blind": rules.blind,
        "vetoes": rules.vetoes,
    }


def read_rules(row: Row[Any]) -> Rules:
    """Return the rules that a row holds."""
    return Rules(
        per_person=row.nominations_per_person,
        in_all=row.nominations_in_all,
        blind=row.blind,
        vetoes=row.vetoes,
    )
