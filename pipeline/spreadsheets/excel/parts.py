"""Parts of an Office file and how they name each other (ECMA-376), transitional or strict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.spreadsheets.archive import Archive, resolved
from pipeline.spreadsheets.xml_parts import ShortNames, parse_tree

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS_FOLDER = "_rels"
STRICT, TRANSITIONAL = "http://purl.oclc.org/ooxml", "http://schemas.openxmlformats.org"
MICROSOFT = "http://schemas.microsoft.com/office"
# Elements and attributes of spreadsheets stand bare, and so do those of the parts that name others.
OFFICE_NAMES = ShortNames(
    {
        f"{TRANSITIONAL}/spreadsheetml/2006/main": "",
        f"{STRICT}/spreadsheetml/main": "",
        f"{TRANSITIONAL}/officeDocument/2006/relationships": "r",
        f"{STRICT}/officeDocument/relationships": "r",
        f"{TRANSITIONAL}/package/2006/relationships": "",
        f"{TRANSITIONAL}/package/2006/content-types": "",
        f"{TRANSITIONAL}/drawingml/2006/main": "a",
        f"{STRICT}/drawingml/main": "a",
        f"{TRANSITIONAL}/drawingml/2006/spreadsheetDrawing": "xdr",
        f"{STRICT}/drawingml/spreadsheetDrawing": "xdr",
        f"{MICROSOFT}/spreadsheetml/2018/threadedcomments": "threads",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """Another part that a part names.

    Args:
        kind: the last word of its type: `worksheet`, `comments`.
        target: the name of the part; empty where it lies outside of the file.
    """

    kind: str
    target: str


def content_types(path: Path, archive: Archive) -> set[str]:
    """The types of the parts of a file, in lower case."""
    root = parse_tree(path, CONTENT_TYPES, archive.small(CONTENT_TYPES), OFFICE_NAMES)
    return {element.get("ContentType", "").lower() for element in root}


def relationships(path: Path, archive: Archive, part: str) -> dict[str, Relationship]:
    """The parts that a part names, by the number that it names them by; empty for the file itself.

    Raises:
        InputError: the list of them is damaged.
    """
    folder, _, name = part.rpartition("/")
    place = f"{folder}/" if folder else ""
    listed = f"{place}{RELATIONSHIPS_FOLDER}/{name}.rels"
    if not archive.has(listed):
        return {}
    found = {}
    for element in parse_tree(path, listed, archive.small(listed), OFFICE_NAMES):
        is_outside = element.get("TargetMode") == "External"
        target = "" if is_outside else resolved(part, element.get("Target", ""))
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relationship(kind, target)
    return found


def related(found: dict[str, Relationship], kind: str) -> Iterator[str]:
    """The names of the parts of a kind."""
    return (item.target for item in found.values() if item.kind == kind and item.target)


def tree_of(path: Path, archive: Archive, part: str) -> Element:
    """A part as a tree.

    Raises:
        InputError: it is missing, too large or damaged.
    """
    return parse_tree(path, part, archive.small(part), OFFICE_NAMES)
