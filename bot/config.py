"""Settings: the only place that reads the environment.

Each field is documented in ``.env.example``; a test keeps the two the same.
"""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.errors import ConfigError
from bot.text import human_join

PROJECT_FOLDER = Path(__file__).resolve().parent.parent
ENV_FILE = PROJECT_FOLDER / ".env"
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")
_DATABASES = ("postgres://", "postgresql://", "postgresql+asyncpg://", "sqlite://")
_SLIPS = 2
"""Typos that a name in the environment may have to be reported as a misspelt setting."""

FolderList = Annotated[tuple[Path, ...], NoDecode]
NumberList = Annotated[tuple[int, ...], NoDecode]


class Settings(BaseSettings):
    """What can be set from outside; frozen once read.

    Attributes:
        discord_token: The bot's token; without one the local playground starts.
        database_url: Where the state lives; empty for SQLite in ``data_dir``.
        movies_dir: Folders of record files, separated by ``:`` or commas.
        data_dir: Folder for what the bot makes: catalogue, indexes and the SQLite state.
        posters_dir: Folder that holds the records' ``img`` files, if there is one.
        records_url: Where the record files can be seen and edited on the web; the record's
            path is appended.
        log_level: The lowest level that is logged.
        log_format: ``json``, ``console``, or ``auto``: JSON unless standard error is a terminal.
        cooldown_burst: Public answers that one person may cause in a channel in one go.
        cooldown_refill_seconds: Seconds until one more is allowed after that.
        shard_count: Shards of the whole bot; empty lets Discord decide.
        shard_ids: The shards that this process serves, separated by commas; empty for all.
    """

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    discord_token: SecretStr | None = None
    database_url: SecretStr | None = None
    movies_dir: FolderList = (PROJECT_FOLDER / "data" / "movies",)
    data_dir: Path = PROJECT_FOLDER / "var"
    posters_dir: Path | None = None
    records_url: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["auto", "json", "console"] = "auto"
    cooldown_burst: int = Field(default=40, ge=1, le=10_000)
    cooldown_refill_seconds: float = Field(default=1.0, gt=0, le=3600)
    shard_count: int | None = Field(default=None, ge=1, le=10_000)
    shard_ids: NumberList = ()

    @field_validator("movies_dir", mode="before")
    @classmethod
    def _split_folders(cls, value: object) -> object:
        if isinstance(value, str):
            parts = value.replace(",", os.pathsep).split(os.pathsep)
            return tuple(Path(part.strip()).expanduser() for part in parts if part.strip())
        return value

    @field_validator("movies_dir", "posters_dir")
    @classmethod
    def _folders_exist(cls, value: tuple[Path, ...] | Path | None) -> object:
        folders = value if isinstance(value, tuple) else (value,)
        missing = [str(folder) for folder in folders if folder is not None and not folder.is_dir()]
        if missing:
            raise ValueError(f"there is no folder {human_join(missing, 'or')}")
        if not folders:
            raise ValueError("name at least one folder")
        return value

    @field_validator("records_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None and not _WEB_ADDRESS.fullmatch(value):
            raise ValueError("write a whole web address, such as https://example.org/records")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(_DATABASES):
            raise ValueError("write postgresql://user:password@host/database or sqlite:///path")
        return value

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _split_numbers(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("shard_ids")
    @classmethod
    def _shards_fit(cls, value: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        count = info.data.get("shard_count")
        if value and count is None:
            raise ValueError("it needs SHARD_COUNT")
        if count is not None and any(not 0 <= shard < count for shard in value):
            raise ValueError(f"each must lie between 0 and {count - 1}")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def state_url(self) -> str:
        """The URL of the state store."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'state.sqlite'}"

    @property
    def health_file(self) -> Path:
        """The heartbeat file: see :mod:`bot.runtime.health`."""
        return self.data_dir / "health"

    @property
    def catalog_dir(self) -> Path:
        """The folder of catalogue files and search indexes."""
        return self.data_dir / "catalog"


def load_settings(env_file: Path | None = ENV_FILE, **overrides: object) -> Settings:
    """Read settings from overrides, the environment and the ``.env`` file, in this order.

    Raises:
        ConfigError: Settings are invalid; the error names every fault at once.
    """
    try:
        return Settings(_env_file=env_file, **overrides)  # pyright: ignore[reportArgumentType, reportCallIssue]
    except ValidationError as error:
        faults = [
            f"{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise ConfigError(faults) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f".env cannot be read: {error}"]) from None


def misspelt_settings(env_file: Path = ENV_FILE) -> Mapping[str, str]:
    """Return names that are set but are no settings, with the setting likely meant.

    In the environment, which is full of other programs' names, a name must be within two typos of
    a setting that is not set itself; in the ``.env`` file a similar name is enough.
    """
    known = [name.upper() for name in Settings.model_fields]
    written = _names_in(env_file)
    given = {name.upper() for name in (*written, *os.environ)}
    found: dict[str, str] = {}
    for name in written:
        if name.upper() not in known and (
            close := difflib.get_close_matches(name.upper(), known, 1)
        ):
            found[name] = close[0]
    for name in os.environ:
        if name.upper() not in known and (
            close := process.extractOne(
                name.upper(),
                [setting for setting in known if setting not in given],
                scorer=OSA.distance,
                score_cutoff=_SLIPS,
            )
        ):
            found[name] = close[0]
    return found


def _names_in(env_file: Path) -> list[str]:
    try:
        return list(dotenv_values(env_file, encoding="utf-8")) if env_file.is_file() else []
    except (OSError, UnicodeDecodeError):
        return []  # reading the settings reports that
