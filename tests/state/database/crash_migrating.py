"""Migrates stores in processes of its own, so that a test can kill them at any moment.

Reads one address a line; for each it forks a child that migrates that store, prints the child's
process id and waits for its end. Everything is loaded before, hence the child is soon at work.
"""

import asyncio
import os
import sys
from importlib import import_module
from pathlib import Path

from bot.state.database.address import parse_address
from bot.state.database.migrate import migrate


def main() -> None:
    import_module(
        "bot.state.database.revisions"
    )  # and Alembic: else each child would be killed in that
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(migrate(parse_address(line.strip()), migrations=Path(sys.argv[1])))
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
