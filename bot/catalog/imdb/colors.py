"""The colour of an imported title's card: IMDb has none, so its first genre decides."""

COLORS = {
    "Action": "c1121f",
    "Adventure": "2a9d8f",
    "Animation": "f4a261",
    "Biography": "8d6e63",
    "Comedy": "ffb703",
    "Crime": "3d405b",
    "Documentary": "588157",
    "Drama": "1d3557",
    "Family": "ffafcc",
    "Fantasy": "7b2cbf",
    "Film-Noir": "212529",
    "Game-Show": "fb5607",
    "History": "a98467",
    "Horror": "6a040f",
    "Music": "e07a5f",
    "Musical": "f15bb5",
    "Mystery": "432371",
    "News": "6c757d",
    "Reality-TV": "ff70a6",
    "Romance": "d81159",
    "Sci-Fi": "0077b6",
    "Short": "adb5bd",
    "Sport": "38b000",
    "Talk-Show": "bc8034",
    "Thriller": "14213d",
    "War": "606c38",
    "Western": "bc6c25",
}
"""For every genre of IMDb that one may be told by; docs/imdb.md shows this table."""

OTHER_COLOR = "5c677d"
"""For titles without a genre, and genres that are not in the table."""


def color_of(genres: str | None) -> str:
    """Return the colour for genres as IMDb lists them, with commas between."""
    return COLORS.get((genres or "").partition(",")[0], OTHER_COLOR)
