"""Everybody is answered in their own language, before and after they ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discord.interactions import descriptions
from bot.playground.discord.http.wire import Json
from bot.playground.discord.interactions.exchange import Exchange
from bot.rules.voting.model import Method
from tests.e2e.nights.night_steps import until
from tests.e2e.stage import Stage, embed, fields, labels, message, options, staged

SPANISH = ("es-ES", "es-419")
MAX_LENGTH = 100
SAME = (Method.SCHULZE, Method.STAR, "en", "es")
"""Choices that are called the same in both languages."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(autouse=True)
def eva(shared_stage: Stage) -> None:
    shared_stage.playground.world.user("eva", "es-419")


async def typing(stage: Stage, name: str, focused: str, **given: str) -> list[str]:
    made = await stage.playground.autocomplete("eva", name, given, focused)
    return [choice["name"] for choice in made.choices or ()]


def parts(command: Json) -> Iterator[Json]:
    """Give a command, its options and their choices."""
    yield command
    for option in command.get("options") or ():
        yield from parts(option)
    yield from command.get("choices") or ()


async def test_what_discord_shows_of_commands_is_in_spanish_too(shared_stage: Stage) -> None:
    shown = [
        part
        for command in shared_stage.playground.commands
        for part in parts(command)
        if part.get("value") not in SAME
    ]
    assert len(shown) > 100
    for part in shown:
        if part.get("description"):
            said = part["description_localizations"]
            assert set(said) == set(SPANISH), part["description"]
            assert all(0 < len(text) <= MAX_LENGTH for text in said.values())
            assert not part.get("name_localizations"), "what is typed is the same for all"
        else:
            assert set(part.get("name_localizations") or ()) == set(SPANISH), part


@pytest.mark.asyncio(loop_scope="function")
async def test_changed_words_are_sent_to_discord(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stage.playground.commands
    await stage.restart()
    assert stage.playground.commands == before

    def otherwise(text: str) -> str:
        return "Otra cosa" if "." in text else text

    monkeypatch.setattr(descriptions, "_", otherwise)
    await stage.restart()
    said = {command["name"]: command for command in stage.playground.commands}
    assert said["movie"]["description_localizations"]["es-ES"] == "Otra cosa"


async def test_one_card_is_the_same_whichever_command_shows_it(shared_stage: Stage) -> None:
    by_name = await shared_stage.playground.slash("eva", "movie", {"title": "out of africa"})
    asked = await shared_stage.playground.slash(
        "eva", "ask", {"question": "dramas de los 80 con meryl streep"}
    )
    assert message(asked)["embeds"][1] == embed(by_name)
    assert fields(by_name)["Nota"] == "★ 7,2 con 70.403 votos"
    assert fields(by_name)["Géneros"] == "biografía, drama, romance"
    assert fields(by_name)["Duración"] == "2 h 41 min"
    assert {"Sinopsis completa", "Parecidas", "Mis listas"} <= set(labels(by_name))
    assert set(labels(by_name)) <= set(labels(asked))


async def test_names_are_taken_and_offered_in_spanish(shared_stage: Stage) -> None:
    made = await shared_stage.playground.slash(
        "eva",
        "search",
        {"genre": "comedia, ciencia ficcion", "language": "inglés", "kind": "películas"},
    )
    title = embed(made)["title"]
    assert title.endswith("géneros comedia y ciencia ficción · en inglés · solo películas")
    assert [option["label"] for option in options(made)][-6:][0] == "Primero las mejores"
    assert await typing(shared_stage, "genre", "genre", genre="ciencia") == ["ciencia ficción"]
    assert "alemán" in await typing(shared_stage, "search", "language", language="alem")
    assert await typing(shared_stage, "pick", "mood", mood="acog") == ["acogedor"]
    assert await typing(shared_stage, "genre", "decade", genre="drama", decade="198") == [
        "década de 1980"
    ]
    assert "todas mis listas" in await typing(shared_stage, "pick", "watchlist", watchlist="")


async def test_what_goes_wrong_is_said_in_spanish(shared_stage: Stage) -> None:
    async def use(name: str, **given: str | int) -> Exchange:
        return await shared_stage.playground.slash("eva", name, given)

    wrong = await use("genre", genre="drama", decade="xx")
    assert embed(wrong)["title"] == "Eso no me sirve"
    assert embed(wrong)["description"].startswith("«xx» no es una década.")
    nothing = await use("search", genre="western", language="japonés")
    assert "sin «en japonés»: " in embed(nothing)["description"]
    assert any(label.startswith("Quitar «") for label in labels(nothing))
    unknown = await use("genre", genre="qqqq")
    assert embed(unknown)["title"] == "Ningún género se llama «qqqq»"
    assert "comedia" in {option["label"] for option in options(unknown)}
    assert embed(await use("cast", person="qqqq xxxx"))["title"].startswith("Ningún intérprete")


async def test_the_first_list_is_called_what_the_language_calls_it(shared_stage: Stage) -> None:
    async def use(command: str, /, **given: str) -> Exchange:
        return await shared_stage.playground.slash("eva", command, given)

    added = await use("watchlist add", film="out of africa")
    assert "está ahora en tu lista **Pendientes**" in embed(added)["description"]
    for name in ("pendientes", "watchlist"):
        assert embed(await use("watchlist list", name=name))["title"] == "Pendientes"
    english = await shared_stage.playground.slash("ada", "watchlist list", {"name": "Watchlist"})
    assert "Out of Africa" not in str(english.reply), "it is hers alone"


@pytest.mark.asyncio(loop_scope="function")
async def test_what_is_for_everybody_speaks_the_servers_language(data_dir: Path) -> None:
    async with staged(data_dir, locale="es-ES") as stage:
        planned = await stage.slash("night plan", user="owner", when="in 2 days")
        assert embed(planned)["title"] == "🍿 Noche de cine"
        events = stage.playground.world.home.scheduled_events
        await until(lambda: events)  # the bot makes it by itself
        (event,) = events.values()
        assert event["name"] == "Noche de cine"
        coming = await stage.playground.click("owner", planned, "Voy")
        assert "You're coming." in embed(coming)["description"], "who speaks English is answered so"
        before = stage.playground.journal.mark()
        stage.clock.advance(25 * 3600)
        channel = str(stage.playground.world.default_channel.id)
        reminder = await stage.playground.journal.next_created(before, channel, 5)
        assert reminder is not None
        assert "La **noche de cine** es" in reminder.message["content"]
        chosen = await stage.slash("settings", user="owner", language="en")
        assert fields(chosen)["Language of cards, reminders and results"] == "English"
        shown = await stage.slash("night show", user="owner")
        assert embed(shown)["title"] == "🍿 Movie night"
        followed = await stage.slash("settings", user="owner", language="discord")
        assert fields(followed)["Language of cards, reminders and results"] == "Same as Discord"
