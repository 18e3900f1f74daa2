"""Folders that cannot be compared are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Desk, complaint, run


@pytest.mark.parametrize("folders", [(), ("output",), ("output", "output", "output")])
def test_too_few_or_too_many_folders(folders: tuple[str, ...]) -> None:
    completed = run("compare", *folders)
    assert completed.returncode == 2
    assert "two folders" in complaint(completed)


def test_a_folder_that_is_missing_or_holds_no_output(built: Desk, tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        completed = run("compare", built.outputs, folder)
        assert completed.returncode == 3
        assert str(folder) in complaint(completed)
        assert complaint(completed).endswith("[output-missing]")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("services.csv", None),
        ("services.csv", b"name\nx\n"),
        ("services.csv", b"service_id,service\na,b,c\n"),
        ("services.csv", b"\xff"),
        ("cells.csv", b"a,b\n1,2\n"),
        ("empty_cells.csv", b"a,b\n1,2\n"),
        ("service_producers.csv", b"producer\nx\n"),
        ("validation.json", b"{"),
        ("validation.json", b"[]"),
        ("validation.json", b"{}"),
        ("validation.json", b"[" * 100_000),
        ("validation.json", b'{"source":3,"usable":[],"reconciliation":{},"findings":"x"}'),
        ("datapackage.json", b"{}"),
        ("datapackage.json", b'{"resources":[{"path":"../x","name":3}]}'),
    ],
)
def test_an_output_that_is_broken(
    built: Desk, desk: Desk, name: str, content: bytes | None
) -> None:
    if content is None:
        (desk.outputs / name).unlink()
    else:
        (desk.outputs / name).write_bytes(content)
    completed = run("compare", built.outputs, desk.outputs)
    assert completed.returncode == 3
    assert name in complaint(completed)
    assert complaint(completed).endswith(
        "build the document again, or check --schemas. [output-unreadable]"
    )
