"""The folders that a playground and its bot use."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a playground keeps its data.

    Attributes:
        data: The bot's data folder, with the catalogue.
        state: The folder of the state store.
        records: The folder of records; ``None`` for the bot's own setting.
        imported: Data that was imported for the bot, whether or not it is there already; the
            playground's catalogue has it too.
    """

    data: Path
    state: Path
    records: Path | None = None
    imported: Path | None = None

    @classmethod
    def below(
        cls, root: Path, state: Path | None, records: Path | None, imported: Path | None = None
    ) -> "Folders":
        """Return the folders below a root: the data's own for each folder of records.

        An unchanged catalogue opens at once; two that alternate in one folder would be rebuilt each
        time.
        """
        name = "records"
        if records is not None:
            records = records.resolve()
            name += f"-{hashlib.sha256(str(records).encode()).hexdigest()[:12]}"
        data, people = (root / name).resolve(), (state or root / "state").resolve()
        return cls(data, people, records, imported)

    @property
    def log_file(self) -> Path:
        """Where the bot's log goes."""
        return self.data / "bot.log"

    def make(self) -> None:
        """Make those that are not there yet."""
        for folder in (self.data, self.state):
            folder.mkdir(parents=True, exist_ok=True)
        if self.imported:
            link = self.data / "catalog" / self.imported.name
            link.parent.mkdir(exist_ok=True)
            if not link.is_symlink():
                link.unlink(missing_ok=True)
                link.symlink_to(self.imported.resolve())

    def settings(self) -> dict[str, str]:
        """Return the bot's settings for these folders."""
        settings = {
            "data_dir": str(self.data),
            "database_url": f"sqlite:///{self.state / 'state.sqlite'}",
        }
        return settings | ({"movies_dir": str(self.records)} if self.records else {})
