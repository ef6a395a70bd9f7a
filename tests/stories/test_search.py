"""Descriptions as people give them, on a shelf of nine titles."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.search.arrays.storage import SearchIndexError
from bot.stories.hints import Years
from bot.stories.stories import Stories
from bot.stories.story import Story
from bot.stories.sureness import Sureness
from bot.stories.text.table import TABLE
from tests.stories.conftest import SHELF, film


@pytest.mark.parametrize(
    ("description", "meant"),
    [
        ("the one with the shark", "shark"),
        ("a guy lives in an airport", "airport"),
        ("zombies on a train", "train"),  # neither word for them is in the record
        ("con man pretends to be a pilot", "pilot"),
        ("haunted house", "ghosts"),
        ("heist", "robbers"),  # only a tag says so
        ("the one with the sharkk", "shark"),
        ("impresonates a pilot", "pilot"),
        ("película de tiburones", "shark"),
        ("pelicula de fantasmas en una mansion", "ghosts"),
        ("un hombre vive en un aeropuerto", "airport"),
        ("zombis en un tren", "train"),
        (
            "I think I saw this in 2005, might be the 90s. Stuck at an airport. Tom Hanks? Thx!",
            "airport",
        ),
    ],
)
def test_what_is_described_comes_first(shelf: Stories, description: str, meant: str) -> None:
    assert shelf.search(description).hits[0].id == meant


def test_words_that_two_stories_share_are_named_but_neither_names_nor_common_words(
    shelf: Stories,
) -> None:
    of = {story.id: story for story in SHELF}
    one = film("a", "A", "Rick robbed the casino in Paris with his friends.")
    other = film("b", "B", "The casino of Paris was robbed by friends of Rick.")
    assert set(shelf.in_common(one, other, most=9)) == {"robbed", "casino", "friends"}
    assert len(shelf.in_common(one, other)) == 2
    assert shelf.in_common(of["shark"], of["pilot"]) == ()
    assert shelf.in_common(of["bare"], of["pilot"]) == ()


def test_stories_are_as_alike_as_what_they_tell(shelf: Stories) -> None:
    assert shelf.similarity("robbers", "robbers-2") > 0.4 > shelf.similarity("robbers", "train")
    assert shelf.similarity("robbers", "robbers") == pytest.approx(1, abs=0.01)
    assert shelf.similarity("robbers", "bare") == 0
    assert shelf.similarity("nobody", "robbers") == 0


def test_a_title_without_a_story_is_found_by_its_title(shelf: Stories) -> None:
    hits = shelf.search("christmas morning", limit=3).hits
    assert ("bare", "", ()) in [(hit.id, hit.sentence, hit.matched) for hit in hits]


def test_a_hit_says_what_matched(shelf: Stories) -> None:
    best = shelf.search("great white sharks killing swimmers").hits[0]
    assert best.sentence.startswith("A great white shark kills")
    words = [best.sentence[start:end] for start, end in best.matched]
    assert words == ["great", "white", "shark", "kills", "swimmer"]


def test_a_hit_says_whether_it_is_about_it(shelf: Stories) -> None:
    hits = shelf.for_every_channel().search("sharks").hits
    assert [hit.id for hit in hits if hit.is_about] == ["shark"]
    assert hits[0].covered > hits[1].covered == 0
    assert shelf.search("zombies").hits[0].similarity > shelf.search("zombies").hits[-1].similarity


def test_what_is_said_besides_the_story_moves_titles_up(shelf: Stories) -> None:
    hits = shelf.search("something with brad pitt and a robbery, from the early 2000s")
    assert hits.hits[0].id == "robbers"
    assert hits.people == ("brad pitt",)
    assert hits.hints.years == (Years(2000, 2004),)
    # A wrong guess excludes nothing.
    assert shelf.search("a shark attacks swimmers, with brad pitt, 2019").hits[0].id == "shark"
    assert shelf.search("a korean film about passengers").hits[0].id == "train"


def test_films_come_before_episodes_unless_those_are_asked_for(shelf: Stories) -> None:
    assert [hit.id for hit in shelf.search("friends rob three casinos", limit=2)] == [
        "robbers",
        "robbers-2",
    ]
    assert shelf.search("the episode about three casinos robbed").hits[0].id == "robbers-2"


def test_only_titles_that_may_be_found_are(shelf: Stories) -> None:
    general = shelf.for_every_channel()
    assert "adult" in [hit.id for hit in shelf.search("shark")]
    assert "adult" not in [hit.id for hit in general.search("shark")]
    among = {"airport", "adult", "ghosts", "unheard of"}
    assert {hit.id for hit in shelf.search("shark", among)} == {"airport", "adult", "ghosts"}
    assert {hit.id for hit in general.search("shark", among)} == {"airport", "ghosts"}
    # Nor does anything tell of a person or a word that only titles for adults have.
    assert shelf.search("a shark with Jane Roe").people == ("jane roe",)
    assert general.search("a shark with Jane Roe").people == ()
    assert general.search("qwyzzx").sureness is Sureness.NOTHING_TO_GO_BY
    assert shelf.search("qwyzzx").hits[0].id == "adult"
    assert shelf.search("shark", set()).sureness is Sureness.NOTHING_LIKE_IT
    assert shelf.search("shark", limit=0).hits == ()


@pytest.mark.parametrize(
    "description", ["", " \n", "🎬🦈", "that movie with the guy", "кино", "!?", "qxzvkw"]
)
def test_there_may_be_nothing_to_go_by(shelf: Stories, description: str) -> None:
    hits = shelf.search(description)
    assert (hits.hits, hits.sureness) == ((), Sureness.NOTHING_TO_GO_BY)


def test_a_title_in_another_script_is_found_by_it() -> None:
    stories = Stories.build([*SHELF, film("brat", "Брат", "Солдат возвращается домой.")])
    assert stories.search("брат").hits[0].id == "brat"


def test_words_are_known_by_what_they_say(shelf: Stories) -> None:
    assert shelf.says("shark")
    assert shelf.says("tiburones", "es") == shelf.says("shark") != 1
    assert shelf.says("red", "es") == shelf.says("rouge") != shelf.says("red")
    assert shelf.says("remember") == 0
    assert shelf.says("qxzvkw") is None
    assert shelf.has_all("great white shark")
    assert not shelf.has_all("shark qxzvkw")
    assert not shelf.has_all("the of")
    assert shelf.has_phrase("Great White shark")
    assert not shelf.has_phrase("white great shark")


def test_a_precise_description_is_surer_than_a_vague_one(shelf: Stories) -> None:
    precise = "Three men in a boat hunt the great white shark that kills swimmers off a beach town"
    assert shelf.search(precise).chance > shelf.search("somebody goes to another town").chance
    assert shelf.search("a shark").sureness is Sureness.POSSIBLE  # a theme is that of many


def test_saved_and_loaded_it_answers_the_same(shelf: Stories, tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    shelf.save(folder)
    loaded = Stories.load(folder)
    for description in ("shark", "friends rob three casinos", "2001 with tom hanks"):
        assert loaded.search(description) == shelf.search(description)


def test_only_what_has_changed_is_read_again(shelf: Stories) -> None:
    changed = replace(SHELF[0], synopsis="Robots fall in love on the moon.")
    new = film("new", "New", "A dog learns to dance.")
    after = [changed, *SHELF[1:-1], new]
    fresh, built = Stories.build(after), Stories.build(after, shelf)
    for description in ("robots in love", "dancing dog", "haunted house", "tom hanks", "shark"):
        found = {hit.id: hit for hit in built.search(description)}
        expected = {hit.id: hit for hit in fresh.search(description)}
        assert found.keys() == expected.keys()
        for key, hit in expected.items():
            assert found[key].score == pytest.approx(hit.score, abs=1e-3)
            assert found[key].sentence == hit.sentence
    # Of the others nothing is made again: what is wrong with it stays so.
    spoilt = Stories(replace(shelf.data, heads=np.zeros_like(shelf.data.heads)), shelf.table)
    kept = Stories.build(after, spoilt).data
    heads = kept.heads.reshape(len(kept.told), -1)
    assert np.count_nonzero(heads.any(axis=1)) == 2
    assert len(heads) == len(after) - 1  # all but the one without a story


def test_an_index_of_another_table_is_not_loaded(shelf: Stories, tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    other = replace(shelf.data, version=shelf.data.version + np.uint64(1))
    Stories(other, shelf.table).save(folder)
    with pytest.raises(SearchIndexError, match="another table"):
        Stories.load(folder)


def test_nothing_at_all_can_be_searched() -> None:
    empty = Stories.build([])
    assert len(empty) == 0
    assert empty.search("shark").hits == ()
    bare = Stories.build([Story("a", "Shark")])
    assert [hit.id for hit in bare.search("shark")] == ["a"]
    assert [hit.id for hit in Stories.build(SHELF, bare).search("shark")][:1] == ["shark"]


def test_the_table_is_the_one_that_was_measured() -> None:
    assert TABLE.stat().st_size <= 4_500_000
    assert (
        hashlib.sha256(TABLE.read_bytes()).hexdigest()
        == "6ff9229aae339c691a49a469c6d0944439fbfea2650b2544da40c182189381f6"
    )
