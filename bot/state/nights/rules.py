"""How nomination rules are stored: in a server's settings, and with each night."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, Row, and_

from bot.rules.nights.nominations import MAX_CANDIDATES, Rules
from bot.state.database.schema import count_column, flag_column


def rules_columns() -> tuple[Column[int], Column[int], Column[bool], Column[int], CheckConstraint]:
    """Return the columns of rules, and their constraints."""
    per_person = Column("nominations_per_person", Integer, nullable=False)
    in_all = Column("nominations_in_all", Integer, nullable=False)
    return (
        per_person,
        in_all,
        flag_column("blind"),
        count_column("vetoes"),
        CheckConstraint(
            and_(per_person >= 1, per_person <= in_all, in_all <= MAX_CANDIDATES),
            name="nominations",
        ),
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
    """Return the rules from a row."""
    return Rules(
        per_person=row.nominations_per_person,
        in_all=row.nominations_in_all,
        blind=row.blind,
        vetoes=row.vetoes,
    )
