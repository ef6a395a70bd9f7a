"""Who may do what: every right, by every permission and role that may give it."""

from dataclasses import replace
from itertools import product

import discord
import pytest

from bot.discord.guild.channel_permissions import EVENTS, POSTING, require_venue
from bot.discord.guild.rights import (
    manages,
    may,
    moderates,
    require_manager,
    require_moderator,
    require_right,
    rights_over,
    role_was_deleted,
    standing_roles,
)
from bot.discord.messages.asker import Asker, ThreadState
from bot.errors import BadInputError, BotLacksError, NotAllowedError, NotMemberError
from bot.rules.nights.night import Rights
from bot.state.guilds.guild_settings import GuildSettings, Right

GUILD, HOSTS, GONE, OTHER = 7, 11, 12, 13
NAMES = (
    "administrator",
    "manage_guild",
    "manage_messages",
    "create_events",
    "manage_events",
    "send_messages",
    "view_channel",
)
MANAGING = {"administrator", "manage_guild"}
BY_DEFAULT = {
    Right.PLAN: {"create_events", "manage_events"},
    Right.CLOSE: {"manage_events"},
    Right.VETO: {"send_messages"},
}


def asker(*granted: str, roles: frozenset[int] = frozenset()) -> Asker:
    return Asker(
        5,
        guild_id=GUILD,
        roles=roles,
        server_roles=frozenset({HOSTS, OTHER}),
        permissions=discord.Permissions(**dict.fromkeys(granted, True)),
    )


def reserved(*roles: int) -> GuildSettings:
    return GuildSettings(roles=dict.fromkeys(Right, roles))


@pytest.mark.parametrize("granted", NAMES)
def test_each_permission_gives_what_it_gives_and_no_more(granted: str) -> None:
    one = asker(granted)
    assert manages(one) == (granted in MANAGING)
    assert moderates(one) == (granted in {*MANAGING, "manage_messages"})
    for right, permissions in BY_DEFAULT.items():
        assert may(one, GuildSettings(), right) == (granted in {*MANAGING, *permissions})
        assert may(one, reserved(HOSTS), right) == (granted in MANAGING)
        assert may(one, reserved(GONE), right) == (granted in {*MANAGING, *permissions})


def test_an_asker_has_no_rights_by_default() -> None:
    unknown = Asker(5)
    assert not any((unknown.adult, unknown.bot_is_member, unknown.posts, unknown.bot_dm))
    assert not any((unknown.roles, unknown.permissions.value, unknown.bot_permissions.value))
    assert unknown.guild_id is unknown.server_roles is None


def test_nobody_has_a_right_without_any_permission() -> None:
    for right in Right:
        assert not may(asker(), GuildSettings(), right)
    assert not moderates(asker())


@pytest.mark.parametrize("right", Right)
def test_a_right_that_is_reserved_for_roles_needs_one_of_them(right: Right) -> None:
    assert may(asker(roles=frozenset({HOSTS, OTHER})), reserved(HOSTS, GONE), right)
    assert not may(asker(roles=frozenset({OTHER})), reserved(HOSTS), right)
    # Who still bears a role that was deleted has nothing of it.
    assert not may(asker(roles=frozenset({GONE})), reserved(GONE), right)


@pytest.mark.parametrize(
    ("chosen", "of_server", "standing"),
    [
        ((), {HOSTS}, []),
        ((HOSTS, GONE), {HOSTS, OTHER}, [HOSTS]),
        ((GONE,), {HOSTS}, []),
        ((HOSTS, GONE), None, [HOSTS, GONE]),
    ],
)
def test_roles_that_were_deleted_do_not_count(
    chosen: tuple[int, ...], of_server: set[int] | None, standing: list[int]
) -> None:
    settings = GuildSettings(roles={Right.PLAN: chosen})
    known = None if of_server is None else frozenset(of_server)
    assert standing_roles(settings, Right.PLAN, known) == standing
    assert role_was_deleted(settings, Right.PLAN, known) == (bool(chosen) and not standing)


@pytest.mark.parametrize(
    ("right", "settings", "told"),
    [
        (Right.PLAN, GuildSettings(), "**Create Events** or **Manage Events**"),
        (Right.CLOSE, GuildSettings(), "Manage Events"),
        (Right.VETO, GuildSettings(), "Send Messages"),
        (Right.PLAN, reserved(HOSTS), "one of the roles"),
        (Right.PLAN, reserved(GONE), "was deleted"),
    ],
)
def test_a_refusal_says_who_may(right: Right, settings: GuildSettings, told: str) -> None:
    with pytest.raises(NotAllowedError) as refused:
        require_right(asker(), settings, right)
    assert told.replace("*", "") in str(refused.value).replace("*", "")
    assert ("was deleted" in str(refused.value)) == (settings == reserved(GONE))
    require_right(asker("manage_guild"), settings, right)


def test_settings_are_for_managers_and_removals_for_moderators() -> None:
    require_manager(asker("manage_guild"))
    require_moderator(asker("manage_messages"))
    with pytest.raises(NotAllowedError, match="change settings"):
        require_manager(asker("manage_messages"))
    with pytest.raises(NotAllowedError, match="remove that"):
        require_moderator(asker("manage_events"))


@pytest.mark.parametrize("host", [5, 6, None])
def test_a_night_is_its_hosts(host: int | None) -> None:
    none = GuildSettings()
    assert rights_over(asker(), none, host) == Rights(host=host == 5, close=False, moderate=False)
    closer = rights_over(asker("manage_events"), none, host)
    assert closer == Rights(host=host == 5, close=True, moderate=False)
    moderator = rights_over(asker("manage_messages"), none, host)
    assert moderator == Rights(host=host == 5, close=False, moderate=True)


def venue(*granted: str, thread: ThreadState | None = None) -> Asker:
    permissions = discord.Permissions(**dict.fromkeys(granted, True))
    return Asker(5, guild_id=GUILD, bot_is_member=True, bot_permissions=permissions, thread=thread)


@pytest.mark.parametrize("needed", [POSTING, EVENTS, (*POSTING, *EVENTS)])
def test_a_venue_needs_each_permission_or_all_of_them(needed: tuple[str, ...]) -> None:
    assert require_venue(venue(*needed), needed) == GUILD
    assert require_venue(venue("administrator"), needed) == GUILD
    for name in needed:
        with pytest.raises(BotLacksError) as lacking:
            require_venue(venue(*(set(needed) - {name})), needed)
        assert len(lacking.value.permissions) == 1


def test_the_author_of_a_message_has_no_permissions_and_the_default_file_limit() -> None:
    writer = Asker(5, guild_id=GUILD)
    assert writer.file_limit == 10 * 1024**2
    assert not writer.permissions.value
    with pytest.raises(NotMemberError):
        require_venue(writer)


def test_a_venue_is_in_a_server_that_the_bot_is_on() -> None:
    for guild_id, member in product((GUILD, None), (True, False)):
        place = replace(venue("administrator"), guild_id=guild_id, bot_is_member=member)
        if guild_id is None or not member:
            with pytest.raises(NotMemberError):
                require_venue(place)
        else:
            require_venue(place)


@pytest.mark.parametrize("thread", [ThreadState(locked=True), ThreadState(outside=True)])
def test_a_thread_that_the_bot_cannot_write_in_is_no_venue_for_messages(
    thread: ThreadState,
) -> None:
    with pytest.raises(BadInputError, match="locked" if thread.locked else "private thread"):
        require_venue(venue("administrator", thread=thread))
    assert require_venue(venue("administrator", thread=thread), EVENTS) == GUILD
    assert require_venue(venue(*POSTING, thread=ThreadState())) == GUILD
