"""Hints besides the story: years, people, languages, genres, kinds.

Any hint may be wrong ("might be the 90s, maybe with Nicolas Cage"), so it only raises scores.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalog.model import Kind
from bot.stories.text.terms import genre_key, language_key

_YEAR = re.compile(r"\b(19\d\d|20[0-3]\d)(s)?\b")
_DECADE = re.compile(r"(?:\b|')(\d0)'?s\b")
_SPANISH_DECADE = re.compile(r"\baños (?:19)?(\d0)\b|\blos (\d0)\b")
_PART = re.compile(r"\b(early|mid|middle|late)\b[\s-]*(?:of )?(?:the )?(?:to late )?'?$")
_SEEN = re.compile(
    r"\b(?:saw|seen|watch(?:ed|ing)?|remember(?:ed)?|rented|caught|vi|la vi|aired|airing)\b[^.!?]*$"
)
_FIRST_DECADE = 20
"""Two-digit decades before this one are not taken for the 20th century."""
_SILENT_UNTIL, _GREY_UNTIL = 1930, 1965
_FILMS = re.compile(r"\b(movies?|films?|flicks?|pel[ií]culas?|pelis?)\b", re.IGNORECASE)
_SERIES = re.compile(
    r"\b(tv[ -]?(?:show|series)|series|miniseries|sitcom|show|season|seasons)\b", re.IGNORECASE
)
_EPISODES = re.compile(r"\b(episodes?|episodios?|cap[ií]tulos?)\b", re.IGNORECASE)

LANGUAGES = {
    "korean": "Korean", "japanese": "Japanese", "anime": "Japanese", "french": "French",
    "german": "German", "spanish": "Spanish", "mexican": "Spanish", "italian": "Italian",
    "hindi": "Hindi", "bollywood": "Hindi", "indian": "Hindi", "tamil": "Tamil",
    "telugu": "Telugu", "chinese": "Mandarin", "mandarin": "Mandarin", "cantonese": "Cantonese",
    "swedish": "Swedish", "danish": "Danish", "norwegian": "Norwegian", "russian": "Russian",
    "polish": "Polish", "turkish": "Turkish", "thai": "Thai", "brazilian": "Portuguese",
    "portuguese": "Portuguese", "arabic": "Arabic", "hebrew": "Hebrew", "dutch": "Dutch",
    "finnish": "Finnish", "icelandic": "Icelandic", "indonesian": "Indonesian",
    "coreana": "Korean", "coreano": "Korean", "japonesa": "Japanese", "japones": "Japanese",
    "francesa": "French", "frances": "French", "alemana": "German", "aleman": "German",
    "espanola": "Spanish", "mexicana": "Spanish", "argentina": "Spanish", "italiana": "Italian",
    "italiano": "Italian", "india": "Hindi", "china": "Mandarin", "sueca": "Swedish",
    "danesa": "Danish", "noruega": "Norwegian", "rusa": "Russian", "ruso": "Russian",
    "turca": "Turkish", "brasilena": "Portuguese",
}  # fmt: skip
"""Words for languages, or for countries and thus their languages; without accents."""

GENRES = {
    "comedy": "Comedy", "comedies": "Comedy", "horror": "Horror", "scary": "Horror",
    "animated": "Animation", "animation": "Animation", "cartoon": "Animation",
    "anime": "Animation", "thriller": "Thriller", "documentary": "Documentary",
    "docuseries": "Documentary", "romantic": "Romance", "romance": "Romance", "romcom": "Romance",
    "western": "Western", "musical": "Musical", "scifi": "Sci-Fi", "sci": "Sci-Fi",
    "mystery": "Mystery", "fantasy": "Fantasy", "war": "War", "biopic": "Biography",
    "biography": "Biography", "noir": "Film-Noir", "superhero": "Action", "sitcom": "Comedy",
    "comedia": "Comedy", "terror": "Horror", "miedo": "Horror", "animada": "Animation",
    "animacion": "Animation", "dibujos": "Animation", "suspenso": "Thriller",
    "documental": "Documentary", "romantica": "Romance", "guerra": "War", "fantasia": "Fantasy",
    "misterio": "Mystery", "biografia": "Biography", "crimen": "Crime", "vaqueros": "Western",
}  # fmt: skip
"""Words for genres; without accents."""


@dataclass(frozen=True, slots=True)
class Years:
    """Years that a film may be of.

    Attributes:
        first: The first of them.
        last: The last of them.
        is_sighting: Whether the film was seen then: it may be older, but hardly younger.
    """

    first: int
    last: int
    is_sighting: bool = False


@dataclass(frozen=True, slots=True)
class Hints:
    """Hints in a description besides the story.

    Attributes:
        years: Years it may be of.
        languages: In English words.
        genres: As in the records.
        kinds: Its possible kinds; empty where none is named.
    """

    years: tuple[Years, ...] = ()
    languages: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()

    def language_keys(self) -> Iterator[int]:
        """Yield the index keys of these languages."""
        return map(language_key, self.languages)

    def genre_keys(self) -> Iterator[int]:
        """Yield the index keys of these genres."""
        return map(genre_key, self.genres)


def hints(text: str, plain: Sequence[str]) -> Hints:
    """Return the hints in a description.

    Args:
        text: The description.
        plain: Its words.
    """
    languages = (LANGUAGES[word] for word in plain if word in LANGUAGES)
    genres = (GENRES[word] for word in plain if word in GENRES)
    return Hints(
        tuple(dict.fromkeys(_years(text.casefold()))),
        tuple(dict.fromkeys(languages)),
        tuple(dict.fromkeys(genres)),
        _kinds(text),
    )


def _years(text: str) -> Iterator[Years]:
    for found in _YEAR.finditer(text):
        first = int(found[1])
        if found[2] and first % 10:
            continue
        if found[2]:
            yield from _decade(first, text, found.start())
        else:
            sighting = _SEEN.search(text, max(0, found.start() - 80), found.start())
            yield Years(first, first, sighting is not None)
    for found in (*_DECADE.finditer(text), *_SPANISH_DECADE.finditer(text)):
        tens = int(next(group for group in found.groups() if group))
        century = 1900 if tens >= _FIRST_DECADE else 2000
        yield from _decade(century + tens, text, found.start())
    if "black and white" in text or "blanco y negro" in text:
        yield Years(1900, _GREY_UNTIL)
    if re.search(r"\bsilent (?:film|movie)|cine mudo", text):
        yield Years(1890, _SILENT_UNTIL)


def _decade(first: int, text: str, start: int) -> Iterator[Years]:
    part = _PART.search(text, max(0, start - 30), start)
    sighting = _SEEN.search(text, max(0, start - 80), start) is not None
    begin, end = {"early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (5, 9)}.get(
        part[1] if part else "", (0, 9)
    )
    yield Years(first + begin, first + end, sighting)


def _kinds(text: str) -> frozenset[Kind]:
    kinds: set[Kind] = set()
    if _EPISODES.search(text):
        kinds |= {Kind.EPISODE, Kind.TV_SERIES, Kind.TV_MINI_SERIES}
    elif _SERIES.search(text) and not _FILMS.search(text):
        kinds |= {Kind.TV_SERIES, Kind.TV_MINI_SERIES}
    elif _FILMS.search(text):
        kinds |= {kind for kind in Kind if kind.is_film}
    return frozenset(kinds)
