"""A document without a known table: whether letters that nobody can read are why it has none."""

from __future__ import annotations

from pathlib import Path

from tests.support.command_line import SCHEMAS, complaint, run
from tests.support.raw_pdf import FIRST_MORE, block_font_objects, pdf_with_fonts, text_at

# A font of symbols whose one glyph has a name that means nothing.
CODE, GLYPH = 65, "blob"
FONTS = {
    "F1": "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    "F2": f"/Subtype /Type1 /BaseFont /Block /FontDescriptor {FIRST_MORE} 0 R /FirstChar {CODE} "
    f"/LastChar {CODE} /Widths [600] /Encoding << /Differences [{CODE} /{GLYPH}] >>",
}
SYMBOL = chr(CODE)
WORDS_IN_LINE, LINE_HEIGHT = 5, 14.0


def cause(path: Path, content: str) -> str:
    """The name of the cause for which a page is refused."""
    more = block_font_objects(FIRST_MORE, {CODE: GLYPH})
    pdf_with_fonts(path / "drawn.pdf", FONTS, content, more)
    completed = run("build", path / "drawn.pdf", "--schemas", SCHEMAS, "--output", path / "out")
    assert completed.returncode == 3
    return complaint(completed).rpartition("[")[2].removesuffix("]")


def running_text(words: int, symbols: int) -> str:
    """Lines of words, and below them some symbols that stand apart."""
    lines = [
        text_at(30, 280 - LINE_HEIGHT * line, "F1", " ".join(["palvelu"] * WORDS_IN_LINE))
        for line in range(words // WORDS_IN_LINE)
    ]
    below = 280 - LINE_HEIGHT * (len(lines) + 2)
    return "".join(lines) + "".join(
        text_at(30 + 40 * place, below, "F2", SYMBOL) for place in range(symbols)
    )


def test_a_few_symbols_are_not_why_a_text_has_no_table(tmp_path: Path) -> None:
    # 4 of 54 words are 7 %.
    assert cause(tmp_path, running_text(50, 4)) == "no-table"


def test_where_many_words_cannot_be_read_that_is_why(tmp_path: Path) -> None:
    # 6 of 41 words are 15 %.
    assert cause(tmp_path, running_text(35, 6)) == "text-unreadable"


def ruled_table(symbol_at: tuple[int, int]) -> str:
    """A ruled table of three columns and eight rows below their headings.

    Args:
        symbol_at: row and column of the cell that holds a symbol, from 0.
    """
    across, down = (30, 150, 270, 370), range(60, 261, 20)
    lines = [f"{x} {down[0]} m {x} {down[-1]} l S\n" for x in across]
    lines += [f"{across[0]} {y} m {across[-1]} {y} l S\n" for y in down]
    drawn = "".join(lines)
    for row, y in enumerate(reversed(down[:-1])):
        for column, x in enumerate(across[:-1]):
            symbol = (row, column) == symbol_at
            text = SYMBOL if symbol else f"sana {row}" if row else f"otsikko {column}"
            drawn += text_at(x + 5, y + 6, "F2" if symbol else "F1", text)
    return drawn


def test_a_heading_that_cannot_be_read_is_why_no_table_is_known(tmp_path: Path) -> None:
    assert cause(tmp_path, ruled_table((0, 1))) == "text-unreadable"


def test_a_symbol_among_the_values_is_not(tmp_path: Path) -> None:
    assert cause(tmp_path, ruled_table((4, 1))) == "no-known-table"
