"""Posters from files that anybody may have put there: read within bounds, or not at all."""

import stat
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bot.discord.messages import limits
from bot.discord.views.pictures.colors import Rgb

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

MAX_PIXELS = 2_500_000
"""Of a poster that is decoded whole; of a JPEG those that are left when it is decoded smaller."""

MAX_JPEG_PIXELS = 8_000_000
"""A JPEG is decoded at an eighth of its size at the least, but read whole."""

_MAX_LENGTHENED = 4.0
"""Pictures that are longer one way than so many times the other are no posters."""

_GROUND: Rgb = (0x15, 0x17, 0x1C)

# What is larger than anything that could be meant is refused, and nobody need read of it.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class PosterFile:
    """A file that may be a poster; another one once it was changed.

    Attributes:
        path: Where it lies.
        changed_ns: When it was changed, in nanoseconds.
        size: Its bytes.
    """

    path: Path
    changed_ns: int
    size: int


def poster_in(folder: Path | None, name: str | None) -> PosterFile | None:
    """Return the poster of this name; ``None`` where there is no such plain file."""
    if folder is None or not name or Path(name).name != name:
        return None
    path = folder / name
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= limits.FILE_SIZE:
        return None
    return PosterFile(path, status.st_mtime_ns, status.st_size)


def open_poster(path: Path, width: int, height: int) -> Image.Image | None:
    """Return a poster cut to a size in pixels; ``None`` for what is broken, too large or no poster.

    Of an animation it is the first frame.
    """
    try:
        with Image.open(path, formats=FORMATS) as image:
            if not _bounded(image, width, height):
                return None
            box = _middle(image.size, width / height)
            shown = image if image.mode in {"RGB", "L"} else _on_ground(image)
            return shown.convert("RGB").resize(
                (width, height), Image.Resampling.BILINEAR, box, reducing_gap=1.5
            )
    except (
        OSError,
        EOFError,
        ValueError,
        SyntaxError,
        OverflowError,
        MemoryError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None


def _bounded(image: Image.Image, width: int, height: int) -> bool:
    """Have a large JPEG decoded smaller, and return whether decoding takes bounded work."""
    across, down = image.size
    if not 1 / _MAX_LENGTHENED <= across / down <= _MAX_LENGTHENED:
        return False
    if image.format == "JPEG" and across * down <= MAX_JPEG_PIXELS:
        image.draft("RGB", (width, height))
    return image.width * image.height <= MAX_PIXELS


def _on_ground(image: Image.Image) -> Image.Image:
    """Return a picture with a ground under what can be seen through."""
    seen_through = image.convert("RGBA")
    ground = Image.new("RGBA", image.size, (*_GROUND, 255))
    return Image.alpha_composite(ground, seen_through)


def _middle(size: tuple[int, int], ratio: float) -> tuple[float, float, float, float]:
    """Return the largest part in the middle whose width is so many times its height."""
    width, height = size
    across, down = min(width, height * ratio), min(height, width / ratio)
    left, top = (width - across) / 2, (height - down) / 2
    return left, top, left + across, top + down
