"""Settings: all faults at once, and ``.env.example`` names them all."""

import re
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.config import Settings, load_settings, misspelt_settings
from bot.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_example_names_every_setting_once_with_a_comment() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+)=$", text, re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
    for block in text.strip().split("\n\n"):
        assert block.startswith("#"), block


def test_example_as_it_is_gives_the_defaults() -> None:
    assert load_settings(ROOT / ".env.example") == load_settings(None)


def test_all_faults_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOVIES_DIR", "/nowhere/at/all")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("RECORDS_URL", "ftp://x")
    monkeypatch.setenv("COOLDOWN_BURST", "0")
    monkeypatch.setenv("SHARD_IDS", "1")
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    with pytest.raises(ConfigError) as caught:
        load_settings(None)
    named = {fault.split(":")[0] for fault in caught.value.faults}
    assert named == {
        "MOVIES_DIR",
        "LOG_LEVEL",
        "RECORDS_URL",
        "COOLDOWN_BURST",
        "SHARD_IDS",
        "DATABASE_URL",
    }
    assert "no folder" in str(caught.value)


def test_shards_must_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARD_IDS", "0,2")
    with pytest.raises(ConfigError, match="SHARD_COUNT"):
        load_settings(None)
    monkeypatch.setenv("SHARD_COUNT", "2")
    with pytest.raises(ConfigError, match="SHARD_IDS: each must lie between 0 and 1"):
        load_settings(None)
    monkeypatch.setenv("SHARD_COUNT", "3")
    assert load_settings(None).shard_ids == (0, 2)


def test_env_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = tmp_path / ".env"
    env.write_text("DISCORD_TOKEN=from-file\nLOG_LEVEL=debug\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN", "from-environment")
    settings = load_settings(env)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "from-environment"
    assert settings.log_level == "DEBUG"


def test_token_never_shows_in_the_settings_text() -> None:
    assert "s3cret" not in repr(load_settings(None, discord_token="s3cret"))


def test_several_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("MOVIES_DIR", f"{tmp_path / 'a'}:{tmp_path / 'b'}, {tmp_path / 'c'}")
    assert [folder.name for folder in load_settings(None).movies_dir] == ["a", "b", "c"]


def test_unreadable_env_file_is_a_plain_fault(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(ConfigError, match=r"\.env"):
        load_settings(env)


def test_misspelt_settings_are_noticed_in_the_file(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("DISCORD_TOKN=x\nCOMPOSE_PROJECT_NAME=y\nLOG_LEVEL=INFO\n", encoding="utf-8")
    assert misspelt_settings(env) == {"DISCORD_TOKN": "DISCORD_TOKEN"}
    assert misspelt_settings(tmp_path / "none") == {}
    env.write_bytes(b"DISCORD_TOKN=\xff")
    assert misspelt_settings(env) == {}


def test_misspelt_settings_are_noticed_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISCORD_TOKN", "MOVEIS_DIR", "datadir", "PATH_INFO", "LOG_LEVELS", "LOG_LEVEL"):
        monkeypatch.setenv(name, "x")
    assert misspelt_settings(tmp_path / "none") == {
        "DISCORD_TOKN": "DISCORD_TOKEN",
        "MOVEIS_DIR": "MOVIES_DIR",
        "datadir": "DATA_DIR",
    }


def test_a_misspelt_setting_is_named_before_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHARD_CONT", "2")
    monkeypatch.setenv("SHARD_IDS", "0")
    monkeypatch.setattr("sys.argv", ["bot", "check"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert capsys.readouterr().err.splitlines() == [
        "There is no setting SHARD_CONT: did you mean SHARD_COUNT?",
        "Cannot start: SHARD_IDS: it needs SHARD_COUNT",
    ]
