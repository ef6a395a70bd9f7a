"""A process that imports slowly, in small blocks, so that it can be killed in the middle."""

import sys
import time
from functools import partial
from pathlib import Path

from bot.catalog.imdb import importer
from bot.catalog.imdb.tables import Table, Wanted


def _dawdle(_table: Table, _packed: int, _lines: int) -> None:
    time.sleep(0.01)


if __name__ == "__main__":
    importer.read_blocks = partial(importer.read_blocks, block_bytes=20_000)
    importer.import_files(Path(sys.argv[1]), Path(sys.argv[2]), Wanted(), watcher=_dawdle)
