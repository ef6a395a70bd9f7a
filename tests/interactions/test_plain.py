"""What is left of a message where Discord refuses its form."""

import discord

from bot.interactions.sending.plain_text import plainer_forms
from bot.interactions.sending.render import Message
from bot.messages import limits
from bot.messages.reply import Picture


def test_first_the_pictures_go_then_the_embeds_and_each_time_the_right_is_named() -> None:
    card = discord.Embed(title="Heat (1995)", description="A thief. " * 500)
    card.set_thumbnail(url="attachment://heat.jpg").add_field(name="Cast", value="Al Pacino")
    whole = Message(None, [card], None, (Picture(b"", "heat.jpg", "Heat"),))
    without_pictures, plain = plainer_forms(whole)
    (embed,) = without_pictures.embeds
    assert not embed.thumbnail.url
    assert "**Attach Files**" in str(embed.description)
    assert len(str(embed.description)) <= limits.EMBED_DESCRIPTION
    assert without_pictures.content is None  # beside it Discord would drop the embed
    assert not plain.embeds
    assert plain.content is not None
    assert plain.content.startswith("**Heat (1995)**\nA thief.")
    assert "**Embed Links**" in plain.content
    assert len(plain.content) <= limits.CONTENT
    assert not without_pictures.files()
    assert not plain.files()
    assert card.thumbnail.url == "attachment://heat.jpg"


def test_text_alone_has_no_plainer_form() -> None:
    assert not list(plainer_forms(Message("Hello", [], None)))
