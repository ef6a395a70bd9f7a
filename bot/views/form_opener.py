"""A button that opens a form where it cannot open by itself."""

from bot.i18n import _
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.forms import Form
from bot.messages.reply import Button, Reply, Style
from bot.messages.request import Request
from bot.views.notices import notice


def form_opener(form: Form, request: Request) -> Reply:
    """Return a message with a button that opens a form, for where it cannot open by itself.

    Discord opens forms only as the first answer to a command or a press, not to a message, and not
    once the answer was deferred.
    """
    button = Button(_("Open the form"), request, Mode.OPEN, "📝", Style.PRIMARY)
    return notice(form.title[: limits.EMBED_TITLE], _("Press the button to fill it in."), (button,))
