"""Parts in XML, read without declarations of entities: as events, or as a small tree.

expat fetches nothing and holds no limit of its own on what a declared entity grows to, so that a
document type is refused before any entity can be declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from pipeline.spreadsheets.limits import DEEPEST_ELEMENT, damaged_file, entities

XmlAttributes = dict[str, str]
StartHandler = Callable[[str, XmlAttributes], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]
BETWEEN = " "


class ShortNames:
    """Names of elements and attributes with the prefix that the program knows their namespace by.

    Args:
        prefixes: by namespace; empty for one whose names stand bare. Names of others get a prefix
            that none has.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The short name for one as expat gives it."""
        short = self.known.get(name)
        if short is None:
            short = self.known[name] = self.shortened(name)
        return short

    def shortened(self, name: str) -> str:
        """The short name for one that was not met before."""
        namespace, _, local = name.rpartition(BETWEEN)
        if not namespace:
            return local
        prefix = self.prefixes.get(namespace, "other")
        return f"{prefix}.{local}" if prefix else local

    def attributes(self, found: XmlAttributes) -> XmlAttributes:
        """Attributes under short names."""
        return {self.of(name): value for name, value in found.items()}


def parse_events(
    path: Path,
    part: str,
    pieces: Iterable[bytes],
    start: StartHandler,
    end: EndHandler,
    text: TextHandler,
) -> None:
    """Read a part as events; names are as expat gives them.

    Args:
        path: what to call the file in messages.
        part: and the part.
        pieces: its bytes.
        start: takes each element that begins, with its attributes.
        end: takes each that ends.
        text: takes what stands between.

    Raises:
        InputError: it is no XML, or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        raise entities(path, part)

    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # An encoding that Python does not know is a LookupError or a ValueError.
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise damaged_file(path, f"its part {part} is no whole XML{where}") from None


def parse_tree(path: Path, part: str, pieces: Iterable[bytes], names: ShortNames) -> Element:
    """Read a small part as a tree, with short names.

    Raises:
        InputError: it is no XML, declares a document type, or is nested too deep.
    """
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: XmlAttributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_ELEMENT:
            raise damaged_file(
                path, f"its part {part} has more than {DEEPEST_ELEMENT} elements in each other"
            )
        builder.start(names.of(name), names.attributes(attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(names.of(name))

    def text(words: str) -> None:
        builder.data(words)

    parse_events(path, part, pieces, start, end, text)
    return builder.close()


def is_on(value: str | None) -> bool:
    """Whether an attribute in XML says yes (xsd:boolean)."""
    return value in ("1", "true", "on")


def whole_number(value: str | None, otherwise: int = 0) -> int:
    """The whole number of an attribute; another one where it has none."""
    try:
        return int(value) if value else otherwise
    except ValueError:
        return otherwise


def decimal_number(value: str | None, otherwise: float) -> float:
    """The number of an attribute; another one where it has none."""
    try:
        return float(value) if value else otherwise
    except ValueError:
        return otherwise
