"""Each request has one handler, each command asks one; whatever goes wrong then, it ends there."""

from collections.abc import Mapping
from typing import Any, cast

import pytest
from discord import app_commands

import bot.app
from bot.clock import SystemClock
from bot.discord.interactions.cooldown import Cooldown
from bot.discord.interactions.dispatch import Dispatcher
from bot.discord.interactions.handlers import Call, Handler, answers, handlers_of
from bot.discord.interactions.in_flight import InFlight
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.sending.render import Renderer
from bot.discord.interactions.topic import Topic
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.errors import BadInputError
from bot.state.store import StateStore

assert bot.app, "it imports all topics"


class Both:
    @answers(RequestName.CARD, RequestName.MOVIE)
    async def show(self, call: Call) -> Reply:
        return Reply(content=call.request.name)


class Twice(Both):
    @answers(RequestName.CARD)
    async def show_again(self, call: Call) -> Reply:
        return await self.show(call)


def test_a_method_answers_each_name_that_it_is_marked_with() -> None:
    both = Both()
    assert handlers_of(both) == {RequestName.CARD: both.show, RequestName.MOVIE: both.show}
    assert handlers_of(object()) == {}


@pytest.mark.parametrize("owners", [(Twice(),), (Both(), Both())])
def test_a_name_with_two_handlers_is_refused(owners: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="two handlers for card"):
        handlers_of(*owners)


def test_the_bot_does_not_start_unless_each_request_has_one_handler() -> None:
    whole: Mapping[RequestName, Handler] = dict.fromkeys(RequestName, Both().show)
    dispatcher = Dispatcher(cast("Any", None))
    dispatcher.register(whole)
    with pytest.raises(ValueError, match=r"there are 2 of card$"):
        dispatcher.register(whole, {RequestName.CARD: Both().show})
    with pytest.raises(ValueError, match=r"there are 0 of card, 0 of synopsis$"):
        dispatcher.register(
            {
                name: handler
                for name, handler in whole.items()
                if name not in {RequestName.CARD, RequestName.SYNOPSIS}
            }
        )


def test_each_command_asks_a_request_of_its_name_that_takes_its_options() -> None:
    commands = [
        command
        for topic in Topic.__subclasses__()
        for root in topic.__cog_app_commands__
        for command in (root.walk_commands() if isinstance(root, app_commands.Group) else [root])
        if isinstance(command, app_commands.Command)
    ]
    assert len(commands) > 40
    strange = {
        f"{command.qualified_name} {option.display_name}"
        for command in commands
        for option in command.parameters
        if option.display_name not in RequestName(command.qualified_name.replace(" ", "_")).options
    }
    assert strange == {"import file"}, "a file waits elsewhere for the handler"


def test_an_option_has_the_same_bounds_wherever_it_is_typed() -> None:
    bounds = {
        (option.name, option.min_value, option.max_value)
        for topic in Topic.__subclasses__()
        for root in topic.__cog_app_commands__
        for command in (root.walk_commands() if isinstance(root, app_commands.Group) else [root])
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.max_value is not None
    }
    assert bounds == {
        ("about", 1, 4_000),
        ("films", 1, 10_000),
        ("from_year", 1870, 2100),
        ("lists", 1, 100),
        ("max_minutes", 1, 1_440),
        ("min_rating", 0, 10),
        ("min_votes", 0, 1_000_000_000),
        ("name", 1, 50),
        ("nominations", 1, 10),
        ("question", 1, 1_000),
        ("rating", 1, 10),
        ("seed", 1, 32),
        ("story", 1, 4_000),
        ("to_year", 1870, 2100),
        ("vetoes", 0, 2),
        ("year", 2015, 2100),
    }


@pytest.mark.expects_errors
async def test_apology_that_fails_is_logged_and_not_raised(store: StateStore) -> None:
    responder = Responder(
        Dispatcher(cast("Any", None)),
        Renderer(store.saved_views),
        store.shown_films,
        Cooldown(SystemClock(), 1, 1),
        InFlight(),
    )
    not_an_interaction = cast("Any", object())
    await responder.refuse(not_an_interaction, BadInputError("a reason"))
