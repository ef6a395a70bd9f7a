"""Who may draw for whom, and sealed draws that say nothing of their pools."""

import hashlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.picks.consent import Consent, Openness, drawn_for, may_draw_for
from bot.rules.picks.draw import Entry, draw, odds
from bot.rules.picks.sealed import SealedDraw, Ticket, is_same, roughly, seal_of

ADA, BOB, MALLORY = 1, 2, 3
POOL = tuple(Entry(f"tt{number}") for number in range(30))
PEOPLE = st.frozensets(st.integers(1, 9))
CONSENTS = st.builds(Consent, st.sampled_from(Openness), PEOPLE)


def test_nobody_is_drawn_for_by_default_but_by_who_watches_with_them() -> None:
    assert not may_draw_for(MALLORY, Consent(), together=False)
    assert may_draw_for(BOB, Consent(), together=True)


def test_who_was_allowed_by_name_may_in_any_case_and_who_refuses_means_it() -> None:
    refusing = Consent(Openness.NOBODY, frozenset({BOB}))
    assert may_draw_for(BOB, refusing, together=False)
    assert not may_draw_for(MALLORY, refusing, together=True)
    assert may_draw_for(MALLORY, Consent(Openness.ANYBODY), together=False)


@settings(max_examples=500)
@given(st.dictionaries(st.integers(1, 9), CONSENTS), PEOPLE, st.integers(1, 9), CONSENTS)
def test_a_stranger_never_draws_for_who_allowed_nothing(
    others: dict[int, Consent], together: frozenset[int], person: int, consent: Consent
) -> None:
    closed = Consent(
        Openness.COMPANY if consent.openness is Openness.ANYBODY else consent.openness,
        consent.allowed - {MALLORY},
    )
    found = drawn_for(MALLORY, {**others, person: closed}, together - {person})
    assert person not in found
    # And nothing that they say changes for whom else the stranger may draw.
    without = {other: said for other, said in others.items() if other != person}
    assert found == drawn_for(MALLORY, without, together)


def sealed(nonce: str, seed: str = "abcdefgh") -> SealedDraw:
    ticket = Ticket(seed, nonce)
    record = draw(ticket.drawn_with, POOL)
    return SealedDraw(ticket, record, seal_of(ticket, record), frozenset({ADA, BOB}))


def test_a_sealed_draw_is_the_same_until_anything_of_it_changes() -> None:
    made = sealed("0" * 32)
    assert is_same(made)
    assert is_same(made, made.seal)
    assert not is_same(made, "f" * 32)
    other = next(entry.id for entry in POOL if entry.id != made.record.picked)
    for changed in (
        replace(made, seal="f" * 32),
        replace(made, ticket=Ticket(made.ticket.seed, "1" * 32)),
        replace(made, record=replace(made.record, picked=other)),
        replace(made, record=draw(made.ticket.drawn_with, POOL[:-1])),
    ):
        assert not is_same(changed)
    other_seed = draw("another", POOL)  # sealed as it is, but not drawn with the ticket
    assert not is_same(replace(made, record=other_seed, seal=seal_of(made.ticket, other_seed)))


def test_a_seal_is_checked_by_hand_as_its_description_says() -> None:
    record = draw("abcdefgh.00", [Entry("b", 2), Entry("a")])
    text = f"00\nabcdefgh\n{record.picked}\na\t1\nb\t2"
    seal = seal_of(Ticket("abcdefgh", "00"), record)
    assert seal == hashlib.sha256(text.encode()).hexdigest()[:32]


def test_neither_seed_nor_seal_nor_pick_tells_the_pool_without_the_nonce() -> None:
    made = [sealed(f"{number:032x}") for number in range(300)]
    assert len({one.seal for one in made}) == len(made)
    # The printed seed was the same each time, and still every title was drawn about as often.
    picked = [one.record.picked for one in made]
    assert len(set(picked)) == len(POOL)
    assert max(picked.count(entry.id) for entry in POOL) < 30 * odds(POOL)["tt0"] * 30


@given(st.integers(0, 10**7))
def test_a_number_is_told_roughly(count: int) -> None:
    said = roughly(count)
    number = int("".join(character for character in said if character.isdigit()))
    assert number == count if count < 10 else number % 10 == 0
    assert abs(number - count) * 2 <= 10 ** (len(str(count)) - 1)
