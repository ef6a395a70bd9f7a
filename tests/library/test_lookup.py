"""When what search found is believed."""

import pytest

from bot.library.lookup import doubted
from bot.search.index import Index
from bot.search.model import Entry, Verdict

TITLES = ("Nightcrawler", "The Dark Knight", "The Godfather", "The Godfather: Part II", "Hostage")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(Entry(title, title, 100_000) for title in TITLES)


@pytest.mark.parametrize("absent", ["fight club", "the hobbit", "zzzzqq", "godfather 3"])
def test_a_likeness_of_letters_answers_nothing(index: Index, absent: str) -> None:
    found = doubted(index.resolve(absent))
    assert found.best is None
    assert found.verdict is Verdict.NOTHING
    assert found.matches


def test_a_misspelt_title_is_believed(index: Index) -> None:
    found = doubted(index.resolve("nigthcrawler"))
    assert found.best is not None
    assert found.best.key == "Nightcrawler"


def test_several_of_a_name_are_all_left(index: Index) -> None:
    found = doubted(index.resolve("the godfather part"))
    assert {match.key for match in found.matches} >= {"The Godfather: Part II"}


def test_another_name_of_a_thing_counts_too() -> None:
    index = Index.build([Entry("Thriller", "Thriller", 9, aliases=("suspense",))])
    assert doubted(index.resolve("suspence")).best is not None
    assert doubted(index.resolve("suspicion")).best is None
