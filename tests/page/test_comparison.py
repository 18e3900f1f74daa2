"""The page of a comparison in a browser: choices, crops, folds, documents, and who can use it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.printing.appendix import Printing, changed, inserted, print_appendix, transcription
from tests.support.browser import DESKTOP, PHONE, Scheme, Viewer, barriers
from tests.support.command_line import Desk, run
from tests.support.comparing import ADDED
from tests.support.comparison_page import ComparisonPage
from tests.support.letters import letters_in, letters_in_text, letters_of_pages

# The width to which 1280 pixels shrink at 400 % (WCAG 2.2, 1.4.10).
NARROWEST = (320, 640)
HOSTILE = "<img src=x onerror=alert(1)>"
# How much a box may be off on the screen, in points: less than the stroke of a letter.
NEARLY = 0.2
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# The cut out cells in a part of the page: its alternative, what the box says of itself, and where
# it is laid out on the screen, in points of its page, which is not turned.
CROPS = """part => [...document.querySelectorAll(`${part} .crop .sheet`)].map(sheet => {
    const outer = sheet.getBoundingClientRect(), box = sheet.querySelector('.box');
    const own = box.getBoundingClientRect(), {width, height, page} = sheet.dataset;
    const across = x => (x - outer.left) / outer.width * width;
    const down = y => (y - outer.top) / outer.height * height;
    return {page, alt: sheet.querySelector('img').alt, said: box.dataset.box.split(' ').map(Number),
        place: [across(own.left), down(own.top), across(own.right), down(own.bottom)]};
})"""
BLOB = re.compile("^blob:")


@pytest.fixture(scope="module", name="desks")
def two_desks(built: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Two appendices with changes of most kinds between them; not to be changed."""
    rows = inserted(transcription(), "person", 1, **{**ADDED, "service": HOSTILE})
    rows = changed(rows, "person", 9, type="Muu lisäpalvelu", producer="Kunnat, mahd\nostopalvelu")
    rows = changed(rows, "person", 10, type="LAKISÄÄTEINEN")
    rows = changed(rows, "employer", 2, service="Starttirahat", tem="")
    title = (*Printing().title[:2], "tulevan työllisyysalueen palveluita.")
    new = Desk(tmp_path_factory.mktemp("new"))
    print_appendix(new.pdf, rows, Printing(title=title))
    assert new.build().returncode == 1
    return built, new


@pytest.fixture(scope="module", name="page")
def comparison_of_one(desks: tuple[Desk, Desk]) -> Path:
    """The page that compares both."""
    return written(desks, desks[0].outputs, desks[1].outputs, desks[1].folder / "one.html")


@pytest.fixture(scope="module", name="many")
def comparison_of_several(
    desks: tuple[Desk, Desk], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The page that compares a dozen documents, one of which changed."""
    top = tmp_path_factory.mktemp("many")
    for number in range(12):
        new = desks[1] if number == 11 else desks[0]
        shutil.copytree(desks[0].outputs, top / "old" / f"{number:02} {HOSTILE}")
        shutil.copytree(new.outputs, top / "new" / f"{number:02} {HOSTILE}")
    return written(desks, top / "old", top / "new", top / "many.html")


def written(desks: tuple[Desk, Desk], old: Path, new: Path, file: Path) -> Path:
    """The page of a comparison, as a file."""
    pdfs = [word for desk in desks for word in ("--pdf", desk.pdf)]
    completed = run("compare", old, new, "--html", file, *pdfs, "--lang", "fi")
    assert (completed.returncode, completed.stderr) == (1, "")
    return file


def groups(tab: Page) -> list[str]:
    """The kinds of change that are shown, in order."""
    found: list[str] = tab.eval_on_selector_all(
        "[data-kind]:is(.changes, .folded)", "all => all.map(one => one.dataset.kind)"
    )
    return found


def test_a_choice_shows_changes_of_one_kind_alone(viewer: Viewer, page: Path) -> None:
    tab = viewer.open(page)
    document = ComparisonPage(page.read_bytes()).document
    kinds = [group["kind"] for group in document["groups"]]
    assert groups(tab) == kinds
    for group in document["groups"]:
        if group["folded"]:
            continue
        tab.select_option("#kind", group["kind"])
        expect(tab.locator("#announce")).to_contain_text(str(group["count"]))
        assert groups(tab) == [group["kind"]]
        expect(tab.locator("#chosen")).to_contain_text(str(group["count"]))
        assert tab.url.endswith(f"#changes-{group['kind']}/all")
    tab.go_back()
    tab.go_back()
    shown = [group["kind"] for group in document["groups"] if not group["folded"]]
    expect(tab.locator("#kind")).to_have_value(shown[-3])
    assert groups(tab) == [shown[-3]]
    tab.select_option("#kind", "all")
    assert groups(tab) == kinds


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("changes-fields/all", ["fields"]),
        ("changes-fields", ["fields"]),
        ("changes-none/none", None),
        ("changes-%", None),
        ("elsewhere", None),
    ],
)
def test_an_address_leads_to_changes(
    viewer: Viewer, page: Path, place: str, shown: list[str] | None
) -> None:
    tab = viewer.open(page, place)
    kinds = [group["kind"] for group in ComparisonPage(page.read_bytes()).document["groups"]]
    assert groups(tab) == (shown or kinds)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_crop_shows_its_cell(
    viewer: Viewer, page: Path, desks: tuple[Desk, Desk], size: tuple[int, int]
) -> None:
    tab = viewer.open(page, size=size)
    letters = {
        side: letters_of_pages(desk.pdf) for side, desk in zip(("old", "new"), desks, strict=True)
    }
    numbers = {
        name: one["number"] for name, one in ComparisonPage(page.read_bytes()).data["pages"].items()
    }
    seen = 0
    for side in ("old", "new"):
        for crop in tab.evaluate(CROPS, f"[data-kind=fields] .side.{side}"):
            assert crop["place"] == pytest.approx(crop["said"], abs=NEARLY)
            found = letters_in(letters[side][numbers[crop["page"]]], [tuple(crop["said"])])
            assert found == letters_in_text("" if crop["alt"] == "(tyhjä)" else crop["alt"])
            seen += bool(found)
    assert seen > 5


def test_pictures_are_made_when_they_come_in_sight(viewer: Viewer, page: Path) -> None:
    tab = viewer.open(page)
    last = tab.locator(".crop img").last
    assert last.get_attribute("src") is None
    last.scroll_into_view_if_needed()
    expect(last).to_have_js_property("complete", True)
    expect(last).to_have_attribute("src", BLOB)
    assert last.evaluate("image => image.naturalWidth") > 400


def test_what_did_not_change_is_folded_and_opens(viewer: Viewer, page: Path) -> None:
    tab = viewer.open(page)
    fold = tab.locator("details.folded[data-kind=unchanged]")
    assert fold.locator(".unchanged").count() == 0
    fold.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(fold.locator(".unchanged").first).to_be_visible()
    group = next(
        one
        for one in ComparisonPage(page.read_bytes()).document["groups"]
        if one["kind"] == "unchanged"
    )
    fold.locator(".more").click()
    assert fold.locator(".unchanged").count() == len(group["items"])


def test_old_and_new_stand_side_by_side_where_there_is_room(viewer: Viewer, page: Path) -> None:
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        tab = viewer.open(page, "changes-fields", size=size)
        sides = tab.locator(".sides").first.locator(".side")
        old, new = (sides.nth(number).bounding_box() for number in (0, 1))
        assert old is not None and new is not None
        assert (abs(old["y"] - new["y"]) < 1) is beside
        assert (old["x"] < new["x"]) is beside


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_barrier_is_found(
    viewer: Viewer, page: Path, many: Path, size: tuple[int, int], scheme: Scheme
) -> None:
    tab = viewer.open(page, size=size, scheme=scheme)
    tab.evaluate(UNFOLD)
    expect(tab.locator(".unchanged").first).to_be_attached()
    assert barriers(tab) == []
    assert barriers(viewer.open(many, size=size, scheme=scheme)) == []


def test_nothing_is_wider_than_the_narrowest_screen(viewer: Viewer, page: Path, many: Path) -> None:
    for file in (page, many):
        for size in (NARROWEST, PHONE):
            tab = viewer.open(file, size=size)
            tab.evaluate(
                "document.querySelectorAll('details').forEach(one => { one.open = true; })"
            )
            assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_markup_in_a_document_is_text(viewer: Viewer, page: Path, many: Path) -> None:
    tab = viewer.open(page, "changes-added")
    expect(tab.locator("article .name").first).to_have_text(HOSTILE)
    tab = viewer.open(many)
    expect(tab.locator("h2").first).to_contain_text(HOSTILE)
    assert tab.locator("[onerror]").count() == 0


def test_one_of_several_documents_is_chosen(viewer: Viewer, many: Path) -> None:
    tab = viewer.open(many)
    assert tab.locator(".compared").count() == 10
    tab.locator(".more").last.click()
    assert tab.locator(".compared").count() == 12
    name = f"11 {HOSTILE}"
    tab.select_option("#document", name)
    expect(tab.locator(".compared h2")).to_have_text(name)
    assert tab.locator(".compared").count() == 1
    tab.select_option("#document", "all")
    tab.select_option("#kind", "fields")
    expect(tab.locator(".compared")).to_have_count(1)
    tab.select_option("#document", f"03 {HOSTILE}")
    expect(tab.locator(".compared")).to_have_count(0)
    expect(tab.locator("#chosen")).to_contain_text("0")


def test_without_a_picture_the_printed_text_is_shown(
    viewer: Viewer, desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    run("compare", desks[0].outputs, desks[1].outputs, "--html", file, "--lang", "en")
    tab = viewer.open(file, "changes-fields")
    assert tab.locator(".crop").count() == 0
    first = tab.locator(".side.old .printed").first
    expect(first).to_have_text("Printed on page 2: Lakisääteinen")
    expect(tab.locator(".files .note")).to_have_count(2)


@pytest.mark.parametrize(
    ("service", "marked"),
    [
        # One name in place of another, and a cell that is empty now.
        ("employer.starttirahat", []),
        # Names before one that stays.
        ("person.tyovoimakoulutus", ["Kunnat, mahd ", "Kunnat (ilmoitettu), "]),
    ],
)
def test_what_changed_in_a_text_is_marked_where_the_rest_stays(
    viewer: Viewer, page: Path, service: str, marked: list[str]
) -> None:
    tab = viewer.open(page, "changes-fields")
    found = tab.locator(f"article[data-code='{service}'] :is(ins, del)").all_text_contents()
    assert found == marked
