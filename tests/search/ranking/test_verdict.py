import dataclasses

import pytest

from bot.search.index import Index
from bot.search.model import Entry, Verdict
from tests.search.conftest import FILM


@pytest.mark.parametrize(
    ("query", "verdict", "key"),
    [
        ("Kramer vs. Kramer", Verdict.EXACT, "Kramer vs. Kramer 1979"),
        ("Dune (2021)", Verdict.EXACT, "Dune 2021"),
        ("dune 1984", Verdict.EXACT, "Dune 1984"),
        ("godfather 2", Verdict.EXACT, "The Godfather Part II 1974"),
        ("jaw", Verdict.EXACT, "Jaw 2003"),
        ("heart", Verdict.EXACT, "Heart 1999"),
        ("kramr v kramer", Verdict.CLEAR, "Kramer vs. Kramer 1979"),
        ("the movie called inception", Verdict.CLEAR, "Inception 2010"),
        ("shawshenk redemtion", Verdict.CLEAR, "The Shawshank Redemption 1994"),
    ],
)
def test_what_is_sure_is_called_so(titles: Index, query: str, verdict: Verdict, key: str) -> None:
    resolution = titles.resolve(query)
    assert resolution.verdict is verdict
    assert resolution.best is not None
    assert resolution.best.key == key


@pytest.mark.parametrize("query", ["dune", "Dune!", "duen", "the movie dune", "Fargo"])
def test_remakes_are_asked_back(titles: Index, query: str) -> None:
    resolution = titles.resolve(query)
    assert resolution.verdict is Verdict.SEVERAL
    assert resolution.best is None
    assert resolution.matches[0].name == resolution.matches[1].name


def test_a_preferred_flag_decides_between_namesakes(titles: Index) -> None:
    resolution = titles.resolve("fargo", prefer=FILM)
    assert resolution.verdict is Verdict.EXACT
    assert resolution.best is not None
    assert resolution.best.key == "Fargo 1996"
    assert titles.resolve("dune", prefer=FILM).verdict is Verdict.SEVERAL
    assert titles.resolve("fargo 2014", prefer=FILM).matches[0].key == "Fargo 2014"


def test_an_unknown_namesake_is_no_rival() -> None:
    index = Index.build([Entry("known", "Titanic", 1_200_000, 1997), Entry("not", "Titanic", 20)])
    assert index.resolve("titanic").verdict is Verdict.CLEAR
    assert index.resolve("titanic").matches[0].key == "known"


@pytest.mark.parametrize(
    "other",
    [
        Entry("better known", "Spider-Man: No Way Home", 950),
        Entry("better known", "Venom", 2000, aliases=("The Other Spider-Man",)),
    ],
    ids=["goes on behind the name", "goes by a longer alias"],
)
def test_an_exact_name_is_opened_beside_what_is_fully_called_otherwise(other: Entry) -> None:
    exact = Entry("exact", "Spider-Man", 800)
    assert Index.build([exact, other]).resolve("spider-man").verdict is Verdict.EXACT
    hardly_known = dataclasses.replace(exact, popularity=2.0)
    assert Index.build([hardly_known, other]).resolve("spider-man").verdict is Verdict.SEVERAL


@pytest.mark.parametrize(
    ("query", "obscure", "famous"),
    [
        ("jim carey", "Jim Carey", "Jim Carrey"),
        ("robert deniro", "Robert DeNiro", "Robert De Niro"),
        ("samuel jackson", "Samuel Jackson", "Samuel L. Jackson"),
    ],
)
def test_an_obscure_name_like_a_famous_one_is_asked_back(
    query: str, obscure: str, famous: str
) -> None:
    index = Index.build([Entry("famous", famous, 800.0), Entry("obscure", obscure, 1.0)])
    resolution = index.resolve(query)
    assert resolution.verdict is Verdict.SEVERAL
    assert [match.key for match in resolution.matches] == ["obscure", "famous"]
    assert index.resolve(famous).verdict is Verdict.EXACT


def test_an_article_left_out_does_not_lead_to_an_unknown_namesake() -> None:
    index = Index.build(
        [Entry("meant", "The Godfather", 900.0, 1972), Entry("unknown", "Godfather", 2.0, 1991)]
    )
    assert index.search("godfather")[0].key == "meant"
    best = index.resolve("godfather").best
    assert best is not None
    assert best.key == "meant"
    assert index.resolve("godfather 1991").matches[0].key == "unknown"


def test_another_article_makes_another_title() -> None:
    index = Index.build([Entry("l", "L", 9, 2012), Entry("other", "The Longest Day", 50, 1962)])
    assert index.resolve("l").verdict is Verdict.EXACT
    assert index.resolve("the l").verdict is not Verdict.EXACT


def test_namesakes_without_votes_are_asked_back() -> None:
    index = Index.build([Entry("a", "Dune", year=1984), Entry("b", "Dune", year=2021)])
    assert index.resolve("dune").verdict is Verdict.SEVERAL


def test_a_shared_surname_is_asked_back(people: Index) -> None:
    assert people.resolve("evans").verdict is Verdict.SEVERAL
    assert people.resolve("gyllenhaal").verdict is Verdict.SEVERAL


@pytest.mark.parametrize("query", ["zzzzqq", "qwxzjk", "", "???", "xkcdvbn qqq"])
def test_nonsense_is_nothing_with_suggestions(few: Index, query: str) -> None:
    resolution = few.resolve(query)
    assert resolution.verdict is Verdict.NOTHING
    assert resolution.best is None
    assert resolution.matches


def test_the_starter_catalogue_knows_kramer(starter: Index) -> None:
    for query in ("Kramer vs. Kramer", "kramr vs kramer", "kramr v kramer", "kramer"):
        best = starter.resolve(query).best
        assert best is not None, query
        assert best.name == "Kramer vs. Kramer"


def test_every_starter_title_is_found_as_it_is_written(starter: Index) -> None:
    unsure: list[str] = []
    for match in starter.search("", 2000):
        best = starter.resolve(match.label).best
        if best is None or best.key != match.key:
            unsure.append(match.label)
    assert unsure == []
