"""Requests for the filmographies of people who are named."""

from collections.abc import Mapping

from bot.catalog.model import Role
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.library.names.lookup import CHOSEN

FILMOGRAPHIES: Mapping[Role, RequestName] = {
    Role.DIRECTOR: RequestName.DIRECTOR,
    Role.CAST: RequestName.CAST,
}
"""The roles whose films can be listed."""


def filmography_of(person_id: str, role: Role) -> Request:
    """Return the request for somebody's films in one of the ``FILMOGRAPHIES``."""
    return Request.of(FILMOGRAPHIES[role], person=CHOSEN + person_id)
