"""Every kind of interaction, over the wire, with a real client."""

from typing import Any

import discord
import pytest

from bot.playground.discord.http import wire
from bot.playground.discord.http.wire import Upload
from bot.playground.driver.components import walk
from bot.playground.driver.options import NotOfferedError
from bot.playground.playground import Playground
from bot.playground.process.connect import loopback_connector
from tests.playground.conftest import until
from tests.playground.sample_bot import SampleBot


@pytest.fixture(autouse=True)
def no_violations(playground: Playground, bot: SampleBot) -> None:
    assert bot.user is not None
    assert not playground.violations


async def test_a_slash_command_brings_the_reply_as_sent(playground: Playground) -> None:
    exchange = await playground.slash("ada", "echo", {"text": "hi <@1>"})
    assert exchange.acknowledged
    assert not exchange.deferred
    assert not exchange.ephemeral
    assert exchange.error is None
    assert exchange.reply is not None
    assert exchange.reply["content"] == "hi <@1>"
    assert exchange.milliseconds is not None
    assert exchange.milliseconds < 250
    assert not playground.violations


async def test_a_subcommand_is_named_by_its_path(playground: Playground) -> None:
    exchange = await playground.slash("ada", "night plan", {"when": "friday", "size": "7"})
    assert exchange.reply is not None
    assert exchange.reply["content"] == "friday for 7"


async def test_autocomplete_brings_choices(playground: Playground) -> None:
    exchange = await playground.autocomplete("ada", "echo", {"text": "kr"}, "text")
    assert exchange.choices == [{"name": "kr0", "value": "v0"}, {"name": "kr1", "value": "v1"}]
    assert exchange.reply is None


async def test_a_button_edits_its_message(playground: Playground) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    second = await playground.click("bob", first, "More")
    assert second.reply is not None
    assert first.reply is not None
    assert second.reply["id"] == first.reply["id"]
    assert second.reply["content"] == "more"
    assert second.reply["edited_timestamp"] is not None


async def test_a_deferred_update_is_waited_for(playground: Playground) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    second = await playground.click("bob", first, "🎲")
    assert second.deferred
    assert second.reply is not None
    assert second.reply["content"] == "later"


async def test_a_deferred_reply_stays_ephemeral_and_a_followup_stands_beside_it(
    playground: Playground,
) -> None:
    exchange = await playground.slash("ada", "slow")
    assert exchange.deferred
    assert exchange.ephemeral
    assert exchange.reply is not None
    assert exchange.reply["content"] == "done"
    assert [message["content"] for message in exchange.also] == ["and more"]


async def test_what_comes_in_place_of_a_deleted_promise_is_the_reply(
    playground: Playground,
) -> None:
    exchange = await playground.slash("ada", "rather")
    assert exchange.deferred
    assert exchange.reply is not None
    assert exchange.reply["content"] == "for you"
    assert exchange.ephemeral
    assert exchange.also == ()


async def test_a_select_takes_a_label(playground: Playground) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    second = await playground.select("ada", first, None, "Heat")
    assert second.reply is not None
    assert second.reply["content"] == "picked 1"
    assert second.ephemeral


async def test_a_form_is_opened_and_submitted(playground: Playground) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    opened = await playground.click("ada", first, "Guess")
    assert opened.modal is not None
    assert opened.modal["title"] == "Guess"
    sent = await playground.submit("ada", opened, {"Title": "Heat", "How sure": "Very"})
    assert sent.reply is not None
    assert sent.reply["content"] == "Heat, Very"
    of_a_command = await playground.slash("ada", "form")
    sent = await playground.submit("ada", of_a_command, {"Title": "Ran", "How sure": "Very"})
    assert sent.reply is not None
    # The reply to a command says which one it was; the answer to its form is a plain message.
    assert (first.reply or {})["type"] == 20
    assert sent.reply["type"] == 0


async def test_a_file_goes_there_and_back(playground: Playground) -> None:
    upload = Upload("a b.png", b"\x89PNG", "image/png")
    exchange = await playground.slash("ada", "picture", {"file": upload})
    assert exchange.reply is not None
    assert [(file.name, file.content) for file in exchange.files] == [("copy.png", b"\x89PNG")]
    image = exchange.reply["embeds"][0]["image"]
    assert image["url"] == "attachment://copy.png"
    assert exchange.reply["attachments"][0]["description"] == "A copy"


async def test_a_file_may_be_as_large_as_the_limit_and_no_larger(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 2 * 1024 * 1024  # ten take a busy machine too long, and one aiohttp takes anyway
    monkeypatch.setattr(wire, "FILE_BYTES", limit)
    for size, code in ((limit, None), (limit + 1, 40005)):
        upload = Upload("a.png", bytes(size))
        exchange = await playground.slash("ada", "picture", {"file": upload})
        assert (exchange.error or {}).get("code") == code, size
        assert [len(file.content) for file in exchange.files] == ([size] if code is None else [])


async def test_a_picture_can_be_fetched(playground: Playground) -> None:
    import aiohttp  # noqa: PLC0415

    exchange = await playground.slash("ada", "picture", {"file": Upload("a.png", b"abc")})
    assert exchange.reply is not None
    url = exchange.reply["embeds"][0]["image"]["proxy_url"]
    async with (
        aiohttp.ClientSession(connector=loopback_connector()) as session,
        session.get(url) as response,
    ):
        assert await response.read() == b"abc"


async def test_a_layout_message_passes_and_its_button_works(playground: Playground) -> None:
    exchange = await playground.slash("ada", "layout")
    assert exchange.error is None
    assert exchange.reply is not None
    assert exchange.reply["flags"] & 1 << 15


async def test_a_plain_message_beside_the_reply_is_also_there_in_its_last_form(
    playground: Playground,
) -> None:
    exchange = await playground.slash("ada", "tell")
    assert [message["content"] for message in exchange.also] == ["for all, edited"]


async def test_a_context_menu_acts_on_a_message(playground: Playground) -> None:
    said = await playground.say("bob", "Heat or Ran?")
    exchange = await playground.context_menu("ada", "Ask about this", said.interaction)
    assert exchange.reply is not None
    assert exchange.reply["content"] == "about Heat or Ran?"


async def test_contexts_and_installations_are_told(playground: Playground) -> None:
    world = playground.world
    elsewhere = world.add_guild("Elsewhere", bot_is_member=False)
    places = {
        "ada [0] [0]": world.default_channel,
        "ada [1] [0]": playground.dm("ada"),
        "ada [2] [1]": world.group_dm([world.user("ada"), world.user("bob")]),
        "ada [0] [1]": world.add_channel("lobby", guild=elsewhere),
    }
    for expected, channel in places.items():
        exchange = await playground.slash("ada", "where", {"who": world.user("ada")}, channel)
        assert exchange.reply is not None
        assert exchange.reply["content"] == expected


async def test_what_the_bot_sends_gets_its_numbers(playground: Playground) -> None:
    plain, layout = [
        await playground.slash("ada", name, given)
        for name, given in (("echo", {"text": "x"}), ("layout", {}))
    ]
    ids = [
        [component["id"] for component in walk(exchange.reply["components"])]
        for exchange in (plain, layout)
        if exchange.reply
    ]
    assert ids == [[*range(1, 9)], [1, 2, 3, 4]]
    assert plain.reply is not None
    with_emoji = [part["emoji"] for part in walk(plain.reply["components"]) if "emoji" in part]
    assert with_emoji == [{"name": "🎲"}]
    pressed = await playground.click("ada", plain, "Guess")
    sent = await playground.submit("ada", pressed, {"Title": "Heat", "sure": "Very"})
    assert sent.reply is not None
    told = sent.reply["interaction_metadata"]["triggering_interaction_metadata"]
    assert told["interacted_message_id"] == plain.reply["id"]
    world = playground.world
    assert sent.reply["message_reference"] == {
        "type": 0,
        "message_id": plain.reply["id"],
        "channel_id": str(world.default_channel.id),
        "guild_id": str(world.home.id),
    }


async def test_an_app_of_the_user_alone_sends_five_further_messages(
    playground: Playground, bot: SampleBot
) -> None:
    @bot.tree.command(description="Say much")
    async def much(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("0")
        for number in range(1, 7):
            await interaction.followup.send(str(number))

    await bot.tree.sync()
    world = playground.world
    elsewhere = world.group_dm([world.user("ada"), world.user("bob")])
    refused = await playground.slash("ada", much.name, {}, elsewhere)
    assert len(refused.also) == 5
    assert refused.error is not None
    assert refused.error["code"] == 40094
    playground.violations.clear()
    assert len((await playground.slash("ada", much.name)).also) == 6


async def test_a_mention_and_a_direct_message_are_heard(
    playground: Playground, bot: SampleBot
) -> None:
    heard = await playground.say("ada", "@Marquee hi")
    assert heard.reply is not None
    assert heard.reply["content"] == "hello ada"
    direct = await playground.say("ada", "psst", playground.dm("ada"))
    assert direct.reply is not None
    assert bot.heard[1] == "psst"


async def test_what_does_not_mention_the_bot_reaches_it_without_content(
    playground: Playground, bot: SampleBot
) -> None:
    exchange = await playground.say("ada", "secret")
    assert exchange.reply is None
    await until(lambda: bot.heard == [""])


async def test_the_ping_of_a_reply_is_no_mention_in_the_text(
    playground: Playground, bot: SampleBot
) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    answer = await playground.say("bob", "thanks", reply_to=first)
    assert answer.reply is None
    await until(lambda: bot.heard == ["thanks"])


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("nothing", {}, "there is no command"),
        ("echo", {}, "required"),
        ("echo", {"txt": "x"}, "no option 'txt'"),
        ("echo", {"text": ""}, "letters"),
        ("night", {}, "needs a subcommand"),
        ("night plan", {"when": "x", "size": "many"}, "takes a number"),
        ("picture", {"file": "x"}, "takes a file"),
    ],
)
async def test_what_discords_apps_do_not_offer_is_not_sent(
    playground: Playground, name: str, options: dict[str, str], reason: str
) -> None:
    with pytest.raises(NotOfferedError, match=reason):
        await playground.slash("ada", name, options)


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("Off", "disabled"),
        ("Site", "opens"),
        ("x", "there are: 'More', 'Guess', '🎲', 'Off', 'Site'"),
    ],
)
async def test_a_button_that_cannot_be_pressed_is_not(
    playground: Playground, label: str, reason: str
) -> None:
    first = await playground.slash("ada", "echo", {"text": "hi"})
    with pytest.raises(NotOfferedError, match=reason):
        await playground.click("ada", first, label)


async def test_an_ephemeral_message_is_for_one_person(playground: Playground) -> None:
    exchange = await playground.slash("ada", "slow")
    with pytest.raises(NotOfferedError, match="does not see"):
        await playground.click("bob", exchange, "More")
