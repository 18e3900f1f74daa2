"""Source files that are not as they must be.

The exit code is 2 and nothing is written; one plain line on standard error names the file and,
where there is one, the line to correct.
"""

from __future__ import annotations

import pytest

from tests.support.command_line import Desk, complaint, files_in


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel: Liite\n", "titel"),
        ("title: [Liite]\n", "title"),
        ("title: Liite: 1\n", ""),
        ('title: "Liite\\uFFFE"\n', "U+FFFE"),
        ('title: "Liite\\a"\n', "U+0007"),
    ],
)
def test_a_slip_in_the_source_file_is_named(desk: Desk, text: str, says: str) -> None:
    before = files_in(desk.output)
    desk.source_file.write_text(f"publisher: Lahti\n{text}", encoding="utf-8")
    completed = desk.build()
    assert completed.returncode == 2
    line = complaint(completed)
    assert f"{desk.source_file} line 2" in line
    assert says in line
    assert files_in(desk.output) == before


@pytest.mark.parametrize("text", ["- a", "Liite", "1"])
def test_a_source_file_without_names_is_told(desk: Desk, text: str) -> None:
    desk.source_file.write_text(text, encoding="utf-8")
    completed = desk.build()
    assert completed.returncode == 2
    assert f"{desk.source_file} line 1: all of it must be settings" in complaint(completed)
