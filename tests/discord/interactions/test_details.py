"""A detail added to a description: it is searched for as well, and its author is recorded."""

from typing import Any, cast

from bot.discord.cogs.films.find import with_detail
from bot.discord.interactions.handlers import Call
from bot.discord.messages.asker import Asker
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.stories.text.words import MAX_CHARACTERS


def described(**options: str) -> Request:
    request = Request.of(RequestName.FIND, **options)
    return with_detail(Call(request, cast("Any", None), Asker(5)))


def test_a_detail_is_appended_whole_though_the_story_is_cut() -> None:
    assert described(story="a ship", detail="an island") == described(
        story="a ship\nan island", by="5"
    )
    longest = described(story="s" * MAX_CHARACTERS, detail="an island")
    assert longest.get("story") == "s" * (MAX_CHARACTERS - 10) + "\nan island"


def test_each_author_of_a_detail_is_recorded_once() -> None:
    assert described(story="a ship", detail="an island", by="7").get("by") == "7,5"
    assert described(story="a ship", detail="an island", by="5,7").get("by") == "5,7"
    assert described(story="a ship", by="7").get("by") == "7"
