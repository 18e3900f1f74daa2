"""Spreadsheet files written part by part, as no program would always write them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TRANSITIONAL = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODS_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{OASIS}:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible")),
    )
)
ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Palvelu</t></is></c></row>'
Parts = Mapping[str, str | bytes]


def excel_parts(
    rows: str = ONE_CELL,
    *,
    before: str = "",
    after: str = "",
    names: tuple[str, str] = TRANSITIONAL,
    kind: str = PLAIN_TYPE,
    links: str = "",
    workbook: str = "",
    state: str = "visible",
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet.

    Args:
        rows: what its `sheetData` holds.
        before: what stands before that.
        after: what stands after it.
        names: namespaces of elements and relationships.
        kind: content type of the workbook.
        links: further relationships of the workbook.
        workbook: what stands before the list of sheets.
        state: of the sheet.
    """
    main, related = names
    office = f'<Relationship Id="rId1" Type="{related}/officeDocument" Target="xl/workbook.xml"/>'
    sheet = f'<Relationship Id="rId1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{office}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{sheet}{links}'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}">{workbook}<sheets>'
        f'<sheet name="Palvelut" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:r="{related}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>",
    }


def link(number: str, kind: str, target: str, names: tuple[str, str] = TRANSITIONAL) -> str:
    """A relationship of a part to another."""
    return f'<Relationship Id="{number}" Type="{names[1]}/{kind}" Target="{target}"/>'


def ods_parts(tables: str, styles: str = "", common: str = "") -> dict[str, str | bytes]:
    """The parts of an OpenDocument spreadsheet.

    Args:
        tables: its sheets.
        styles: styles in its content.
        common: styles in the part of styles.
    """
    return {
        "mimetype": ODS_TYPE,
        "content.xml": f"<office:document-content {ODS_NAMESPACES}><office:automatic-styles>"
        f"{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODS_NAMESPACES}><office:styles>{common}"
        "</office:styles></office:document-styles>",
    }


def pack(path: Path, parts: Parts) -> Path:
    """Write parts as a ZIP file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
