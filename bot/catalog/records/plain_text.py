"""Strips Markdown and HTML from prose.

Not by CommonMark's rules, which would read ``M*A*S*H`` as emphasis and ``1943.`` as a list item:
in a story those are words.
"""

import html
import re

_MARKS = re.compile(r"[*_`<\[#>~|{%&\\]")
_LINE_MARKS = re.compile(r"\s*(?:[-+=]|import\s|export\s)")

_MAX_EMPHASIZED = 20_000
"""Characters; in longer texts the search for closing marks would take too long."""

_DROPPED = re.compile(
    r"""
    ^[ \t]*(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)  # code and queries
    |<!--.*?(?:-->|\Z)|%%.*?(?:%%|\Z)                       # comments
    |<(?P<tag>script|style|iframe|svg)\b.*?(?:</(?P=tag)>|\Z)
    |\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\}|\{/\*[^{}]{0,500}\*/\}  # templates
    |!\[\[[^\[\]\n]*\]\]|!\[[^\[\]]*\]\([^()]*\)            # pictures
    |\[\^[^\[\]\s]+\]:?|\{:[^{}\n]*\}
    |^(?:import|export)\s[^\n]*(?:from\s+["'][^\n]*|;)$     # of MDX
    |^(?=[^\n]*---)[ \t:|-]+$|^[ \t]*(?:[*_=][ \t]*){3,}$   # rules
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?h[1-6]|/?li|/?tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>")
_AUTO_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_BLOCK = re.compile(
    r"^[ \t]*(?:>[ \t]?)*(?:\[![\w-]+\][-+]?[ \t]*)?"
    r"(?:#{1,6}[ \t]+(?P<heading>.*)"
    r"|(?:[-*+]|\d{1,3}\))[ \t]+(?:\[[ xX]\][ \t]+)?(?P<item>.*)|(?P<rest>.*))$",
    re.MULTILINE,
)
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s[^()]*)?\)|\[[^\[\]]+\])"
)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,400}?)\1", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*_~=\\])(\*{1,3}|_{1,3}|~~|==)(?=\S)(.{1,400}?)(?<=[^\s\\])\1(?![\w*_~=])", re.DOTALL
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def plain(text: str) -> str:
    """Return prose without markup, its paragraphs separated by empty lines."""
    if not _MARKS.search(text) and not any(map(_LINE_MARKS.match, text.split("\n"))):
        return text
    text = _DROPPED.sub("", text)
    text = _AUTO_LINK.sub(r"\1", text)
    text = _TAG.sub("", _BREAK.sub("\n\n", text))
    text = _BLOCK.sub(_block, text)
    text = _WIKI_LINK.sub(lambda match: match[2] or match[1], text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(2 if len(text) <= _MAX_EMPHASIZED else 0):  # emphasis may be nested
        text = _EMPHASIS.sub(r"\2", text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), _ESCAPE.sub(r"\1", text))


def _block(match: re.Match[str]) -> str:
    if match["heading"] is not None:
        return f"\n\n{match['heading'].rstrip(' #')}\n\n"
    if match["item"] is not None:
        return f"\n\n{match['item']}\n\n"
    rest = match["rest"]
    if rest.count("|") > 1 and rest.lstrip().startswith("|"):
        cells = (cell.strip() for cell in rest.strip().strip("|").split("|"))
        return "\n\n" + ", ".join(cell for cell in cells if cell) + "\n\n"
    return rest
