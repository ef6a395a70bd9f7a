"""Time zones by what people call them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.i18n import speaking
from bot.rules.times.zones.places import meanings
from bot.rules.times.zones.zones import ZoneQuestion, Zones, zone_label, zone_of, zone_place

ZONES = Zones()


def found(name: str) -> tuple[str, ...]:
    zone = ZONES.find(name)
    if isinstance(zone, ZoneInfo):
        return (zone.key,)
    assert not zone.near, zone
    return zone.zones


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        (" europe/berlin ", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("EST", "America/New_York"),
        ("EDT", "America/New_York"),
        ("cest", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT-3", "Etc/GMT+3"),
        ("+02:00", "Etc/GMT-2"),
        ("UTC+0", "UTC"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("UTC+10:30", "Australia/Lord_Howe"),
        ("Eastern Time", "America/New_York"),
        ("eastern", "America/New_York"),
        ("Eastern Standard Time", "America/New_York"),
        ("Pacific time", "America/Los_Angeles"),
        ("Central European Time", "Europe/Berlin"),
        ("hora de Europa central", "Europe/Berlin"),
        ("hora del este", "America/New_York"),
        ("Japan Standard Time", "Asia/Tokyo"),
        ("berlin", "Europe/Berlin"),
        ("Boston", "America/New_York"),
        ("Seattle", "America/Los_Angeles"),
        ("Bombay", "Asia/Kolkata"),
        ("Los Angeles", "America/Los_Angeles"),
        ("La Paz", "America/La_Paz"),
        ("hora de Madrid", "Europe/Madrid"),
        ("Nueva York", "America/New_York"),
        ("Ciudad de México", "America/Mexico_City"),
        ("ciudad de mexico", "America/Mexico_City"),
        ("Londres", "Europe/London"),
        ("Pekín", "Asia/Shanghai"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Spain", "Europe/Madrid"),
        ("España", "Europe/Madrid"),
        ("Alemania", "Europe/Berlin"),
        ("Reino Unido", "Europe/London"),
        ("uk", "Europe/London"),
        ("Japan", "Asia/Tokyo"),
        ("hora de Argentina", "America/Argentina/Buenos_Aires"),
        ("hora peninsular", "Europe/Madrid"),
        ("Texas", ("America/Chicago", "America/Denver")),
        ("CST", ("America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana")),
        ("IST", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("BST", ("Europe/London", "Asia/Dhaka")),
        ("MST", ("America/Denver", "America/Phoenix")),
        ("AMT", ("America/Manaus", "Asia/Yerevan")),
        ("Central Time", ("America/Chicago", "America/Mexico_City")),
        ("Valencia", ("America/Caracas", "Europe/Madrid")),
        ("Georgia", ("America/New_York", "Asia/Tbilisi")),
        ("Brasil", ("America/Sao_Paulo", "America/Manaus")),
    ],
)
def test_a_name_leads_to_the_right_zones(name: str, zone: str | tuple[str, ...]) -> None:
    assert found(name) == ((zone,) if isinstance(zone, str) else zone)


def test_a_country_of_several_times_is_asked_back_with_those_most_people_live_in() -> None:
    assert found("USA")[:4] == (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    )
    assert "America/Toronto" in found("Canadá")
    assert "Australia/Perth" in found("Australia")


@pytest.mark.parametrize(
    ("name", "near"),
    [("berlim", "Europe/Berlin"), ("madird", "Europe/Madrid"), ("new y", "America/New_York")],
)
def test_a_slip_is_asked_back_with_what_is_spelled_alike(name: str, near: str) -> None:
    question = ZONES.find(name)
    assert isinstance(question, ZoneQuestion)
    assert question.near
    assert question.zones == (near,)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "xyzzy", "UTC+20", "Atlantis"]
)
def test_what_is_no_place_is_refused_and_nothing_far_fetched_offered(name: str) -> None:
    with pytest.raises(BadInputError, match="don't know a place or time zone"):
        ZONES.find(name)


def test_zones_are_suggested_while_one_types() -> None:
    assert ZONES.suggest("berl") == ("Europe/Berlin",)
    assert ZONES.suggest("new y") == ("America/New_York",)
    assert ZONES.suggest("nueva y") == ("America/New_York",)
    assert ZONES.suggest("cst") == found("CST")
    assert ZONES.suggest("est")[0] == "America/New_York"
    assert ZONES.suggest("utc+2") == ("Etc/GMT-2",)
    assert len(ZONES.suggest("")) == 25
    assert {"UTC", "Europe/London", "America/New_York"} < set(ZONES.suggest(""))


def test_every_zone_that_can_be_chosen_is_found_by_its_name() -> None:
    assert {found(name) for name in ZONES.names} == {(name,) for name in ZONES.names}


def test_every_zone_that_a_name_may_mean_can_be_loaded() -> None:
    for name, meaning in meanings().items():
        assert meaning.chosen(), name
        for zone in meaning.chosen():
            ZoneInfo(zone)


def test_zones_are_called_by_their_place_in_the_language_spoken() -> None:
    assert zone_label("Etc/GMT-2") == "UTC+2"
    assert zone_label(ZoneInfo("Europe/Madrid")) == "Europe/Madrid"
    assert zone_place("America/New_York") == "New York"
    with speaking("es-ES"):
        assert zone_place("America/New_York") == "Nueva York"
        assert zone_place("America/Mexico_City") == "Ciudad de México"


@given(st.integers(-12, 14))
def test_an_offset_leads_to_the_zone_of_that_offset(hours: int) -> None:
    zone = ZONES.find(f"UTC{hours:+}")
    assert isinstance(zone, ZoneInfo)
    now = datetime(2026, 7, 1, tzinfo=UTC)
    assert now.astimezone(zone).strftime("%H") == now.astimezone(
        zone_of(f"UTC{hours:+03}:00")
    ).strftime("%H")


@given(st.text(max_size=40))
def test_any_text_is_a_zone_or_a_question_or_refused(name: str) -> None:
    try:
        zone = ZONES.find(name)
    except BadInputError:
        return
    assert isinstance(zone, ZoneInfo) or zone.zones
