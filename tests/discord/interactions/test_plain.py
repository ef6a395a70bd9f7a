"""What is left of a message where Discord refuses its form."""

import discord

from bot.discord.interactions.sending.plain_text import plainer_forms
from bot.discord.interactions.sending.render import Message
from bot.discord.messages import limits
from bot.discord.messages.reply import Picture


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


def test_a_text_with_a_picture_keeps_the_text_and_says_what_is_missing() -> None:
    (plain,) = plainer_forms(Message("Ten films", [], None, (Picture(b"", "a.jpg", "Heat"),)))
    assert plain.content is not None
    assert plain.content.startswith("Ten films\n-# ")
    assert "**Attach Files**" in plain.content
    assert not plain.pictures


def test_what_stands_beside_an_embed_and_in_its_fields_is_kept() -> None:
    card = discord.Embed(title="Heat").add_field(name="Cast", value="Al Pacino")
    card.set_footer(text="1995")
    (plain,) = plainer_forms(Message("Seen?", [card], None))
    assert str(plain.content).startswith("Seen?\n\n**Heat**\n**Cast**\nAl Pacino\n-# 1995\n-# ")


def test_a_note_takes_its_room_from_what_the_embeds_may_have_together() -> None:
    long = [discord.Embed(description="x" * 2_900), discord.Embed(description="y" * 4_000)]
    whole = Message(None, long, None, (Picture(b"", "a.jpg", "Heat"),))
    without_pictures = next(iter(plainer_forms(whole)))
    assert sum(map(len, without_pictures.embeds)) == limits.EMBED_TOTAL
