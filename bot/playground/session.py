"""A local Discord with the real bot on it, and the folders that both use."""

import hashlib
import json
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.clock import ShiftedClock
from bot.playground.bot_process import CHILD_MODULE, BotConfig, BotProcess
from bot.playground.playground import Playground


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a playground keeps its things.

    Attributes:
        data: The bot's data folder, with the catalogue.
        state: Where people's doings are kept.
        records: The folder of records; ``None`` for the bot's own setting.
    """

    data: Path
    state: Path
    records: Path | None = None

    @classmethod
    def below(cls, root: Path, state: Path | None, records: Path | None) -> "Folders":
        """Return the folders below a root: the data's own for each folder of records.

        A catalogue that stays is opened in no time; two that take turns are built each time.
        """
        name = "records"
        if records is not None:
            records = records.resolve()
            name += f"-{hashlib.sha256(str(records).encode()).hexdigest()[:12]}"
        return cls((root / name).resolve(), (state or root / "state").resolve(), records)

    def settings(self) -> dict[str, str]:
        """Return the bot's settings for these folders."""
        settings = {
            "data_dir": str(self.data),
            "database_url": f"sqlite:///{self.state / 'state.sqlite'}",
        }
        return settings | ({"movies_dir": str(self.records)} if self.records else {})


class Session:
    """A running playground with its bot, from ``async with`` to its end.

    Args:
        folders: Where things are kept.
        module: The module that the bot's process runs.
    """

    def __init__(self, folders: Folders, module: str = CHILD_MODULE) -> None:
        self._folders = folders
        self._module = module
        self._exits = AsyncExitStack()
        self.clock = ShiftedClock()
        self.playground = Playground(clock=self.clock)
        self.bot: BotProcess

    async def __aenter__(self) -> Self:
        """Start both.

        Raises:
            BotDiedError: The bot did not start.
        """
        for folder in (self._folders.data, self._folders.state):
            folder.mkdir(parents=True, exist_ok=True)
        async with AsyncExitStack() as exits:
            playground = await exits.enter_async_context(self.playground)
            config = BotConfig(
                playground.api_base,
                playground.gateway_url,
                playground.token,
                self._folders.settings(),
            )
            log_file = self._folders.data / "bot.log"
            self.bot = BotProcess(config, self.clock, log_file, self._module)
            self._restore_commands()
            exits.push_async_callback(self.bot.stop)
            await self.bot.start()
            self._exits = exits.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop both."""
        self._keep_commands()
        await self._exits.aclose()

    @property
    def _commands_file(self) -> Path:
        return self._folders.state / "commands.json"

    def _restore_commands(self) -> None:
        # The bot registers its commands only when they changed, so what Discord remembers of
        # them must live as long as what the bot remembers.
        if self._commands_file.exists():
            commands = json.loads(self._commands_file.read_text("utf-8"))
            self.playground.discord.commands.replace_all(commands, None)

    def _keep_commands(self) -> None:
        self._commands_file.write_text(json.dumps(self.playground.commands), "utf-8")
