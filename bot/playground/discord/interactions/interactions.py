"""Pending interactions, and the rules for answering them.

The first answer has 3 real seconds, the token 15 minutes of the playground's clock
(discord.com/developers/docs/interactions/receiving-and-responding).
"""

import time
from collections import OrderedDict
from dataclasses import dataclass

from bot.clock import Clock
from bot.playground.discord.http.wire import Json, RefusedError, unknown
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.limits.fault import part
from bot.playground.discord.world.entities import Channel, User

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60
KEPT = 20_000
FOLLOWUPS = 5
"""How many follow-up messages are allowed if an app is installed only for its user."""

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
"""Interaction types."""

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
"""Callback types."""

_GUILD_INSTALL = "0"
"""The installation in a server, as a key of an interaction's owners."""

_SUBCOMMANDS = {1, 2}
"""Option types."""


@dataclass(slots=True, eq=False)
class Interaction:
    """One interaction and the state of its answer.

    Attributes:
        payload: The interaction as it was sent to the bot.
        answer_type: The callback type of the first answer, once there is one.
        original: The id of the message that ``@original`` names.
        loading: Whether that message is still a promise.
        late: When the first answer is too late, on the system's monotonic clock.
        expires: When the token is no longer valid, on the playground's clock.
        opener: Of a form that was sent, the interaction that opened it.
        followups: How many further messages were sent.
    """

    payload: Json
    user: User
    channel: Channel
    exchange: Exchange
    late: float
    expires: float
    answer_type: int | None = None
    original: int | None = None
    loading: bool = False
    opener: Json | None = None
    followups: int = 0

    @property
    def id(self) -> str:
        """The interaction's id."""
        return self.payload["id"]

    @property
    def type(self) -> int:
        """The interaction's type."""
        return self.payload["type"]

    @property
    def source(self) -> Json | None:
        """The message whose component was used."""
        return self.payload.get("message")

    def follow(self) -> None:
        """Count a further message.

        Raises:
            RefusedError: 40094, there are too many.
        """
        owners: Json = self.payload["authorizing_integration_owners"]
        if _GUILD_INSTALL not in owners and self.followups >= FOLLOWUPS:
            text = "This interaction has reached the maximum number of follow-up messages"
            raise RefusedError(400, 40094, text)
        self.followups += 1

    def metadata(self) -> Json:
        """Return the interaction metadata for messages that answer it."""
        told = _metadata(self.payload)
        if self.opener is not None:
            told["triggering_interaction_metadata"] = _metadata(self.opener)
        return told

    def allowed_callbacks(self) -> tuple[int, ...]:
        """Return the callback types that may answer this interaction."""
        if self.type == AUTOCOMPLETE:
            return (CHOICES,)
        allowed = [MESSAGE, DEFERRED_MESSAGE]
        if self.source is not None:
            allowed += [DEFERRED_UPDATE, UPDATE]
        if self.type != MODAL_SUBMIT:
            allowed.append(MODAL)
        return tuple(allowed)


def _metadata(payload: Json) -> Json:
    told: Json = {
        "id": payload["id"],
        "type": payload["type"],
        "user": payload["user"] if "user" in payload else payload["member"]["user"],
        "authorizing_integration_owners": payload["authorizing_integration_owners"],
    }
    if payload["type"] == COMPONENT:
        told["interacted_message_id"] = payload["message"]["id"]
    if payload["type"] == COMMAND and "target_id" in payload["data"]:
        data = payload["data"]
        resolved = part(data, "resolved")
        if data["target_id"] in part(resolved, "messages"):
            told["target_message_id"] = data["target_id"]
        elif data["target_id"] in part(resolved, "users"):
            told["target_user"] = resolved["users"][data["target_id"]]
    return told


def command_name(data: Json) -> str:
    """Return a command's whole name, with its group and subcommand."""
    names = [data["name"]]
    options: list[Json] = data.get("options") or []
    while options and options[0]["type"] in _SUBCOMMANDS:
        names.append(options[0]["name"])
        options = options[0].get("options") or []
    return " ".join(names)


class Interactions:
    """Recent interactions; the oldest are dropped when there are too many.

    Args:
        clock: The clock by which tokens expire.
        answer_seconds: How many real seconds a first answer may take.
    """

    def __init__(self, clock: Clock, answer_seconds: float) -> None:
        self._clock = clock
        self.answer_seconds = answer_seconds
        self._by_token: OrderedDict[str, Interaction] = OrderedDict()

    def begin(
        self, payload: Json, user: User, channel: Channel, opener: Json | None = None
    ) -> Interaction:
        """Register an interaction that is about to be sent; a form names the one that opened it."""
        expires = self._clock.monotonic() + TOKEN_SECONDS
        late = time.monotonic() + self.answer_seconds
        interaction = Interaction(
            payload, user, channel, Exchange(payload), late, expires, opener=opener
        )
        self._by_token[payload["token"]] = interaction
        if len(self._by_token) > KEPT:
            self._by_token.popitem(last=False)
        return interaction

    def find(self, token: str) -> Interaction | None:
        """Return the interaction with that token."""
        return self._by_token.get(token)

    def to_answer(self, id_: str, token: str) -> Interaction:
        """Return the interaction for its first answer.

        Raises:
            RefusedError: 10062, unknown or too late; 40060, answered before.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != id_:
            raise unknown("interaction", 10062)
        if interaction.answer_type is not None:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        if time.monotonic() > interaction.late:
            raise unknown("interaction", 10062)
        return interaction

    def to_follow(self, token: str) -> Interaction:
        """Return the interaction for what comes after its first answer.

        Raises:
            RefusedError: 10015, unknown or not answered yet; 50027, the token has expired.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.answer_type is None:
            raise unknown("Webhook", 10015)
        if self._clock.monotonic() > interaction.expires:
            raise RefusedError(401, 50027, "Invalid Webhook Token")
        return interaction
