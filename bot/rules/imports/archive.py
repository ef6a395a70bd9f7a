"""ZIP files, as Letterboxd and Trakt export them: read in memory, within limits."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.errors import BadInputError
from bot.i18n import _, ngettext

MARK = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
MAX_UNPACKED = 20_000_000
MAX_ENTRIES = 200
_TABLES = {".csv", ".tsv", ".txt", ".json"}
_ARCHIVES = {".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz"}
_WORKBOOK = {"[Content_Types].xml", "mimetype"}
_ENCRYPTED = 1


def is_archive(content: bytes) -> bool:
    """Whether a file is a ZIP."""
    return content.startswith((MARK, _EMPTY))


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the tables of a ZIP, each with its path; nothing is written to the disk.

    Raises:
        BadInputError: It is damaged, locked, too large, or holds another archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _files(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise BadInputError(
            _("That ZIP is damaged. Download it again and attach the new one.")
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise BadInputError(
            _("I can't unpack that ZIP. Unpack it and attach one of the files in it.")
        ) from error


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise BadInputError(
            ngettext(
                "That ZIP holds {count} file; I read {most} at most. Attach one of the files in "
                "it.",
                "That ZIP holds {count} files; I read {most} at most. Attach one of the files in "
                "it.",
                len(entries),
                most=MAX_ENTRIES,
            )
        )
    if {entry.filename for entry in entries} & _WORKBOOK:
        raise BadInputError(
            _("That looks like a spreadsheet file. Save it as CSV and attach that.")
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BadInputError(
            _("That ZIP has a password. Unpack it and attach one of the files in it.")
        )
    room = MAX_UNPACKED
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.suffix.casefold() in _ARCHIVES:
            raise BadInputError(
                _("There's another archive in that ZIP. Unpack it and attach what is in it.")
            )
        if path.suffix.casefold() not in _TABLES or path.name.startswith("."):
            continue
        with archive.open(entry) as file:  # the size it declares need not be true
            unpacked = file.read(room + 1)
        room -= len(unpacked)
        if room < 0:
            raise BadInputError(
                _(
                    "Unpacked, that ZIP is larger than {megabytes} MB. Attach one of the files in "
                    "it.",
                    megabytes=MAX_UNPACKED // 1_000_000,
                )
            )
        if is_archive(unpacked):
            raise BadInputError(
                _("There's another archive in that ZIP. Unpack it and attach what is in it.")
            )
        yield entry.filename, unpacked
