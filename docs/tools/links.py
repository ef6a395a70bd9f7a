"""Links that lead out of the docs: what they lead to comes along into the site."""

import re
from pathlib import Path, PurePosixPath

_LINK = re.compile(r"(?<=\]\()(?!https?://|#|mailto:)([^)#\s]+)")
_KINDS = {".py": "python", ".toml": "toml", ".yaml": "yaml", ".yml": "yaml"}
BESIDE = "project"
"""The folder of the site for files that are not of the docs."""


def bring_along(text: str, page: PurePosixPath, docs: Path, built: Path) -> str:
    """Return a page's text with its links out of the docs leading into the site.

    Args:
        text: The page's Markdown.
        page: Where it is, below the docs.
        docs: The docs; what lies beside their folder is the project.
        built: Where the site's Markdown is put together; files are copied into it.
    """

    def lead(match: re.Match[str]) -> str:
        target = (docs / page.parent / match[1]).resolve()
        if target.is_relative_to(docs.resolve()) or not target.is_file():
            return match[1]
        return "../" * (len(page.parts) - 1) + _copy(target, docs.resolve().parent, built)

    return _LINK.sub(lead, text)


def _copy(target: Path, project: Path, built: Path) -> str:
    name = target.relative_to(project).as_posix()
    place = PurePosixPath(BESIDE, name if name.endswith(".md") else f"{name.lstrip('.')}.md")
    if (built / place).exists():
        return str(place)
    (built / place).parent.mkdir(parents=True, exist_ok=True)
    content = target.read_text(encoding="utf-8")
    (built / place).write_text(content, encoding="utf-8")  # so that two that link come to an end
    if target.suffix == ".md":
        content = _LINK.sub(lambda match: _onward(match[1], target, project, built), content)
    else:
        content = f"# {name}\n\n```{_KINDS.get(target.suffix, 'text')}\n{content}\n```\n"
    (built / place).write_text(content, encoding="utf-8")
    return str(place)


def _onward(link: str, source: Path, project: Path, built: Path) -> str:
    """Return where a link of a file that came along leads in the site."""
    target = (source.parent / link).resolve()
    if not target.is_file():
        return link
    up = "../" * (len(source.relative_to(project).parts))
    docs = project / "docs"
    if target.is_relative_to(docs):
        return up + target.relative_to(docs).as_posix()
    return up + _copy(target, project, built)
