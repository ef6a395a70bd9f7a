"""First names that people are known by, whether the catalogue has anybody of that name or not."""

import tomllib
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("given_names.toml")


@cache
def given_names() -> frozenset[str]:
    """Return them, in lower case without accents; read once."""
    lists: dict[str, str] = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return frozenset(name for names in lists.values() for name in names.split())
