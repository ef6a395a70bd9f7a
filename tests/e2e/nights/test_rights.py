"""Who may do what, and where: asked before anything is stored."""

import pytest

from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.playground.discord.world import permissions
from bot.playground.driver.options import NotOfferedError
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import BEN, nominate_all, plan, until
from tests.e2e.stage import Stage, embed, message, options


@pytest.mark.parametrize(
    ("bit", "name"),
    [
        (permissions.SEND_MESSAGES, "Send Messages"),
        (permissions.EMBED_LINKS, "Embed Links"),
        (permissions.ATTACH_FILES, "Attach Files"),
        (permissions.CREATE_EVENTS, "Create Events"),
    ],
)
async def test_a_missing_permission_is_named_before_anything_is_stored(
    stage: Stage, bit: int, name: str
) -> None:
    stage.playground.world.default_channel.bot_denied = bit
    refused = await stage.slash("night plan", user="owner", when="in 2 days")
    assert f"**{name}**" in embed(refused)["description"]
    assert refused.ephemeral
    assert await _nights(stage) == 0
    stage.playground.world.default_channel.bot_denied = 0
    again = await stage.playground.click("owner", refused, "Try again")
    assert embed(again)["title"] == "🍿 Movie night"


async def test_where_the_bot_is_no_member_nothing_is_stored(stage: Stage) -> None:
    elsewhere = stage.playground.world.add_guild("Elsewhere", bot_is_member=False)
    channel = elsewhere.channel("cinema")
    when = {"when": "in 2 days"}
    with pytest.raises(NotOfferedError):
        await stage.playground.slash("owner", "night plan", when, channel)
    control = ControlId(Mode.POST, 1, Request.of(RequestName.NIGHT_PLAN, **when).encode())
    refused = await stage.playground.press_stale("owner", control.encode(), channel=channel)
    assert "Nothing was stored" in embed(refused)["description"]
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        assert not await state.nights.upcoming(elsewhere.id)


async def test_planning_needs_discords_permission_or_the_chosen_role(stage: Stage) -> None:
    refused = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert "Create Events" in embed(refused)["description"]
    stage.playground.set_roles(BEN, [stage.playground.role("Events", permissions.CREATE_EVENTS)])
    allowed = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert embed(allowed)["title"] == "🍿 Movie night"
    hosts = stage.playground.role("Hosts")
    await stage.restart()  # so that the bot knows the role
    await stage.slash("settings", user="owner", plan_role=hosts)
    refused = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert "roles that this server has chosen" in embed(refused)["description"]
    stage.playground.set_roles(BEN, [hosts])
    allowed = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert embed(allowed)["title"] == "🍿 Movie night"


async def test_settings_show_what_is_in_force_and_change_only_for_managers(stage: Stage) -> None:
    refused = await stage.slash("settings", user=BEN, method="star")
    assert "Manage Server" in embed(refused)["description"]
    panel = await stage.slash("settings", user="owner")
    assert "Approval" in str(embed(panel))
    value = next(each["value"] for each in options(panel) if each["label"] == "STAR")
    panel = await stage.playground.select("owner", panel, None, [value])
    assert "STAR" in str(embed(panel)["fields"][0])
    panel = await stage.playground.click("owner", panel, "Hide nominations until the vote")
    assert "hidden until the vote" in str(embed(panel)["fields"][1])
    seen = await stage.slash("settings", user=BEN)
    assert "STAR" in str(embed(seen))
    assert not message(seen)["components"]


async def test_a_right_is_given_to_a_role_from_the_panel(stage: Stage) -> None:
    await stage.restart()  # so that the bot knows the roles
    panel = await stage.slash("settings", user="owner")
    menu = next(
        control
        for row in message(panel)["components"]
        for control in row["components"]
        if control.get("placeholder") == "Who may do what"
    )
    value = next(each["value"] for each in menu["options"] if "plan" in each["label"])
    roles = await stage.playground.select("owner", panel, menu["custom_id"], [value])
    assert "Create Events" in embed(roles)["description"]
    back = await stage.playground.click("owner", roles, "Back")
    assert embed(back)["title"] == "Settings of this server"


async def test_the_manage_panel_offers_what_one_may_do(stage: Stage) -> None:
    night = await plan(stage)
    await nominate_all(stage)
    guest = await stage.playground.click(BEN, night, "Manage")
    assert not message(guest)["components"]
    host = await stage.playground.click("owner", night, "Manage")
    opened = await stage.playground.click("owner", host, "Open the vote")
    assert not opened.ephemeral
    assert "0 ballots" in str(message(opened))


async def test_calling_off_names_the_night_and_asks_once_more(stage: Stage) -> None:
    night = await plan(stage)
    await stage.playground.click(BEN, night, "I'm coming")
    refused = await stage.slash("night cancel", user=BEN)
    assert "Only the host or a moderator" in embed(refused)["description"]
    host = await stage.playground.click("owner", night, "Manage")
    asked = await stage.playground.click("owner", host, "Call it off …")
    assert asked.ephemeral
    assert embed(asked)["title"] == "Call off night 1?"
    assert "1 person said they're coming" in embed(asked)["description"]
    assert await _nights(stage) == 1
    done = await stage.playground.click("owner", asked, "Call it off")
    assert "This night is cancelled" in embed(done)["description"]
    assert await _nights(stage) == 0


async def test_calling_off_without_the_permission_says_that_the_event_stays(stage: Stage) -> None:
    await plan(stage)
    events = stage.playground.world.home.scheduled_events
    await until(lambda: events)
    await stage.playground.settle()
    stage.playground.world.default_channel.bot_denied = permissions.CREATE_EVENTS
    asked = await stage.slash("night cancel", user="owner")
    done = await stage.playground.click("owner", asked, "Call it off")
    assert "I don't have **Create Events** here" in message(done)["content"]
    assert "This night is cancelled" in embed(done)["description"]


async def test_a_night_is_named_by_its_number_or_by_what_stands_beside_it(stage: Stage) -> None:
    await plan(stage, "in 2 days", place="Lounge")
    await plan(stage, "in 3 days", place="Attic")
    assert "Attic" in embed(await stage.slash("night show", night="attic"))["description"]
    for unknown in ("77", "nominating", "cellar", "9" * 30):
        refused = await stage.slash("night show", night=unknown)
        assert "doesn't name one night here" in embed(refused)["description"]
    stage.clock.advance(2.2 * 24 * 3600)  # the first is over, and nobody has put it away
    assert "Attic" in embed(await stage.slash("night show"))["description"]
    listed = embed(await stage.slash("night list"))["description"]
    assert listed.index("Attic") < listed.index("Over, but still on the list")
    assert listed.index("Over, but still on the list") < listed.index("Lounge")


async def test_the_only_film_is_taken_without_a_vote(stage: Stage) -> None:
    await plan(stage)
    nothing = await stage.slash("night vote", user="owner")
    assert "/night nominate" in embed(nothing)["description"]
    await stage.slash("night nominate", user=BEN, film="the matrix 1999")
    asked = await stage.slash("night vote", user="owner")
    assert asked.ephemeral
    taken = await stage.playground.click("owner", asked, "Take it")
    assert embed(taken)["title"] == "🏆 The Matrix (1999)"
    again = await stage.playground.click("owner", asked, "Take it")
    assert "the film is chosen" in embed(again)["description"]


async def test_moving_a_night_nowhere_asks_what_is_to_change(stage: Stage) -> None:
    await plan(stage)
    asked = await stage.slash("night move", user="owner")
    assert "when:, place:, channel:, length:, about: or here:" in embed(asked)["description"]


async def _nights(stage: Stage) -> int:
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        return len(await state.nights.upcoming(stage.playground.world.home.id))
