"""Who a document is about: told by a title on up to three lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.printing.appendix import AREA, Printing, print_appendix, transcription
from tests.support.reading import read, read_document

START = "Päijät-Hämeen työllisyysalueen"
TITLES = {
    "one line": (f"{START} palveluita koskeva liitetaulukko",),
    "two lines": (f"{START} palveluita", "koskeva liitetaulukko"),
    "three lines": (START, "palveluita koskeva", "liitetaulukko"),
    "four lines": (START, "palveluita", "koskeva", "liitetaulukko"),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_title_stands_on_three_lines_at_most(tmp_path: Path, name: str) -> None:
    rows = [row for row in transcription() if row["row"] == "0"]
    pdf = tmp_path / "appendix.pdf"
    print_appendix(pdf, rows, replace(Printing(), title=TITLES[name]))
    result = read(pdf, read_document(pdf))
    missing = "title-missing" in {finding.check for finding in result.findings}
    if name == "four lines":
        assert (result.name, result.title, missing) == ("", "", True)
    else:
        assert (result.name, result.title, missing) == (AREA, " ".join(TITLES[name]), False)
