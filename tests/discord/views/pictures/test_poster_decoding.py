"""Poster files: what is broken, huge or no poster is passed over, whatever is in it."""

import os
import struct
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.discord.messages import limits
from bot.discord.views.pictures.poster_decoding import MAX_PIXELS, open_poster, poster_in

SIZE = (92, 134)
RED = (200, 30, 30)


def saved(
    format_: str, size: tuple[int, int] = (200, 300), mode: str = "RGB", **how: object
) -> bytes:
    """Return a red picture as a file."""
    out = BytesIO()
    Image.new("RGB", size, RED).convert(mode).save(out, format_, **how)
    return out.getvalue()


def opened(folder: Path, content: bytes) -> Image.Image | None:
    """Return what comes of a file with this content."""
    path = folder / "poster"
    path.write_bytes(content)
    return open_poster(path, *SIZE)


@pytest.mark.parametrize(
    "content",  # callables, so that collecting the tests makes no pictures
    [
        partial(saved, "JPEG"),
        partial(saved, "JPEG", (1800, 2700)),
        partial(saved, "JPEG", mode="CMYK"),
        partial(saved, "JPEG", mode="L"),
        partial(saved, "PNG", mode="P"),
        partial(saved, "PNG", mode="RGBA"),
        partial(saved, "WEBP", lossless=True),
        partial(saved, "GIF"),
        partial(saved, "JPEG", (400, 300)),
    ],
)
def test_a_poster_is_cut_to_size(tmp_path: Path, content: Callable[[], bytes]) -> None:
    poster = opened(tmp_path, content())
    assert poster is not None
    assert (poster.size, poster.mode) == (SIZE, "RGB")


def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path) -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (200, 300), color) for color in (RED, (0, 0, 255), (0, 255, 0))]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    poster = opened(tmp_path, out.getvalue())
    assert poster is not None
    assert poster.getpixel((40, 60)) == RED


def _png_bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it has very many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    "content",
    [
        lambda: b"",
        lambda: b"no picture",
        lambda: b"RIFF" + bytes(100),
        lambda: saved("JPEG")[:400],
        lambda: saved("PNG")[:200],
        lambda: saved("BMP"),
        lambda: saved("PNG", (3000, MAX_PIXELS // 3000 + 2)),
        lambda: saved("PNG", (2000, 20)),
        lambda: _png_bomb(12_000, 10_000),
        lambda: _png_bomb(50_000, 50_000),
        lambda: _png_bomb(2**31 - 1, 2**31 - 1),
        lambda: _png_bomb(0, 0),
        lambda: _png_bomb(1000, 1500),
    ],
)
def test_what_is_no_poster_is_passed_over(tmp_path: Path, content: Callable[[], bytes]) -> None:
    assert opened(tmp_path, content()) is None


@settings(max_examples=150)
@given(
    st.sampled_from([saved("JPEG"), saved("PNG", mode="P"), saved("WEBP"), saved("GIF")]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
)
def test_a_damaged_file_never_raises(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, flips: list[tuple[int, int]]
) -> None:
    damaged = bytearray(content)
    for place, byte in flips:
        damaged[place % len(damaged)] = byte
    poster = opened(tmp_path_factory.getbasetemp(), bytes(damaged))
    assert poster is None or poster.size == SIZE


def test_only_a_plain_file_in_the_folder_is_a_poster(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(saved("JPEG"))
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    with (tmp_path / "huge.jpg").open("wb") as huge:
        huge.truncate(limits.FILE_SIZE + 1)
    assert poster_in(tmp_path, "a.jpg") is not None
    none = ("empty.jpg", "folder.jpg", "pipe.jpg", "huge.jpg", "b.jpg", "../a.jpg", "a\0", "", None)
    assert [poster_in(tmp_path, name) for name in none] == [None] * len(none)
    assert poster_in(None, "a.jpg") is None
