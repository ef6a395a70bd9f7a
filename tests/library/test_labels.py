"""How titles are told apart in little room."""

from bot.catalog.model import Movie
from bot.library.names.labels import movie_option, short_label


def test_a_long_title_keeps_its_year() -> None:
    assert short_label("Night of the " + "Living " * 40 + "Dead", 1968, 40).endswith("… (1968)")
    assert len(short_label("x" * 300, 1968, 40)) == 40
    assert short_label("Dune", None, 40) == "Dune"


def test_a_line_of_a_picker_keeps_what_tells_namesakes_apart() -> None:
    _, line = movie_option(Movie(id="tt1", title="Long " * 60, years=(1984,)))
    assert line.endswith("(1984)")
