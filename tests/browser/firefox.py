"""Firefox by WebDriver BiDi, as little of it as a few tests need.

Playwright's own way to Firefox asks for commands that Debian's ESR does not have yet.
"""

import asyncio
import re
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

WAIT_SECONDS = 30.0
LOOK_SECONDS = 0.1
ENTER, DOWN, TAB = "\ue007", "\ue015", "\ue004"
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def find_firefox() -> str | None:
    """Return where Firefox is, if it is on this machine."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox with one tab.

    Args:
        socket: The connection to it.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0
        self._tab = ""

    async def begin(self) -> None:
        """Begin a session, and take hold of the tab."""
        await self.command("session.new", capabilities={})
        tree = await self.command("browsingContext.getTree")
        self._tab = tree["contexts"][0]["context"]

    async def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        self._sent += 1
        await self._socket.send_json({"id": self._sent, "method": method, "params": params})
        async with asyncio.timeout(WAIT_SECONDS):
            while (answer := await self._socket.receive_json()).get("id") != self._sent:
                pass
        assert answer["type"] == "success", answer
        return answer["result"]

    async def go(self, url: str) -> None:
        """Open an address."""
        await self.command("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    async def keys(self, text: str) -> None:
        """Press keys, one after the other."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        await self.command("input.performActions", context=self._tab, actions=actions)

    async def run(self, script: str) -> Any:
        """Return the plain value of an expression in the page."""
        result = await self.command(
            "script.evaluate",
            expression=script,
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return result["result"].get("value")

    async def until(self, script: str) -> Any:
        """Return an expression's value as soon as it is neither false nor empty."""
        value: Any = None
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT_SECONDS):
                while not (value := await self.run(script)):  # noqa: ASYNC110 - the page tells nobody
                    await asyncio.sleep(LOOK_SECONDS)
        assert value, (script, await self.run("document.getElementById('app').innerText"))
        return value


@asynccontextmanager
async def firefox(profile: Path) -> AsyncGenerator[Firefox]:
    """Start Firefox with an empty profile, for the time of the block."""
    process = await asyncio.create_subprocess_exec(
        str(find_firefox()),
        *("--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    stderr = process.stderr
    assert stderr is not None
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            while not (found := _LISTENS.search(line := (await stderr.readline()).decode())):
                assert line, "Firefox ended before it listened"
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(f"{found[1]}/session", max_msg_size=0) as socket,
        ):
            browser = Firefox(socket)
            await browser.begin()
            yield browser
    finally:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), WAIT_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
