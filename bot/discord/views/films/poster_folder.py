"""The pictures of titles, from the folder that ``POSTERS_DIR`` names."""

from pathlib import Path

from bot.catalog.model import Movie
from bot.discord.messages import limits
from bot.discord.views.pictures.poster_decoding import poster_in

_PICTURE_HEADERS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
"""How JPEG, PNG, GIF and WebP files begin."""

COVERS = _PICTURE_HEADERS[:2]
"""How the pictures begin that Discord takes for events: JPEG and PNG."""


class PosterFolder:
    """Reads posters.

    Args:
        folder: Holds the records' ``img`` files, if there is one.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def content(self, movie: Movie, most: int = limits.FILE_SIZE) -> bytes | None:
        """Return the poster, unless it is missing, larger than so many bytes, or no picture."""
        poster = poster_in(self._folder, movie.img)
        if poster is None or poster.size > most:
            return None
        try:
            content = poster.path.read_bytes()
        except OSError:
            return None
        return content if content.startswith(_PICTURE_HEADERS) else None
