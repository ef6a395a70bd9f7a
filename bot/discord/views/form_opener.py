"""A button that opens a form where it cannot open by itself."""

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.views.notices import notice
from bot.i18n import _


def form_opener(form: Form, request: Request) -> Reply:
    """Return a message with a button that opens a form, for where it cannot open by itself.

    Discord opens forms only as the first answer to a command or a press, not to a message, and not
    once the answer was deferred.
    """
    button = Button(_("Open the form"), request, Mode.OPEN, "📝", Style.PRIMARY)
    return notice(form.title[: limits.EMBED_TITLE], _("Press the button to fill it in."), (button,))
