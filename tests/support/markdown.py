"""Pages in Markdown: their links, headings, tables and code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCED = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.S | re.M)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.M)
# What an anchor leaves out of its heading: all but letters, digits, underscores, hyphens, spaces.
NO_ANCHOR = re.compile(r"[^\w\- ]")
CELL_BORDER = re.compile(r"(?<!\\)\|")
PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Block:
    """A block of code.

    Args:
        language: what stands behind its first three backticks.
        text: the code.
        lead: the paragraph in front of it; empty where another block stands there.
        follows: whether nothing but white space stands between it and the block before.
    """

    language: str
    text: str
    lead: str
    follows: bool


def blocks(text: str) -> Iterator[Block]:
    """The code blocks of a page, in order."""
    end = 0
    for found in FENCED.finditer(text):
        between = text[end : found.start()].strip()
        lead = PARAGRAPH_BREAK.split(between)[-1]
        code = re.sub(f"^{found['indent']}", "", found["text"], flags=re.M)
        yield Block(found["language"], code, lead, bool(end) and not between)
        end = found.end()


def prose(text: str) -> str:
    """A page without its code blocks."""
    return FENCED.sub("", text)


def inline_code(text: str) -> list[str]:
    """What stands between backticks in the prose of a page."""
    return [found.strip("`") for found in CODE.findall(prose(text))]


def links(text: str) -> list[str]:
    """The targets of all links and pictures of a page."""
    return [found["target"] for found in LINK.finditer(CODE.sub("`code`", prose(text)))]


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings."""
    headings = [found["text"] for found in HEADING.finditer(prose(text))]
    return {NO_ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in headings}


def tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The header and the rows of each table of a page."""
    lines: list[list[str]] = []
    for line in [*prose(text).splitlines(), ""]:
        if line.lstrip().startswith("|"):
            lines.append([cell.strip() for cell in CELL_BORDER.split(line.strip().strip("|"))])
        elif lines:
            yield lines[0], lines[2:]
            lines = []


def pages(root: Path) -> dict[str, str]:
    """The text of every page that people read, by its path in the project."""
    found = [
        root / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
    ]
    found += sorted((root / "docs").glob("*.md"))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}
