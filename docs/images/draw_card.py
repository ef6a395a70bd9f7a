"""Draws the README's picture of a card: ``python docs/images/draw_card.py``.

It asks the real bot in the local playground and saves what the terminal shows as an SVG.
"""

import asyncio
import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console

from bot.playground.console.transcript import Transcript
from bot.playground.process.bot_process import CHILD_MODULE, BotProcess
from bot.playground.script.script import ScriptRunner
from bot.playground.session import Folders, Session

PICTURE = Path(__file__).with_name("card.svg")
STEPS = ("/movie kramr vs kramer",)


async def draw() -> None:
    """Draw the picture anew."""
    console = Console(record=True, width=84, force_terminal=True, file=io.StringIO())
    with TemporaryDirectory() as folder:
        root = Path(folder)
        folders = Folders.below(root, root / "state", None)
        async with Session(folders, BotProcess(folders.log_file, CHILD_MODULE)) as session:
            transcript = Transcript(console, session.playground)
            for number, step in enumerate(STEPS, 1):
                transcript.show_input(step)
                transcript.show(await ScriptRunner(session).run(step, number))
    PICTURE.write_text(
        console.export_svg(title="Marquee, in the local playground"), encoding="utf-8"
    )


if __name__ == "__main__":
    asyncio.run(draw())
