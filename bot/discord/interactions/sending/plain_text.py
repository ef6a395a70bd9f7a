"""Reduces a message to what the bot may send, naming the permissions that it lacks."""

from collections.abc import Iterator
from dataclasses import replace

import discord

from bot.discord.interactions.sending.render import Message
from bot.discord.messages import limits
from bot.i18n import N_, _
from bot.text import clip

_NO_PICTURES = N_(
    "-# I don't have the **Attach Files** permission in this channel, so I left the pictures out."
)
_NO_EMBEDS = N_(
    "-# I don't have the **Embed Links** permission in this channel, so this is plain text. "
    "Anyone who manages the server can grant it to my role."
)


def plainer_forms(message: Message) -> Iterator[Message]:
    """Yield a message without pictures, then as text alone; each says what is missing."""
    if message.pictures:
        embeds = [_without_pictures(embed) for embed in message.embeds]
        if embeds:
            # In the embed: next to other text, Discord silently drops embeds.
            text = embeds[-1].description or ""
            others = sum(map(len, embeds)) - len(text)
            room = min(limits.EMBED_DESCRIPTION, limits.EMBED_TOTAL - others)
            embeds[-1].description = _with_note(text, _(_NO_PICTURES), room)
            yield replace(message, embeds=embeds, pictures=())
        else:
            content = _with_note(message.content or "", _(_NO_PICTURES), limits.CONTENT)
            yield replace(message, content=content, pictures=())
    if message.embeds:
        parts = [message.content or "", *map(_text, message.embeds)]
        content = _with_note("\n\n".join(filter(None, parts)), _(_NO_EMBEDS), limits.CONTENT)
        yield replace(message, content=content, embeds=[], pictures=())


def _without_pictures(embed: discord.Embed) -> discord.Embed:
    return embed.copy().set_thumbnail(url=None).set_image(url=None)


def _with_note(text: str, note: str, room: int) -> str:
    return f"{clip(text, room - len(note) - 1)}\n{note}".strip()


def _text(embed: discord.Embed) -> str:
    lines = [
        f"**{embed.title}**" if embed.title else "",
        embed.description or "",
        *(f"**{field.name}**\n{field.value}" for field in embed.fields),
        f"-# {embed.footer.text}" if embed.footer.text else "",
    ]
    return "\n".join(filter(None, lines))
