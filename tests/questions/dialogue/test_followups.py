"""Conversations: ``followups.yaml``; single turns after an answer: ``turns_*.yaml``."""

from pathlib import Path
from typing import Any

import pytest

from bot.catalog.model import FILM_KINDS
from bot.questions.query.codec import decode_context, encode
from bot.questions.query.context import Context
from bot.questions.query.nodes import Films, OfKind
from bot.questions.results.answer import Answer, Status
from tests.questions.conftest import Asker, read_yaml
from tests.questions.notation import noted_in

CONVERSATIONS: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "followups.yaml")


@pytest.mark.parametrize("talk", CONVERSATIONS, ids=lambda talk: talk["turns"][-1]["ask"])
def test_each_turn_of_a_conversation_is_answered(starter: Asker, talk: dict[str, Any]) -> None:
    context: Context | None = None
    for turn in talk["turns"]:
        answer = starter.ask(turn["ask"], context=context)
        check(starter, answer, turn)
        if answer.context is not None:
            # A context lives outside the process between two turns.
            context = decode_context(encode(answer.context))


def check(starter: Asker, answer: Answer, turn: dict[str, Any]) -> None:
    assert answer.status.value == turn.get("status", "answered"), answer.sentence
    if "titles" in turn:
        assert sorted(starter.titles(answer)) == sorted(turn["titles"])
    if "count" in turn:
        assert len(answer.movie_ids) == turn["count"]
    if "people" in turn:
        assert [person.name for person in answer.people] == turn["people"]
    if "values" in turn:
        assert list(answer.values) == turn["values"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_turns_go_on_from_every_kind_of_answer(starter: Asker, language: str) -> None:
    """Files ``turns_*.yaml``: one test a language, for the sake of time."""
    wrong: list[str] = []
    for talk in read_yaml(Path(__file__).parent / f"turns_{language}.yaml"):
        before = starter.ask(talk["after"], language=language)
        for turn in talk["then"]:
            answer = starter.ask(turn["ask"], language=language, context=before.context)
            found = _told(starter, answer)
            faults = [
                f"{key}: {found.get(key)!r}, not {value!r}"
                for key, value in turn.items()
                if key not in {"ask", "says"} and found.get(key) != value
            ]
            if not answer.sentence.startswith(turn.get("says", "")):
                faults.append(answer.sentence)
            if answer.language != language:
                faults.append(f"is answered in {answer.language}")
            faults += [f"notation: {text}" for text in noted_in(answer)]
            if faults:
                wrong.append(f"{talk['after']} > {turn['ask']}: {'; '.join(faults)}")
    assert not wrong, "\n".join(wrong)


def _told(starter: Asker, answer: Answer) -> dict[str, Any]:
    """Return what of an answer a corpus of turns may hold: the first few of all it gives."""
    titles = starter.titles(answer)
    film = starter.graph.film_with(answer.like)
    return {
        "status": answer.status.value,
        "like": film.title if film else "",
        "people": [person.name for person in answer.people][:3],
        "values": list(answer.values)[:5],
        "titles": titles[:3],
        "count": len(titles),
        "seen": answer.seen.text if answer.seen else "",
    }


def test_turns_follow_every_kind_of_answer_in_numbers() -> None:
    files = {code: read_yaml(Path(__file__).parent / f"turns_{code}.yaml") for code in ("en", "es")}
    turns = [turn for talks in files.values() for talk in talks for turn in talk["then"]]
    assert len(turns) >= 400
    assert {talk["kind"] for talk in files["en"]} >= {
        "card", "list", "person", "number", "yesno", "decline", "talk", "story",
    }  # fmt: skip


def test_a_fragment_may_also_be_meant_alone(starter: Asker) -> None:
    first = starter.ask("films with robert de niro")
    second = starter.ask("and with al pacino?", context=first.context)
    assert len(second.others) == 1
    alone = starter.questions.answer_query(second.others[0].query)
    assert len(alone.movie_ids) == 2


def test_a_swapped_filter_takes_the_place_of_its_kind(starter: Asker) -> None:
    first = starter.ask("comedies from the 90s")
    second = starter.ask("what about horror?", context=first.context)
    assert [chip.label for chip in second.chips] == ["1990s", "Horror"]


def test_a_film_that_is_drawn_again_is_still_a_film(starter: Asker) -> None:
    drawn = starter.ask("pick a film")
    again = starter.ask("another", context=drawn.context)
    assert drawn.status is again.status is Status.PICK
    assert drawn.query == again.query == Films((OfKind(FILM_KINDS),))
    anything = starter.ask("surprise me")
    assert starter.ask("another", context=anything.context).query == Films()


def test_what_is_drawn_from_stays_the_wish(starter: Asker) -> None:
    drawn = starter.ask("pick a comedy")
    again = starter.ask("another", context=drawn.context)
    assert again.status is Status.PICK
    assert [chip.label for chip in again.chips] == ["Comedy"]
    assert "Comedy" in starter.ask("why", context=again.context).sentence
    listed = starter.ask("horror films from the 80s")
    assert starter.ask("pick a funny one", context=listed.context).status is not Status.PICK


def test_it_and_that_are_the_one_title_before(starter: Asker) -> None:
    one = starter.ask("who directed casino").context
    for question in ("is it by martin scorsese", "was it with al pacino", "is that a comedy"):
        assert "Casino" in starter.ask(question, context=one).sentence
    several = starter.ask("films by martin scorsese")
    again = starter.ask("is this all you have", context=several.context)
    assert starter.titles(again) == starter.titles(several)


@pytest.mark.parametrize("context", [None, "casino"])
def test_sequels_are_those_of_the_title_that_is_meant(starter: Asker, context: str | None) -> None:
    before = None if context is None else starter.ask(context).context
    named = starter.ask("is there a sequel to the godfather", context=before)
    assert starter.titles(named) == ["The Godfather: Part II"]
    part = starter.ask("is there a sequel to back to the future part ii", context=before)
    assert len(starter.titles(part)) == 2
    unknown = starter.ask("does it have any sequels", context=before)
    assert not starter.titles(unknown)


@pytest.mark.parametrize(
    ("turn", "anew"),
    [
        ("a comedy with jim carrey", True),
        ("something with robots but not scary", True),
        ("a drama from the 80s", True),
        ("something funny", False),
    ],
)
def test_a_turn_when_it_says_enough_by_itself_then_it_narrows_nothing(
    starter: Asker, turn: str, anew: bool
) -> None:
    before = starter.ask("crime films from the 90s", language="en")
    answer = starter.ask(turn, context=before.context)
    assert (answer.tree == starter.ask(turn, language="en").tree) is anew
    assert ("genre: Crime" not in answer.tree) is anew


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("why is forrest gump so good", None),
        ("why do people love forrest gump so much", "best horror movies"),
        ("what's so special about forrest gump", None),
        ("why is it so popular", "forrest gump"),
        ("how come this movie is rated so high", "forrest gump"),
        ("por qué es tan buena forrest gump", None),
        ("por qué forrest gump es tan famosa", "comedias"),
        ("por qué es tan famosa", "forrest gump"),
    ],
)
def test_why_a_title_is_good_nobody_told_but_its_facts_are(
    starter: Asker, text: str, before: str | None
) -> None:
    language = "es" if text.startswith("por") else "en"
    context = None if before is None else starter.ask(before, language=language).context
    answer = starter.ask(text, context=context)
    assert answer.sentence.startswith(("I can't say why", "No sé por qué"))
    assert list(answer.values) == ["8.8"]
    assert starter.graph.stories[starter.graph.film_number[answer.evidence[0].movie_id]] in (
        answer.sentence
    )


@pytest.mark.parametrize("text", ["why is tom hanks so famous", "why is it so good"])
def test_without_a_title_no_reason_is_asked_for(starter: Asker, text: str) -> None:
    assert not starter.ask(text, language="en").sentence.startswith("I can't say why")
