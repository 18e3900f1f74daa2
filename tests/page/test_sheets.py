"""The page of a spreadsheet shows its sheet: each cell where the file has it, and as it has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.page.test_accessibility import NARROWEST, OVER
from tests.page.test_print import printed, text_of, without_space
from tests.printing.layout_rows import appendix_facts
from tests.printing.typed_sheets import one_sheet, write_excel
from tests.support.browser import DESKTOP, PHONE, Scheme, Viewer, barriers
from tests.support.command_line import read_csv, run
from tests.support.html_pages import parsed

NAME = "liite"
SHEET = "Palvelut 2025"
FACTS = appendix_facts()
# The rows of the sheet: title, an empty one, the header, then the services.
FIRST = len(FACTS.title) + 3
HOSTILE = "<img src=x onerror=alert(1)> =1+1 </script>"
# What is done to rows of the sheet, as the file numbers them.
HOSTILE_ROW, HIDDEN_ROW, STRUCK_ROW, FILLED_ROW = FIRST + 1, FIRST + 4, FIRST + 6, FIRST + 8
YELLOW, NAVY = "FFFF00", "1F3864"
WIDE = (1920, 1080)
# Where the cells of a record are drawn: their place as the page says it, and by the letters and
# numbers that stand above and beside them.
DRAWN = """() => [...document.querySelectorAll('#record .sheet-grid td[data-field]')].map(cell => {
    const table = cell.closest('table'), own = cell.getBoundingClientRect();
    const left = own.left + 2;
    const head = [...table.tHead.rows[0].cells].slice(1).find(one => {
        const place = one.getBoundingClientRect();
        return place.left <= left && left < place.right;
    });
    const number = cell.parentElement.querySelector('th').firstChild.textContent;
    return {field: cell.dataset.field, said: cell.dataset.place,
        seen: head.firstChild.textContent + number, text: cell.textContent};
})"""
TWO_FRAMES = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
# The row in the middle of the view and how far from it, before further rows are drawn and after.
MIDDLE = """async view => {
    const seen = () => {
        const middle = view.getBoundingClientRect().top + view.clientHeight / 2;
        const rows = [...view.querySelectorAll('tbody tr')];
        const row = rows.find(one => one.getBoundingClientRect().bottom > middle);
        const place = row.getBoundingClientRect().top - middle;
        const size = getComputedStyle(row).fontSize;
        return [row.getAttribute('aria-rowindex'), place, rows.length, size];
    };
    view.scrollTop = 230;
    const before = seen();
    await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
    return [before, seen()];
}"""
# As many rows as are drawn at once, in a view that is a little lower than they are.
SHRINK = """async view => {
    for (let n = 0; n < 8; n += 1) {
        view.scrollTop = view.scrollHeight;
        await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
    }
    view.style.height = `${view.firstElementChild.offsetHeight - 200}px`;
    view.scrollTop = 100;
    return view.querySelector('tbody tr th').textContent;
}"""
WINDOW = """() => {
    const rows = [...document.querySelectorAll('#record .sheet-grid tbody tr')];
    const number = row => Number(row.querySelector('th').firstChild.textContent);
    return [rows.length, number(rows[0]), number(rows.at(-1))];
}"""


def change(sheet: Worksheet) -> None:
    """Do to the sheet what people do to theirs."""
    sheet.title = SHEET
    sheet.cell(HOSTILE_ROW, 1).value = HOSTILE
    sheet.cell(HOSTILE_ROW, 1).data_type = "s"
    sheet.row_dimensions[HIDDEN_ROW].hidden = True
    sheet.cell(STRUCK_ROW, 3).font = Font(strike=True)
    sheet.cell(FILLED_ROW, 3).fill = PatternFill("solid", fgColor=YELLOW)
    sheet.cell(FILLED_ROW, 5).fill = PatternFill("solid", fgColor=NAVY)


@pytest.fixture(name="folder", scope="module")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the outputs of the appendix typed into a spreadsheet, with its file beside."""
    folder = tmp_path_factory.mktemp("typed")
    path = folder / f"{NAME}.xlsx"
    write_excel(path, one_sheet(FACTS, merged=True))
    book = load_workbook(path)
    change(book.active)
    book.save(path)
    completed = run("build", path, "--fail-on", "never", "--output", folder / "output")
    assert completed.returncode == 0
    return folder


@pytest.fixture(name="outputs", scope="module")
def outputs_of(folder: Path) -> Path:
    return folder / "output" / NAME


@pytest.fixture(name="page", scope="module")
def page_of(outputs: Path) -> Path:
    return outputs / f"{NAME}.html"


@pytest.fixture(name="typed", scope="module")
def typed_sheet(folder: Path) -> Any:
    """The sheet as another reader has it."""
    return load_workbook(folder / f"{NAME}.xlsx").active


def squashed(text: object) -> str:
    return " ".join(str(text or "").split())


def place_in_file(address: str) -> str:
    """The first cell of an address, without its sheet, whose name has to be quoted."""
    assert address.startswith(f"'{SHEET}'!")
    return address.rpartition("!")[2].partition(":")[0]


def keys_by_row(outputs: Path) -> dict[int, str]:
    """The records by the row of the sheet on which their name stands."""
    return {
        int(re.sub("[A-Z]", "", place_in_file(cell["sheet_cell"]))): cell["service_id"]
        for cell in read_csv(outputs / "cells.csv")
        if cell["field"] == "service" and cell["service_id"]
    }


def test_each_cell_stands_where_the_file_has_it(
    viewer: Viewer, page: Path, outputs: Path, typed: Any
) -> None:
    tab = viewer.open(page)
    keys = [row["service_id"] for row in read_csv(outputs / "services.csv")]
    assert len(keys) == 54
    seen = 0
    for key in keys[::3]:
        tab.evaluate(f"location.hash = 'service-{key}'")
        tab.locator(f'#records .record[data-key="{key}"][aria-current=true]').wait_for()
        for cell in tab.evaluate(DRAWN):
            place = place_in_file(cell["said"])
            assert cell["seen"] == place
            assert squashed(cell["text"]) == squashed(typed[place].value)
            seen += 1
    assert seen > 100


def test_the_cells_are_those_of_the_csv_files(viewer: Viewer, page: Path, outputs: Path) -> None:
    key = read_csv(outputs / "services.csv")[9]["service_id"]
    tab = viewer.open(page, f"service-{key}")
    tab.locator("#record .sheet-grid td[data-field]").first.wait_for()
    drawn = {cell["field"]: cell["said"] for cell in tab.evaluate(DRAWN)}
    rows = [*read_csv(outputs / "cells.csv"), *read_csv(outputs / "empty_cells.csv")]
    assert drawn == {r["field"]: r["sheet_cell"] for r in rows if r["service_id"] == key}


def test_the_data_has_each_cell_of_the_file_but_hidden_ones(page: Path, typed: Any) -> None:
    data = parsed(page).data
    assert list(data["pages"]) == ["1"]
    sheet = data["pages"]["1"]["sheet"]
    texts = {
        (row, column): squashed(sheet["texts"][text]) for row, column, text, *_ in sheet["cells"]
    }
    expected = {
        (cell.row, cell.column): squashed(cell.value)
        for row in typed.iter_rows()
        for cell in row
        if cell.value and cell.row != HIDDEN_ROW
    }
    assert {place: text for place, text in texts.items() if text} == expected
    assert (sheet["name"], sheet["prefix"]) == (SHEET, f"'{SHEET}'!")
    assert sheet["rows"][0] == [1, HIDDEN_ROW - 1]
    assert sheet["columns"] == [[1, 8]]


@pytest.mark.parametrize("size", [DESKTOP, PHONE, WIDE], ids=str)
def test_the_chosen_cell_is_framed_and_in_view(
    viewer: Viewer, page: Path, outputs: Path, size: tuple[int, int]
) -> None:
    key = keys_by_row(outputs)[FIRST + 20]
    tab = viewer.open(page, f"service-{key}/multidisciplinary", size=size)
    chosen = tab.locator("#record .sheet-grid td.chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_in_viewport()
    expect(chosen).to_have_attribute("data-place", f"'{SHEET}'!G{FIRST + 20}")
    expect(chosen).to_have_attribute("aria-current", "true")
    # Not under the letters or the numbers, which stay while the cells scroll.
    head = tab.locator("#record .sheet-grid thead th").nth(6).bounding_box()
    number = tab.locator("#record .sheet-grid tbody tr:has(.chosen) th").bounding_box()
    cell = chosen.bounding_box()
    assert head and number and cell
    assert cell["y"] >= head["y"] + head["height"] - 1
    assert cell["x"] >= number["x"] + number["width"] - 1


def test_a_click_on_a_cell_chooses_its_field(viewer: Viewer, page: Path, outputs: Path) -> None:
    key = keys_by_row(outputs)[FIRST]
    tab = viewer.open(page, f"service-{key}", size=WIDE)
    tab.locator('#record .sheet-grid td[data-field="producer_text"]').click()
    expect(tab).to_have_url(re.compile(f"#service-{re.escape(key)}/producer_text$"))
    pressed = tab.locator('#record .field[aria-pressed="true"]')
    expect(pressed).to_have_attribute("data-field", "producer_text")


def test_hidden_rows_are_left_out_and_it_is_seen(viewer: Viewer, page: Path, outputs: Path) -> None:
    tab = viewer.open(page, f"service-{keys_by_row(outputs)[HIDDEN_ROW + 1]}")
    head = tab.locator("#record .sheet-grid th.after-gap")
    texts = [text for text in head.all_text_contents() if text.startswith(str(HIDDEN_ROW + 1))]
    assert texts == [f"{HIDDEN_ROW + 1} Rivi {HIDDEN_ROW} puuttuu tästä: piilotettu tai tyhjä."]
    numbers = tab.locator("#record .sheet-grid tbody th").all_text_contents()
    assert str(HIDDEN_ROW) not in numbers


def test_looks_of_cells_are_shown(viewer: Viewer, page: Path, outputs: Path, typed: Any) -> None:
    keys = keys_by_row(outputs)
    tab = viewer.open(page, f"service-{keys[FILLED_ROW]}", size=WIDE)
    cell = '#record .sheet-grid td[data-field="{}"]'
    colours = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    yellow = tab.locator(cell.format("producer_text")).evaluate(colours)
    navy = tab.locator(cell.format("tem_area")).evaluate(colours)
    assert yellow == ["rgb(255, 255, 0)", "rgb(26, 33, 44)"]
    assert navy == ["rgb(31, 56, 100)", "rgb(255, 255, 255)"]
    tab = viewer.open(page, f"service-{keys[STRUCK_ROW]}")
    struck = tab.locator(f"{cell.format('producer_text')} s")
    expect(struck).to_have_text(squashed(typed.cell(STRUCK_ROW, 3).value))
    expect(struck).to_have_count(1)
    # A heading of a section is bold, and one cell as wide as its table.
    section = tab.locator("#record .sheet-grid td[colspan='8'].bold").first
    expect(section).to_be_attached()


def test_text_that_looks_like_markup_or_formulas_stays_text(
    viewer: Viewer, page: Path, outputs: Path
) -> None:
    tab = viewer.open(page, f"service-{keys_by_row(outputs)[HOSTILE_ROW]}/service")
    expect(tab.locator("#record .sheet-grid td.chosen")).to_have_text(HOSTILE)
    assert tab.locator("#record img").count() == 0


def test_places_are_named_in_place_of_pages(viewer: Viewer, page: Path, outputs: Path) -> None:
    key = keys_by_row(outputs)[FIRST]
    tab = viewer.open(page, f"service-{key}/tem_area")
    whole = f"'{SHEET}'!A{FIRST}:H{FIRST}"
    expect(tab.locator("#record .about").first).to_contain_text(whole)
    expect(tab.locator(f'#records .record[data-key="{key}"]')).to_contain_text(whole)
    expect(tab.locator("#record figcaption")).to_contain_text(f"'{SHEET}'!E{FIRST}")
    tab.click("#tab-findings")
    for row in read_csv(outputs / "findings.csv"):
        finding = tab.locator(f'.finding[data-finding="{row["finding_id"]}"]')
        expect(finding.locator(".where")).to_contain_text(row["sheet_cell"])
    tab.click("#tab-proof")
    expect(tab.locator(".aside").first).to_contain_text(f"'{SHEET}'!A2")
    for panel in ("services", "findings", "proof"):
        assert not re.search(r"\b[Ss]ivu \d", tab.locator(f"#panel-{panel}").inner_text())


def open_record(tab: Page) -> None:
    tab.locator("#records .record").nth(3).click()
    tab.locator("#record .field").nth(1).click()
    expect(tab.locator("#record .sheet-grid td.chosen")).to_be_attached()


def open_findings(tab: Page) -> None:
    tab.click("#tab-findings")
    expect(tab.locator(".finding .sheet-crop td.chosen").first).to_be_visible()


def open_proof(tab: Page) -> None:
    tab.click("#tab-proof")
    tab.locator(".aside .reveal").first.click()
    expect(tab.locator(".aside .sheet-grid td.chosen").first).to_be_visible()


STATES = {"record": open_record, "findings": open_findings, "proof": open_proof}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    viewer: Viewer, page: Path, scheme: Scheme, size: tuple[int, int]
) -> None:
    for name, reach in STATES.items():
        tab = viewer.open(page, size=size, scheme=scheme)
        reach(tab)
        assert (name, barriers(tab)) == (name, [])
        tab.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST, WIDE], ids=str)
def test_nothing_runs_over_the_side(viewer: Viewer, page: Path, size: tuple[int, int]) -> None:
    for name, reach in STATES.items():
        tab = viewer.open(page, size=size)
        reach(tab)
        assert (name, tab.evaluate(OVER)) == (name, [])
        tab.close()


def test_the_rows_around_a_record_are_printed(
    viewer: Viewer, page: Path, outputs: Path, tmp_path: Path
) -> None:
    keys = keys_by_row(outputs)
    tab = viewer.open(page, f"service-{keys[FIRST + 20]}/tem_area")
    expect(tab.locator("#record .sheet-grid td.chosen")).to_be_in_viewport()
    text = text_of(printed(tab, tmp_path))
    names = {
        r["service_id"]: without_space(r["service"]) for r in read_csv(outputs / "services.csv")
    }
    assert all(names[keys[FIRST + near]] in text for near in (18, 20, 22))
    assert names[keys[FIRST + 2]] not in text


def test_links_of_workbook_and_report_lead_to_the_page(
    viewer: Viewer, page: Path, outputs: Path
) -> None:
    book = load_workbook(outputs / f"{NAME}.xlsx")
    findings = {row["finding_id"]: row for row in read_csv(outputs / "findings.csv")}
    sheet = book["Havainnot"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {row["sheet_cell"] for row in findings.values() if row["sheet_cell"]} <= texts
    links = [c.hyperlink for row in sheet.iter_rows() for c in row if c.hyperlink]
    places = [link.location for link in links if link.target]
    assert places
    report = (outputs / "validation.md").read_text(encoding="utf-8")
    places += [unquote(place) for place in re.findall(rf"\({NAME}\.html#([^)]+)\)", report)]
    tab = viewer.open(page, places[0])
    for place in places[:3] + places[-3:]:
        tab.evaluate(f"location.hash = {place!r}")
        identity = place.removeprefix("finding-")
        expect(tab.locator(f'.finding[data-finding="{identity}"]')).to_be_focused()
        expect(tab.locator("#unknown-link")).to_be_empty()


def test_workbook_names_the_cells_of_each_record(outputs: Path) -> None:
    book = load_workbook(outputs / f"{NAME}.xlsx")
    rows = [[str(cell) for cell in row] for row in book["Palvelut"].iter_rows(values_only=True)]
    (header,) = [row for row in rows if "Välilehti ja solut" in row]
    column = header.index("Välilehti ja solut")
    places = [row[column] for row in rows[rows.index(header) + 1 :]]
    expected = [f"'{SHEET}'!A{row}" for row in sorted(keys_by_row(outputs))]
    assert [place.partition(":")[0] for place in places] == expected


LONG = 900


@pytest.fixture(name="long_page", scope="module")
def built_long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of many rows."""
    folder = tmp_path_factory.mktemp("long")
    path = folder / "pitka.xlsx"
    book = Workbook()
    header, service = (FACTS.table("person")[n] for n in (0, 1))
    names = ("service", "type", "producer", "shared", "tem", "integration_client")
    columns = (*names, "multidisciplinary", "new_jobseeker")
    book.active.append([*FACTS.title[:1]])
    book.active.append([" ".join(header[name].split()) for name in columns])
    for number in range(LONG):
        cells = [" ".join(service[name].split()) for name in columns]
        book.active.append([f"Palvelu {number}", *(cell or None for cell in cells[1:])])
    book.save(path)
    options = ("--fail-on", "never", "--output", folder / "output")
    assert run("build", path, *options).returncode == 0
    return folder / "output" / "pitka" / "pitka.html"


def test_a_long_sheet_is_drawn_in_part_and_further_as_it_is_scrolled(
    viewer: Viewer, long_page: Path
) -> None:
    tab = viewer.open(long_page, "service-person.palvelu-500/tem_area")
    expect(tab.locator("#record .sheet-grid td.chosen")).to_be_in_viewport()
    count, first, last = tab.evaluate(WINDOW)
    assert count < 100
    assert first < 503 < last
    view = tab.locator("#record .view")
    for end, edge in (("one.scrollHeight", 2), ("0", 1)):
        for _ in range(60):
            before = tab.evaluate(WINDOW)
            view.evaluate(f"one => one.scrollTop = {end}")
            tab.evaluate(TWO_FRAMES)
            assert tab.evaluate(WINDOW)[0] <= 200
            if tab.evaluate(WINDOW) == before:
                break
        assert tab.evaluate(WINDOW)[edge] == {2: LONG + 2, 1: 1}[edge]


def test_what_is_seen_stays_where_it_is_when_more_is_drawn(viewer: Viewer, long_page: Path) -> None:
    tab = viewer.open(long_page, "service-person.palvelu-500/tem_area")
    expect(tab.locator("#record .sheet-grid td.chosen")).to_be_in_viewport()
    tab.click(".zoom-in")
    before, after = tab.locator("#record .view").evaluate(MIDDLE)
    assert after[2] > before[2]
    assert after[0] == before[0]
    assert after[1] == pytest.approx(before[1], abs=1)
    assert after[3] == before[3] == "15px"


def test_a_sheet_little_higher_than_its_view_comes_to_rest(viewer: Viewer, long_page: Path) -> None:
    """Where both ends of what may be drawn at once are near, it does not run to one of them."""
    tab = viewer.open(long_page, "service-person.palvelu-500/tem_area")
    expect(tab.locator("#record .sheet-grid td.chosen")).to_be_in_viewport()
    first = tab.locator("#record .view").evaluate(SHRINK)
    tab.wait_for_timeout(500)
    assert tab.evaluate(WINDOW)[1] == int(first)
