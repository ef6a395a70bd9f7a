"""Films to look at: several as one picture, for ballots, and for lists behind a button."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

import discord
from PIL import Image

from bot.catalog.model import Movie
from bot.catalog.vocabulary.spoken_names import genre_name, kind_name
from bot.discord.messages import limits
from bot.discord.messages.reply import Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import color_of
from bot.discord.views.films.lists import open_menu
from bot.discord.views.nights.letters import letter
from bot.discord.views.pictures.board import (
    MAX_FILMS,
    MIN_FILMS,
    describe_board,
    draw_board,
    poster_size,
)
from bot.discord.views.pictures.marks import telling_genre
from bot.discord.views.pictures.poster_decoding import PosterFile, open_poster, poster_in
from bot.discord.views.pictures.tiles import Tile
from bot.i18n import _
from bot.library.snapshot import Snapshot
from bot.rules.voting.model import Candidate
from bot.text import clip, clip_title

NAME = "films.webp"
SEPARATOR = "."
"""Stands between the ids of films in one option; no id has it."""

BOARDS_KEPT = 64
POSTER_PIXELS_KEPT = 8_000_000
"""Pixels of posters that were made small; each takes three bytes."""

_ALT_TITLE = 70

P = ParamSpec("P")
T = TypeVar("T")
_PosterKey = tuple[PosterFile, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class BoardFilm:
    """A film and what tells it from the others of its board.

    Attributes:
        label: ``A``, ``1``.
        movie: The film; of one that the catalogue lacks or that may not be shown, id and name.
    """

    label: str
    movie: Movie


class Boards:
    """Draws boards off the event loop, and keeps those that were drawn last.

    A poster is made small in a piece of work of its own, so that none is long.

    Args:
        posters_dir: Folder that holds the records' ``img`` files, if there is one.
    """

    def __init__(self, posters_dir: Path | None) -> None:
        self._posters_dir = posters_dir
        self._boards: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._posters: OrderedDict[_PosterKey, Image.Image | None] = OrderedDict()
        self._pixels = 0
        self._lock = Lock()

    async def picture(self, films: Sequence[BoardFilm]) -> Picture | None:
        """Return films as a picture; ``None`` where they are too few or too many for one.

        Args:
            films: In order.
        """
        if not MIN_FILMS <= len(films) <= MAX_FILMS:
            return None
        names = [film.movie.img for film in films]
        files = await _off_loop(self._files, names)
        tiles = [_tile(film) for film in films]
        key = (*tiles, *files)
        board = self._kept(key)
        if board is None:
            size = poster_size(len(films))
            posters = [await self._poster((file, size)) if file else None for file in files]
            with_posters = [
                replace(tile, poster=poster) for tile, poster in zip(tiles, posters, strict=True)
            ]
            board = await _off_loop(draw_board, with_posters)
            self._keep(key, board)
        short = [replace(tile, title=clip_title(tile.title, _ALT_TITLE)) for tile in tiles]
        return Picture(board, NAME, _("Films. {films}", films=describe_board(short)))

    async def with_board(self, reply: Reply, films: Sequence[BoardFilm]) -> Reply:
        """Return a reply with a picture of these films in its first embed, where there can be one.

        Args:
            reply: With an embed.
            films: In order.
        """
        picture = await self.picture(films)
        if picture is None:
            return reply
        shown = reply.embeds[0].copy()
        shown.set_image(url=f"attachment://{picture.name}")
        return replace(
            reply, embeds=(shown, *reply.embeds[1:]), pictures=(*reply.pictures, picture)
        )

    async def reply(self, movies: Sequence[Movie], title: str, first_rank: int = 1) -> Reply:
        """Return the message that shows a list's films as a picture.

        Args:
            movies: What is on the list.
            title: What the list is, already safe.
            first_rank: The number of the first film.
        """
        embed = discord.Embed(
            title=clip(title, limits.EMBED_TITLE),
            color=color_of(movies[0]),
        )
        films = [BoardFilm(str(rank), movie) for rank, movie in enumerate(movies, first_rank)]
        reply = Reply(embeds=(embed,), rows=(open_menu(movies, first_rank),))
        return await self.with_board(reply, films)

    def _files(self, names: Sequence[str | None]) -> list[PosterFile | None]:
        return [poster_in(self._posters_dir, name) for name in names]

    async def _poster(self, key: _PosterKey) -> Image.Image | None:
        with self._lock:
            if key in self._posters:
                self._posters.move_to_end(key)
                return self._posters[key]
        file, (width, height) = key
        poster = await _off_loop(open_poster, file.path, width, height)
        with self._lock:
            if key not in self._posters:
                self._posters[key] = poster
                self._pixels += width * height
            while self._pixels > POSTER_PIXELS_KEPT:
                (_file, (across, down)), _dropped = self._posters.popitem(last=False)
                self._pixels -= across * down
        return poster

    def _kept(self, key: tuple[object, ...]) -> bytes | None:
        board = self._boards.get(key)
        if board is not None:
            self._boards.move_to_end(key)
        return board

    def _keep(self, key: tuple[object, ...], board: bytes) -> None:
        self._boards[key] = board
        if len(self._boards) > BOARDS_KEPT:
            self._boards.popitem(last=False)


async def films_of(snapshot: Snapshot, candidates: Sequence[Candidate]) -> list[BoardFilm]:
    """Return the films of a vote with their letters, as far as the snapshot's channel may see them.

    Args:
        snapshot: As leased for the channel where they are shown.
        candidates: As they are named there.
    """
    ids = [film.id for film in candidates]
    known = {movie.id: movie for movie in await snapshot.catalog.movies(ids)}
    return [
        BoardFilm(letter(place), known.get(film.id) or Movie(film.id, film.name))
        for place, film in enumerate(candidates)
    ]


def board_of(movies: Sequence[Movie]) -> Request:
    """Return the request for a picture of just these films."""
    return Request.of(RequestName.BOARD, films=SEPARATOR.join(movie.id for movie in movies))


async def _off_loop(do: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> T:
    """Return what a function returns that is called in a thread."""
    return await asyncio.to_thread(do, *arguments, **named)


def _tile(film: BoardFilm) -> Tile:
    movie = film.movie
    genre = telling_genre(movie.genres) or next(iter(movie.genres), "")
    parts = [
        str(movie.year) if movie.year else "",
        kind_name(movie.kind) if movie.kind and not movie.kind.is_film else "",
        genre_name(genre) if genre else "",
    ]
    return Tile(film.label, movie.title, " · ".join(filter(None, parts)), color_of(movie), genre)
