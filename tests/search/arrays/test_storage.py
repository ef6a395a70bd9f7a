import json
import sys
from pathlib import Path

import pytest

from bot.search.arrays.storage import give_back, resident_bytes
from bot.search.index import Index, SearchIndexError


@pytest.fixture
def saved(titles: Index, tmp_path: Path) -> Path:
    titles.save(tmp_path / "index")
    return tmp_path / "index"


def test_a_loaded_index_answers_like_the_built_one(titles: Index, saved: Path) -> None:
    loaded = Index.load(saved)
    assert len(loaded) == len(titles)
    for query in ("godfahter 2", "", "the", "t2", "dune 1984", "zzzzqq"):
        assert loaded.resolve(query) == titles.resolve(query)
        assert loaded.search(query) == titles.search(query)


def test_saving_again_replaces_and_leaves_nothing_else(people: Index, saved: Path) -> None:
    people.save(saved)
    assert len(Index.load(saved)) == len(people)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="no index"):
        Index.load(tmp_path / "none")


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_changed_byte_is_noticed(saved: Path, place: int) -> None:
    content = bytearray((saved / "arrays.bin").read_bytes())
    content[place] ^= 0xFF
    (saved / "arrays.bin").write_bytes(content)
    with pytest.raises(SearchIndexError, match="damaged"):
        Index.load(saved)


def test_a_cut_file_is_noticed(saved: Path) -> None:
    path = saved / "arrays.bin"
    path.write_bytes(path.read_bytes()[:-64])
    with pytest.raises(SearchIndexError):
        Index.load(saved)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"version": 1}', "{", "[" * 100_000])
def test_a_broken_manifest_is_noticed(saved: Path, manifest: str) -> None:
    (saved / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(SearchIndexError):
        Index.load(saved)


def test_an_index_of_another_version_is_refused(saved: Path) -> None:
    path = saved / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"version": 0}), encoding="utf-8")
    with pytest.raises(SearchIndexError, match="another version"):
        Index.load(saved)


def test_a_failed_save_leaves_what_was_there(
    titles: Index, people: Index, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.search.arrays.storage.json.dumps", full)
    with pytest.raises(OSError, match="No space"):
        people.save(saved)
    assert len(Index.load(saved)) == len(titles)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")
def test_what_is_given_back_is_there_when_it_is_asked_for(titles: Index, saved: Path) -> None:
    loaded = Index.load(saved)
    before = loaded.search("godfahter 2")
    assert _resident_kb(saved / "arrays.bin") > 0
    mapped = resident_bytes()
    give_back()
    assert _resident_kb(saved / "arrays.bin") == 0
    assert resident_bytes() < mapped
    assert loaded.search("godfahter 2") == before == titles.search("godfahter 2")
    assert _resident_kb(saved / "arrays.bin") > 0


def _resident_kb(path: Path) -> int:
    """Return how much of a mapped file this process has in memory."""
    smaps = Path("/proc/self/smaps").read_text(encoding="utf-8")
    found = smaps[smaps.index(str(path)) :].partition("Rss:")[2]
    return int(found.split()[0])
