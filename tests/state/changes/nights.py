"""What changes nights, series and what is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.rules.nights import nominations
from bot.rules.nights.rsvp import Rsvp
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.troubles import Trouble
from tests.state.changes.terms import ADDED, CHANGED, GONE, NOTHING, STRANGER, Change, Effects
from tests.state.evening import ALIEN, BRAZIL, HOSTING, SEED, plan

DAY = timedelta(days=1)
TOLD = Trouble(0, Upkeep.TELL.name, 50013, given_up=True, number=1)


def evenings() -> Sequence[tuple[str, Change, Effects]]:
    """Return what changes nights."""
    return [
        (
            "nights.plan",
            lambda it: it.store.nights.plan(plan(it.clock, guild_id=it.w.guild, host=it.w.person)),
            {"nights": ADDED, "night_numbers": CHANGED, "due_jobs": (0, 3)},
        ),
        (
            "nights.change",
            lambda it: it.store.nights.change(it.w.planned, lambda old: replace(old, place="Here")),
            {"nights": CHANGED, "due_jobs": (1, 2)},
        ),
        (
            "night_transitions.open_nominations",
            lambda it: it.store.night_transitions.open_nominations(it.w.planned, HOSTING),
            {"nights": CHANGED},
        ),
        (
            "night_transitions.open_vote",
            lambda it: it.store.night_transitions.open_vote(
                it.w.nominating, HOSTING, it.clock.now() + DAY
            ),
            {"nights": CHANGED, "due_jobs": ADDED},
        ),
        (
            "night_transitions.open_vote",
            lambda it: it.store.night_transitions.open_vote(
                it.w.nominating, HOSTING, it.clock.now() + DAY, announce=True
            ),
            {"nights": CHANGED, "due_jobs": (0, 2)},
        ),
        (
            "night_transitions.move_closing",
            lambda it: it.store.night_transitions.move_closing(
                it.w.voting, HOSTING, it.clock.now() + DAY
            ),
            {"nights": CHANGED, "due_jobs": ADDED},
        ),
        (
            "night_transitions.move_closing",
            lambda it: it.store.night_transitions.move_closing(
                it.w.quiet, HOSTING, it.clock.now() + DAY
            ),
            {"nights": CHANGED, "results": GONE, "losses": (2, 1), "due_jobs": (1, 2)},
        ),
        (
            "night_transitions.close_vote",
            lambda it: it.store.night_transitions.close_vote(it.w.voting, HOSTING, SEED),
            {
                "nights": CHANGED,
                "ballots": (2, 0),
                "results": ADDED,
                "losses": (2, 1),
                "due_jobs": CHANGED,
            },
        ),
        (
            "night_transitions.close_vote",
            lambda it: it.store.night_transitions.close_vote(
                it.w.voting, HOSTING, SEED, announce=True
            ),
            {
                "nights": CHANGED,
                "ballots": (2, 0),
                "results": ADDED,
                "losses": (2, 1),
                "due_jobs": (1, 2),
            },
        ),
        (
            "night_transitions.settle",
            lambda it: it.store.night_transitions.settle(it.w.lone, HOSTING, SEED),
            {"nights": CHANGED, "losses": GONE, "results": ADDED, "due_jobs": CHANGED},
        ),
        (
            "night_transitions.watch",
            lambda it: it.store.night_transitions.watch(it.w.closed, HOSTING),
            {"nights": CHANGED, "seen_films": (0, 2), "due_jobs": (3, 1)},
        ),
        (
            "night_transitions.cancel",
            lambda it: it.store.night_transitions.cancel(it.w.voting, HOSTING),
            {"nights": CHANGED, "ballots": (2, 0), "due_jobs": (3, 2)},
        ),
        (
            "night_transitions.drop",
            lambda it: it.store.night_transitions.drop(it.w.voting, [it.w.friend]),
            {"rsvps": GONE, "ballots": GONE},
        ),
        (
            "night_transitions.make_event_again",
            lambda it: it.store.night_transitions.make_event_again(it.w.closed),
            {"nights": CHANGED, "troubles": GONE, "due_jobs": CHANGED},
        ),
        (
            "night_transitions.look_at_event",
            lambda it: it.store.night_transitions.look_at_event(it.w.closed),
            {"due_jobs": CHANGED},
        ),
        (
            "rsvps.answer",
            lambda it: it.store.rsvps.answer(it.w.closed, it.w.friend, Rsvp.NO),
            {"rsvps": CHANGED},
        ),
        (
            "attendance.note",
            lambda it: it.store.attendance.note(it.w.watched, it.w.friend, came=False),
            {"rsvps": CHANGED, "seen_films": GONE},
        ),
        (
            "attendance.note",
            lambda it: it.store.attendance.note(it.w.watched, STRANGER, came=True),
            {"rsvps": ADDED, "seen_films": ADDED},
        ),
        (
            "nominations.change",
            lambda it: it.store.nominations.change(
                it.w.lone, lambda board: nominations.nominate(board, BRAZIL, it.w.friend)
            ),
            {"nominations": ADDED},
        ),
        (
            "nominations.change",
            lambda it: it.store.nominations.change(
                it.w.nominating, lambda board: nominations.withdraw(board, ALIEN.id, it.w.person)
            ),
            {"nominations": GONE},
        ),
        (
            "nominations.change",
            lambda it: it.store.nominations.change(
                it.w.nominating, lambda board: nominations.veto(board, ALIEN.id, it.w.person)
            ),
            {"ruled_out_films": ADDED},
        ),
        (
            "nominations.change",
            lambda it: it.store.nominations.change(
                it.w.nominating, lambda board: nominations.remove(board, ALIEN.id)
            ),
            {"ruled_out_films": ADDED},
        ),
        (
            "nominations.change",
            lambda it: it.store.nominations.change(it.w.nominating, nominations.reveal),
            {"nights": CHANGED},
        ),
        (
            "ballots.cast",
            lambda it: it.store.ballots.cast(it.w.voting, it.w.friend, {BRAZIL.id: 1}),
            {"ballots": CHANGED},
        ),
        (
            "ballots.change",
            lambda it: it.store.ballots.change(it.w.voting, STRANGER, lambda _: {BRAZIL.id: 1}),
            {"ballots": ADDED},
        ),
    ]


def upkeep() -> Sequence[tuple[str, Change, Effects]]:
    """Return what changes jobs, what is pinged and noted, and series."""
    return [
        ("due_jobs.claim", lambda it: it.store.due_jobs.claim(), NOTHING),
        (
            "due_jobs.finish",
            lambda it: it.store.due_jobs.finish(it.event),
            {"due_jobs": CHANGED, "pings": (2, 0)},
        ),
        (
            "due_jobs.postpone",
            lambda it: it.store.due_jobs.postpone(it.event, DAY),
            {"due_jobs": CHANGED},
        ),
        (
            "due_jobs.repeat",
            lambda it: it.store.due_jobs.repeat(it.event, it.clock.now()),
            {"due_jobs": CHANGED},
        ),
        (
            "pings.claim",
            lambda it: it.store.pings.claim(it.event.id, it.event.due_at, [it.w.person, STRANGER]),
            {"pings": ADDED},
        ),
        (
            "pings.claim",
            lambda it: it.store.pings.claim(it.event.id, it.clock.now(), [it.w.person, STRANGER]),
            {"pings": (2, 2)},
        ),
        (
            "pings.release",
            lambda it: it.store.pings.release(it.event.id, [it.w.person]),
            {"pings": GONE},
        ),
        (
            "troubles.note",
            lambda it: it.store.troubles.note(it.w.closed, Upkeep.TELL.name, 1),
            {"troubles": CHANGED},
        ),
        (
            "troubles.give_up",
            lambda it: it.store.troubles.give_up(it.w.closed, Upkeep.ANNOUNCE.name),
            {"troubles": CHANGED},
        ),
        (
            "troubles.clear",
            lambda it: it.store.troubles.clear(it.w.closed, Upkeep.TELL.name),
            {"troubles": GONE},
        ),
        (
            "troubles.begin_anew",
            lambda it: it.store.troubles.begin_anew(it.w.closed),
            {"troubles": GONE, "due_jobs": CHANGED},
        ),
        (
            "troubles.told",
            lambda it: it.store.troubles.told([replace(TOLD, night_id=it.w.closed)]),
            {"troubles": GONE},
        ),
        (
            "troubles.told",
            lambda it: it.store.troubles.told(
                [replace(TOLD, night_id=it.w.closed, kind=Upkeep.ANNOUNCE.name)]
            ),
            NOTHING,
        ),
        (
            "series.skip",
            lambda it: it.store.series.skip(it.w.series, it.w.days[0], skipped=True),
            {"skipped_evenings": ADDED, "due_jobs": CHANGED},
        ),
        (
            "series.skip",
            lambda it: it.store.series.skip(it.w.series, it.w.days[1], skipped=False),
            {"skipped_evenings": GONE, "due_jobs": CHANGED},
        ),
        (
            "series.change",
            lambda it: it.store.series.change(it.w.series, lambda old: replace(old, theme="new")),
            {"series": CHANGED, "due_jobs": CHANGED},
        ),
        (
            "series.end",
            lambda it: it.store.series.end(it.w.series),
            {"series": CHANGED, "due_jobs": GONE},
        ),
        ("series.resume", lambda it: it.store.series.resume(it.w.series), NOTHING),
        (
            "series.pass_on",
            lambda it: it.store.series.pass_on(it.w.evening),
            {"nights": CHANGED, "passed_hosts": ADDED},
        ),
    ]
