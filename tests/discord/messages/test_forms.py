"""Forms: what is opened, and what comes back."""

import pytest

from bot.discord.interactions.sending.render import Renderer
from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.forms import Field, Form, typed_options
from bot.discord.messages.reply import Button
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.form_opener import form_opener
from bot.errors import UnavailableError
from bot.state.store import StateStore


def form(request: Request, mode: Mode = Mode.OPEN) -> Form:
    fields = (Field("list", "Which list?", placeholder="Autumn"), Field("what", "Why", "…"))
    return Form("Guess " * 20, fields, request, mode)


async def test_a_form_carries_its_request_and_the_owner_of_its_message(store: StateStore) -> None:
    request = Request.of(RequestName.MARK, film="abc")
    modal = await Renderer(store.saved_views).form(form(request, Mode.SHARE), 100)
    control = ControlId.decode(modal.custom_id)
    assert control == ControlId(Mode.SHARE, 100, request.encode())
    payload = modal.to_dict()
    assert len(payload["title"]) <= 45
    assert [label["component"]["custom_id"] for label in payload["components"]] == ["list", "what"]


async def test_a_long_request_of_a_form_is_kept(store: StateStore) -> None:
    renderer = Renderer(store.saved_views)
    request = Request.of(RequestName.MARK, film="x" * 300)
    modal = await renderer.form(form(request), 1)
    control = ControlId.decode(modal.custom_id)
    assert control is not None
    assert await renderer.request(control.payload) == request


async def test_a_long_form_is_refused_while_the_store_is_down(store: StateStore) -> None:
    await store.close()
    with pytest.raises(UnavailableError):
        await Renderer(store.saved_views).form(
            form(Request.of(RequestName.MARK, film="x" * 300)), 1
        )


@pytest.mark.parametrize(
    "components",
    [
        [
            {"type": 18, "component": {"type": 4, "custom_id": "answer", "value": " heat "}},
            {"type": 18, "component": {"type": 4, "custom_id": "why", "value": ""}},
        ],
        [
            {"type": 1, "components": [{"type": 4, "custom_id": "answer", "value": "heat"}]},
            {"type": 1, "components": [{"type": 4, "custom_id": "why"}]},
        ],
    ],
)
def test_what_was_typed_is_read_from_either_shape(components: list[dict[str, object]]) -> None:
    assert typed_options({"components": components}) == {"answer": "heat", "why": ""}


def test_a_door_opens_the_form_that_could_not_open_itself() -> None:
    request = Request.of(RequestName.NEW_LIST, film="abc")
    opened = form(Request.of(RequestName.MARK, film="abc"))
    reply = form_opener(opened, request)
    buttons = [button for row in reply.rows if isinstance(row, tuple) for button in row]
    assert [button.request for button in buttons if isinstance(button, Button)] == [request]
    assert reply.private


@pytest.mark.parametrize(
    ("mode", "pressed_by", "answer"),
    [
        (Mode.TURN, 7, Mode.TURN),
        (Mode.TURN, 8, Mode.OPEN),
        (Mode.SHARE, 8, Mode.TURN),
        (Mode.POST, 8, Mode.POST),
        (Mode.OPEN, 7, Mode.OPEN),
    ],
)
def test_where_the_answer_goes_depends_on_who_presses(
    mode: Mode, pressed_by: int, answer: Mode
) -> None:
    assert ControlId(mode, 7, "x").mode_for(pressed_by) is answer
