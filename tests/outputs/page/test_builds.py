"""The review page as a build writes it: always, unless it is not wanted."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

import pipeline
from pipeline.errors import InputError
from pipeline.pdf.page_images import DrawnPages
from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, Desk, complaint, files_in, run
from tests.support.html_pages import parsed
from tests.support.pages import PageImagesHere

LARGEST_BYTES = 400 * 1024
PAGE_IMAGES = "pipeline.cli.page_pictures.PageImages"
FINDING_LINK = re.compile(r"^- \[`([0-9a-f]{10})`\]\(([^)#]+)#([^)]+)\)", re.MULTILINE)


class FailingImages(PageImagesHere):
    """Draws all pages but page 3."""

    def wait(self) -> DrawnPages:
        """What is drawn."""
        drawn = super().wait()
        images = {number: png for number, png in drawn.images.items() if number != 3}
        return replace(drawn, images=images, failed=(3,))


class HangingImages(PageImagesHere):
    """Draws until the time is up."""

    def wait(self) -> DrawnPages:
        """Nothing is drawn."""
        raise InputError("time-limit", "was not drawn in time")


class WatchedImages(PageImagesHere):
    """Draws, and counts how many children run."""

    running = 0
    started = 0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        WatchedImages.running += 1
        WatchedImages.started += 1

    def close(self) -> None:
        """One less runs."""
        WatchedImages.running -= 1


@pytest.fixture(name="watched")
def watched_children() -> Iterator[type[WatchedImages]]:
    WatchedImages.running = WatchedImages.started = 0
    # The tests' own stand-in is put in place of the program's, so that one is replaced.
    with patch("tests.support.command_line.PageImagesHere", WatchedImages):
        yield WatchedImages


def current_files(desk: Desk) -> dict[str, bytes]:
    """The outputs of a document as a build writes them where it lies now."""
    assert desk.build().returncode == 0
    return files_in(desk.outputs)


def test_the_page_is_an_output_like_the_others(desk: Desk) -> None:
    before = current_files(desk)
    assert desk.page.name in before
    desk.page.unlink()
    assert "is current" not in desk.build().stdout
    desk.page.write_bytes(before[desk.page.name] + b" ")
    assert "is current" not in desk.build().stdout
    assert files_in(desk.outputs) == before
    assert "is current" in desk.build().stdout
    (document,) = json.loads(desk.build("--json").stdout)["documents"]
    assert (document["status"], document["page"]) == ("current", str(desk.page))


def test_without_a_page_nothing_leads_to_one(desk: Desk) -> None:
    assert desk.build().returncode == 0
    other = desk.folder / "other"
    assert desk.build("--no-page", "--output", other).returncode == 0
    with_page, without = files_in(desk.outputs), files_in(other / desk.pdf.stem)
    assert with_page.keys() - without.keys() == {desk.page.name}
    assert {name for name in without if with_page[name] != without[name]} == {
        *(".current.json", "validation.md", desk.workbook.name)
    }
    assert b"html" not in without["validation.md"]
    with zipfile.ZipFile(other / desk.pdf.stem / desk.workbook.name) as archive:
        assert not any(b"html" in archive.read(name) for name in archive.namelist())
    (document,) = json.loads(desk.build("--no-page", "--json").stdout)["documents"]
    assert document["page"] is None


def test_the_page_of_another_build_goes_where_none_is_wanted(desk: Desk) -> None:
    before = current_files(desk)
    assert "page: " not in desk.build("--no-page").stdout
    assert not desk.page.exists()
    # One that somebody puts there afterwards goes as well.
    desk.page.write_bytes(b"old")
    assert "is current" in desk.build("--no-page").stdout
    assert not desk.page.exists()
    assert f"page: {desk.page}" in desk.build().stdout
    assert files_in(desk.outputs) == before


def test_a_folder_in_its_place_is_left_alone_and_said(desk: Desk) -> None:
    before = current_files(desk)
    desk.page.unlink()
    desk.page.mkdir()
    completed = desk.build()
    assert completed.returncode == 4
    assert str(desk.page) in complaint(completed)
    del before[desk.page.name]
    assert files_in(desk.outputs) == before
    assert desk.build("--no-page").returncode == 0
    assert desk.page.is_dir()


def test_a_refused_document_has_its_page_and_keeps_its_workbook(desk: Desk) -> None:
    workbook = desk.workbook.read_bytes()
    print_appendix(desk.pdf, changed(transcription(), "person", 8, type="Pakollinen"))
    completed = desk.build("--json")
    assert completed.returncode == 1
    assert desk.workbook.read_bytes() == workbook
    (document,) = json.loads(completed.stdout)["documents"]
    assert (document["status"], document["page"]) == ("refused", str(desk.page))
    data = parsed(desk.page).data
    assert (data["document"]["usable"], data["document"]["workbook"]) == (False, None)
    assert data["findings"][0]["severity"] == "error"
    assert "#finding-" in (desk.outputs / "validation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "fail_on", "usable", "with_workbook"),
    [
        ({}, "error", True, True),
        ({}, "warning", False, False),
        ({"type": "Pakollinen"}, "never", False, True),
    ],
)
def test_the_page_says_whether_it_may_be_used(
    cells: dict[str, str], fail_on: str, usable: bool, with_workbook: bool, clean_desk: Desk
) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 8, **cells))
    clean_desk.build("--fail-on", fail_on)
    document = parsed(clean_desk.page).data["document"]
    assert document["usable"] == usable
    assert document["workbook"] == (clean_desk.workbook.name if with_workbook else None)
    assert clean_desk.workbook.exists() == with_workbook


def test_the_page_says_of_which_document_it_is(built: Desk) -> None:
    page = parsed(built.page)
    report = json.loads((built.outputs / "validation.json").read_text(encoding="utf-8"))
    document = page.data["document"]
    assert document["sha256"] == report["source"]["sha256"]
    assert document["title"] == report["source"]["title"]
    assert (document["name"], document["file"]) == (built.pdf.stem, built.pdf.name)
    assert document["page_count"] == report["source"]["pages"]
    assert (built.outputs / document["report"]).is_file()
    (title,) = page.named("title")
    assert title.text.startswith(document["title"].removesuffix("."))
    assert page.data["ledger"] == {
        "file": built.ledger.name,
        "header": [
            *("action", "finding_id", "service_id", "field", "expected", "value", "reason"),
            *("decided_on", "source_sha256"),
        ],
    }
    text = (built.outputs / "validation.md").read_text(encoding="utf-8")
    assert f"`{page.data['decide']} TUNNISTE" in text


def test_the_proof_is_that_of_the_report(built: Desk) -> None:
    proof = parsed(built.page).data["proof"]
    report = json.loads((built.outputs / "validation.json").read_text(encoding="utf-8"))
    assert [balance[1:] for balance in proof["balances"]] == [
        [kind["read"], kind["used"], kind["set_aside"], kind["findings"]]
        for kind in report["reconciliation"]
    ]
    assert proof["ink"][1:] == [report["shown"][n] for n in ("ink", "read", "ruled", "reported")]
    assert [count for _, _, count in proof["sections"]] == [
        section["count"] for section in report["records"]
    ]
    aside = [row for row in built.rows("cells") if row["fate"] == "set_aside"]
    assert [(text["ref"], str(text["page"]), text["text"]) for text in proof["aside"]] == [
        (row["cell_ref"], row["page"], row["text"]) for row in aside
    ]
    assert [text["box"] for text in proof["aside"]] == [
        [float(row[side]) for side in ("x0", "top", "x1", "bottom")] for row in aside
    ]
    assert proof["unused"] == []


def test_the_page_of_the_real_document_is_small(tmp_path: Path) -> None:
    assert run("build", REAL_PDF, "--output", tmp_path).returncode == 0
    page = tmp_path / REAL_PDF.stem / f"{REAL_PDF.stem}.html"
    assert page.stat().st_size < LARGEST_BYTES
    data, pictures = parsed(page).data, parsed(page).pictures
    assert {number for number, shown in data["pages"].items() if shown["image"]} == set(pictures)
    assert len(pictures) == 11
    assert all(png.startswith(b"\x89PNG") for png in pictures.values())


# Links.


@pytest.mark.parametrize("name", ["liite", "Liite ä #1 (2) 100%41 [x]"])
def test_links_lead_to_the_page_and_to_what_is_on_it(
    name: str, built: Desk, tmp_path: Path
) -> None:
    pdf = tmp_path / f"{name}.pdf"
    shutil.copy(built.pdf, pdf)
    assert run("build", pdf, "--output", tmp_path).returncode == 0
    folder = tmp_path / name
    data = parsed(folder / f"{name}.html").data
    report = (folder / "validation.md").read_text(encoding="utf-8")
    links = FINDING_LINK.findall(report)
    assert [place for _, _, place in links] == [f"finding-{one['id']}" for one in data["findings"]]
    assert [identity for identity, _, _ in links] == [one["id"] for one in data["findings"]]
    workbook = load_workbook(folder / f"{name}.xlsx")
    targets = {address for _, address, _ in links}
    for sheet, kind, wanted in (
        ("Palvelut", "service", data["records"]["keys"]),
        ("Havainnot", "finding", [one["id"] for one in data["findings"]]),
    ):
        cells = page_links(workbook[sheet])
        targets |= {cell.hyperlink.target for cell in cells}
        assert [unquote(cell.hyperlink.location) for cell in cells] == [
            f"{kind}-{key}" for key in wanted
        ]
        assert [cell.value for cell in cells] == [f"Katso {n}" for n in range(1, len(cells) + 1)]
        notes = " ".join(str(row[0].value) for row in workbook[sheet].iter_rows(max_row=10))
        assert f"{name}.html" in notes
    (address,) = targets
    assert (folder / unquote(address)).is_file()


def page_links(sheet: Any) -> list[Any]:
    """The cells of a sheet that lead to the review page, in order."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return [cell for cell in cells if cell.hyperlink.target]


def test_all_links_of_a_sheet_share_what_they_lead_to(built: Desk) -> None:
    with zipfile.ZipFile(built.workbook) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/_rels")]
        outside = [archive.read(name).count(b'TargetMode="External"') for name in names]
    assert sorted(count for count in outside if count) == [1, 1]


# Pages that cannot be drawn.


def test_a_page_without_a_picture_is_said(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, transcription())
    with patch("tests.support.command_line.PageImagesHere", FailingImages):
        completed = clean_desk.build()
        assert completed.returncode == 0
        assert complaint(completed).startswith(
            f"liitetaulukko: {clean_desk.pdf}: page 3 cannot be drawn, "
        )
        pages = parsed(clean_desk.page).data["pages"]
        assert [number for number, page in pages.items() if not page["image"]] == ["3"]
        assert "3" not in parsed(clean_desk.page).pictures
        # It would be the same again.
        assert "is current" in clean_desk.build().stdout


def test_drawing_that_was_given_up_is_tried_again(desk: Desk) -> None:
    before = current_files(desk)
    with patch("tests.support.command_line.PageImagesHere", HangingImages):
        completed = desk.build("--lang", "en")
    assert completed.returncode == 0
    assert " cannot be drawn, so that the review page shows no picture" in complaint(completed)
    assert parsed(desk.page).pictures == {}
    assert "is current" not in desk.build("--lang", "en").stdout
    assert len(parsed(desk.page).pictures) > 5
    assert desk.build().returncode == 0
    assert files_in(desk.outputs) == before


def test_a_child_that_draws_ends_with_its_build(desk: Desk, watched: type[WatchedImages]) -> None:
    assert desk.build("--fail-on", "warning").returncode == 1
    assert (watched.started, watched.running) == (1, 0)
    desk.ledger.write_text("action\n", encoding="utf-8")
    assert desk.build().returncode == 2
    assert (watched.started, watched.running) == (2, 0)
    desk.ledger.unlink()
    desk.pdf.write_bytes(b"%PDF-1.7\n")
    assert desk.build().returncode == 3
    assert (watched.started, watched.running) == (2, 0)


def test_nothing_is_drawn_that_nobody_asked_for(desk: Desk, watched: type[WatchedImages]) -> None:
    (found, *_) = desk.rows("findings")
    assert desk.build("--no-page").returncode == 0
    decision = ("--accept", "--reason", "asked")
    assert run("decide", desk.pdf, found["finding_id"], *decision).returncode == 0
    assert run("inspect", desk.pdf).returncode == 0
    with patch(PAGE_IMAGES, WatchedImages):
        assert pipeline.read(desk.pdf).usable
    assert watched.started == 0
