"""What the PDF library remarks is told where something may be amiss, and not where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.raw_pdf import FIRST_MORE, pdf_with_fonts, stream
from tests.support.reading import read_document
from tests.support.shown import HELVETICA, text

# A colour made of two inks.
INKS = (
    f"/ColorSpace << /CS [/DeviceN [/Black /Spot] /DeviceCMYK {FIRST_MORE} 0 R] >>",
    stream(
        b"{ pop 0 exch 0 exch 0 exch }",
        "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]",
    ),
)


@pytest.mark.parametrize(
    ("operators", "remarks"),
    [
        ("/CS cs 1 0 scn ", ()),
        ("/CS CS 1 0 SCN ", ()),
        ("/x g ", ("Cannot set gray level because /'x' is an invalid float value",)),
    ],
)
def test_a_colour_that_the_library_cannot_tell_is_no_fault_of_the_document(
    operators: str, remarks: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "inks.pdf"
    resources, function = INKS
    content = operators + text("kivi")
    pdf_with_fonts(path, {"F1": HELVETICA}, content, [function], resources=resources)
    document = read_document(path)
    assert [word.text for word in document.pages[0].words] == ["kivi"]
    assert document.remarks == remarks
