"""The colours of nights, one for each status."""

from collections.abc import Mapping

from bot.rules.nights.night import Status

COLORS: Mapping[Status, int] = {
    Status.PLANNED: 0x5B7FFF,
    Status.NOMINATING: 0x2A9D8F,
    Status.VOTING: 0xF4B942,
    Status.CLOSED: 0x8BD450,
    Status.WATCHED: 0x6C757D,
    Status.CANCELLED: 0xC44536,
}
