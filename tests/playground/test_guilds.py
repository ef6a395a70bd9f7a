"""What a bot does in a server besides talking: events, members, commands of its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import discord
import pytest
from discord import app_commands
from discord.http import Route

from bot.clock import ShiftedClock
from bot.playground.discord.http.wire import Upload
from bot.playground.discord.limits import components as kinds
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Channel, Role, User
from bot.playground.driver.options import NotOfferedError
from bot.playground.driver.references import resolved
from bot.playground.playground import Playground
from tests.playground.conftest import connected
from tests.playground.sample_bot import SampleBot


async def test_a_scheduled_event_is_created_changed_and_cancelled(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    start = clock.now() + timedelta(days=1)
    event = await guild.create_scheduled_event(
        name="Night",
        start_time=start,
        end_time=start + timedelta(hours=3),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="the sofa",
    )
    await event.edit(name="Late night")
    assert (await guild.fetch_scheduled_event(event.id)).name == "Late night"
    await event.cancel()
    with pytest.raises(discord.HTTPException) as caught:
        await event.edit(status=discord.EventStatus.active)
    assert caught.value.code == 180000
    await event.delete()
    assert await guild.fetch_scheduled_events() == []


async def test_a_scheduled_event_needs_its_permission(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    playground.world.home.bot_role.permissions &= ~permissions.CREATE_EVENTS
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    with pytest.raises(discord.Forbidden) as caught:
        await guild.create_scheduled_event(
            name="Night",
            start_time=clock.now() + timedelta(days=1),
            end_time=clock.now() + timedelta(days=2),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="the sofa",
        )
    assert caught.value.code == 50013


async def test_servers_channels_roles_and_members_can_be_fetched(
    playground: Playground, bot: SampleBot
) -> None:
    home = playground.world.home
    playground.set_roles("ada", ["Host"])
    guild = await bot.fetch_guild(home.id)
    assert {channel.name for channel in await guild.fetch_channels()} >= {"general", "Lounge"}
    roles = {role.name: role for role in await guild.fetch_roles()}
    host = roles["Host"]
    assert (host.hoist, host.managed, host.mentionable) == (False, False, False)
    member = await guild.fetch_member(playground.world.user("ada").id)
    assert [role.name for role in member.roles] == ["@everyone", "Host"]


async def test_who_may_not_see_a_channel_does_nothing_there(
    playground: Playground, bot: SampleBot
) -> None:
    await playground.hide("Lounge", "ada")
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    lounge = guild.get_channel(playground.world.home.channel_named("Lounge").id)
    assert lounge is not None
    people = [playground.world.user(name).id for name in ("ada", "owner")]
    playground.world.home.member(playground.world.user("ada"))
    members = await guild.query_members(user_ids=people)
    seeing = {member.name for member in members if lounge.permissions_for(member).view_channel}
    assert seeing == {"owner"}
    with pytest.raises(NotOfferedError, match="does not see"):
        await playground.slash("ada", "echo", {"text": "hello"}, "Lounge")


async def test_chosen_ids_come_with_their_objects(playground: Playground) -> None:
    world = playground.world
    ada, home, general = world.user("ada"), world.home, world.default_channel
    playground.set_roles("ada", ["Host"])
    (host,) = home.member(ada).roles

    def named(
        kind: int, *things: User | Role | Channel, where: Channel = general
    ) -> Mapping[str, list[int]]:
        ids = [*(str(thing.id) for thing in things), "1"]
        return {
            what: [int(id_) for id_ in found]
            for what, found in resolved(kind, ids, world, where, ada).get("resolved", {}).items()
        }

    people = {"users": [ada.id], "members": [ada.id]}
    assert named(kinds.USER_SELECT, ada, host) == people
    assert named(kinds.ROLE_SELECT, ada, host) == {"roles": [host.id]}
    assert named(kinds.MENTIONABLE_SELECT, ada, host) == people | {"roles": [host.id]}
    elsewhere = world.add_channel("lobby", guild=world.add_guild("Club"))
    assert named(kinds.CHANNEL_SELECT, general, elsewhere) == {"channels": [general.id]}
    alone = playground.dm("ada")
    assert named(kinds.USER_SELECT, ada, where=alone) == {"users": [ada.id]}
    for kind in (kinds.ROLE_SELECT, kinds.CHANNEL_SELECT):
        assert named(kind, host, general, where=alone) == {}


async def test_a_person_can_be_written_to(playground: Playground, bot: SampleBot) -> None:
    mark = playground.journal.mark()
    person = await bot.fetch_user(playground.world.user("ada").id)
    message = await person.send("reminder", file=discord.File(__file__, "a.txt"))
    await message.edit(content="changed", attachments=[])
    await message.delete()
    actions = [(e.action, e.message["content"]) for e in playground.journal.since(mark)]
    assert actions == [("create", "reminder"), ("edit", "changed"), ("delete", "changed")]
    with pytest.raises(discord.NotFound):
        await message.edit(content="gone")


async def test_a_poll_is_open_for_a_day_or_as_long_as_it_says(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    channel = bot.get_partial_messageable(playground.world.default_channel.id)
    for hours, more in ((24, {}), (3, {"duration": 3, "allow_multiselect": True})):
        answers = [{"poll_media": {"text": text}} for text in ("Heat", "Ran")]
        poll = {"question": {"text": "Which?"}, "answers": answers, **more}
        route = Route("POST", f"/channels/{channel.id}/messages")
        kept = (await bot.http.request(route, json={"poll": poll}))["poll"]
        ends = datetime.fromisoformat(kept.pop("expiry")) - clock.now()
        assert timedelta(hours=hours, minutes=-1) < ends <= timedelta(hours=hours)
        assert kept == {
            "question": {"text": "Which?"},
            "answers": [{"answer_id": n} | answer for n, answer in enumerate(answers, 1)],
            "allow_multiselect": "allow_multiselect" in more,
            "layout_type": 1,
            "results": {"is_finalized": False, "answer_counts": []},
        }


async def test_commands_of_one_server_are_offered_there_only(
    playground: Playground, bot: SampleBot
) -> None:
    club = playground.world.add_guild("Club")
    lobby = playground.world.add_channel("lobby", guild=club)
    home = discord.Object(playground.world.home.id)

    @bot.tree.command(name="local", description="Here only", guild=home)
    async def local(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("here")

    (registered,) = await bot.tree.sync(guild=home)
    exchange = await playground.slash("ada", local.name)
    assert exchange.reply is not None
    with pytest.raises(NotOfferedError, match="local"):
        await playground.slash("ada", "local", {}, lobby)
    await registered.edit(description="Changed")
    assert (await bot.tree.fetch_commands(guild=home))[0].description == "Changed"
    await registered.delete()
    assert await bot.tree.fetch_commands(guild=home) == []


async def test_a_registration_beyond_the_limits_is_refused(
    playground: Playground, bot: SampleBot
) -> None:
    @bot.tree.command(name="huge", description="Too many words")
    @app_commands.choices(
        word=[app_commands.Choice(name=f"{i:0100}", value=f"{i:0100}") for i in range(25)],
        more=[app_commands.Choice(name=f"{i:0100}", value=f"{i:0100}") for i in range(25)],
    )
    async def huge(interaction: discord.Interaction, word: str, more: str) -> None:
        await interaction.response.send_message(word + more)

    with pytest.raises(app_commands.CommandSyncFailure):
        await bot.tree.sync()
    assert huge.name not in {command["name"] for command in playground.commands}


@pytest.mark.shared
async def test_all_that_a_real_client_sends_matches_discords_description(shared: Path) -> None:
    description = shared / "discord" / "openapi.json"
    async with Playground(openapi=description) as playground, connected(playground):
        first = await playground.slash("ada", "echo", {"text": "hi"})
        await playground.click("ada", first, "More")
        opened = await playground.click("ada", first, "Guess")
        await playground.submit("ada", opened, {"Title": "Heat", "sure": "Very"})
        await playground.select("ada", first, "pick", "Ran")
        await playground.autocomplete("ada", "echo", {"text": "x"}, "text")
        await playground.slash("ada", "slow")
        await playground.slash("ada", "layout")
        await playground.slash("ada", "tell")
        await playground.slash("ada", "picture", {"file": Upload("a.png", b"abc")})
        assert not playground.violations


@pytest.mark.shared
async def test_what_does_not_match_the_description_is_refused(shared: Path) -> None:
    description = shared / "discord" / "openapi.json"
    async with Playground(openapi=description) as playground, connected(playground) as bot:
        route = Route("POST", f"/channels/{playground.world.default_channel.id}/messages")
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.request(route, json={"content": "x", "tts": "yes"})
        assert caught.value.code == 50035
