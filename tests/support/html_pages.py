"""HTML pages as a parser of another kind than a browser's reads them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

Attributes = dict[str, str | None]


@dataclass
class Element:
    """An element: its name, its attributes, and the text in it but not in those below it."""

    name: str
    attributes: Attributes
    text: str = ""


class ParsedPage(HTMLParser):
    """The elements of a page, in order.

    Args:
        content: the file.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self.open: list[Element] = []
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        element = Element(tag, dict(attrs))
        assert len(element.attributes) == len(attrs)
        self.elements.append(element)
        if tag not in ("meta", "link"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """End an element, which must be the innermost."""
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        """Add to the text of an element."""
        if self.open:
            self.open[-1].text += data

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.comments.append(data)

    def named(self, name: str) -> list[Element]:
        """The elements of a name."""
        return [element for element in self.elements if element.name == name]

    def block(self, identity: str) -> str:
        """The text of the block that has an id."""
        (element,) = [e for e in self.elements if e.attributes.get("id") == identity]
        return element.text

    @property
    def data(self) -> dict[str, Any]:
        """What the page shows."""
        data = json.loads(self.block("data"))
        assert isinstance(data, dict)
        return data

    @property
    def pictures(self) -> dict[str, bytes]:
        """The pictures in it, by what stands behind `image-` in their ids."""
        blocks = [e for e in self.named("script") if e.attributes.get("type") == "text/plain"]
        return {
            str(block.attributes["id"]).removeprefix("image-"): base64.b64decode(
                block.text, validate=True
            )
            for block in blocks
        }

    @property
    def policy(self) -> dict[str, list[str]]:
        """Its policy on contents: what each directive allows."""
        (text,) = [
            str(meta.attributes["content"])
            for meta in self.named("meta")
            if meta.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        directives = [part.split() for part in text.split(";")]
        return {name: allowed for name, *allowed in directives}


def parsed(path: Path) -> ParsedPage:
    """The page in a file."""
    return ParsedPage(path.read_bytes())
