"""``/watchlist``: named lists, a person's own and the server's."""

from tests.e2e.stage import Stage, embed, options, text

KRAMER = "Kramer vs. Kramer (1979)"
OURS = "ours"


async def test_a_film_is_put_on_a_list_shown_and_taken_off(stage: Stage) -> None:
    added = await stage.slash("watchlist add", film="kramr vs kramer")
    assert added.ephemeral
    assert "is now on your list **Watchlist**" in text(added)
    assert "was already on" in text(await stage.slash("watchlist add", film=KRAMER))
    await stage.restart()
    shown = await stage.playground.click("ada", added, "Show the list")
    assert embed(shown)["title"] == "Watchlist"
    assert "1 film" in text(shown)
    undone = await stage.playground.click("ada", added, "Undo")
    assert "is no longer on your list" in text(undone)
    assert "wasn't on your list" in text(await stage.slash("watchlist remove", film=KRAMER))


async def test_named_lists_differ_only_by_more_than_case(stage: Stage) -> None:
    await stage.slash("watchlist add", film=KRAMER, name="Rainy  Days")
    await stage.slash("watchlist add", film=KRAMER, name="rainy days")
    await stage.slash("watchlist add", film=KRAMER, name="Horror")
    everything = await stage.slash("watchlist list")
    assert [option["label"] for option in options(everything)] == ["Horror", "Rainy Days"]
    opened = await stage.playground.select("ada", everything, None, "Horror")
    assert embed(opened)["title"] == "Horror"
    assert await stage.typing("watchlist list", "name", name="rai") == ["Rainy Days"]


async def test_the_servers_list_is_shared_and_one_persons_is_not(stage: Stage) -> None:
    added = await stage.slash("watchlist add", film=KRAMER, name="Club", whose=OURS)
    assert "is now on this server's list **Club**" in text(added)
    shown = await stage.playground.click("ada", added, "Show the list")
    assert embed(shown)["title"] == "Club · this server's"
    for said in ("is no longer on", "wasn't on"):
        taken = await stage.slash("watchlist remove", film=KRAMER, name="Club", whose=OURS)
        assert f"{said} this server's list **Club**" in text(taken)
    for said in ("is now on", "was already on"):
        added = await stage.slash("watchlist add", film=KRAMER, name="Club", whose=OURS)
        assert f"{said} this server's list **Club**" in text(added)
    await stage.slash("watchlist add", film=KRAMER, name="Secret")
    seen_by_bob = await stage.slash("watchlist list", user="bob")
    assert [option["label"] for option in options(seen_by_bob)] == ["Club"]
    hidden = await stage.slash("watchlist list", user="bob", name="Secret")
    assert "Secret" in embed(hidden)["title"]
    assert hidden.ephemeral
    assert "Kramer" in text(
        await stage.slash("watchlist list", user="bob", name="Club", whose=OURS)
    )


async def test_a_servers_list_is_deleted_by_its_moderators_only(stage: Stage) -> None:
    await stage.slash("watchlist add", film=KRAMER, name="Club", whose=OURS)
    refused = await stage.slash("watchlist delete", user="bob", name="Club", whose=OURS)
    assert "Manage Messages" in text(refused)
    asked = await stage.slash("watchlist delete", user="owner", name="Club", whose=OURS)
    assert "1 film" in text(asked)
    gone = await stage.playground.click("owner", asked, "Delete it")
    assert gone.answer_type == 7
    assert embed(gone)["title"] == "Deleted"
    again = await stage.slash("watchlist list", name="Club", whose=OURS)
    assert "Club" in embed(again)["title"]


async def test_a_list_that_is_full_and_a_name_that_is_none_are_refused(stage: Stage) -> None:
    for number in range(20):
        await stage.slash("watchlist add", film=KRAMER, name=f"List {number}")
    refused = await stage.slash("watchlist add", film=KRAMER, name="One more")
    assert "more than 20 lists" in text(refused)
    blank = await stage.slash("watchlist add", film=KRAMER, name="\u200b")
    assert "needs a name" in text(blank)


async def test_without_a_list_the_way_to_one_is_told(stage: Stage) -> None:
    assert embed(await stage.slash("watchlist list"))["title"] == "No list yet"


async def test_names_show_as_they_are_written(stage: Stage) -> None:
    added = await stage.slash("watchlist add", film=KRAMER, name="**@everyone** [x](http://y)")
    assert "\\*\\*" in text(added)
    assert "@everyone" not in text(added)
