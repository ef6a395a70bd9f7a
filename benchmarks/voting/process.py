"""A process that receives votes and can be killed, and the crowd that votes: for ``nights.py``.

Run by itself it takes votes for the night whose id it is given, in the store that the environment
names: an address may hold a password, which others could read on the command line.
"""

import asyncio
import os
import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.clock import SystemClock
from bot.rules.voting.model import MAX_SCORE, Ballot, Candidate
from bot.state.store import StateStore

ADDRESS = "MARQUEE_BENCH_ADDRESS"
IN_FLIGHT = 100
FILMS = tuple(Candidate(f"film{number}", f"Film {number}") for number in range(6))
_MARKS = MAX_SCORE + 1
_CHANGED_MINDS = 0.1


def ballot(number: int) -> Ballot:
    """Return the ballot that stands for a number: its digits, a film each."""
    digits: list[int] = []
    for _ in FILMS:
        number, digit = divmod(number, _MARKS)
        digits.append(digit)
    return {film.id: digit for film, digit in zip(FILMS, digits, strict=True)}


def number_of(marks: Ballot) -> int:
    """Return the number that a ballot stands for."""
    return sum(marks[film.id] * _MARKS**place for place, film in enumerate(FILMS))


async def take_votes(address: str, night_id: int) -> None:
    """Read ``person number`` lines, cast those ballots, and print each line once it is kept."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async with await StateStore.open(address, SystemClock()) as store, asyncio.TaskGroup() as tasks:

        async def cast(person: int, number: int) -> None:
            await store.ballots.cast(night_id, person, ballot(number))
            os.write(1, f"{person} {number}\n".encode())

        while line := await reader.readline():
            person, number = map(int, line.split())
            tasks.create_task(cast(person, number))


class Crowd:
    """A thousand people who vote until each of them is told that their ballot is kept.

    Args:
        people: How many.
        chance: What decides who changes their mind.
    """

    def __init__(self, people: int, chance: random.Random) -> None:
        self._waiting = list(range(1, people + 1))
        self._chance = chance
        self._votes = 0
        self.sent: dict[int, list[int]] = {person: [] for person in self._waiting}
        self.acknowledged: dict[int, int] = {}
        self.answers = 0

    def vote(self) -> str | None:
        """Return somebody's vote, a number that nobody else sends; ``None`` if all have voted."""
        if not self._waiting:
            return None
        person = self._waiting.pop()
        self._votes += 1
        self.sent[person].append(self._votes)
        return f"{person} {self._votes}\n"

    def acknowledge(self, line: str) -> None:
        """Note that a vote is stored; some people then vote again."""
        person, number = map(int, line.split())
        self.acknowledged[person] = number
        self.answers += 1
        if self._chance.random() < _CHANGED_MINDS:
            self._waiting.append(person)

    def despair(self) -> None:
        """Let everybody without an answer to their last vote try again."""
        waiting = set(self._waiting)
        self._waiting += [
            person
            for person, sent in self.sent.items()
            if person not in waiting and sent[-1] != self.acknowledged.get(person)
        ]


def serve(address: str, night_id: int, crowd: Crowd, kill_after: int | None) -> bool:
    """Let a process take votes until all are in, or kill it after so many answers.

    Returns:
        Whether it was killed.
    """
    command = [sys.executable, __file__, str(night_id)]
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {ADDRESS: address},
    ) as process:
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        in_flight = 0
        killed = False
        while True:
            while not killed and in_flight < IN_FLIGHT and (line := crowd.vote()):
                process.stdin.write(line)
                in_flight += 1
            if not killed:
                process.stdin.flush()
            if in_flight == 0 or not (line := process.stdout.readline()):
                break
            crowd.acknowledge(line)
            in_flight -= 1
            if kill_after is not None and not killed and crowd.answers >= kill_after:
                process.kill()
                killed = True  # its earlier output still has to be read
        if not killed:
            process.stdin.close()
            if process.wait(30):
                raise RuntimeError("the process that takes votes failed")
        return killed


if __name__ == "__main__":
    asyncio.run(take_votes(os.environ[ADDRESS], int(sys.argv[1])))
