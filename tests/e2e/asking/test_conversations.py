"""Twenty conversations with the real bot: ``docs/conversations.md`` shows what it says."""

from pathlib import Path

from tests.e2e.asking.conversations import PAGE, read_script, written_down
from tests.e2e.stage import staged


async def test_the_page_of_conversations_shows_what_the_bot_says(data_dir: Path) -> None:
    async with staged(data_dir, cooldown_burst=10_000, settle_seconds=0) as stage:
        said = await written_down(stage)
    assert said == PAGE.read_text(encoding="utf-8"), "run python -m tests.e2e.asking.conversations"


def test_there_are_twenty_conversations_of_several_turns_in_all_places() -> None:
    talks = read_script()
    assert len(talks) >= 20
    assert all(len(talk.turns) >= 3 for talk in talks)
    assert {talk.place for talk in talks} == {"slash", "mention", "dm"}
