"""Short names for the namespaces of OpenDocument (version 1.3, part 3, 1.4)."""

from __future__ import annotations

from pipeline.spreadsheets.xml_parts import ShortNames

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DOCUMENT_NAMES = ShortNames(
    {
        f"{OASIS}:office:1.0": "office",
        f"{OASIS}:table:1.0": "table",
        f"{OASIS}:text:1.0": "text",
        f"{OASIS}:style:1.0": "style",
        f"{OASIS}:drawing:1.0": "draw",
        f"{OASIS}:datastyle:1.0": "number",
        f"{OASIS}:xsl-fo-compatible:1.0": "fo",
        f"{OASIS}:manifest:1.0": "manifest",
        "http://www.w3.org/1999/xlink": "xlink",
    }
)
