"""``/ask``, mentions, direct messages and the commands on messages."""

import asyncio
import re

import discord
import pytest

from bot.discord.interactions import chat
from bot.playground.discord.world import permissions
from tests.e2e.stage import Stage, controls, embed, fields, labels, message, options

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


async def test_answer_is_a_sentence_with_what_was_understood_and_the_card(stage: Stage) -> None:
    exchange = await stage.slash("ask", question="who directed kramer vs kramer?")
    shown = message(exchange)["embeds"]
    assert "Robert Benton" in shown[0]["description"]
    assert "Understood: `Kramer vs. Kramer`" in shown[0]["description"]
    assert shown[1]["title"] == "Kramer vs. Kramer (1979)"
    assert "Why?" in labels(exchange)


async def test_chips_are_taken_away_by_their_buttons(stage: Stage) -> None:
    exchange = await stage.slash("ask", question="80s dramas with meryl streep over 7")
    assert message(exchange)["embeds"][1]["title"] == "Out of Africa (1985)"
    wider = await stage.playground.click("ada", exchange, "✕ 1980s")
    assert wider.answer_type == 7
    listed = [option["label"] for option in options(wider)]
    assert any("Kramer vs. Kramer" in label for label in listed)
    assert "✕ 1980s" not in labels(wider)


async def test_why_shows_the_query_to_who_asks(stage: Stage) -> None:
    exchange = await stage.slash("ask", question="80s dramas with meryl streep over 7")
    why = await stage.playground.click("bob", exchange, "Why?")
    assert why.ephemeral
    assert "Meryl Streep" in embed(why)["description"]


async def test_controls_of_answers_work_after_a_restart(stage: Stage) -> None:
    exchange = await stage.slash("ask", question="comedies from 1994")
    await stage.restart()
    wider = await stage.playground.click("ada", exchange, "✕ Comedy")
    assert "Forrest Gump" in embed(wider)["description"]


async def test_follow_up_builds_on_the_question_before_for_ten_minutes(stage: Stage) -> None:
    await stage.slash("ask", question="dramas from the 70s")
    followed = await stage.slash("ask", question="and with Al Pacino?")
    assert "The Godfather (1972)" in embed(followed)["description"]
    assert "Taxi Driver" not in embed(followed)["description"]
    stage.clock.advance(601)
    alone = await stage.slash("ask", question="only the comedies")
    assert "Al Pacino" not in embed(alone).get("description", "")


@pytest.mark.parametrize(
    "question", ["asdf qwer zxcv", "who is the president of france", "' OR 1=1; --", "the"]
)
async def test_what_cannot_be_answered_is_declined_privately(stage: Stage, question: str) -> None:
    exchange = await stage.slash("ask", question=question)
    assert exchange.ephemeral
    assert embed(exchange)["description"]


async def test_small_talk_and_what_is_left_out_are_answered_for_all(stage: Stage) -> None:
    greeted = await stage.slash("ask", question="hi there! 🎬")
    assert not greeted.ephemeral
    assert "Hello!" in embed(greeted)["description"]
    tried = await stage.playground.click("ada", greeted, labels(greeted)[0])
    assert "titles" in embed(tried)["description"]
    answered = await stage.slash("ask", question="comedies from 1994 zzyzx, oscar winners")
    assert not answered.ephemeral
    said = embed(answered)["description"]
    assert "have no data on awards" in said
    assert "I left out “zzyzx" in said


async def test_any_film_is_drawn_as_pick_does(stage: Stage) -> None:
    drawn = await stage.slash("ask", question="surprise me")
    assert "/pick" in message(drawn)["content"]
    assert "Another" in labels(drawn)
    said = await stage.playground.say("ada", "@Marquee idk what to watch")
    assert "/verify" in str(message(said)["embeds"])


async def test_a_film_is_drawn_from_those_that_were_asked_for(stage: Stage) -> None:
    drawn = await stage.slash("ask", user="fay", question="pick a comedy from the 90s")
    assert "Understood: `1990s` `Comedy`" in message(drawn)["content"]
    another = await stage.slash("ask", user="fay", question="another")
    titles = [embed(reply)["title"] for reply in (drawn, another)]
    assert all(re.search(r"\(199\d\)", title) for title in titles), titles
    # /pick has no option for what a film is not: then all that fit are listed.
    listed = await stage.slash("ask", question="pick a film that is not a comedy")
    assert "1\\. " in embed(listed)["description"]


async def test_where_nothing_is_left_to_draw_nothing_is_promised(stage: Stage) -> None:
    await stage.slash("never genre", user="gus", genre="Comedy")
    nothing = await stage.slash("ask", user="gus", question="pick a comedy from the 90s")
    assert embed(nothing)["title"] == "Nothing left"
    assert "Here's one" not in message(nothing)["content"]


async def test_a_list_of_poorly_rated_films_is_drawn_from_all_the_same(stage: Stage) -> None:
    await stage.slash("watchlist add", film="2 Fast 2 Furious")
    drawn = await stage.slash("ask", question="surprise me")
    assert embed(drawn)["title"] == "2 Fast 2 Furious (2003)"


async def test_a_missing_title_is_quoted_in_full_and_the_closest_is_offered(stage: Stage) -> None:
    asked = await stage.slash("ask", question="is there a movie called the casino car")
    assert "called “the casino car”" in embed(asked)["description"]
    assert "the title Casino (1995)" in labels(asked)
    strange = await stage.slash("ask", question="is there a movie called zzyzx qwrtz")
    assert not any("the title" in label for label in labels(strange))


async def test_what_is_like_a_title_is_shown_with_reasons(stage: Stage) -> None:
    alike = await stage.slash("ask", question="zzyzx movies like casino")
    assert "also directed by Martin Scorsese" in embed(alike)["description"]
    assert "“zzyzx”" in message(alike)["content"]
    listed = await stage.slash("ask", question="the second one")
    assert message(listed)["embeds"][1]["title"] in embed(alike)["description"]
    await stage.slash("ask", question="who directed casino")
    again = await stage.slash("ask", question="anything similar?")
    assert "Like Casino" in embed(again)["title"]
    fewer = await stage.slash("ask", question="only comedies")
    assert embed(fewer)["description"].startswith("Like Casino: ")


@pytest.mark.parametrize("place", ["channel", "dm"])
async def test_turns_go_on_wherever_they_are_said(stage: Stage, place: str) -> None:
    """What was asked by ``/ask`` and by mention in a channel is one conversation."""
    playground, user = stage.playground, f"cleo{place}"
    channel = playground.dm(user) if place == "dm" else playground.world.default_channel
    mention = "" if place == "dm" else "@Marquee "
    await playground.slash(user, "ask", {"question": "best comedy of the 90s"}, channel)
    said = await playground.say(user, f"{mention}i've seen it, another", channel)
    assert "The Truman Show" in embed(said)["description"]
    marked = await playground.click(user, said, "Mark South Park (1997) as seen")
    assert marked.ephemeral
    assert "Marked as seen" in str(message(marked))
    again = await playground.click(user, said, "Another")
    assert "As Good as It Gets" in embed(again)["description"]
    found = await playground.say(user, f"{mention}that's it!", channel)
    assert "As Good as It Gets (1997) it is" in embed(found)["description"]


async def test_what_was_offered_is_taken_up_by_a_word_or_a_button(stage: Stage) -> None:
    offered = await stage.slash("ask", user="dora", question="movies like casino zzyzx")
    assert "Do you want “titles like Casino”?" in embed(offered)["description"]
    taken = await stage.slash("ask", user="dora", question="yes")
    pressed = await stage.playground.click("dora", offered, "titles like Casino")
    assert embed(taken)["description"] == embed(pressed)["description"]
    # A non-answer leaves what was asked.
    assert (await stage.slash("ask", user="dora", question="asdf qwer")).ephemeral
    first = await stage.slash("ask", user="dora", question="the first one")
    assert message(first)["embeds"][1]["title"] == "The Godfather: Part II (1974)"
    stage.clock.advance(601)
    late = await stage.slash("ask", user="dora", question="the second one")
    assert "Saving Private Ryan" not in str(message(late))


async def test_a_draw_is_drawn_again(stage: Stage) -> None:
    await stage.slash("ask", user="elsa", question="surprise me")
    again = await stage.slash("ask", user="elsa", question="no, another")
    assert "/pick" in message(again)["content"]
    about = await stage.slash("ask", user="elsa", question="who is in it")
    assert message(about)["embeds"][0]["description"]


async def test_mention_is_answered_as_a_reply_that_pings_nobody(stage: Stage) -> None:
    answered = await stage.playground.say("ada", "@Marquee who directed The Matrix?")
    assert "Wachowski" in embed(answered)["description"]
    assert message(answered)["mentions"] == []
    unasked = await stage.playground.say("ada", "who directed The Matrix?")
    assert unasked.reply is None


@pytest.mark.parametrize(
    ("denied", "code", "named"),
    [
        (permissions.READ_MESSAGE_HISTORY, 160002, ""),
        (permissions.EMBED_LINKS, 50013, "Embed Links"),
    ],
)
async def test_mention_is_answered_where_a_form_of_reply_is_refused(
    stage: Stage, denied: int, code: int, named: str
) -> None:
    stage.playground.world.default_channel.bot_denied = denied
    answered = await stage.playground.say("ada", "@Marquee who directed The Matrix?")
    stage.playground.world.default_channel.bot_denied = 0
    sent = message(answered)
    shown = f"{sent['content']}{sent['embeds']}"
    assert "Wachowski" in shown
    assert f"I don't have the **{named}**" in shown or not named
    assert not sent["embeds"] or not denied & permissions.EMBED_LINKS
    # Only what is refused is left out: an answer stays a reply to the question.
    assert ("message_reference" in sent) == (denied != permissions.READ_MESSAGE_HISTORY)
    refusals = list(stage.playground.violations)
    assert refusals
    assert {refused.reply["code"] for refused in refusals} == {code}
    stage.playground.violations.clear()


async def test_mention_is_answered_though_the_question_was_deleted(stage: Stage) -> None:
    discord = stage.playground.discord
    channel = stage.playground.world.default_channel
    stage.playground.faults.slow(0.3, match=f"POST /api/v10/channels/{channel.id}")
    asking = asyncio.create_task(
        stage.playground.say("ada", "@Marquee who directed The Godfather?")
    )
    await asyncio.sleep(0.05)
    question = discord.messages.latest(channel)[0]
    assert "who directed The Godfather" in question.data["content"]
    discord.messages.delete(question)
    answered = message(await asking)
    assert "Coppola" in str(answered)
    assert "message_reference" not in answered


async def test_ping_of_a_reply_is_no_question(stage: Stage) -> None:
    answered = await stage.playground.say("ada", "@Marquee who directed The Matrix?")
    replied = await stage.playground.say("bob", "thank you", reply_to=answered)
    assert replied.reply is None


async def test_declined_mention_deletes_itself_but_no_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "ERROR_SECONDS", 0.0)
    playground = stage.playground
    answered = await playground.say("ada", "@Marquee who directed The Matrix?")
    declined = await playground.say("ada", "@Marquee asdf qwer zxcv")
    alone = await playground.say("ada", "asdf qwer zxcv", playground.dm("ada"))
    await playground.settle()
    left = {
        entry.id
        for channel in (playground.world.default_channel, playground.dm("ada"))
        for entry in playground.discord.messages.latest(channel)
    }
    assert [int(message(said)["id"]) in left for said in (answered, declined, alone)] == [
        True,
        False,
        True,
    ]


async def test_direct_messages_need_no_mention(stage: Stage) -> None:
    answered = await stage.playground.say(
        "ada", "dramas of the 70s with al pacino", stage.playground.dm("ada")
    )
    assert "The Godfather" in embed(answered)["description"]


async def test_a_notice_that_a_message_was_pinned_is_not_a_question(stage: Stage) -> None:
    playground, dm = stage.playground, stage.playground.dm("ada")
    pinned = playground.discord.new_message(dm, playground.world.user("ada"))
    pinned.data["type"] = discord.MessageType.pins_add.value
    await playground.discord.announce("MESSAGE_CREATE", pinned)
    first = await playground.say("ada", "who directed The Matrix?", dm)
    assert "Wachowski" in embed(first)["description"]


async def test_a_command_sent_as_text_is_told_from_a_question(stage: Stage) -> None:
    dm = stage.playground.dm("ada")
    for text, command in (("/movie heat", "movie"), ("/night plan friday", "night plan")):
        said = await stage.playground.say("ada", text, dm)
        assert f"`/{command}` and choose it from the list" in embed(said)["description"]
    explained = await stage.playground.click("ada", said, "How /night plan works")
    assert "/night plan" in embed(explained)["title"]
    answered = await stage.playground.say("ada", "/ask dramas of the 70s with al pacino", dm)
    assert "The Godfather" in embed(answered)["description"]
    unknown = await stage.playground.say("ada", "/xqzj who directed the godfather", dm)
    assert "from the list" not in str(embed(unknown))


async def test_spanish_is_answered_in_spanish(stage: Stage) -> None:
    exchange = await stage.slash("ask", question="¿quién dirigió The Matrix?")
    assert "Wachowski" in embed(exchange)["description"]
    assert "He entendido" in embed(exchange)["description"]


async def test_names_complete_at_the_end_of_a_question(stage: Stage) -> None:
    names = await stage.typing("ask", "question", question="comedies with adam san")
    assert names[0] == "comedies with adam san"
    assert "comedies with Adam Sandler" in names


async def test_films_in_a_message_are_shown(stage: Stage) -> None:
    said = await stage.playground.say("bob", "The Matrix or Forrest Gump tonight?")
    exchange = await stage.playground.context_menu("ada", "Films in this message", said.interaction)
    assert "The Matrix (1999)" in embed(exchange)["description"]
    assert "Forrest Gump (1994)" in embed(exchange)["description"]
    assert fields(exchange) == {}


async def test_all_of_an_answer_is_in_the_language_of_the_question(stage: Stage) -> None:
    exchange = await stage.slash("ask", user="eva", question="la mejor comedia de 1994")
    card = message(exchange)["embeds"][1]
    assert {"Nota", "Géneros", "Dirección", "Reparto"} <= {part["name"] for part in card["fields"]}
    assert "Sinopsis completa" in labels(exchange)
    assert "✕ comedia" in labels(exchange)
    pages = await stage.slash("ask", user="eva", question="dramas de los noventa")
    assert "Siguiente" in labels(pages)
    menus = [control["placeholder"] for control in controls(pages) if control["type"] == 3]
    assert menus == ["Abrir una ficha"]
