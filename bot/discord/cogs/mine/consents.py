"""Who may draw for somebody: ``/privacy draws``, the menu in *Mine*, and *Not for me*."""

from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.markdown import mentions
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.mine.consents import consent_panel
from bot.i18n import _
from bot.rules.picks.consent import Openness
from bot.state.people.consents import Consents


class Consenting:
    """Answers what people say about draws that others make for them.

    Args:
        consents: Remembers it.
    """

    def __init__(self, consents: Consents) -> None:
        self._consents = consents

    @answers(RequestName.PRIVACY_DRAWS)
    async def show(self, call: Call) -> Reply:
        """Answer ``/privacy draws``: allow or disallow somebody, and show who may draw."""
        user_id, said = call.asker.user_id, ""
        if other := call.request.id("stop"):
            await self._consents.disallow(user_id, other)
            said = _("You no longer let {person} draw for you by name.", person=mentions([other]))
        if (other := call.request.id("allow")) and other != user_id:
            await self._consents.allow(user_id, other)
            said = _("{person} may draw for you now.", person=mentions([other]))
        return await self._panel(call, said)

    @answers(RequestName.PRIVACY_OPEN_TO)
    async def open_to(self, call: Call) -> Reply:
        """Answer the panel's menu."""
        word = call.request.get("to")
        if word in set(Openness):
            await self._consents.open_to(call.asker.user_id, Openness(word))
        return await self._panel(call)

    @answers(RequestName.NOT_FOR_ME)
    async def refuse(self, call: Call) -> Reply:
        """Answer *Not for me*: from now on nobody may draw for this person."""
        await self._consents.refuse_all(call.asker.user_id)
        return await self._panel(
            call,
            _("Nobody can draw for you any more. You can change that here whenever you like."),
        )

    async def _panel(self, call: Call, said: str = "") -> Reply:
        return consent_panel(await self._consents.get(call.asker.user_id), said)
