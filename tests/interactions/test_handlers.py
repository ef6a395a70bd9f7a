"""Whatever a control can ask for, somebody answers; and whatever goes wrong then, it ends there."""

from typing import Any, cast

import pytest

from bot.clock import SystemClock
from bot.errors import BadInputError
from bot.interactions.cooldown import Cooldown
from bot.interactions.dispatch import Dispatcher
from bot.interactions.in_flight import InFlight
from bot.interactions.render import Renderer
from bot.interactions.responder import Responder
from bot.messages.controls import Mode
from bot.messages.reply import Button, Reply
from bot.messages.request import Request
from bot.state.store import StateStore
from tests.requests import answered, carried


def test_every_request_that_is_written_out_has_a_handler() -> None:
    assert len(carried()) > 50
    assert carried() <= answered()


@pytest.mark.expects_errors
async def test_control_without_a_handler_is_logged_and_cannot_be_pressed(
    store: StateStore,
) -> None:
    renderer = Renderer(store.saved_views, lambda request: request.name != "nobody")
    buttons = tuple(Button(name, Request.of(name), Mode.OPEN) for name in ("nobody", "somebody"))
    message = await renderer.message(Reply(content="?", rows=(buttons,)), 1)
    assert message.view is not None
    assert [cast("Any", item).disabled for item in message.view.children] == [True, False]


@pytest.mark.expects_errors
async def test_apology_that_fails_is_logged_and_not_raised(store: StateStore) -> None:
    dispatcher = Dispatcher(cast("Any", None))
    responder = Responder(
        dispatcher,
        Renderer(store.saved_views, dispatcher.knows),
        store.shown_films,
        Cooldown(SystemClock(), 1, 1),
        InFlight(),
    )
    not_an_interaction = cast("Any", object())
    await responder.refuse(not_an_interaction, BadInputError("a reason"))
