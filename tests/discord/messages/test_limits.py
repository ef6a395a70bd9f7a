"""The bot's limits are those that the local Discord enforces."""

from bot.discord.messages import limits
from bot.playground.discord.http import wire
from bot.playground.discord.limits import components, embeds, interactions, messages


def test_every_limit_equals_the_local_discords() -> None:
    assert {name: getattr(limits, name) for name in dir(limits) if name.isupper()} == {
        "EMBED_TITLE": embeds.TITLE,
        "EMBED_DESCRIPTION": embeds.DESCRIPTION,
        "EMBED_FIELDS": embeds.FIELDS,
        "EMBED_FIELD_VALUE": embeds.FIELD_VALUE,
        "EMBED_TOTAL": embeds.TOTAL,
        "CONTENT": messages.CONTENT,
        "ROWS": components.ROWS,
        "BUTTONS_PER_ROW": components.BUTTONS_A_ROW,
        "BUTTON_LABEL": components.BUTTON_LABEL,
        "CUSTOM_ID": components.CUSTOM_ID,
        "SELECT_OPTIONS": components.OPTIONS,
        "OPTION_TEXT": components.OPTION_TEXT,
        "PLACEHOLDER": components.PLACEHOLDER,
        "CHOICES": interactions.CHOICES,
        "CHOICE_TEXT": interactions.CHOICE_NAME,
        "FORM_TITLE": interactions.MODAL_TITLE,
        "FIELD_LABEL": interactions.LABEL,
        "FIELD_DESCRIPTION": interactions.LABEL_DESCRIPTION,
        "FIELD_PLACEHOLDER": interactions.TEXT_INPUT_PLACEHOLDER,
        "FILE_SIZE": wire.FILE_BYTES,
        "URL": components.LINK,
        "ALT_TEXT": messages.ALT_TEXT,
    }
