"""A process that imports in small blocks and tells of each, so that it can be killed in between."""

import sys
from functools import partial
from pathlib import Path

from bot.catalog.imdb import importer
from bot.catalog.imdb.tables import Table, TitleFilter


def _tell(table: Table, _packed: int, lines: int) -> None:
    sys.stdout.write(f"{table} {lines}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    importer.read_blocks = partial(importer.read_blocks, block_bytes=20_000)
    importer.import_files(Path(sys.argv[1]), Path(sys.argv[2]), TitleFilter(), watcher=_tell)
