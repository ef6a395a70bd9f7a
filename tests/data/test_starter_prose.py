"""The sentences that the project ships: ours, about the story, none like another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.catalog.model import Movie

WORD = re.compile(r"[\w']+")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z0-9À-Þ])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|Prof|vs|No)\.$")
LEAD_THEN_ARTICLE = re.compile(r"[^,.;:!?]+, an? ")
ARTICLE_FIRST = re.compile(r"An? ")
STOCK_PHRASE = re.compile(
    r"\b(?:must|(?:finds?|found) (?:him|her|them)sel(?:f|ves)|sets? out to|is about to|"
    r"embarks? on|determined to|forced to|against all odds|ends? up|turns? out|little do(?:es)?|"
    r"in a world|before it is too late|will stop at nothing|race against time|"
    r"(?:his|her) life (?:changes|is turned)|comes? to terms with)\b",
    re.IGNORECASE,
)
METADATA = re.compile(
    r"\b(?:this film|the film|this movie|the movie|this series|directed by|starring|viewers|"
    r"box office|Netflix|IMDb|sequel|Academy Award|Oscar-winning)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(?:toward|color|gray|center|theater|elevator|sidewalk|pajamas|neighbor\w*|favor\w*|"
    r"honor\w*|humor\w*|rumor\w*|realiz\w+|organiz\w+|recogniz\w+|traveler\w*|defense|skeptic\w*|"
    r"aging|gotten)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    found: list[str] = []
    for part in SENTENCE.split(text):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    told = words(text)
    return (tuple(told[start : start + length]) for start in range(len(told) - length + 1))


def prose(movie: Movie) -> list[str]:
    return [*sentences(movie.description or ""), *sentences(movie.synopsis or "")]


def found_in(pattern: re.Pattern[str], movies: dict[str, Movie]) -> dict[str, list[str]]:
    found = {name: pattern.findall(" ".join(prose(movie))) for name, movie in movies.items()}
    return {name: hits for name, hits in found.items() if hits}


def test_every_synopsis_has_two_to_five_sentences(movies: dict[str, Movie]) -> None:
    counts = {name: len(sentences(movie.synopsis or "")) for name, movie in movies.items()}
    assert {name: count for name, count in counts.items() if not 2 <= count <= 5} == {}


def test_no_five_words_in_a_row_repeat_across_records(movies: dict[str, Movie]) -> None:
    tellers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, movie in movies.items():
        for sentence in prose(movie):
            for run in runs(sentence, 5):
                tellers[run].add(name)
    assert {run: names for run, names in tellers.items() if len(names) > 1} == {}


def test_at_most_two_records_open_a_sentence_alike(movies: dict[str, Movie]) -> None:
    openings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, movie in movies.items():
        for sentence in prose(movie):
            openings[tuple(words(sentence)[:3])].add(name)
    assert {opening: names for opening, names in openings.items() if len(names) > 2} == {}


@pytest.mark.parametrize(
    ("shape", "one_in"),
    [
        pytest.param(LEAD_THEN_ARTICLE, 10, id="Left by his wife, an advertising man learns"),
        pytest.param(ARTICLE_FIRST, 7, id="A young thief swears"),
    ],
)
def test_no_shape_of_description_wears_out(
    movies: dict[str, Movie], shape: re.Pattern[str], one_in: int
) -> None:
    alike = [name for name, movie in movies.items() if shape.match(movie.description or "")]
    assert len(alike) <= len(movies) / one_in, alike


def test_no_stock_phrase_wears_out(movies: dict[str, Movie]) -> None:
    tellers: Counter[str] = Counter()
    for phrases in found_in(STOCK_PHRASE, movies).values():
        tellers.update({phrase.lower() for phrase in phrases})
    assert {phrase: count for phrase, count in tellers.items() if count > len(movies) / 50} == {}


def test_synopsis_does_not_begin_with_the_description_again(movies: dict[str, Movie]) -> None:
    repeated: dict[str, set[str]] = {}
    for name, movie in movies.items():
        teaser, first = (
            {word for word in words(text) if len(word) > 4}
            for text in (movie.description or "", sentences(movie.synopsis or "")[0])
        )
        if len(teaser & first) > 2:
            repeated[name] = teaser & first
    assert repeated == {}


def test_prose_is_about_the_story(movies: dict[str, Movie]) -> None:
    assert found_in(METADATA, movies) == {}


def test_spelling_is_british_throughout(movies: dict[str, Movie]) -> None:
    assert found_in(AMERICAN, movies) == {}


@pytest.mark.shared
def test_prose_shares_no_six_words_with_any_shared_record(
    movies: dict[str, Movie], shared: Path
) -> None:
    ours: dict[tuple[str, ...], str] = {}
    for name, movie in movies.items():
        for text in (movie.description or "", movie.synopsis or ""):
            ours |= dict.fromkeys(runs(text, 6), name)
    copied = {
        (ours[run], path.name, " ".join(run))
        for path in (shared / "corpus" / "records").glob("*.md")
        for run in runs(path.read_text(encoding="utf-8").replace("’", "'"), 6)
        if run in ours
    }
    assert copied == set()
