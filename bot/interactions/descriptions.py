"""What Discord shows of commands before anything is asked, in the languages that there are.

Names of commands and options are the same in every language, so that people can tell each other
what to type.
"""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.i18n import SOURCE, _, language_for, speaking

_NAMES = {Location.command_name, Location.group_name, Location.parameter_name}


class DescriptionTranslator(app_commands.Translator):
    """Says descriptions, choices and the commands on messages in each language of a catalogue."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return what a string is in one of Discord's languages; ``None`` for the same as ours."""
        if language_for(locale.value) == SOURCE or _stays(context):
            return None
        with speaking(locale.value):
            said = _(string.message)
        return said if said != string.message else None


def _stays(context: app_commands.TranslationContextTypes) -> bool:
    if context.location is Location.command_name:
        return not isinstance(context.data, app_commands.ContextMenu)
    return context.location in _NAMES
