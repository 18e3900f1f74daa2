"""The records of the review page: compared with the CSV files, vocabularies and transcription."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.outputs.page.conftest import CORRECTED, TAIL
from tests.printing.appendix import transcription
from tests.support.command_line import ROOT, SCHEMAS, Desk, read_csv, run
from tests.support.empty_places import COLUMN_OF_FIELD
from tests.support.html_pages import parsed
from tests.support.letters import letters_in, letters_in_text, letters_of_pages
from tests.support.sheets import labels

DOCUMENTS = ROOT / "tests" / "documents"
VOCABULARIES = {
    "customer_group": "customer_groups",
    "service_type": "service_types",
    "tem_area": "tem_areas",
    "shared": "marks",
    "integration_client": "marks",
    "multidisciplinary": "marks",
    "new_jobseeker": "marks",
}
CODED = {"producer_text", *VOCABULARIES} - {"customer_group"}


def per_record(texts: dict[str, Any]) -> list[str | None]:
    """The text of each record; None where it has none."""
    assert len(set(texts["texts"])) == len(texts["texts"])
    return [None if place < 0 else texts["texts"][place] for place in texts["at"]]


def shown(data: dict[str, Any], kind: str, field: str) -> list[str | None]:
    """What is shown of a field for each record: its `values` or what is `printed`."""
    names = [one["name"] for one in data["fields"]]
    return per_record(data["records"][kind][names.index(field)])


def without_white_space(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def test_records_are_those_of_the_csv_file(data: dict[str, Any], built: Desk) -> None:
    services, records = built.rows("services"), data["records"]
    assert records["keys"] == [row["service_id"] for row in services]
    assert [";".join(map(str, pages)) for pages in records["pages"]] == [
        row["pages"] for row in services
    ]
    tables = labels("customer_groups")
    assert [data["tables"][place] for place in records["table"]] == [
        tables[row["customer_group"]] for row in services
    ]
    sections = [data["sections"][place] if place >= 0 else "" for place in records["section"]]
    assert sections == [row["section"] for row in services]
    assert len(set(records["names"])) == len(services)
    for name, row in zip(records["names"], services, strict=True):
        assert name.startswith(row["service"])


def test_fields_are_all_columns_of_the_records(data: dict[str, Any], built: Desk) -> None:
    named = yaml.safe_load((SCHEMAS / "labels.yaml").read_text(encoding="utf-8"))["fields"]
    wanted = set(built.rows("services")[0]) - {"service_id"}
    assert {field["name"] for field in data["fields"]} == wanted
    for field in data["fields"]:
        name = "producer" if field["name"] == "producer_text" else field["name"]
        assert field["label"] == named[name]["fi"]
        assert field["read"] == (field["name"] in COLUMN_OF_FIELD)
        assert field["coded"] == (field["name"] in CODED)


def test_values_are_those_of_the_csv_files_in_words(data: dict[str, Any], built: Desk) -> None:
    services = built.rows("services")
    for field, vocabulary in VOCABULARIES.items():
        named = labels(vocabulary)
        assert shown(data, "values", field) == [named[row[field]] for row in services]
    for field in ("service", "section", "service_type_note", "area"):
        assert shown(data, "values", field) == [row[field] for row in services]
    certain = {"true": "kyllä", "false": "ei"}
    assert shown(data, "values", "tem_area_uncertain") == [
        certain[row["tem_area_uncertain"]] for row in services
    ]
    named, certainty = labels("producers"), {"stated": "", "possible": " (mahdollinen)"}
    for key, text in zip(
        data["records"]["keys"], shown(data, "values", "producer_text"), strict=True
    ):
        listed = [
            named[row["producer"]] + certainty[row["certainty"]]
            for row in built.rows("service_producers")
            if row["service_id"] == key
        ]
        assert text == ("; ".join(listed) or named["not_stated"])


def test_what_is_printed_is_what_was_transcribed(data: dict[str, Any]) -> None:
    rows = [row for row in transcription() if row["kind"] == "service"]
    assert len(rows) == len(data["records"]["keys"])
    for field, column in COLUMN_OF_FIELD.items():
        for text, row in zip(shown(data, "printed", field), rows, strict=True):
            has_column = row["table"] == "person" or field in (
                *("service", "service_type", "producer_text"),
                *("shared", "tem_area"),
            )
            wanted = without_white_space(row[column]) if has_column else None
            assert without_white_space(text) == wanted, (row["service"], field)


def test_fields_without_a_column_have_nothing_printed(data: dict[str, Any]) -> None:
    for field, texts in zip(data["fields"], data["records"]["printed"], strict=True):
        assert (texts is None) == (field["name"] not in COLUMN_OF_FIELD)


def test_boxes_are_those_of_the_csv_files(data: dict[str, Any], built: Desk) -> None:
    check_boxes(data, built.outputs)


# Cells that serve several services, that go on on the next page, and pages that lie on their side.
@pytest.mark.parametrize(
    "name",
    [
        "sheet-merged-down",
        "text-rows-split",
        "drawn-turned-by-content",
        "web-turned-headings-borderless",
    ],
)
def test_boxes_of_other_layouts(name: str, tmp_path: Path) -> None:
    pdf = DOCUMENTS / "layouts" / f"{name}.pdf"
    assert run("build", pdf, "--output", tmp_path, "--fail-on", "never").returncode == 0
    data = parsed(tmp_path / name / f"{name}.html").data
    check_boxes(data, tmp_path / name)
    check_letters(data, pdf)


def check_boxes(data: dict[str, Any], outputs: Path) -> None:
    """Compare the boxes of each record with those of the CSV files."""
    names = [field["name"] for field in data["fields"]]
    wanted: dict[str, list[list[Any]]] = {key: [] for key in data["records"]["keys"]}
    for file, is_empty in (("cells", 0), ("empty_cells", 1)):
        for row in read_csv(outputs / f"{file}.csv"):
            if not row["service_id"] or row.get("fate", "used") != "used":
                continue
            sides = [float(row[side]) for side in ("x0", "top", "x1", "bottom")]
            box = [row["field"], int(row["page"]), *sides, is_empty]
            for key in row["service_id"].split(";"):
                wanted[key].append(box)
    for key, boxes in zip(data["records"]["keys"], data["boxes"], strict=True):
        found = sorted([names[field], *rest] for field, *rest in boxes)
        for box, own in zip(found, sorted(wanted[key]), strict=True):
            # Type of these documents is of 12 points at most; its tails have room besides.
            *_, lower, _ = box
            assert lower - own[5] == pytest.approx(TAIL / 2, abs=TAIL / 2)
            assert box == [*own[:5], lower, own[6]]


def check_letters(data: dict[str, Any], pdf: Path) -> None:
    """See that the boxes of each field have the ink of its letters, tails included, and no other.

    Fonts of documents that LibreOffice prints say that no letter hangs below its line: commas do.
    """
    letters = letters_of_pages(pdf, by_ink=True)
    for number, field in enumerate(data["fields"]):
        if not field["read"]:
            continue
        for text, boxes in zip(shown(data, "printed", field["name"]), data["boxes"], strict=True):
            own = [box[1:6] for box in boxes if box[0] == number]
            inside: Counter[str] = Counter()
            for page, *sides in own:
                inside += letters_in(letters[page], [tuple(sides)])
            assert inside == letters_in_text(text or "")


def test_each_field_with_a_column_has_a_box_on_a_page_of_its_record(data: dict[str, Any]) -> None:
    names = [field["name"] for field in data["fields"]]
    for place, boxes in enumerate(data["boxes"]):
        pages = data["records"]["pages"][place]
        assert {box[1] for box in boxes} == set(pages)
        for field in COLUMN_OF_FIELD:
            printed = shown(data, "printed", field)[place]
            own = [box for box in boxes if names[box[0]] == field]
            assert (own == []) == (printed is None)
            assert {bool(box[-1]) for box in own} <= {printed == ""}
        for _, page, x0, top, x1, bottom, _ in boxes:
            size = data["pages"][str(page)]
            assert 0 <= x0 < x1 <= size["width"]
            assert 0 <= top < bottom <= size["height"]


def test_pages_are_those_on_which_something_stands(data: dict[str, Any], built: Desk) -> None:
    with_cells = {row["page"] for file in ("cells", "empty_cells") for row in built.rows(file)}
    assert set(data["pages"]) == with_cells
    for page in data["pages"].values():
        assert (page["width"], page["height"]) == pytest.approx((595.28, 841.89), abs=0.1)
        assert (page["turn"], page["image"]) == (0, True)


def test_a_correction_stands_beside_what_is_printed(decided: Desk) -> None:
    data = parsed(decided.page).data
    key, field, printed, value, reason = CORRECTED
    place = data["records"]["keys"].index(key)
    names = [one["name"] for one in data["fields"]]
    assert data["records"]["corrections"] == [[place, names.index(field), printed, value, reason]]
    assert shown(data, "values", field)[place] == "5 Information, advice and guidance"
    assert shown(data, "values", "tem_area_uncertain")[place] == "yes"
    assert shown(data, "printed", field)[place] == printed


# Filters.


def test_filters_are_of_table_section_and_fields_with_codes(data: dict[str, Any]) -> None:
    named = {field["name"]: field["label"] for field in data["fields"]}
    assert [one["name"] for one in data["filters"]] == [
        "customer_group",
        "section",
        *(field["name"] for field in data["fields"] if field["coded"]),
    ]
    for one in data["filters"]:
        assert one["label"] == named[one["name"]]
        assert len(set(one["options"])) == len(one["options"]) > 1


def test_filters_choose_the_records_of_the_csv_files(data: dict[str, Any], built: Desk) -> None:
    services = built.rows("services")
    producers: dict[str, set[str]] = {row["service_id"]: set() for row in services}
    for row in built.rows("service_producers"):
        producers[row["service_id"]].add(labels("producers")[row["producer"]])
    for one in data["filters"]:
        chosen = [{one["options"][place] for place in at} for at in one["at"]]
        if one["name"] == "producer_text":
            none = {labels("producers")["not_stated"]}
            assert chosen == [producers[row["service_id"]] or none for row in services]
        elif one["name"] == "section":
            assert chosen == [{row["section"] or "(ei väliotsikkoa)"} for row in services]
        else:
            named = labels(VOCABULARIES[one["name"]])
            assert chosen == [{named[row[one["name"]]]} for row in services]
        # Nothing can be chosen that no record has, and all is in the order of the vocabulary.
        assert set().union(*chosen) == set(one["options"])
        if one["name"] in CODED:
            order = list(labels(VOCABULARIES.get(one["name"], "producers")).values())
            assert one["options"] == [label for label in order if label in one["options"]]
