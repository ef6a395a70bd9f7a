"""What Discord should not do, but does, ends neither the bot nor its answers."""

from pathlib import Path

import pytest

from bot.discord.interactions import chat
from bot.state.store import StateStore
from tests.e2e.stage import Stage, embed, message, staged

SERVER_ONLY = {"night", "settings"}
EVENTS = ("MESSAGE_CREATE", "CHANNEL_CREATE", "INTERACTION_CREATE")


async def test_commands_that_need_a_server_are_offered_in_servers_only(stage: Stage) -> None:
    places = {c["name"]: (c["contexts"], c["integration_types"]) for c in stage.playground.commands}
    for name, place in places.items():
        assert place == (([0], [0]) if name in SERVER_ONLY else ([0, 1, 2], [0, 1])), name
    assert places.keys() >= SERVER_ONLY


@pytest.mark.expects_errors
async def test_refused_sync_and_events_that_cannot_be_parsed_end_nothing(
    data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(data_dir) as stage:
        playground = stage.playground
        async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
            await state.sync_hashes.set(int(playground.commands[0]["application_id"]), "other")
        playground.faults.fail(403, match="PUT /api/v10/applications")
        await stage.restart()
        home = playground.world.home.id
        for event in EVENTS:
            assert await playground.gateway.dispatch(event, {"guild_id": str(home)}, home)
        card = await stage.slash("movie", title="The Matrix")
        assert embed(card)["title"] == "The Matrix (1999)"
    logged = [record.getMessage() for record in caplog.records]
    for said in ("commands_not_synced", *EVENTS):
        assert any(said in line for line in logged), said


async def test_offers_that_do_not_get_out_are_no_error(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.playground.discord.interactions.answer_seconds = 0.5
    stage.playground.faults.drop(match="/callback")
    lost = await stage.playground.autocomplete("ada", "movie", {"title": "matr"}, "title")
    assert lost.choices is None
    assert "The Matrix (1999)" in await stage.typing("movie", "title", title="matr")
    said = [record for record in caplog.records if "autocomplete" in record.getMessage()]
    assert [record.levelname for record in said] == ["WARNING"]
    stage.playground.violations.clear()


async def test_a_message_is_answered_once_though_connections_are_lost_meanwhile(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "SEND_AGAIN_SECONDS", 0.01)
    playground = stage.playground
    for fault in (playground.faults.drop, playground.faults.lose_answer):
        mark = playground.journal.mark()
        fault(2, match="/messages")
        said = await playground.say("ada", "@Marquee who directed The Matrix")
        assert "Wachowski" in str(message(said))
        assert len(playground.journal.since(mark)) == 1
    playground.faults.drop(9, match="/messages")
    lost = await playground.say("ada", "@Marquee who directed The Matrix")
    assert lost.reply is None
    assert "message_not_answered" in caplog.text
    playground.faults.clear()
    playground.violations.clear()
