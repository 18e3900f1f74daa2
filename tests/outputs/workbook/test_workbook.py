"""The managers' workbook, opened as a program and as LibreOffice opens it."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pdfplumber
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.checklist import ITEMS, bounds, check_all, contrast, luminance
from tests.support.command_line import SCHEMAS, Desk
from tests.support.programs import miss
from tools.pictures import office, print_workbook

SHEETS = [
    "Kansi",
    "Yhteenveto",
    "Tuottaja × TEM",
    "Tuottaja × TEM, palvelut",
    "Asiakasryhmä × TEM",
    "Tyyppi × TEM",
    "Väliotsikko × TEM",
    "Yhteinen × TEM",
    "Kotoutuja, monialainen × TEM",
    "Tuottaja × tyyppi",
    "Palvelut",
    "Sanasto",
    "Havainnot",
    "Korjaukset",
    "Täsmäytys",
]
HOSTILE = ["=1+1", "#N/A", "@SUM(A1)", "+358 1", "-5", "http://example.invalid/", "'=2", "TRUE"]
# Records as dictionaries, from the CSV files alone.
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def workbook(built: Desk) -> Any:
    return load_workbook(built.workbook)


@pytest.fixture(scope="module", name="english")
def english_desk(built: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("english"))
    desk.pdf.write_bytes(built.pdf.read_bytes())
    assert desk.build("--lang", "en").returncode == 0
    return desk


def labels(vocabulary: str, language: str = "fi") -> dict[str, str]:
    """The labels of a vocabulary's codes, read from its file."""
    with (SCHEMAS / "vocabulary" / f"{vocabulary}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: row[language] for row in rows if row[language]}


def table_rows(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet's one table, its header first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_sheets(workbook: Any) -> None:
    assert workbook.sheetnames == SHEETS


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.__name__)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_checklist(
    item: Callable[[Any, zipfile.ZipFile], None], language: str, built: Desk, english: Desk
) -> None:
    path = (built if language == "fi" else english).workbook
    with zipfile.ZipFile(path) as archive:
        item(load_workbook(path), archive)


def test_a_table_reaches_from_its_header_to_the_last_row_of_its_sheet(workbook: Any) -> None:
    for sheet in workbook.worksheets[1:]:
        _left, _top, right, bottom = bounds(sheet)
        assert (bottom, right) == (sheet.max_row, sheet.max_column), sheet.title


def test_long_lists_keep_their_header_in_view_and_have_filters(workbook: Any) -> None:
    for name in ("Tuottaja × TEM, palvelut", "Palvelut", "Sanasto", "Havainnot"):
        (table,) = workbook[name].tables.values()
        _left, top, _right, _bottom = bounds(workbook[name])
        assert table.autoFilter.ref == table.ref
        assert re.fullmatch(rf"[A-Z]{top + 1}", workbook[name].freeze_panes)
    for name in ("Tuottaja × TEM", "Korjaukset", "Täsmäytys"):
        (table,) = workbook[name].tables.values()
        assert table.autoFilter is None


def test_pages_are_set_up_for_print(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight in (0, 1)
    for sheet in workbook.worksheets[1:]:
        _left, top, _right, _bottom = bounds(sheet)
        assert sheet.print_title_rows == f"${top}:${top}"


# Numbers, counted anew from the CSV files.


def shown_codes(rows: Rows, field: str, vocabulary: str) -> dict[str, set[str]]:
    """For each label of a field the services that have its code."""
    named = labels(vocabulary)
    found: dict[str, set[str]] = {label: set() for label in named.values()}
    for row in rows:
        found[named[row[field]]].add(row["service_id"])
    return found


def producers_of(built: Desk) -> dict[tuple[str, str], set[str]]:
    """For each producer and certainty the services; not stated where there is no producer."""
    named, certainty = labels("producers"), labels("certainty")
    found: dict[tuple[str, str], set[str]] = {}
    listed = set()
    for row in built.rows("service_producers"):
        place = (named[row["producer"]], certainty[row["certainty"]].lower())
        found.setdefault(place, set()).add(row["service_id"])
        listed.add(row["service_id"])
    without = {row["service_id"] for row in built.rows("services")} - listed
    found[named["not_stated"], "ilmoitettu"] = without
    return found


def column_of(heading: str) -> tuple[str, str]:
    """The column of a heading, and the certainty it counts: any where it does not say."""
    found = re.fullmatch(r"(.*): (ilmoitettu|mahdollinen)", heading)
    return (found[1], found[2]) if found else (heading, "")


def check_counts(
    rows: list[list[Any]],
    row_services: dict[tuple[str, str], set[str]],
    column_services: dict[str, set[str]],
) -> None:
    """Compare each number of a sheet with the services counted from the CSV files."""
    header, *body = rows
    everything = set().union(*column_services.values())
    columns = column_services | {"Yhteensä": everything}
    for line in body:
        for heading, number in zip(header[1:], line[1:], strict=True):
            column, certainty = column_of(heading)
            services: set[str] = set()
            for (label, certain), keys in row_services.items():
                if line[0] in (label, "Kaikki palvelut") and certainty in ("", certain):
                    services |= keys
            assert number == len(services & columns[column]), (line[0], heading)
            assert isinstance(number, int)


@pytest.mark.parametrize(
    ("sheet", "column", "vocabulary"),
    [
        ("Tuottaja × TEM", "tem_area", "tem_areas"),
        ("Tuottaja × tyyppi", "service_type", "service_types"),
    ],
)
def test_producers_are_counted_by_certainty(
    sheet: str, column: str, vocabulary: str, workbook: Any, built: Desk
) -> None:
    rows = table_rows(workbook[sheet])
    assert [row[0] for row in rows[1:-1]] == list(labels("producers").values())
    columns = shown_codes(built.rows("services"), column, vocabulary)
    assert {column_of(heading)[0] for heading in rows[0][1:]} == {*columns, "Yhteensä"}
    check_counts(rows, producers_of(built), columns)


@pytest.mark.parametrize(
    ("sheet", "fields"),
    [
        ("Asiakasryhmä × TEM", {"customer_group": "customer_groups"}),
        ("Tyyppi × TEM", {"service_type": "service_types"}),
        ("Yhteinen × TEM", {"shared": "marks"}),
        (
            "Kotoutuja, monialainen × TEM",
            {"integration_client": "marks", "multidisciplinary": "marks"},
        ),
    ],
)
def test_services_are_counted(
    sheet: str, fields: dict[str, str], workbook: Any, built: Desk
) -> None:
    services, rows = built.rows("services"), table_rows(workbook[sheet])
    names = {"integration_client": "Kotoutuja: ", "multidisciplinary": "Monialainen: "}
    counted = {
        (names.get(field, "") + label, ""): keys
        for field, vocabulary in fields.items()
        for label, keys in shown_codes(services, field, vocabulary).items()
    }
    assert [row[0] for row in rows[1:-1]] == [label for label, _ in counted]
    check_counts(rows, counted, shown_codes(services, "tem_area", "tem_areas"))


def test_sections_are_counted(workbook: Any, built: Desk) -> None:
    counted: dict[tuple[str, str], set[str]] = {}
    for row in built.rows("services"):
        section = row["section"] or "(ei väliotsikkoa)"
        counted.setdefault((section, ""), set()).add(row["service_id"])
    rows = table_rows(workbook["Väliotsikko × TEM"])
    assert {row[0] for row in rows[1:-1]} == {section for section, _ in counted}
    columns = shown_codes(built.rows("services"), "tem_area", "tem_areas")
    check_counts(rows, counted, columns)


def test_totals_are_those_of_the_csv_file(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    written = [int(row["total"]) for row in built.rows("producer_by_tem_area")]
    assert [row[-1] for row in rows[:-1]] == written
    assert rows[-1][-1] == len(built.rows("services"))


def test_key_figures(workbook: Any, built: Desk) -> None:
    services = built.rows("services")
    doubtful = {
        row["service_id"]
        for row in built.rows("findings")
        if row["severity"] != "info" and row["service_id"]
    }
    types, shared = (
        Counter(r["service_type"] for r in services),
        Counter(r["shared"] for r in services),
    )
    areas = Counter(row["tem_area"] for row in services)
    producers = producers_of(built)

    def of_producer(label: str) -> int:
        return len(set().union(*(keys for (name, _), keys in producers.items() if name == label)))

    _, *rows = table_rows(workbook["Yhteenveto"])
    assert [row[1] for row in rows] == [
        len(services),
        types["statutory"],
        types["additional"],
        types["not_stated"],
        of_producer("Työllisyysalue"),
        of_producer("Ostopalvelu"),
        of_producer("Ei ilmoitettu"),
        shared["yes"],
        shared["bracketed"] + shared["uncertain"],
        areas["unclear"] + areas["not_stated"],
        len(doubtful),
    ]
    assert all(row[2] == pytest.approx(row[1] / len(services)) for row in rows)
    cover = [cell.value for cell in workbook["Kansi"]["A"]]
    assert all(f"{row[0]}: {row[1]}" in cover for row in rows)


def test_zero_is_a_number_shown_as_a_sign_that_a_note_explains(workbook: Any) -> None:
    sheet = workbook["Tuottaja × TEM"]
    (table,) = sheet.tables.values()
    zeros = [cell for row in sheet[table.ref] for cell in row if cell.value == 0]
    assert zeros
    assert all(cell.number_format.split(";")[2] == '"–"' for cell in zeros)
    assert any("(–)" in str(cell.value) for cell in sheet["A"][:8])


# Links.


def target(workbook: Any, cell: Any) -> Any:
    """The cell a link leads to."""
    name, place = cell.hyperlink.location.rsplit("!", 1)
    return workbook[name[1:-1].replace("''", "'")][place]


def test_each_number_leads_to_its_first_row_and_the_rows_are_as_many(workbook: Any) -> None:
    sheet, behind = workbook["Tuottaja × TEM"], workbook["Tuottaja × TEM, palvelut"]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    _, *listed = table_rows(behind)
    _left, top, _right, _bottom = bounds(behind)
    for line in body[:-1]:
        for heading, cell in zip(header[1:], line[1:], strict=True):
            column, certainty = column_of(heading.value)
            if column == "Yhteensä":
                column = ""
            elif not certainty:
                certainty = "ilmoitettu"
            wanted = [
                top + 1 + place
                for place, row in enumerate(listed)
                if row[0] == line[0].value
                and column in ("", row[1])
                and certainty in ("", (row[2] if row[2][0] != "[" else "Ilmoitettu").lower())
            ]
            assert cell.value == len(wanted)
            assert (cell.hyperlink is None) == (cell.value == 0)
            if wanted:
                found = target(workbook, cell)
                assert (found.parent.title, found.coordinate) == (behind.title, f"A{wanted[0]}")


@pytest.mark.parametrize("name", ["Tuottaja × TEM, palvelut", "Havainnot"])
def test_each_row_leads_to_its_service(name: str, workbook: Any) -> None:
    sheet = workbook[name]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    names = [cell.value for cell in header]
    number, service = names.index("Nro"), names.index("Palvelu")
    linked = [row for row in body if row[number].hyperlink is not None]
    assert linked
    for row in linked:
        found = target(workbook, row[number])
        assert found.parent.title == "Palvelut"
        assert row[number].value == f"Palvelu {found.value}"
        # Services of the same name are told apart by their customers, in brackets behind it.
        assert row[service].value.startswith(found.parent.cell(found.row, 2).value)
    for row in body:
        assert (row[number].hyperlink is None) == (row[number].value == "[ei koske]")


def test_the_rows_behind_the_numbers_are_sorted(workbook: Any) -> None:
    producers, areas = list(labels("producers").values()), list(labels("tem_areas").values())
    _, *rows = table_rows(workbook["Tuottaja × TEM, palvelut"])
    places = [(producers.index(row[0]), areas.index(row[1])) for row in rows]
    assert places == sorted(places)


def test_the_cover_leads_to_every_sheet(workbook: Any) -> None:
    links = [cell for cell in workbook["Kansi"]["A"] if cell.hyperlink]
    assert [target(workbook, cell).parent.title for cell in links] == SHEETS[1:]
    assert all(
        cell.value.startswith(f"{name}: ") for cell, name in zip(links, SHEETS[1:], strict=True)
    )


# Lists.


def test_services_show_what_was_printed_beside_what_was_read(workbook: Any, built: Desk) -> None:
    header, *rows = table_rows(workbook["Palvelut"])
    types, areas, marks = labels("service_types"), labels("tem_areas"), labels("marks")
    printed = {
        (row["service_id"], row["field"]): row["text"]
        for row in built.rows("cells")
        if row["service_id"] and row["fate"] == "used"
    }
    assert len(rows) == len(built.rows("services"))
    for row, record in zip(rows, built.rows("services"), strict=True):
        shown = dict(zip(header, row, strict=True))
        key = record["service_id"]
        assert shown["Tunniste"] == key
        assert shown["Palvelu"] == record["service"]
        assert shown["Tyyppi"] == types[record["service_type"]]
        assert shown["TEM-palvelualue"] == areas[record["tem_area"]]
        assert shown["Väliotsikko"] == (record["section"] or "(ei väliotsikkoa)")
        assert shown["Tyypin lisätieto"] == (record["service_type_note"] or "[ei koske]")
        assert shown["Sivut"] == record["pages"].replace(";", ", ")
        for heading, field in (
            ("Tyyppi painettuna", "service_type"),
            ("Tuottajat painettuna", "producer_text"),
            ("TEM-palvelualue painettuna", "tem_area"),
        ):
            assert shown[heading] == printed.get((key, field), "[tyhjä]")
        for heading, field in (
            ("Yhteinen toisen alueen kanssa", "shared"),
            ("Kotoutuja", "integration_client"),
            ("Monialainen", "multidisciplinary"),
        ):
            assert shown[heading] == printed.get((key, field), marks[record[field]])
        certainty = {"stated": "", "possible": " (mahdollinen)"}
        read = [
            labels("producers")[r["producer"]] + certainty[r["certainty"]]
            for r in built.rows("service_producers")
            if r["service_id"] == key
        ]
        assert shown["Tuottaja"] == ("; ".join(read) or "Ei ilmoitettu")


def test_vocabulary_has_every_printed_value_with_its_number(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Sanasto"])
    for heading, field in (
        ("Tuottajat painettuna", "producer_text"),
        ("Tyyppi", "service_type"),
        ("TEM-palvelualue", "tem_area"),
        ("Yhteinen toisen alueen kanssa", "shared"),
    ):
        # A cell that goes on on the next page has a line for each of its pages.
        texts: dict[str, list[str]] = {}
        for row in built.rows("cells"):
            if row["field"] == field and row["service_id"]:
                texts.setdefault(row["service_id"], []).append(row["text"])
        counts = Counter(" ".join(parts) for parts in texts.values())
        counts["[tyhjä]"] = len(built.rows("services")) - len(texts)
        shown = {row[1]: row[3] for row in rows if row[0] == heading}
        assert shown == counts


def test_findings_are_those_of_the_csv_file(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Havainnot"])
    assert [row[-1] for row in rows] == [row["finding_id"] for row in built.rows("findings")]
    order = ["Virhe", "Varoitus", "Tieto"]
    assert [order.index(row[0]) for row in rows] == sorted(order.index(row[0]) for row in rows)


def test_decisions_are_listed_with_their_reasons(desk: Desk) -> None:
    finding = desk.found("mark-uncertain")[0]
    service = "person.monialainen-yhteispalvelu"
    printed = next(r for r in desk.rows("services") if r["service_id"] == service)["service"]
    desk.ledger.write_text(
        "action,finding_id,service_id,field,expected,value,reason,decided_on\n"
        f'correct,,{service},service,{printed},Toinen nimi,"Nimi, joka vaihtui",2026-01-31\n'
        f"accept,{finding['finding_id']},,,,,Alue vahvisti,2026-02-01\n",
        encoding="utf-8",
    )
    assert desk.build().returncode == 0
    workbook = load_workbook(desk.workbook)
    header, corrected, accepted = table_rows(workbook["Korjaukset"])
    assert header[:4] == ["Päätös", "Palvelu", "Nro", "Kenttä"]
    assert corrected[0] == "Korjattu"
    assert corrected[3:] == [
        "Palvelu",
        printed,
        "Toinen nimi",
        "Nimi, joka vaihtui",
        datetime(2026, 1, 31),
        2,
    ]
    assert accepted[0] == "Hyväksytty"
    assert accepted[4:] == ["?", "[ei koske]", "Alue vahvisti", datetime(2026, 2, 1), 3]
    names, *rows = table_rows(workbook["Palvelut"])
    (row,) = [row for row in rows if row[1] == "Toinen nimi"]
    assert row[names.index("Korjattu (painettu arvo)")] == f"Palvelu: ”{printed}”"
    states = {row[-1]: row[1] for row in table_rows(workbook["Havainnot"])[1:]}
    assert states[finding["finding_id"]] == "Hyväksytty"
    check_all(desk.workbook)


def test_reconciliation_balances(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Täsmäytys"])
    assert all(row[2] == row[3] and row[4] == 0 for row in rows)
    cells = built.rows("cells")
    assert rows[0][2] == sum(len(row["text"].split()) for row in cells)
    assert rows[1][2] == sum(bool(row["table"]) for row in cells)
    sections = Counter((row["customer_group"], row["section"]) for row in built.rows("services"))
    assert [row[2] for row in rows if ": " in row[1]] == list(sections.values())
    totals = [row for row in rows if row[1] in SHEETS]
    assert [row[1] for row in totals] == [
        name for name in SHEETS if " × " in name and "palvelut" not in name
    ]
    assert {row[2] for row in totals} == {len(built.rows("services"))}


def test_people_see_words_and_not_codes(built: Desk, english: Desk) -> None:
    codes = {"statutory", "not_stated", "employment_area", "bracketed", "stated", "warning"}
    codes |= {"person", "employer", "absent", "possible", "used", "true", "false", "producer_text"}
    for desk in (built, english):
        for cell in text_cells(desk.workbook):
            assert str(cell.value) not in codes, (cell.parent.title, cell.coordinate)


def test_english_has_no_finnish_words_of_its_own(english: Desk) -> None:
    finnish = re.compile(r"(?i)palvelujen määrä|varoitus|ei ilmoitettu|yhteensä|tyhjä|avainluku")
    for cell in text_cells(english.workbook):
        assert not finnish.search(str(cell.value)), cell.value


def test_cover_names_the_source_and_what_is_counted(workbook: Any, built: Desk) -> None:
    text = "\n".join(str(cell.value) for cell in workbook["Kansi"]["A"])
    assert built.pdf.name in text
    assert workbook.custom_doc_props["source_sha256"].value in text
    assert "Julkaisija: ei tiedossa" in text
    assert "Tässä on alustavalla tavalla kartoitettu" in text
    assert "eri palvelujen määriä" in text
    assert "x = Kyllä (x), (x) = Suluissa (x), ? tai x? = Epävarma (?)" in text
    assert "Suodata" in text
    assert workbook["Kansi"].max_column == 1


def test_properties(workbook: Any) -> None:
    assert workbook.properties.title.startswith("Päijät-Hämeen työllisyysalue: ")
    assert workbook.properties.creator == "Päijät-Hämeen työllisyysalue"


# Charts.

CHART = "xl/charts/chart"


def charts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(CHART):
                yield archive.read(name).decode()


def test_charts_have_titles_and_show_the_numbers_of_their_sheets(
    workbook: Any, built: Desk
) -> None:
    found = list(charts(built.workbook))
    assert len(found) == 3
    for chart in found:
        assert len(re.findall(r"<a:t>[^<]+</a:t>", chart)) == 3
        for reference, cache in re.findall(
            r"<(?:c:)?numRef><(?:c:)?f>([^<]+)</(?:c:)?f>(.*?)</(?:c:)?numRef>", chart
        ):
            name, area = reference.rsplit("!", 1)
            cells = [cell for (cell,) in workbook[name.strip("'")][area.replace("$", "")]]
            assert [str(cell.value) for cell in cells] == re.findall(r"<(?:c:)?v>([^<]+)<", cache)


def test_stacked_bars_add_up_to_the_totals(workbook: Any, built: Desk) -> None:
    chart = next(iter(charts(built.workbook)))
    sums: Counter[int] = Counter()
    for cache in re.findall(r"<(?:c:)?numCache>(.*?)</(?:c:)?numCache>", chart):
        for place, number in re.findall(r'idx="(\d+)".*?<(?:c:)?v>(\d+)<', cache):
            sums[int(place)] += int(number)
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    assert [sums[place] for place in range(len(rows) - 1)] == [row[-1] for row in rows[:-1]]


def test_colours_of_stacked_bars_differ_in_grey_and_carry_their_numbers(built: Desk) -> None:
    chart = next(iter(charts(built.workbook)))
    fills = {}
    for series in re.findall(r"<ser>.*?</ser>", chart):
        if "pattFill" in series:
            hatching, ground = re.findall(r'srgbClr val="(\w{6})"', series)[:2]
            assert contrast(hatching, "000000") >= 4.5
            assert ground == "FFFFFF"
            continue
        properties, rest = series.split("</spPr>", 1)
        ground = re.findall(r'srgbClr val="(\w{6})"', properties)[0]
        letters = re.findall(r'srgbClr val="(\w{6})"', rest)[0]
        fills[ground] = luminance(ground)
        assert contrast(ground, letters) >= 4.5
    shades = sorted(116 * value ** (1 / 3) - 16 for value in fills.values())
    assert len(shades) > 5
    # Lightness of CIE L*a*b*: a difference of two is just seen; these are bars side by side.
    assert min(b - a for a, b in pairwise(shades)) >= 4


# Programs that read it.


def test_pandas_and_calamine_read_every_table(workbook: Any, built: Desk) -> None:
    read = CalamineWorkbook.from_path(str(built.workbook))
    assert read.sheet_names == workbook.sheetnames
    for sheet in workbook.worksheets[1:]:
        header, *rows = table_rows(sheet)
        _left, top, _right, _bottom = bounds(sheet)
        for engine in ("openpyxl", "calamine"):
            frame = pd.read_excel(
                built.workbook,
                sheet_name=sheet.title,
                header=top - 1,
                engine=engine,
                keep_default_na=False,
            )
            assert list(frame.columns) == header
            assert len(frame) == len(rows)
            assert [str(v) for v in frame[header[0]]] == [str(row[0]) for row in rows]


def text_cells(path: Path) -> Iterator[Any]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def test_text_of_the_document_never_acts(clean_desk: Desk) -> None:
    rows = transcription()
    services = [i for i, row in enumerate(rows) if row["table"] == "employer" and row["type"]]
    for text, place in zip(HOSTILE, services[1:], strict=False):
        rows = changed(rows, "employer", int(rows[place]["row"]), service=text)
    print_appendix(clean_desk.pdf, rows)
    completed = clean_desk.build("--fail-on", "never")
    assert completed.returncode == 0
    seen = Counter(cell.value for cell in text_cells(clean_desk.workbook))
    for text in HOSTILE:
        assert seen[text] >= 2
    for cell in text_cells(clean_desk.workbook):
        assert cell.data_type in ("s", "n", "d")
        assert isinstance(cell.value, str) == (cell.data_type == "s")
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    with zipfile.ZipFile(clean_desk.workbook) as archive:
        relations = [n for n in archive.namelist() if n.startswith("xl/worksheets/_rels")]
        assert not any(b'TargetMode="External"' in archive.read(name) for name in relations)
    check_all(clean_desk.workbook)


def printed_text(workbook: Path, folder: Path) -> tuple[str, int]:
    """What LibreOffice prints of a workbook, without white space; and its pages."""
    if office() is None:
        miss("LibreOffice", "libreoffice-calc")
    with pdfplumber.open(print_workbook(workbook, folder)) as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
        return text, len(pdf.pages)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_libreoffice_shows_every_text_whole(
    language: str, built: Desk, english: Desk, tmp_path: Path
) -> None:
    desk = built if language == "fi" else english
    text, pages = printed_text(desk.workbook, tmp_path)
    assert pages >= len(SHEETS)
    assert "###" not in text
    assert "Err:" not in text
    for row in desk.rows("services"):
        start = "".join(row["service"].split()[:2])
        assert start in text
