"""Discord's limits on what a bot sends (developer documentation, August 2026)."""

EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_VALUE = 1024
EMBED_TOTAL = 6000  # over all embeds of a message
CONTENT = 2000
ROWS = 5
BUTTONS_PER_ROW = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
SELECT_OPTIONS = 25
OPTION_TEXT = 100  # label, value and description alike
PLACEHOLDER = 150
CHOICES = 25
CHOICE_TEXT = 100
FORM_TITLE = 45
FIELD_LABEL = 45
FIELD_DESCRIPTION = 100
FIELD_PLACEHOLDER = 100
FILE_SIZE = 10 * 1024 * 1024
"""Bytes of an attachment in a server without boosts."""

URL = 512
"""Characters of the address of a link button."""

ALT_TEXT = 1024
"""Characters of the description of an attachment."""
