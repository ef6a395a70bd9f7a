"""What all open pages share: the session, its bot, and the viewers."""

from bot.playground.discord.feed import Feed
from bot.playground.session import Session
from bot.playground.web.keeper import BotKeeper
from bot.playground.web.trouble import Trouble


class Hub:
    """The playground behind the pages.

    Args:
        session: The playground; its bot has not been started.

    Attributes:
        keeper: Starts and ends the bot.
        trouble: Causes trouble on demand.
        changes: Notifies that people, their roles or places, or the clock have changed.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.playground = session.playground
        self.keeper = BotKeeper(session)
        self.trouble = Trouble(session, self.keeper)
        self.changes: Feed[None] = Feed()
