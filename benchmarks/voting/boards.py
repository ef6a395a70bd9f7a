"""What a board of films costs: processor time and bytes, for 2 to 10 films.

::

    python benchmarks/voting/boards.py --records data/movies --write var/boards

The films are a random choice of the records. Posters are generated: gradients, and gradients with
shapes and grain, which are as hard to compress as photographs; 600 by 900 pixels, as JPEG. The time
is processor time for everything: reading the posters, drawing, encoding. Nothing is cached between
boards. ``--write`` saves the last board of each row.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.discord.views.pictures.board import (
    MAX_BYTES,
    MAX_FILMS,
    MIN_FILMS,
    draw_board,
    poster_size,
)
from bot.discord.views.pictures.marks import telling_genre
from bot.discord.views.pictures.poster_decoding import open_poster
from bot.discord.views.pictures.tiles import Tile

POSTER = (600, 900)
MAX_MS = 80.0
KINDS = ("none", "gradients", "photo-like")

_FIELD = re.compile(r"^(title|year|color|genres): (.+)$", re.MULTILINE)


def films_of(folder: Path) -> list[Tile]:
    """Return the films of a folder of records as tiles without a label."""
    tiles: list[Tile] = []
    for path in sorted(folder.glob("*.md")):
        fields = dict(_FIELD.findall(path.read_text(encoding="utf-8")))
        genre = telling_genre(re.findall(r'"(.+?)"', fields.get("genres", "")))
        note = f"{fields.get('year', '').strip(chr(34))} · {genre}"
        color = int(fields.get("color", "").strip('"') or "2A2F3A", 16)
        tiles.append(Tile("", fields["title"].strip('"'), note, color, genre))
    return tiles


def made_poster(path: Path, random: Random, kind: str) -> None:
    """Write a poster of a kind."""

    def color() -> tuple[int, int, int]:
        return random.randrange(256), random.randrange(256), random.randrange(256)

    small = Image.new("RGB", (4, 6))
    for x in range(small.width):
        for y in range(small.height):
            small.putpixel((x, y), color())
    image = small.resize(POSTER, Image.Resampling.BICUBIC)
    if kind == "photo-like":
        canvas = ImageDraw.Draw(image)
        for _ in range(80):
            x, y, radius = random.randrange(600), random.randrange(900), random.randrange(8, 110)
            canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color())
        grain = Image.effect_noise(POSTER, 50).convert("RGB")
        image = Image.blend(image, grain, 0.15)
    image.save(path, "JPEG", quality=88)


def board(films: Sequence[Tile], posters: Sequence[Path]) -> tuple[bytes, float]:
    """Return a board drawn from scratch, and its processor time in milliseconds."""
    size = poster_size(len(films))
    began = time.thread_time()
    opened = [open_poster(path, *size) for path in posters] or [None] * len(films)
    tiles = [replace(film, poster=poster) for film, poster in zip(films, opened, strict=True)]
    content = draw_board(tiles)
    return content, (time.thread_time() - began) * 1000


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Measure what boards of films cost.")
    parser.add_argument("--records", type=Path, default=Path("data/movies"))
    parser.add_argument("--boards", type=int, default=40, help="boards of each row")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="a folder for the last board of each row")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    options = parser.parse_args()
    random, films = Random(options.seed), films_of(options.records)
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
    content = b""
    rows: list[dict[str, object]] = []
    slowest, largest = 0.0, 0
    with TemporaryDirectory() as folder:
        posters: dict[str, list[Path]] = {kind: [] for kind in KINDS}
        for kind in KINDS[1:]:
            for number in range(MAX_FILMS):
                path = Path(folder) / f"{kind}-{number}.jpg"
                made_poster(path, random, kind)
                posters[kind].append(path)
        for count in range(MIN_FILMS, MAX_FILMS + 1):
            for kind in KINDS:
                times: list[float] = []
                sizes: list[int] = []
                for _ in range(options.boards):
                    labels = [chr(ord("A") + place) for place in range(count)]
                    chosen = [
                        replace(film, label=label)
                        for film, label in zip(random.sample(films, count), labels, strict=True)
                    ]
                    content, took = board(chosen, posters[kind][:count])
                    times.append(took)
                    sizes.append(len(content))
                if options.write:
                    (options.write / f"{count}-{kind}.webp").write_bytes(content)
                slowest, largest = max(slowest, *times), max(largest, *sizes)
                rows.append(
                    {
                        "films": count,
                        "posters": kind,
                        "median_ms": round(statistics.median(times), 1),
                        "max_ms": round(max(times), 1),
                        "median_bytes": round(statistics.median(sizes)),
                        "max_bytes": max(sizes),
                    }
                )
                print(*(f"{value:>12}" for value in rows[-1].values()), file=sys.stderr)
    figures = {"slowest_ms": round(slowest, 1), "largest_bytes": largest, "rows": rows}
    print(json.dumps(figures) if options.json else f"slowest {slowest:.1f} ms, {largest:,} bytes")
    return int(slowest > MAX_MS or largest > MAX_BYTES)


if __name__ == "__main__":
    sys.exit(main())
