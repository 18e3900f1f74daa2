"""Text in a font that does not say which letters it draws: named, and never taken for a value."""

from __future__ import annotations

from subprocess import CompletedProcess

import pytest
from reportlab.pdfbase import ttfonts  # type: ignore[import-untyped]

from pipeline.text.strings import is_unreadable
from tests.printing.layout_drawings import Drawing, print_drawing
from tests.support.command_line import Desk, complaint, run
from tests.support.strange_fonts import (
    NO_CHARACTER,
    PRIVATE,
    IdentityPaper,
    MappedPaper,
    NamelessPaper,
    StrangePaper,
    map_to,
)

PAPERS: dict[str, type[StrangePaper]] = {
    "no-map": StrangePaper,
    "identity": IdentityPaper,
    "names-that-mean-nothing": NamelessPaper,
    "private-use": MappedPaper,
    "no-character": MappedPaper,
}


@pytest.fixture(name="paper", params=list(PAPERS))
def strange_paper(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> type[StrangePaper]:
    if request.param == "private-use":
        monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", map_to(PRIVATE, 1))
    if request.param == "no-character":
        monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", map_to(NO_CHARACTER, 0))
    return PAPERS[request.param]


def printed(
    desk: Desk, paper: type[StrangePaper], strange: tuple[str, ...]
) -> CompletedProcess[str]:
    """Build the appendix with lines that hold certain words drawn strangely; all without any."""

    class Some(paper):  # type: ignore[misc, valid-type]
        @staticmethod
        def is_strange(text: str) -> bool:
            return any(word in text for word in strange) if strange else bool(text)

    print_drawing(desk.pdf, Drawing(Some))
    return desk.build()


def test_a_document_all_in_such_a_font_is_an_error_that_names_it(
    clean_desk: Desk, paper: type[StrangePaper]
) -> None:
    completed = printed(clean_desk, paper, ())
    assert completed.returncode == 3
    line = complaint(completed)
    assert line.endswith("[text-unreadable]")
    assert "page 1" in line
    assert "print the source again" in line
    assert not clean_desk.output.exists()


def test_a_cell_in_such_a_font_is_an_error_with_page_and_cell(
    clean_desk: Desk, paper: type[StrangePaper]
) -> None:
    completed = printed(clean_desk, paper, ("Ammatinvalinnan", "Muu palvelu (laaja"))
    assert completed.returncode == 1, completed.stderr
    assert "text-unreadable" in complaint(completed)
    found = clean_desk.found("text-unreadable")
    assert found
    cells = {(row["page"], row["cell_ref"]): row["text"] for row in clean_desk.rows("cells")}
    for finding in found:
        assert finding["severity"] == "error"
        assert is_unreadable(cells[finding["page"], finding["cell_ref"]])
        assert "print the source again" in finding["message"]
    readable = {text for text in cells.values() if not is_unreadable(text)}
    assert not any(set(text) & set("\ufffd\ue000") for text in readable)


def test_a_line_that_is_set_aside_may_be_in_such_a_font(
    clean_desk: Desk, paper: type[StrangePaper]
) -> None:
    completed = printed(clean_desk, paper, ("alustavalla",))
    assert completed.returncode == 0, completed.stderr
    assert not clean_desk.found("text-unreadable")
    lines = {row["fate"] for row in clean_desk.rows("cells") if is_unreadable(row["text"])}
    assert lines == {"set_aside"}


def test_inspect_counts_the_words_that_cannot_be_read(
    clean_desk: Desk, paper: type[StrangePaper]
) -> None:
    printed(clean_desk, paper, ("Ammatinvalinnan",))
    completed = run("inspect", clean_desk.pdf)
    assert completed.returncode == 0
    assert "words cannot be read" in completed.stdout
