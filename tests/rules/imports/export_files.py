"""Files to import, made up: a table of films as Letterboxd writes it, and archives."""

import io
import zipfile

HEAD = "Date,Name,Year,Letterboxd URI"
ROW = "2026-01-02,Alien,1979,https://boxd.it/aaaa"


def zipped(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()
