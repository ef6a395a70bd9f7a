"""What a person at the page is told, and what that person can do."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import WSMsgType

from bot.playground.discord.world.permissions import VIEW_CHANNEL
from bot.playground.web.viewer import TAKEN_OVER
from tests.playground.web.conftest import Stage, Tab

pytestmark = pytest.mark.asyncio(loop_scope="package")
Json = dict[str, Any]


def says(content: str) -> Callable[[Json], bool]:
    def fits(message: Json) -> bool:
        return message["content"] == content

    return fits


async def slash(tab: Tab, name: str, channel: str = "general", **options: Any) -> Json:
    return await tab.act("slash", channel_id=tab.channel(channel), name=name, options=options)


async def test_the_greeting_tells_who_is_who_and_what_is_where(stage: Stage) -> None:
    async with stage.tab("carla") as carla:
        world = carla.world
    (guild,) = world["guilds"]
    assert world["user"]["username"] == "carla"
    assert world["user"]["locale"] == "es-ES"
    assert {"ada", "ben", "carla"} <= {user["username"] for user in world["users"]}
    restricted = {channel["name"]: channel["nsfw"] for channel in guild["channels"]}
    assert restricted["general"] is False
    assert restricted["after-dark"] is True
    assert [state["user_id"] for state in guild["voice_states"]] == [
        carla.user("ben"),
        carla.user("carla"),
    ]
    assert world["bot"]["state"] == "running"
    assert world["answer_seconds"] == 3


async def test_a_command_is_answered_before_the_eyes_of_all(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        result = await slash(ada, "echo", text="hi there")
        assert result["acknowledged"]
        assert 0 < result["milliseconds"] < 3000
        for tab in (ada, ben):
            message = await tab.event("MESSAGE_CREATE", says("hi there"))
            assert message["interaction"]["name"] == "echo"
            assert message["interaction"]["user"]["username"] == "ada"
        await ben.act("press", message_id=message["id"], custom_id="more")
        assert (await ada.event("MESSAGE_UPDATE"))["content"] == "more"
        opened = await ben.act("open", **ben.here)
        assert opened["messages"][-1]["content"] == "more"
        assert {"echo", "night"} <= {one["name"] for one in opened["application_commands"]}


async def test_a_private_reply_is_told_to_nobody_else_in_any_way(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        await slash(ada, "slow")
        first = await ada.event("MESSAGE_CREATE", lambda message: bool(message["flags"] & 128))
        done = await ada.event("MESSAGE_UPDATE", says("done"))
        more = await ada.event("MESSAGE_CREATE", says("and more"))
        assert first["id"] == done["id"]
        assert done["flags"] & 64
        for tab, sees in ((ada, True), (ben, False)):
            opened = await tab.act("open", **tab.here)
            ids = {message["id"] for message in opened["messages"]}
            assert ({done["id"], more["id"]} <= ids) is sees
        for act in ("press", "choose"):
            answer = await ben.ask(act, message_id=done["id"], custom_id="more", values=["1"])
            assert "no such message" in answer["error"]
        answer = await ben.ask("menu", message_id=done["id"], **ben.here, name="Ask about this")
        assert "no such message" in answer["error"]
        answer = await ben.ask("say", **ben.here, content="x", message_id=done["id"])
        assert "no such message" in answer["error"]
        assert [frame for frame in ben.events if frame["t"].startswith("MESSAGE")] == []


async def test_direct_messages_are_between_two(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        dm = ada.world["private_channels"][0]["id"]
        await ada.act("say", channel_id=dm, content="good evening")
        await ada.event("MESSAGE_CREATE", says("hello ada"))
        assert "no such channel" in (await ben.ask("open", channel_id=dm))["error"]
        assert "no such channel" in (await ben.ask("slash", channel_id=dm, name="echo"))["error"]
        await ben.act("say", **ben.here, content="mark")
        await ben.event("MESSAGE_CREATE", says("mark"))
        assert all(frame["d"].get("channel_id") != dm for frame in ben.events)


async def test_who_may_not_see_a_channel_is_not_told_of_it(stage: Stage) -> None:
    world = stage.session.playground.world
    channel, dieter = world.home.channel_named("after-dark"), world.user("dieter")
    channel.denied[dieter.id] = VIEW_CHANNEL
    try:
        async with stage.tab("dieter") as blind, stage.tab("ada") as ada:
            names = [one["name"] for one in blind.world["guilds"][0]["channels"]]
            assert "after-dark" not in names
            await ada.act("say", channel_id=ada.channel("after-dark"), content="dark")
            await ada.act("say", **ada.here, content="light")
            await blind.event("MESSAGE_CREATE", says("light"))
            assert (
                "no such channel" in (await blind.ask("open", channel_id=str(channel.id)))["error"]
            )
    finally:
        channel.denied.clear()


async def test_threads_and_posts_are_opened_and_written_in(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        await ada.act("say", **ada.here, content="a film to talk of")
        said = await ada.event("MESSAGE_CREATE", says("a film to talk of"))
        thread = await ada.act("thread", message_id=said["id"], name="About it", **ada.here)
        assert thread["id"] == said["id"]
        told = await ben.event("PLAYGROUND_UPDATE", lambda told: bool(told["guilds"][0]["threads"]))
        assert told["guilds"][0]["threads"][0]["name"] == "About it"
        await ben.act("say", channel_id=thread["id"], content="in the thread")
        message = await ada.event("MESSAGE_CREATE", says("in the thread"))
        assert message["channel_id"] == thread["id"]
        forum = next(c for c in ada.world["guilds"][0]["channels"] if c["name"] == "film-talk")
        tag = forum["available_tags"][0]
        post = await ada.act(
            "post", channel_id=forum["id"], name="Heat", content="So?", tags=[tag["id"]]
        )
        assert post["applied_tags"] == [tag["id"]]
        opened = await ben.act("open", channel_id=post["id"])
        assert opened["messages"][0]["content"] == "So?"
        answer = await ada.ask("say", channel_id=forum["id"], content="no post")
        assert "posts only" in answer["error"]
        answer = await ada.ask("thread", message_id=said["id"], name="", **ada.here)
        assert "cannot open a thread" in answer["error"]


async def test_a_thread_is_archived_by_who_opened_it_and_locked_by_moderators(
    stage: Stage,
) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben, stage.tab("carla") as carla:
        await ben.act("say", **ben.here, content="to be archived")
        said = await ben.event("MESSAGE_CREATE", says("to be archived"))
        thread = await ben.act("thread", message_id=said["id"], name="Brief", **ben.here)
        kept = stage.session.playground.world.threads[int(thread["id"])]
        change: Json = {"channel_id": thread["id"], "archived": True}
        assert "by moderators" in (await carla.ask("change_thread", **change))["error"]
        assert "by moderators" in (await ben.ask("change_thread", **change, locked=True))["error"]
        assert (kept.archived, kept.locked) == (False, False)
        await ben.act("change_thread", **change)
        assert (kept.archived, kept.locked) == (True, False)
        await ada.act("change_thread", channel_id=thread["id"], locked=True, archived=False)
        assert (kept.archived, kept.locked) == (False, True)
        assert "by moderators" in (await ben.ask("change_thread", **change))["error"]
        assert "only a thread" in (await ada.ask("change_thread", **ada.here))["error"]


async def test_choices_come_with_the_time_that_they_took(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        asked = {"channel_id": ada.channel("general"), "name": "echo", "focused": "text"}
        result = await ada.act("autocomplete", options={"text": "ab"}, **asked)
        assert [choice["name"] for choice in result["choices"]] == ["ab0", "ab1"]
        assert 0 < result["milliseconds"] < 3000
        with stage.in_haste():
            result = await ada.act("autocomplete", options={"text": "many"}, **asked)
        assert not result["acknowledged"]


async def test_a_form_is_opened_filled_in_and_sent(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        await slash(ada, "echo", text="form")
        message = await ada.event("MESSAGE_CREATE", says("form"))
        form = await ada.act("press", message_id=message["id"], custom_id="guess")
        assert form["modal"]["title"] == "Guess"
        fields = {"answer": "heat", "sure": ["Very"]}
        answer = await ben.ask("submit", interaction_id=form["interaction_id"], fields=fields)
        assert "no longer open" in answer["error"]
        for _ in range(19):  # twenty may be open at once
            await ada.act("press", message_id=message["id"], custom_id="guess")
        await ada.act("submit", interaction_id=form["interaction_id"], fields=fields)
        assert (await ada.event("MESSAGE_CREATE"))["content"] == "heat, Very"


async def test_files_go_with_commands_and_messages(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        handle = await ada.upload("still.png", b"\x89PNG")
        await slash(ada, "picture", file=handle)
        message = await ada.event("MESSAGE_CREATE")
        async with stage.client.get(message["attachments"][0]["url"]) as answer:
            assert await answer.read() == b"\x89PNG"
        handle = await ada.upload("note.png", b"note")
        await ada.act("say", **ada.here, content="", files=[handle])
        message = await ada.event("MESSAGE_CREATE")
        assert message["attachments"][0]["filename"] == "note.png"
        assert (
            "attach it again"
            in (await ada.ask("say", **ada.here, content="", files=["1"]))["error"]
        )


async def test_users_are_chosen_by_id_and_menus_act_on_messages(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        await slash(ada, "where", who=ada.user("ben"))
        assert (await ada.event("MESSAGE_CREATE"))["content"].startswith("ben ")
        answer = await ada.ask("slash", **ada.here, name="where", options={"who": "12"})
        assert answer["error"] == "'who' names nothing that is there"
        await ada.act("say", **ada.here, content="a film")
        said = await ada.event("MESSAGE_CREATE", says("a film"))
        await ada.act("menu", **ada.here, message_id=said["id"], name="Ask about this")
        assert (await ada.event("MESSAGE_CREATE"))["content"] == "about a film"
        await ada.act("menu", **ada.here, user_id=ada.user("ben"), name="Greet")
        assert (await ada.event("MESSAGE_CREATE"))["content"] == "hello ben"
        answer = await ada.ask("menu", **ada.here, user_id="12", name="Greet")
        assert answer["error"] == "there is nobody of that id"


async def test_what_gets_no_answer_is_said_to_who_asked(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        with stage.in_haste():
            result = await slash(ada, "never")
        assert result["error"]["message"] == "The application did not respond"


async def test_people_change_their_language_roles_and_seat(stage: Stage) -> None:
    async with stage.tab("ada") as ada:
        guild = ada.world["guilds"][0]
        roles = [role["id"] for role in guild["roles"] if role["name"] == "Regulars"]
        await ada.act("person", name="dieter", locale="fr", roles=roles)
        told = await ada.event("PLAYGROUND_UPDATE")
        dieter = next(user for user in told["users"] if user["username"] == "dieter")
        member = next(m for m in told["guilds"][0]["members"] if m["user"]["id"] == dieter["id"])
        assert dieter["locale"] == "fr"
        assert member["roles"] == roles
        await ada.act("voice", channel_id=ada.channel("Lounge"))
        seated = (await ada.event("PLAYGROUND_UPDATE"))["guilds"][0]["voice_states"]
        assert ada.user("ada") in {state["user_id"] for state in seated}
        for name in ("", " ", "x" * 33, "a\nb"):
            assert "error" in await ada.ask("person", name=name)
        assert "one of" in (await ada.ask("person", name="ada", locale="klingon"))["error"]


async def test_a_second_page_of_the_same_person_takes_over(stage: Stage) -> None:
    async with stage.tab("ada") as first, stage.tab("ada") as second:
        async with asyncio.timeout(5):
            while (frame := await first.socket.receive()).type is WSMsgType.TEXT:
                pass
        assert (frame.type, frame.data) == (WSMsgType.CLOSE, TAKEN_OVER)
        assert "messages" in await second.act("open", **second.here)


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "[]",
        "7",
        "{",
        '{"do": "fly"}',
        '{"do": 7}',
        '{"do": "slash"}',
        '{"do": "open", "channel_id": 7}',
    ],
)
async def test_nonsense_is_answered_with_words_or_not_at_all(stage: Stage, frame: str) -> None:
    async with stage.tab("ada") as ada:
        await ada.socket.send_str(frame)
        await ada.socket.send_bytes(frame.encode())
        assert (await ada.act("orders"))["orders"] == []


@pytest.mark.parametrize("user", ["", "Marquee", "x" * 33])
async def test_nobody_is_the_bot_or_without_a_name(stage: Stage, user: str) -> None:
    async with stage.client.get(stage.url / "socket" % {"user": user}) as answer:
        assert answer.status == 404


async def test_what_passes_is_shown_to_who_inspects_and_to_no_other(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        await ada.act("inspect", on=True)
        with stage.in_haste():
            await slash(ada, "toolong")
        event = await ada.event("WIRE", lambda entry: entry["name"] == "INTERACTION_CREATE")
        assert event["payload"]["data"]["name"] == "toolong"
        assert not event["from_bot"]
        refused = await ada.event("WIRE", lambda entry: entry["kind"] == "refusal")
        assert "data.content: Must be 2000 or fewer in length." in refused["reasons"]
        request = await ada.event("WIRE", lambda entry: entry["kind"] == "rest")
        assert request["status"] == 400
        assert ["content", 2001, 2000] in request["limits"]
        assert request["limits"][0] == ["embeds.0.title", 257, 256]
        assert "…/callback" in request["name"]
        await ada.act("inspect", on=False)
        ada.events.clear()
        await slash(ada, "echo", text="after")
        await ben.event("MESSAGE_CREATE", says("after"))
        assert [frame for frame in ada.events + ben.events if frame["t"] == "WIRE"] == []


async def test_two_tabs_see_one_vote_after_the_other(stage: Stage) -> None:
    async with stage.tab("ada") as ada, stage.tab("ben") as ben:
        await slash(ada, "echo", text="both")
        message = await ben.event("MESSAGE_CREATE", says("both"))
        fields = {"message_id": message["id"], "custom_id": "pick", "values": ["1"]}
        await asyncio.gather(ada.act("choose", **fields), ben.act("choose", **fields))
        for tab in (ada, ben):
            await tab.event("MESSAGE_CREATE", says("picked 1"))
