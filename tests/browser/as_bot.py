"""Messages as the bot sends and edits them, of whatever Discord allows."""

import json
import urllib.request
from typing import Any

from docs.tools.live_page import LivePage


def post_as_bot(live: LivePage, channel: str, body: dict[str, Any]) -> str:
    """Send a message to a channel, and return its id."""
    return _send(live, "POST", f"{_messages(live, channel)}", body)


def edit_as_bot(live: LivePage, channel: str, message_id: str, body: dict[str, Any]) -> None:
    """Edit a message that was sent before."""
    _send(live, "PATCH", f"{_messages(live, channel)}/{message_id}", body)


def row(*components: dict[str, Any]) -> dict[str, Any]:
    """Return a row of buttons, or of one menu."""
    return {"type": 1, "components": list(components)}


def _messages(live: LivePage, channel: str) -> str:
    world = live.session.playground.world
    return f"/channels/{world.home.channel_named(channel).id}/messages"


def _send(live: LivePage, method: str, path: str, body: dict[str, Any]) -> str:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{live.session.playground.api_base}{path}",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bot {live.session.playground.token}",
            "Content-Type": "application/json",
        },
        method=method,
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.load(answer)["id"]
