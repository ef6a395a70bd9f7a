"""Folders that one process of a test run makes for all of them."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(
    name: str,
    make: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """Return a folder of this test run; whichever process comes first makes it.

    Args:
        name: Its name.
        make: Fills a folder that is there and empty; it is moved into place afterwards.
        tmp_path_factory: pytest's.
        worker_id: pytest-xdist's.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_suffix(".draft")
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder
