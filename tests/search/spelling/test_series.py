from bot.search.model import Entry
from bot.search.spelling.fold import forms, part_forms
from bot.search.spelling.series import Series


def places(*films: tuple[str, int | None, float]) -> dict[str, int]:
    entries = [Entry(title, title, votes, year) for title, year, votes in films]
    entries.sort(key=lambda entry: -entry.popularity)
    series = Series(entries)
    for number, entry in enumerate(entries):
        parts = part_forms(entry.name)
        series.add(number, forms(entry.name, parts), parts)
    return {entries[number].name: place for number, place in series.places().items()}


def test_films_of_a_series_have_places_in_the_order_of_their_years() -> None:
    assert places(
        ("The Lord of the Rings: The Return of the King", 2003, 90),
        ("The Lord of the Rings: The Fellowship of the Ring", 2001, 100),
        ("The Lord of the Rings: The Two Towers", 2002, 80),
    ) == {
        "The Lord of the Rings: The Fellowship of the Ring": 1,
        "The Lord of the Rings: The Two Towers": 2,
        "The Lord of the Rings: The Return of the King": 3,
    }


def test_what_stands_before_and_the_names_a_series() -> None:
    assert places(
        ("Harry Potter and the Goblet of Fire", 2005, 80),
        ("Harry Potter and the Sorcerer's Stone", 2001, 100),
    ) == {"Harry Potter and the Sorcerer's Stone": 1, "Harry Potter and the Goblet of Fire": 2}


def test_a_number_in_the_title_is_its_place() -> None:
    assert places(("Rocky", 1976, 100), ("Rocky II", 1979, 50), ("Rocky III", 1982, 50)) == {
        "Rocky": 1
    }
    found = places(
        ("Jurassic Park", 1993, 100),
        ("The Lost World: Jurassic Park", 1997, 60),
        ("Jurassic Park III", 2001, 40),
    )
    assert found == {"Jurassic Park": 1, "The Lost World: Jurassic Park": 2}


def test_a_number_behind_episode_or_chapter_is_its_place() -> None:
    found = places(
        ("Star Wars: Episode IV - A New Hope", 1977, 100),
        ("Star Wars: Episode V - The Empire Strikes Back", 1980, 90),
        ("Star Wars: Episode I - The Phantom Menace", 1999, 80),
    )
    assert found == {}
    assert places(("John Wick", 2014, 100), ("John Wick: Chapter 2", 2017, 90)) == {"John Wick": 1}


def test_what_is_hardly_known_or_undated_or_a_remake_takes_no_place() -> None:
    found = places(
        ("Alien", 1979, 1000),
        ("Alien", 1980, 900),
        ("Alien: Hardly Known", 1981, 5),
        ("Alien: Undated", None, 500),
        ("Alien: Second", 1986, 800),
    )
    assert found == {"Alien": 1, "Alien: Second": 2}


def test_a_label_of_many_is_no_series() -> None:
    assert (
        places(*((f"American Experience: {letter * 3}", 1990, 10) for letter in "abcdefghijklmn"))
        == {}
    )


def test_the_lead_says_the_place_where_the_subtitle_is_of_another_series() -> None:
    found = places(
        ("Homeward Bound: The Incredible Journey", 1993, 100),
        ("Homeward Bound II: Lost in San Francisco", 1996, 50),
        ("The Incredible Journey", 1963, 60),
    )
    assert found["Homeward Bound: The Incredible Journey"] == 1


def test_a_film_and_its_remake_alone_have_no_place_in_a_series() -> None:
    assert places(("Dune", 2021, 100), ("Dune", 1984, 90)) == {}
    parts = [(f"Saga: {letter}eta", 1990 + at, 10.0) for at, letter in enumerate("abdfghjkmnpqr")]
    assert sorted(places(*parts[:12]).values()) == list(range(1, 13))
    assert places(*parts) == {}
