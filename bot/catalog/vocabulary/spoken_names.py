"""Translated names of the catalogue's genres, languages, kinds and moods.

The names stand here so that they are extracted into the message catalogues; any other genre or
language keeps its English name.
"""

from collections.abc import Mapping, Sequence

from bot.catalog.model import Kind
from bot.i18n import NC_, pgettext

SILENT = "None"
"""The language of a film in which nobody speaks."""

_GENRES = (
    NC_("genre", "Action"),
    NC_("genre", "Adult"),
    NC_("genre", "Adventure"),
    NC_("genre", "Animation"),
    NC_("genre", "Biography"),
    NC_("genre", "Comedy"),
    NC_("genre", "Crime"),
    NC_("genre", "Documentary"),
    NC_("genre", "Drama"),
    NC_("genre", "Family"),
    NC_("genre", "Fantasy"),
    NC_("genre", "Film-Noir"),
    NC_("genre", "Game-Show"),
    NC_("genre", "History"),
    NC_("genre", "Horror"),
    NC_("genre", "Music"),
    NC_("genre", "Musical"),
    NC_("genre", "Mystery"),
    NC_("genre", "News"),
    NC_("genre", "Reality-TV"),
    NC_("genre", "Romance"),
    NC_("genre", "Sci-Fi"),
    NC_("genre", "Short"),
    NC_("genre", "Sport"),
    NC_("genre", "Talk-Show"),
    NC_("genre", "Thriller"),
    NC_("genre", "War"),
    NC_("genre", "Western"),
)
_LANGUAGES = (
    NC_("language", "None"),
    NC_("language", "American Sign Language"),
    NC_("language", "Ancient Greek"),
    NC_("language", "Arabic"),
    NC_("language", "Aramaic"),
    NC_("language", "Bengali"),
    NC_("language", "Bulgarian"),
    NC_("language", "Cantonese"),
    NC_("language", "Catalan"),
    NC_("language", "Chinese"),
    NC_("language", "Croatian"),
    NC_("language", "Czech"),
    NC_("language", "Danish"),
    NC_("language", "Dutch"),
    NC_("language", "English"),
    NC_("language", "Esperanto"),
    NC_("language", "Estonian"),
    NC_("language", "Finnish"),
    NC_("language", "French"),
    NC_("language", "Georgian"),
    NC_("language", "German"),
    NC_("language", "Greek"),
    NC_("language", "Hebrew"),
    NC_("language", "Hindi"),
    NC_("language", "Hungarian"),
    NC_("language", "Icelandic"),
    NC_("language", "Indonesian"),
    NC_("language", "Irish"),
    NC_("language", "Italian"),
    NC_("language", "Japanese"),
    NC_("language", "Klingon"),
    NC_("language", "Korean"),
    NC_("language", "Latin"),
    NC_("language", "Latvian"),
    NC_("language", "Lithuanian"),
    NC_("language", "Macedonian"),
    NC_("language", "Malayalam"),
    NC_("language", "Mandarin"),
    NC_("language", "Navajo"),
    NC_("language", "Norwegian"),
    NC_("language", "Persian"),
    NC_("language", "Polish"),
    NC_("language", "Portuguese"),
    NC_("language", "Quechua"),
    NC_("language", "Romanian"),
    NC_("language", "Russian"),
    NC_("language", "Serbian"),
    NC_("language", "Serbo-Croatian"),
    NC_("language", "Shanghainese"),
    NC_("language", "Slovak"),
    NC_("language", "Spanish"),
    NC_("language", "Swahili"),
    NC_("language", "Swedish"),
    NC_("language", "Tamil"),
    NC_("language", "Telugu"),
    NC_("language", "Thai"),
    NC_("language", "Turkish"),
    NC_("language", "Ukrainian"),
    NC_("language", "Urdu"),
    NC_("language", "Vietnamese"),
    NC_("language", "Xhosa"),
    NC_("language", "Yiddish"),
    NC_("language", "Zulu"),
)
_KINDS = (
    NC_("kind", "movie"),
    NC_("kind", "tv series"),
    NC_("kind", "tv mini series"),
    NC_("kind", "tv movie"),
    NC_("kind", "tv short"),
    NC_("kind", "episode"),
    NC_("kind", "video movie"),
    NC_("kind", "video game"),
)
KINDS_OF_SEVERAL: Mapping[str, str] = {
    "films": NC_("kinds", "films"),
    "series": NC_("kinds", "series"),
    Kind.MOVIE: NC_("kinds", "movies"),
    Kind.TV_SERIES: NC_("kinds", "tv series"),
    Kind.TV_MINI_SERIES: NC_("kinds", "tv mini series"),
    Kind.TV_MOVIE: NC_("kinds", "tv movies"),
    Kind.TV_SHORT: NC_("kinds", "tv shorts"),
    Kind.EPISODE: NC_("kinds", "episodes"),
    Kind.VIDEO_MOVIE: NC_("kinds", "video movies"),
    Kind.VIDEO_GAME: NC_("kinds", "video games"),
}
"""Plurals, by the word of a kind or of a group of kinds."""
_MOODS = (
    NC_("mood", "funny"),
    NC_("mood", "cosy"),
    NC_("mood", "romantic"),
    NC_("mood", "exciting"),
    NC_("mood", "tense"),
    NC_("mood", "scary"),
    NC_("mood", "dark"),
    NC_("mood", "thoughtful"),
    NC_("mood", "sad"),
    NC_("mood", "magical"),
    NC_("mood", "spacey"),
    NC_("mood", "puzzling"),
    NC_("mood", "epic"),
    NC_("mood", "musical"),
    NC_("mood", "nostalgic"),
    NC_("mood", "light"),
    NC_("mood", "kids"),
    NC_("mood", "inspiring"),
    NC_("mood", "violent"),
    NC_("mood", "true"),
)


NAMES: Mapping[str, Sequence[str]] = {
    "genre": _GENRES,
    "language": _LANGUAGES,
    "kind": _KINDS,
    "kinds": tuple(KINDS_OF_SEVERAL.values()),
    "mood": _MOODS,
}
"""The English names, by the context in which they are translated."""


def genre_name(genre: str) -> str:
    """Return the translated name of a genre."""
    return pgettext("genre", genre)


def language_name(language: str) -> str:
    """Return the translated name of a language."""
    return pgettext("language", language)


def kind_name(kind: str) -> str:
    """Return the translated name of a kind, in the singular."""
    return pgettext("kind", kind)


def kinds_name(kinds: str) -> str:
    """Return the translated plural of a kind or of a group of kinds."""
    return pgettext("kinds", KINDS_OF_SEVERAL[kinds])


def mood_name(mood: str) -> str:
    """Return the translated name of a mood."""
    return pgettext("mood", mood)
