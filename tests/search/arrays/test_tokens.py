import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.search.arrays.postings import KEY_LETTERS, unpack
from bot.search.arrays.tokens import INITIALS, MAX_INITIALS, Parsed, Tokens, last_number, tokens_of
from bot.search.spelling.fold import canonical, fold, initials

WORDS = st.text(alphabet="abz019", min_size=1, max_size=20) | st.sampled_from(("1st", "2001"))
CHANGING = st.sampled_from(("the", "a", "two", "2", "part", "ii", "star", "men", "x"))
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=16).map(" ".join), max_size=12)


def texts_of(tokens: Tokens) -> list[str]:
    return unpack(tokens.high, tokens.low)


@given(TEXTS)
def test_many_texts_are_taken_apart_like_one(texts: list[str]) -> None:
    parsed = Parsed(texts)
    split = [text.split() for text in texts]
    assert parsed.counts.tolist() == [len(words) for words in split]
    assert texts_of(parsed.words) == [word[:KEY_LETTERS] for words in split for word in words]
    owners = [place for place, words in enumerate(split) for _ in words]
    assert parsed.words.owners.tolist() == owners
    assert parsed.numbers().tolist() == [last_number(text) for text in texts]
    whole, bare = (unpack(found, np.zeros_like(found)) for found in parsed.initials())
    assert list(zip(whole, bare, strict=True)) == [shortened(text) for text in texts]


def shortened(text: str) -> tuple[str, str]:
    """Return the initials, and those without numbers at the end, where they are of use."""
    whole = initials(text) if " " in text else ""
    both = whole, whole.rstrip("0123456789")
    whole, bare = (short if 1 < len(short) <= MAX_INITIALS else "" for short in both)
    return whole, bare


@given(st.lists(st.lists(CHANGING, min_size=1)))
def test_a_surface_is_found_by_words_of_both_forms_and_by_initials(names: list[list[str]]) -> None:
    raws = [fold(" ".join(words)) for words in names]
    texts = [canonical(raw) for raw in raws]
    respelt = [place for place, raw in enumerate(raws) if raw != texts[place]]
    raw = [raws[place] for place in respelt]
    tokens = tokens_of(Parsed(texts), np.array(respelt, np.uint32), raw)
    owners: list[int] = tokens.owners.tolist()
    found: list[list[str]] = [[] for _ in names]
    for owner, token in zip(owners, texts_of(tokens), strict=True):
        found[owner].append(token)
    assert owners == sorted(owners)
    for raw, text, given_tokens in zip(raws, texts, found, strict=True):
        words = text.split()
        assert given_tokens[: len(words)] == words
        shorts = {*shortened(text), initials(raw)} if len(words) > 1 else set[str]()
        assert sorted(given_tokens[len(words) :]) == sorted(
            {word for word in raw.split() if word not in words}
            | {INITIALS + short for short in shorts if 1 < len(short) <= MAX_INITIALS}
        )
