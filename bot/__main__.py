"""The command line: ``python -m bot run``, ``ask``, ``check``, ``state`` …"""

from bot.commands.cli import app

if __name__ == "__main__":
    app(prog_name="python -m bot")
