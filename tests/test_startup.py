"""Why a bot does not start, in words."""

import aiohttp
import discord
import pytest

from bot.app import _raise_plainly  # pyright: ignore[reportPrivateUsage]
from bot.errors import ConfigError, StartupError


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (discord.LoginFailure("401"), ConfigError, "token"),
        (discord.PrivilegedIntentsRequired(None), ConfigError, "refuses the intents"),
        (aiohttp.ClientError("no route"), StartupError, "cannot be reached: no route"),
        (TimeoutError("too slow"), StartupError, "cannot be reached: too slow"),
        (OSError(101, "Network is unreachable"), StartupError, "cannot be reached: .*unreachable"),
        (discord.GatewayNotFound(), StartupError, "Discord ended it: "),
        (KeyError("a fault of ours"), KeyError, "a fault of ours"),
    ],
)
def test_bot_when_it_ends_by_an_error_then_that_is_told_plainly(
    error: Exception, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says) as caught:
        _raise_plainly(error)
    assert error in {caught.value, caught.value.__cause__}


def test_bot_when_it_ends_without_an_error_then_nothing_is_raised() -> None:
    _raise_plainly(None)
