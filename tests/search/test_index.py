import threading
from pathlib import Path

import pytest

from bot.search.index import Index
from bot.search.model import Entry, Evidence, Verdict
from tests.search.conftest import FILM, SERIES


def found(index: Index, query: str) -> list[str]:
    return [match.key for match in index.search(query)]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("the shawshank redemption", "The Shawshank Redemption 1994"),
        ("AMELIE", "Amélie 2001"),
        ("amelei", "Amélie 2001"),
        ("shawshenk redemtion", "The Shawshank Redemption 1994"),
        ("fiction pulp", "Pulp Fiction 1994"),
        ("pulpfiction", "Pulp Fiction 1994"),
        ("in ception", "Inception 2010"),
        ("nception", "Inception 2010"),
        ("vnception", "Inception 2010"),
        ("incep", "Inception 2010"),
        ("kra", "Kramer vs. Kramer 1979"),
        ("kramr v kramer", "Kramer vs. Kramer 1979"),
        ("godfather", "The Godfather 1972"),
        ("godfather 2", "The Godfather Part II 1974"),
        ("that godfather part two", "The Godfather Part II 1974"),
        ("godfahter iii", "The Godfather Part III 1990"),
        ("toy story three", "Toy Story 3 2010"),
        ("rocky 4", "Rocky IV 1985"),
        ("tom and jerry", "Tom & Jerry 2021"),
        ("empire strikes back", "Star Wars: Episode V - The Empire Strikes Back 1980"),
        ("star wars 5", "Star Wars: Episode V - The Empire Strikes Back 1980"),
        ("lotr fellowship", "The Lord of the Rings: The Fellowship of the Ring 2001"),
        ("lotr towers", "The Lord of the Rings: The Two Towers 2002"),
        ("t2", "Terminator 2: Judgment Day 1991"),
        ("the movie called inceptoin", "Inception 2010"),
        ("that film with the title incepton", "Inception 2010"),
        ("spiderman", "Spider-Man 2002"),
        ("2001", "2001: A Space Odyssey 1968"),
        ("blade runner 2049", "Blade Runner 2049 2017"),
        ("blade runner 1982", "Blade Runner 1982"),
        ("blade runer 1983", "Blade Runner 1982"),
        ("catch if you can", "Catch Me If You Can 2002"),
        ("brat", "Брат 1997"),
        ("dune 1984", "Dune 1984"),
        ("heart", "Heart 1999"),
        ("lord of the rings 2", "The Lord of the Rings: The Two Towers 2002"),
        ("lotr two", "The Lord of the Rings: The Two Towers 2002"),
    ],
)
def test_what_was_meant_comes_first(titles: Index, query: str, key: str) -> None:
    assert found(titles, query)[0] == key


@pytest.mark.parametrize("query", ["a - b", "A (2010)", "the: inception", "the / "])
def test_a_part_that_is_only_an_article_is_looked_up(titles: Index, query: str) -> None:
    titles.resolve(query)
    assert titles.search(query)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("streep meryl", "Meryl Streep"),
        ("dustin hofman", "Dustin Hoffman"),
        ("spielburg", "Steven Spielberg"),
        ("arnold shwartzeneger", "Arnold Schwarzenegger"),
        ("schwarz", "Arnold Schwarzenegger"),
        ("samuel jackson", "Samuel L. Jackson"),
        ("m streep", "Meryl Streep"),
        ("jake jilenhal", "Jake Gyllenhaal"),
        ("john voit", "Jon Voight"),
        ("steven spi", "Steven Spielberg"),
    ],
)
def test_people_are_found_by_parts_typos_and_sound(people: Index, query: str, name: str) -> None:
    assert found(people, query)[0] == name


@pytest.mark.parametrize(
    ("query", "evidence"),
    [
        ("pulp fiction", Evidence.EXACT),
        ("dune 1984", Evidence.YEAR),
        ("toy story three", Evidence.NUMERAL),
        ("shawshank redemp", Evidence.PREFIX),
        ("redemption shawshank", Evidence.WORDS),
        ("t2", Evidence.INITIALS),
        ("shawshenk redemtion", Evidence.FUZZY),
        ("kramer fs kramer", Evidence.SOUND),
    ],
)
def test_evidence_says_by_what_it_was_found(titles: Index, query: str, evidence: Evidence) -> None:
    assert titles.search(query)[0].evidence is evidence


def test_a_blank_typed_after_a_word_ends_it() -> None:
    index = Index.build([Entry("g", "Ving Rhames", 90), Entry("d", "Vin Diesel", 80)])
    assert found(index, "vin")[0] == "g"
    assert found(index, "vin ")[0] == "d"
    resolution = Index.build([Entry("v", "Vin", 2), Entry("o", "Vin Other", 2)]).resolve("vin ")
    assert resolution.best is not None  # keyboards of phones add a blank
    assert resolution.best.key == "v"


def test_a_blank_typed_after_a_word_makes_it_a_first_name() -> None:
    index = Index.build([Entry("k", "Kevin James", 190), Entry("w", "James Woods", 100)])
    assert found(index, "james") == ["k", "w"]
    assert found(index, "james ") == ["w", "k"]


def test_words_that_no_name_has_are_not_looked_for_where_they_may_be_noise() -> None:
    dope = Entry("d", "Dope", 90, 2015)
    query = "the film dope 2015"
    small = Index.build([dope, Entry("k", "Kramer vs. Kramer", 100, 1979)])
    large = Index.build([dope, Entry("f", "Film 2015", 1, 2016)])
    for index, readings in ((small, 1), (large, 3)):
        ranked = index.explain(query)
        assert ranked is not None
        assert ranked.trace.readings == readings
        assert found(index, query)[0] == "d"


def test_a_bare_surname_considers_its_best_known_bearer_of_a_long_name() -> None:
    others = [f"Scott {one}{two}nnon" for one in "bdfghklmnprst" for two in "aeiou" * 4]
    entries = [Entry(name + str(n), name, 200 - n % 9) for n, name in enumerate(others)]
    index = Index.build([*entries, Entry("known", "Seann Wolfgang Christopher Scott", 500)])
    assert "known" in [match.key for match in index.search("scott", len(index))]


def test_a_joined_name_is_found_among_thousands_that_share_its_letters() -> None:
    others = [
        Entry(f"{word}{first}{end}{last}", f"{word} {first}{end}{last}", 9)
        for first in "bcdfghklmnprstvw"
        for end in (
            "an",
            "el",
            "in",
            "or",
            "us",
            "ay",
            "ie",
            "ot",
            "ul",
            "em",
            "ak",
            "is",
            "od",
            "ar",
        )
        for last in "abcdefgh"
        for word in ("Julie", "Chevallier")
    ]
    index = Index.build([*others, Entry("known", "Julie Chevallier", 2)])
    assert found(index, "juliechevallier")[0] == "known"


def test_an_empty_query_gives_the_most_popular(titles: Index) -> None:
    assert [match.name for match in titles.search("", 2)] == [
        "The Shawshank Redemption",
        "Inception",
    ]
    assert found(titles, "?!") == found(titles, "")


def test_require_leaves_only_entries_with_a_flag(titles: Index) -> None:
    assert [match.key for match in titles.search("", require=SERIES)] == ["Fargo 2014"]
    assert titles.search("fargo", require=FILM)[0].key == "Fargo 1996"
    assert "Fargo 1996" not in [match.key for match in titles.search("fargo", require=SERIES)]


def test_scores_fall_and_the_limit_holds(titles: Index) -> None:
    for query in ("the", "godfather", "dune 1984", "a"):
        scores = [match.score for match in titles.search(query)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert len(titles.search(query, 3)) <= 3
        assert titles.search(query, 0) == []


def test_an_entry_with_aliases_is_found_once_under_its_name() -> None:
    index = Index.build(
        [Entry("s", "Sci-Fi", 9, aliases=("science fiction", "scifi")), Entry("d", "Drama", 20)]
    )
    for query in ("science fiction", "scifi", "sci fi", "Sci-Fi", "sience fiction"):
        resolution = index.resolve(query)
        assert resolution.best is not None
        assert (resolution.best.key, resolution.best.name) == ("s", "Sci-Fi")
        assert [match.key for match in resolution.matches].count("s") == 1


NAMESAKES = [
    Entry("se7en", "Se7en", 1_800_000, 1995, ("Seven", "Los siete pecados capitales")),
    Entry("samurai", "Seven Samurai", 370_000, 1954, ("Los siete samuráis",)),
    Entry("hope", "Star Wars: Episode IV - A New Hope", 1_400_000, 1977, ("Star Wars",)),
    Entry("awakens", "Star Wars: Episode VII - The Force Awakens", 980_000, 2015),
    Entry("others", "The Others", 390_000, 2001, ("Los otros",)),
]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("seven", "se7en"),
        ("Star Wars", "hope"),
        ("los siete pecados capitales", "se7en"),
        ("siete samurais", "samurai"),
        ("los otros", "others"),
        ("los siete pecados captiales", "se7en"),
    ],
)
def test_a_film_is_found_at_once_by_another_of_its_titles(query: str, key: str) -> None:
    best = Index.build(NAMESAKES).resolve(query).best
    assert best is not None
    assert best.key == key


SPELT = [
    Entry(name, name, popularity, year)
    for name, year, popularity in (
        ("Alien³", 1992, 330_000),
        ("Cube²: Hypercube", 2002, 70_000),
        ("8½", 1963, 130_000),
        ("Fahrenheit 9/11", 2004, 130_000),
        ("Spider-Man", 2002, 900_000),
        ("Spider-Man 2", 2004, 700_000),
        ("Spider-Man: No Way Home", 2021, 950_000),
        ("X-Men", 2000, 650_000),
        ("X-Men: The Last Stand", 2006, 530_000),
        ("Se7en", 1995, 1_800_000),
        ("The Maid", 2020, 9_000),
    )
]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("alien 3", "Alien³"),
        ("alien iii", "Alien³"),
        ("alien3", "Alien³"),
        ("8 1/2", "8½"),
        ("8½", "8½"),
        ("cube 2 hypercube", "Cube²: Hypercube"),
        ("fahrenheit 911", "Fahrenheit 9/11"),
        ("spiderman", "Spider-Man"),
        ("spiderman 2", "Spider-Man 2"),
        ("xmen", "X-Men"),
        ("seven", "Se7en"),
    ],
)
def test_a_title_is_meant_however_its_numbers_and_blanks_are_written(query: str, key: str) -> None:
    best = Index.build(SPELT).resolve(query).best
    assert best is not None
    assert best.key == key


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("the maid", ["The Maid"]),
        ("Maid", ["The Maid"]),
        ("alien iii", ["Alien³"]),
        ("spider man", ["Spider-Man"]),
        ("no way home", []),
        ("spiderman", []),
        ("!", []),
    ],
)
def test_named_gives_whole_names_alone(written: str, keys: list[str]) -> None:
    assert [match.key for match in Index.build(SPELT).named(written)] == keys


def test_named_tells_a_name_as_it_is_written_from_one_but_for_its_article() -> None:
    index = Index.build([Entry("one", "The Maid", 9), Entry("other", "Maid", 5)])
    assert [(match.key, match.evidence) for match in index.named("maid")] == [
        ("one", Evidence.NUMERAL),
        ("other", Evidence.EXACT),
    ]


@pytest.mark.parametrize("popularity", [2, 40_000, 3_000_000])
@pytest.mark.parametrize("flag", [FILM, SERIES])
def test_an_alias_never_beats_the_exact_title_of_another(popularity: int, flag: int) -> None:
    plain = Entry("plain", "Seven", popularity, 1979, flags=flag)
    index = Index.build([*NAMESAKES, plain])
    for query in ("Seven", "seven 1979", "SEVEN"):
        resolution = index.resolve(query, prefer=FILM)
        assert resolution.matches[0].key == "plain"
    assert index.search("seven")[0].key in {"plain", "se7en"}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_tiny_index_answers(count: int, tmp_path: Path) -> None:
    entries = [Entry(str(number), f"Film number {number}", number) for number in range(count)]
    index = Index.build(entries)
    index.save(tmp_path / "tiny")
    loaded = Index.load(tmp_path / "tiny")
    for each in (index, loaded):
        assert len(each) == count
        assert len(each.search("")) == count
        assert len(each.search("film numbr")) == count
        assert each.resolve("zzzzqq").verdict is Verdict.NOTHING


def test_keys_and_names_come_back_as_they_were() -> None:
    entry = Entry("ключ \ud800", "Ame\ud800lie – “Ju-On”", 1.5)
    match = Index.build([entry]).search("amelie")[0]
    assert (match.key, match.name, match.year) == (entry.key, entry.name, None)


def test_threads_get_the_answers_that_one_alone_gets(titles: Index) -> None:
    queries = ["godfahter 2", "the", "kramr", "t2", "lord of the ring", "dune 1984"] * 5
    alone = [titles.search(query) for query in queries]
    results: list[bool] = []

    def ask() -> None:
        results.append([titles.search(query) for query in queries] == alone)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 4


def test_words_in_order_when_two_names_have_them_all_then_come_first() -> None:
    index = Index.build([Entry("o", "Kramer Out Late Wars"), Entry("w", "Kramer Wars Out Late")])
    assert found(index, "kramer out wars") == ["o", "w"]
    assert found(index, "kramer wars late") == ["w", "o"]
