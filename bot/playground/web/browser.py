"""Whether there is a browser to open, and opening it."""

import asyncio
import sys
import webbrowser
from collections.abc import Mapping

_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Return whether a browser that is opened here is seen by whoever started this.

    Over SSH it would open on another screen; without one, Python would take over the terminal
    with a browser for text.
    """
    if any(environ.get(name) for name in _REMOTE):
        return False
    return platform in {"darwin", "win32"} or any(environ.get(name) for name in _SCREENS)


async def open_browser(url: str) -> bool:
    """Open the system's browser; return whether there is one."""
    try:
        return await asyncio.to_thread(webbrowser.open, url)
    except webbrowser.Error:
        return False
