"""Asks hostile questions: that nothing breaks, that replies are safe, and the slowest."""

import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from site import getsitepackages

from benchmarks.asking.hostile_questions import Words, hostile_inputs
from bot.catalog.model import Movie, Person
from bot.discord.messages.reply import Reply
from bot.discord.views.answers import AnswerBuilder
from bot.discord.views.films.cards import CardBuilder
from bot.library.pages import Page, slice_page
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.results.answer import Answer
from bot.questions.service import Questions
from bot.questions.words.lexicon import load_lexicons

HOSTILE = 10_000
"""Hostile questions asked, unless a sample is wanted."""
PROGRESS_EVERY = 1_000
SHOWN = 80
"""Characters of the slowest question that are shown."""
SLOWEST = 5
"""How many of the slowest questions are shown."""

_DOORS = ("open", "sqlite3.", "socket.", "subprocess.", "os.", "exec", "compile", "import")
"""Python's audit events for access to files, databases, networks and new code."""
_LIBRARIES = tuple(getsitepackages())
_CODE = re.compile(r"(?<![\\`])`[^`\n]+`(?!`)")
_UNESCAPED = r"(?<!\\)(?:\\\\)*"
_FAULTS = {
    "pings everybody": re.compile(r"@(?:everyone|here)", re.IGNORECASE),
    "mentions": re.compile(_UNESCAPED + r"<(?:@[!&]?|#|/|a?:|t:|id:)", re.IGNORECASE),
    "links elsewhere": re.compile(_UNESCAPED + r"\]\((?!https://www\.imdb\.com/)"),
    "shows a bare link": re.compile(r"(?<![\\(])https?://", re.IGNORECASE),
    "opens a block of code": re.compile(_UNESCAPED + "```"),
}
_MAY_HIDE = frozenset("\n\u200b\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def report_hostile(
    questions: Questions, graph: Graph, movies: Mapping[str, Movie], now: datetime, count: int
) -> dict[str, object]:
    """Ask hostile questions; print and return the results.

    Every second question is asked as one that follows the question before it.

    Raises:
        Exception: Anything raised by a question that should be answered.
    """
    words = Words(
        [film.title for film in graph.films],
        [person.name for person in graph.people],
        [" ".join(words) for lexicon in load_lexicons() for words in lexicon.phrases],
        [str(genre) for genre in graph.by_genre],
    )
    builder = AnswerBuilder(CardBuilder(None))
    asked: list[tuple[float, str, str]] = []
    met: Counter[str] = Counter()
    faults: defaultdict[str, list[str]] = defaultdict(list)
    work = 0
    context = None
    questions.ask("who directed heat", now=now)  # what is made at the first question is made
    for number, (family, text) in enumerate(hostile_inputs(words, count, seed=2026), 1):
        with _doors_watched() as doors:
            began = time.process_time()
            answer = questions.ask(text, now=now, context=context if number % 2 else None)
            asked.append(((time.process_time() - began) * 1_000, family, text))
        for fault in (*doors, *_faults(answer), *reply_faults(_reply(builder, answer, movies))):
            faults[fault].append(ascii(text[:SHOWN]))
        met[answer.status.value] += 1
        work = max(work, answer.work)
        context = answer.context
        if number % PROGRESS_EVERY == 0:
            print(f"{number} asked, slowest {max(asked)[0]:.0f} ms", flush=True)
    _show(asked, faults)
    times = sorted(milliseconds for milliseconds, _, _ in asked)
    return {
        "questions": len(asked),
        "met": dict(met),
        "faults": {fault: len(texts) for fault, texts in faults.items()},
        "p50_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 1),
        "slowest_ms": round(times[-1], 1),
        "slowest": ascii(max(asked)[2][:SHOWN]),
        "joins": work,
    }


def reply_faults(reply: Reply) -> Iterator[str]:
    """Return what a reply does that it must not: ping, mention, link, hide."""
    for embed in reply.embeds:
        fields = (text for field in embed.fields for text in (field.name, field.value))
        for text in (embed.title, embed.description, embed.footer.text, *fields):
            shown = _CODE.sub("", text or "")
            for fault, pattern in _FAULTS.items():
                if pattern.search(shown):
                    yield fault
            if any(
                unicodedata.category(character) in _HIDDEN and character not in _MAY_HIDE
                for character in text or ""
            ):
                yield "hides characters"


def _faults(answer: Answer) -> Iterator[str]:
    if not answer.sentence:
        yield "says nothing"


def _reply(builder: AnswerBuilder, answer: Answer, movies: Mapping[str, Movie]) -> Reply:
    ids = slice_page(answer.titles, 1)
    page = Page(tuple(movies[id_] for id_ in ids.items), ids.total, ids.number)
    return builder.reply(answer, page, [Person(who.id, who.name) for who in answer.people])


@contextmanager
def _doors_watched() -> Generator[set[str]]:
    """Provide a set that collects what the program accesses meanwhile."""
    seen: set[str] = set()
    _watched.append(seen)
    try:
        yield seen
    finally:
        _watched.remove(seen)


def _watch(event: str, about: tuple[object, ...]) -> None:
    if not _watched or not event.startswith(_DOORS):
        return
    if event == "open" and str(about[0]).startswith(_LIBRARIES):
        return  # anyascii reads its tables as it comes upon a script
    for seen in _watched:
        seen.add(f"reaches out: {event}")


_watched: list[set[str]] = []
sys.addaudithook(_watch)  # for good: Python knows no way to take one away


def _show(asked: list[tuple[float, str, str]], faults: Mapping[str, list[str]]) -> None:
    by_family: defaultdict[str, list[float]] = defaultdict(list)
    for milliseconds, family, _ in asked:
        by_family[family].append(milliseconds)
    print(f"{'family':32}{'n':>7}{'p50':>8}{'p99':>8}{'most':>8}  (ms of processor time)")
    for family, times in by_family.items():
        times.sort()
        print(
            f"{family:32}{len(times):7}{times[len(times) // 2]:8.2f}"
            f"{times[int(len(times) * 0.99)]:8.2f}{times[-1]:8.2f}"
        )
    for milliseconds, family, text in sorted(asked, reverse=True)[:SLOWEST]:
        print(f"{milliseconds:.0f} ms, {family}: {text[:SHOWN]!a}")
    for fault, texts in faults.items():
        print(f"FAULT {fault}: {len(texts)} times, first {texts[0]}")
