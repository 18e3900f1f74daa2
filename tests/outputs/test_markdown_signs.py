"""Printed text in the report: Markdown shows it as it stands, whatever signs it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.outputs.report import DecideCommand, validation_markdown
from pipeline.outputs.result import Result
from tests.support.small_lists import read_grants

# Signs with a meaning of their own in Markdown (CommonMark 0.31, section 2.4) that could change
# how a line of the report is shown; the last one begins another column of a table.
SIGNS = ("\\", "`", "*", "_", "[", "]", "<", ">", "|")
DECIDE = DecideCommand("liitetaulukko decide liite", by_make=True)
CHAPTERS = [f"Kulut {sign} muut" for sign in SIGNS]
BORDER = re.compile(r"(?<!\\)\|")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@pytest.fixture(name="report", scope="module")
def written_report(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of the report on a list with such signs in chapters and in one amount each."""
    rows = []
    for number, chapter in enumerate(CHAPTERS, 1):
        amount = f"1{SIGNS[number - 1]}00"
        rows += [("", chapter, ""), (f"{number}.01", "Kalusto", amount)]
    result: Result = read_grants(tmp_path_factory.mktemp("signs"), rows)
    return validation_markdown(result, "–", DECIDE).splitlines()


def shown(text: str) -> str:
    """A text as Markdown shows it, where none of its signs has a meaning."""
    return ESCAPED.sub(r"\1", text)


def test_a_row_of_a_table_has_as_many_cells_as_its_headings(report: list[str]) -> None:
    (heading,) = [line for line in report if "| Chapter |" in line]
    start = report.index(heading) + 2
    columns = len(BORDER.split(heading))
    for line, chapter in zip(report[start:], CHAPTERS, strict=False):
        cells = [shown(cell.strip()) for cell in BORDER.split(line)]
        assert len(cells) == columns
        assert chapter in cells


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_in_a_finding_has_no_meaning(report: list[str], sign: str) -> None:
    (line,) = [line for line in report if f"`{SIGNS.index(sign) + 1}-01`" in line]
    assert f"“1\\{sign}00”" in line
    assert f"“1{sign}00”" in shown(line)


def test_other_signs_stand_as_they_are(tmp_path: Path) -> None:
    result = read_grants(tmp_path, [("1.01", "Kalusto", "1-2 (3) 4.5! #6")])
    report = validation_markdown(result, "–", DECIDE)
    assert "“1-2 (3) 4.5! #6”" in report
