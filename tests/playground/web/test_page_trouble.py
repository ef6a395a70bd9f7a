"""The panel "make it hard", and a bot that ends by itself."""

from typing import Any

import pytest

from tests.playground.web.conftest import Stage, Tab

pytestmark = pytest.mark.asyncio(loop_scope="package")
Json = dict[str, Any]


async def until(tab: Tab, state: str, *, connected: bool) -> Json:
    told = await tab.event(
        "PLAYGROUND_UPDATE",
        lambda told: told["bot"]["state"] == state and told["bot"]["connected"] is connected,
    )
    return told["bot"]


async def echo(tab: Tab, text: str) -> Json:
    return await tab.act("slash", **tab.here, name="echo", options={"text": text})


async def test_a_bot_that_dies_is_told_of_and_can_be_started_again(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        with stage.in_haste():
            await ada.ask("slash", **ada.here, name="crash", options={})
        assert "the bot ended" in (await until(ada, "ended", connected=False))["reason"]
        await ada.act("hard.bot", what="start")
        await until(ada, "running", connected=True)
        assert (await echo(ada, "back"))["acknowledged"]


@pytest.mark.parametrize("what", ["restart", "kill"])
async def test_a_restart_leaves_a_bot_that_answers_old_buttons(stage: Stage, what: str) -> None:
    async with stage.tab("ada") as ada:
        await echo(ada, what)
        message = await ada.event("MESSAGE_CREATE", lambda one: one["content"] == what)
        await ada.act("hard.bot", what=what)
        await until(ada, "running", connected=True)
        result = await ada.act("press", message_id=message["id"], custom_id="more")
        assert result["acknowledged"]


async def test_a_bot_that_is_ended_stays_so_until_it_is_started(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        await ada.act("hard.bot", what="end")
        ended = await until(ada, "ended", connected=False)
        assert ended["reason"] == "It was ended from the page."
        await ada.act("hard.advance", seconds=60)
        await ada.act("hard.bot", what="end")
        await ada.act("hard.bot", what="start")
        await until(ada, "running", connected=True)


@pytest.mark.parametrize("what", ["drop", "reconnect", "invalidate"])
async def test_a_lost_connection_comes_back(stage: Stage, what: str) -> None:
    async with stage.tab("ada") as ada:
        await ada.act("hard.gateway", what=what)
        await stage.session.playground.gateway.wait_until_disconnected()
        await stage.session.playground.wait_until_connected()
        assert (await echo(ada, what))["acknowledged"]


async def test_misbehaviour_is_ordered_shown_and_taken_back(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        for what in ("429", "500", "slow", "late", "lost", "drop"):
            ordered = await ada.act("hard.fault", what=what, times=2, seconds=0.1, match="/nothing")
        assert [order["what"] for order in ordered["orders"]] == [
            "429",
            "500",
            "slow by 0.1 s",
            "late by 0.1 s",
            "lost answer",
            "cut connection",
        ]
        assert (await ada.act("hard.behave"))["orders"] == []
        for fields in ({"times": 0}, {"seconds": 61}, {"what": "joke"}, {"times": True}):
            asked = {"what": "500", "times": 1, "seconds": 0, "match": "", **fields}
            assert "error" in await ada.ask("hard.fault", **asked)


async def test_permissions_channels_messages_and_the_clock(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        channel = ada.channel("general")
        await ada.act("hard.deny", channel_id=channel, bits=str(1 << 11))
        told = await ada.event("PLAYGROUND_UPDATE")
        general = next(one for one in told["guilds"][0]["channels"] if one["id"] == channel)
        assert not int(general["app_permissions"]) & 1 << 11
        await ada.act("hard.deny", channel_id=channel, bits="0")
        made = await ada.act("hard.create_channel", name="Side Room")
        assert "already" in (await ada.ask("hard.create_channel", name="side-room"))["error"]
        for name in ("", "x" * 101, "side/room"):
            answer = await ada.ask("hard.create_channel", name=name)
            assert "letters, digits and dashes" in answer["error"]
        for what in ("event", "message"):
            gone = await ada.ask(f"hard.delete_{what}", **{f"{what}_id": "5"})
            assert gone["error"] == f"there is no such {what} any more"
        await ada.act("say", channel_id=made["channel_id"], content="here")
        said = await ada.event("MESSAGE_CREATE", lambda one: one["content"] == "here")
        await ada.act("hard.delete_message", message_id=said["id"])
        assert (await ada.event("MESSAGE_DELETE"))["id"] == said["id"]
        await ada.act("hard.delete_channel", channel_id=made["channel_id"])
        assert "no such channel" in (await ada.ask("open", channel_id=made["channel_id"]))["error"]
        before = (await ada.event("PLAYGROUND_UPDATE"))["clock_ahead"]
        await ada.act("hard.advance", seconds=3600)
        after = await ada.event(
            "PLAYGROUND_UPDATE", lambda told: told["clock_ahead"] >= before + 3600
        )
        assert after["clock_ahead"] == before + 3600
