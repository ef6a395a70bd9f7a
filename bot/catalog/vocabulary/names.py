"""When two spellings are the same name."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s\-‐‑–_]+")
_ACCENTS = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+")


def identity(name: str) -> str:
    """Return the form that all spellings of a name share, without case, spaces, hyphens or accents.

    Accents count in scripts where they make another letter (Cyrillic ``й``, Japanese ``ガ``).
    """
    folded = name.casefold()
    if folded.isascii():  # most are, and this takes a third of the time
        return "".join(folded.split()).replace("-", "").replace("_", "") or name
    folded = _BETWEEN.sub("", unicodedata.normalize("NFKD", folded).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", folded)) or name
