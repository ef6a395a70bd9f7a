"""How the place of nights and of series is stored: in words, and as a room of the server."""

from typing import Any

from sqlalchemy import Column, Row, Text

from bot.rules.nights.places import Room
from bot.state.database.schema import Big, flag_column


def place_columns() -> tuple[Column[Any], ...]:
    """Return the columns of a place and its room."""
    return Column("place", Text), Column("room_id", Big), flag_column("room_is_stage")


def place_values(place: str | None, room: Room | None) -> dict[str, Any]:
    """Return a place and its room as the values of their columns."""
    return {
        "place": place,
        "room_id": room.channel_id if room else None,
        "room_is_stage": room is not None and room.stage,
    }


def read_room(row: Row[Any]) -> Room | None:
    """Return the room that a row holds, if it holds one."""
    return None if row.room_id is None else Room(row.room_id, row.room_is_stage)
