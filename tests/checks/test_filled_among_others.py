"""A value that is missed only where more than half of the other records of a section have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.appendix import TranscribedRow, print_appendix, transcription
from tests.support.reading import read, read_document

AREA = "1 Työn löytyminen"
# For each section, by table, the names of its services and whether they have an area.
SECTIONS = {
    ("person", "Yksin"): "A-",
    ("person", "Kaksi"): "B- Cx",
    ("person", "Puolet"): "D- Ex F-",
    ("person", "Yli puolet"): "Gx Hx I-",
    ("person", "Kaksi neljästä"): "Jx Kx L- M- N-",
    ("person", "Kolme neljästä"): "Ox Px Qx R- S-",
    ("person", "Kolme viidestä"): "Vx Wx Xx Y- Z- 1-",
    # A section of the same name in another table is another section.
    ("employer", "Yksin"): "Tx Ux",
}
MISSED = {"B", "I", "R", "S", "Y", "Z", "1"}


@pytest.fixture(name="missed", scope="module")
def missed_values(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The services of which an area is missed."""
    rows = [row for row in transcription() if row["kind"] == "header"]
    blank: TranscribedRow = dict.fromkeys(rows[0], "")
    for (table, section), services in SECTIONS.items():
        rows.append({**blank, "table": table, "kind": "section", "service": section})
        for service in services.split():
            area = AREA if service.endswith("x") else ""
            cells = {"service": service[0], "type": "Lakisääteinen", "producer": "kunta"}
            rows.append({**blank, "table": table, "kind": "service", **cells, "tem": area})
    pdf: Path = tmp_path_factory.mktemp("sections") / "appendix.pdf"
    print_appendix(pdf, rows)
    findings = read(pdf, read_document(pdf)).findings
    refs = [f.cell_ref for f in findings if f.check == "tem-area-missing"]
    assert all(ref.endswith("/tem_area") for ref in refs)
    return {ref.split("/")[0].rsplit(".", 1)[1].upper() for ref in refs}


@pytest.mark.parametrize(("table", "section"), SECTIONS, ids=lambda name: str(name))
def test_a_value_is_missed_where_more_than_half_of_the_others_have_it(
    missed: set[str], table: str, section: str
) -> None:
    own = {service[0] for service in SECTIONS[table, section].split()}
    assert missed & own == MISSED & own
