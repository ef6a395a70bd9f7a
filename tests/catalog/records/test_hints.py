"""What YAML misreads in records."""

import pytest

from bot.catalog.records.fields.hints import MisreadValue, misread_values


@pytest.mark.parametrize(
    ("line", "misread"),
    [
        ("title: #Alive", ("title", "#Alive", "#")),
        ("title: Rule #9", ("title", "Rule #9", "#")),
        ("title: !Three Amigos", ("title", "!Three Amigos", "!")),
        ("  - #MeToo ", ("genres", "#MeToo", "#")),
        ("  - !Drama", ("genres", "!Drama", "!")),
        ('title: "#Alive"', None),
        ("title: C# sharp", None),
        ("title: Alive # a comment", None),
        ("  - Drama", None),
    ],
)
def test_value_when_it_begins_like_yaml_syntax_then_it_is_reported(
    line: str, misread: tuple[str, str, str] | None
) -> None:
    found = list(misread_values(f"kind: movie\ngenres:\n{line}"))
    assert found == ([] if misread is None else [MisreadValue(3, *misread)])
