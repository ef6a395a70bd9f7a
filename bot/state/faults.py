"""What a database's failures mean for the rest of the bot."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import StateError, UnavailableError
from bot.state.address import Address


@contextmanager
def unavailable_when_down() -> Generator[None]:
    """Turn the failures of a database into the one error that people are told of.

    A broken constraint or an impossible value is a fault of the code, not of the database, and
    passes unchanged.

    Raises:
        UnavailableError: The database cannot be reached, read or written; what the driver said
            is its cause.
    """
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        raise UnavailableError("the state store is not available") from error


def plain_reason(error: BaseException) -> str:
    """Return what the driver said first, in one line."""
    while error.__cause__ is not None:
        error = error.__cause__
    origin = error.orig if isinstance(error, DBAPIError) else None
    text = str(origin or error).strip() or type(error).__name__
    return text.splitlines()[0]


@contextmanager
def state_errors(address: Address) -> Generator[None]:
    """Tell of a store that cannot be used by what keeps a command from going on.

    Raises:
        StateError: The database failed.
    """
    try:
        yield
    except UnavailableError as error:
        raise StateError(f"cannot use the state store {address}: {plain_reason(error)}") from error
