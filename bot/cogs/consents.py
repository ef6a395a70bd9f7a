"""Who may draw for somebody: ``/privacy draws``, the menu in *Mine*, and *Not for me*."""

from collections.abc import Mapping

from bot.interactions.handlers import Call, Handler
from bot.messages.reply import Reply
from bot.rules.picks.consent import Openness
from bot.state.people.consents import Consents
from bot.views.consents import consent_panel


class Consenting:
    """Answers what people say about draws that others make for them.

    Args:
        consents: Remembers it.
    """

    def __init__(self, consents: Consents) -> None:
        self._consents = consents

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers by the name of the request they answer."""
        return {
            "privacy_draws": self.show,
            "privacy_open_to": self.open_to,
            "not_for_me": self.refuse,
        }

    async def show(self, call: Call) -> Reply:
        """Answer ``/privacy draws``: allow or disallow somebody, and show how things stand."""
        user_id, said = call.asker.user_id, ""
        if other := call.request.id("stop"):
            await self._consents.disallow(user_id, other)
            said = f"You no longer let <@{other}> draw for you by name."
        if (other := call.request.id("allow")) and other != user_id:
            await self._consents.allow(user_id, other)
            said = f"<@{other}> may draw for you now."
        return await self._panel(call, said)

    async def open_to(self, call: Call) -> Reply:
        """Answer the panel's menu."""
        word = call.request.get("to")
        if word in set(Openness):
            await self._consents.open_to(call.asker.user_id, Openness(word))
        return await self._panel(call)

    async def refuse(self, call: Call) -> Reply:
        """Answer *Not for me*: nobody draws for this person any more."""
        await self._consents.refuse_all(call.asker.user_id)
        return await self._panel(
            call, "Nobody draws for you any more. Here you can change that whenever you like."
        )

    async def _panel(self, call: Call, said: str = "") -> Reply:
        return consent_panel(await self._consents.get(call.asker.user_id), said)
