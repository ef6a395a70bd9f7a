"""``python -m bot``."""

from bot.commands.cli import main
from bot.garbage import collect_rarely

if __name__ == "__main__":
    collect_rarely()
    main()
