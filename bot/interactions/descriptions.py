"""Translated descriptions of commands, as Discord shows them before anything is asked.

Names of commands and options are the same in every language, so that people can tell each other
what to type.
"""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.i18n import SOURCE, _, language_for, speaking

_NAMES = {Location.command_name, Location.group_name, Location.parameter_name}


class DescriptionTranslator(app_commands.Translator):
    """Translates descriptions, choices and message commands."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return a string in one of Discord's languages; ``None`` if it stays English."""
        if language_for(locale.value) == SOURCE or _stays(context):
            return None
        with speaking(locale.value):
            said = _(string.message)
        return said if said != string.message else None


def _stays(context: app_commands.TranslationContextTypes) -> bool:
    if context.location is Location.command_name:
        return not isinstance(context.data, app_commands.ContextMenu)
    return context.location in _NAMES
