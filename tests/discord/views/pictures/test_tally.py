"""The picture of a tally: any vote can be drawn, in bounded size, and is told in words too."""

from io import BytesIO

import pytest
from PIL import Image

from bot.discord.messages import limits
from bot.discord.views.pictures.lettering import drawable, fitted, font
from bot.discord.views.pictures.tally import WIDTH, describe_picture, draw_tally
from bot.rules.voting.model import Candidate, Method
from bot.rules.voting.tally import tally

FILMS = [Candidate(f"f{n}", f"Film {n} 千と千尋 {'long ' * n}") for n in range(25)]


@pytest.mark.parametrize("method", list(Method))
def test_every_method_is_drawn(method: Method) -> None:
    marks = 5 if method is Method.STAR else 1
    counted = tally(method, [{"f0": marks}, {"f1": marks}, {}], FILMS[:3], "seed")
    image = Image.open(BytesIO(draw_tally(counted)))
    assert image.format == "PNG"
    assert image.width == WIDTH
    assert describe_picture(counted).count("Round") == len(counted.outcome.rounds)


def test_a_vote_of_very_many_rounds_stays_small() -> None:
    ballots = [{f"f{(n + k) % 25}": k + 1 for k in range(6)} for n in range(25)]
    counted = tally(Method.RANKED, ballots, FILMS, "seed")
    assert len(counted.outcome.rounds) > 7
    png = draw_tally(counted)
    assert Image.open(BytesIO(png)).height < 3500
    assert len(png) < 500_000


def test_letters_that_the_typeface_lacks_are_written_in_ascii() -> None:
    assert drawable("Amélie Żuławski Ж") == "Amélie Żuławski Ж"
    assert drawable("日").isascii()
    face = font(24)
    assert face.getlength(fitted("A very long title indeed", face, 100)) <= 100


@pytest.mark.parametrize("width", [1, 60, 100, 137, 220, 1000])
def test_a_name_is_cut_no_shorter_than_needed_and_keeps_its_year(width: int) -> None:
    face = font(24)
    name = "Dr. Strangelove or: How I Learned to Stop Worrying - and Love the Bomb"
    cuts = [f"{name[:letters].rstrip(' ,;:-')}… (1964)" for letters in range(len(name))]
    fitting = [cut for cut in cuts if face.getlength(cut) <= width]
    whole = f"{name} (1964)"
    expected = whole if face.getlength(whole) <= width else max(fitting, key=len, default=cuts[0])
    assert fitted(whole, face, width) == expected


def test_what_stands_for_the_picture_fits_discords_limit_for_usual_votes() -> None:
    counted = tally(Method.SINGLE, [{"f1": 1}], FILMS[:8], "seed")
    assert len(describe_picture(counted)) <= limits.ALT_TEXT


def test_each_chinese_character_is_a_word() -> None:
    assert drawable("千と千尋の神隠し (2001)") == "Qian to Qian Xun no Shen Yin shi (2001)"
