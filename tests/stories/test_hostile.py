"""Nothing that can be typed is an error, and none of it takes unbounded work."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.stories.question import MAX_WORDS
from bot.stories.stories import Stories
from bot.stories.story import Story
from bot.stories.sureness import Sureness
from bot.stories.text.words import MAX_CHARACTERS, MAX_SENTENCES, sentences, words


@given(st.text(max_size=200))
@example("a" * 5000)
@example("shark " * 5000)
@example("1999 " * 800 + "90s " * 100)
@example("x")
@example("\x00\ud800'\"; DROP TABLE movies; -- {}%s")
@example("i̇stanbul ﬁlm ｓｈａｒｋ")
@example("the early mid late 80s 1950s '20s años 80 los 90")
def test_any_description_is_answered(shelf: Stories, text: str) -> None:
    hits = shelf.search(text, limit=3)
    assert len(hits.hits) <= 3
    assert 0 <= hits.chance <= 1
    assert bool(hits.hits) == (hits.sureness is not Sureness.NOTHING_TO_GO_BY)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for hit in hits:
        assert all(0 <= start < end <= len(hit.sentence) for start, end in hit.matched)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=30))
def test_any_record_can_be_read(texts: list[str], query: str) -> None:
    stories = Stories.build(
        Story(str(number), text, synopsis=text, year=number) for number, text in enumerate(texts)
    )
    assert len(stories.search(query).hits) <= len(texts)


def test_what_is_far_behind_is_not_read(shelf: Stories) -> None:
    far = "castle " * (MAX_CHARACTERS // 7 + 1) + "shark"
    assert shelf.search(far) == shelf.search(far[:MAX_CHARACTERS])
    many = "no " * MAX_WORDS + "shark"
    assert shelf.search(many).sureness is Sureness.NOTHING_TO_GO_BY


@given(st.text(max_size=300))
def test_words_and_sentences_lose_nothing_but_blanks(text: str) -> None:
    assert all(word == word.lower() for word in words(text) if word.isascii())
    kept = sentences(text)
    assert len(kept) <= MAX_SENTENCES
    if len(kept) < MAX_SENTENCES:
        assert "".join("".join(kept).split()) == "".join(text.split())
