"""What Discord refuses, over the wire."""

from typing import Any

import discord
import pytest
from discord.http import Route

from bot.clock import ShiftedClock
from bot.playground.discord.http.wire import Upload
from bot.playground.discord.world import permissions
from bot.playground.playground import Playground
from tests.playground.conftest import until
from tests.playground.sample_bot import SampleBot


async def test_a_second_answer_is_refused(playground: Playground, bot: SampleBot) -> None:
    exchange = await playground.slash("ada", "twice")
    assert exchange.reply is not None
    assert exchange.reply["content"] == "once"
    await until(lambda: exchange.error is not None)
    assert exchange.error == {
        "code": 40060,
        "message": "Interaction has already been acknowledged.",
    }
    assert [violation.kind for violation in playground.violations] == ["second answer"]
    await until(lambda: bool(bot.errors))
    assert isinstance(bot.errors[0], discord.HTTPException)


async def test_no_answer_is_a_violation(playground: Playground, bot: SampleBot) -> None:
    exchange = await playground.slash("ada", "never")
    assert not exchange.acknowledged
    assert exchange.milliseconds is None
    assert exchange.error is not None
    assert exchange.error["message"] == "The application did not respond"
    assert [violation.kind for violation in playground.violations] == ["no answer"]
    assert not bot.errors


async def test_a_late_answer_is_refused(playground: Playground, bot: SampleBot) -> None:
    exchange = await playground.slash("ada", "tardy")
    bot.stop_waiting.set()
    await until(lambda: bool(bot.errors))
    assert not exchange.acknowledged
    error = bot.errors[0]
    assert isinstance(error, discord.NotFound)
    assert error.code == 10062
    assert [violation.kind for violation in playground.violations] == ["no answer", "late answer"]


async def test_broken_limits_are_reported_where_they_are(
    playground: Playground, bot: SampleBot
) -> None:
    exchange = await playground.slash("ada", "toolong")
    assert exchange.error is not None
    assert exchange.error["code"] == 50035
    data = exchange.error["errors"]["data"]
    assert data["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    assert data["embeds"]["0"]["title"]["_errors"][0]["message"].startswith("Must be 256")
    await until(lambda: bool(bot.errors))
    error = bot.errors[0]
    assert isinstance(error, discord.HTTPException)
    assert "In data.embeds.0.title" in error.text


@pytest.mark.expects_errors
async def test_a_26th_choice_is_refused(playground: Playground, bot: SampleBot) -> None:
    exchange = await playground.autocomplete("ada", "echo", {"text": "many"}, "text")
    assert bot.user is not None
    assert exchange.choices is None
    assert exchange.error is not None
    assert exchange.error["code"] == 50035


async def test_an_unknown_route_is_a_violation(playground: Playground, bot: SampleBot) -> None:
    await playground.slash("ada", "nowhere")
    await until(lambda: bool(bot.errors))
    assert [v.kind for v in playground.violations] == ["unknown route"]
    assert isinstance(bot.errors[0], discord.NotFound)


async def test_an_expired_token_is_refused(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    exchange = await playground.slash("ada", "echo", {"text": "hi"})
    token = exchange.interaction["token"]
    path = f"/webhooks/{playground.world.bot.id}/{token}/messages/@original"
    clock.advance(14 * 60)
    await bot.http.request(Route("PATCH", path), json={"content": "still"})
    clock.advance(2 * 60)
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.request(Route("PATCH", path), json={"content": "no more"})
    assert caught.value.code == 50027
    assert exchange.reply is not None
    assert exchange.reply["content"] == "still"


async def test_an_unknown_button_gets_no_answer_by_itself(
    playground: Playground, bot: SampleBot
) -> None:
    gone = await playground.press_stale("ada", "gone:1")
    assert gone.error is not None
    live = await playground.press_stale("ada", "more")
    assert live.reply is not None
    assert live.reply["content"] == "more"
    chosen = await playground.press_stale("ada", "pick", ["1"])
    assert chosen.reply is not None
    assert not bot.errors


async def test_missing_permissions_access_and_messages_have_their_codes(
    playground: Playground, bot: SampleBot
) -> None:
    world = playground.world
    mute = world.add_channel("mute")
    mute.bot_denied = permissions.SEND_MESSAGES
    hidden = world.add_channel("hidden")
    hidden.bot_denied = permissions.VIEW_CHANNEL
    foreign = world.add_channel("lobby", guild=world.add_guild("Else", bot_is_member=False))
    codes = {mute.id: 50013, hidden.id: 50001, foreign.id: 50001, 5: 10003}
    for channel_id, code in codes.items():
        with pytest.raises(discord.HTTPException) as caught:
            await bot.get_partial_messageable(channel_id).send("x")
        assert caught.value.code == code
    with pytest.raises(discord.NotFound) as missing:
        await bot.get_partial_messageable(world.default_channel.id).fetch_message(1)
    assert missing.value.code == 10008
    assert len(playground.violations) == 5
    to_a_bot = {"recipient_id": str(world.bot.id)}
    for route, body, code in (
        (Route("GET", f"/applications/{world.owner.id}/commands"), None, 20012),
        (Route("POST", "/users/@me/channels"), to_a_bot, 50007),
    ):
        with pytest.raises(discord.Forbidden) as forbidden:
            await bot.http.request(route, json=body)
        assert forbidden.value.code == code
    said = await playground.say("ada", "hi")
    theirs = f"/channels/{world.default_channel.id}/messages/{said.interaction['id']}"
    with pytest.raises(discord.Forbidden) as forbidden:
        await bot.http.request(Route("PATCH", theirs), json={"content": "bye"})
    assert forbidden.value.code == 50005


async def test_unknown_ids_are_not_found(playground: Playground, bot: SampleBot) -> None:
    exchange = await playground.slash("ada", "echo", {"text": "hi"})
    other = await playground.slash("ada", "echo", {"text": "hi"})
    assert other.reply is not None
    token, mine = exchange.interaction["token"], playground.world.bot.id
    event = {"name": "Night", "privacy_level": 2, "entity_type": 2, "channel_id": "5"}
    event["scheduled_start_time"] = "2100-01-01T00:00:00Z"
    events = f"/guilds/{playground.world.home.id}/scheduled-events"
    for method, path, body, code in (
        ("GET", "/users/5", None, 10013),
        ("POST", "/users/@me/channels", {"recipient_id": "5"}, 10013),
        ("GET", "/guilds/5", None, 10004),
        ("POST", events, event, 10003),
        ("GET", f"/webhooks/5/{token}/messages/@original", None, 10015),
        ("GET", f"/webhooks/{mine}/{token}/messages/5", None, 10008),
        ("GET", f"/webhooks/{mine}/{token}/messages/{other.reply['id']}", None, 10008),
    ):
        with pytest.raises(discord.NotFound) as missing:
            await bot.http.request(Route(method, path), json=body)
        assert missing.value.code == code, path


async def test_an_ephemeral_message_is_not_in_the_channel(
    playground: Playground, bot: SampleBot
) -> None:
    exchange = await playground.slash("ada", "slow")
    assert exchange.reply is not None
    channel = bot.get_partial_messageable(playground.world.default_channel.id)
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(int(exchange.reply["id"]))
    assert [message async for message in channel.history()] == []


async def test_a_wrong_body_is_refused_not_crashed_on(
    playground: Playground, bot: SampleBot
) -> None:
    route = f"/channels/{playground.world.default_channel.id}/messages"
    bodies: list[Any] = [
        [],
        {"embeds": "x"},
        {"flags": "x"},
        {"components": [1]},
        {"attachments": [{}]},
    ]
    for body in bodies:
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.request(Route("POST", route), json=body)
        assert caught.value.status == 400
    with pytest.raises(discord.HTTPException) as empty:
        await bot.http.request(Route("POST", route), json={"content": "  "})
    assert empty.value.code == 50006


async def test_a_message_that_the_bot_may_not_send_in_this_form_is_refused(
    playground: Playground, bot: SampleBot
) -> None:
    where = playground.world.default_channel
    channel = bot.get_partial_messageable(where.id)
    sent = await channel.send("first")
    card = discord.Embed(title="Heat")

    where.bot_denied = permissions.READ_MESSAGE_HISTORY
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("second", reference=sent)
    assert refused.value.code == 160002

    where.bot_denied = permissions.EMBED_LINKS
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send(embed=card)
    assert refused.value.code == 50013
    # Beside text it is dropped without a word, and from an edit.
    assert not (await channel.send("text", embed=card)).embeds
    assert not (await sent.edit(embed=card)).embeds
    # To an interaction it may always be sent.
    where.bot_denied |= permissions.ATTACH_FILES
    answered = await playground.slash("ada", "picture", {"file": Upload("a.png", b"abc")})
    assert answered.reply is not None
    assert answered.reply["embeds"]
    assert answered.files

    where.bot_denied = 0
    await sent.delete()
    with pytest.raises(discord.HTTPException) as unknown:
        await channel.send("second", reference=sent)
    assert unknown.value.code == 50035
    assert "In message_reference: Unknown message" in unknown.value.text
    lenient = sent.to_reference(fail_if_not_exists=False)
    assert (await channel.send("second", reference=lenient)).reference is None
