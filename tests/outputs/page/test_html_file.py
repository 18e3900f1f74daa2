"""One HTML file of data, pictures, style and script: whatever the data says, it stays data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.outputs.page import html_file as module
from pipeline.outputs.page.html_file import html_file
from tests.support.html_pages import ParsedPage

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</SCRIPT >",
    "<!-- <script>",
    "-->",
    "<![CDATA[",
    "]]>",
    "</style><style>*{display:none}",
    "\"'`\\",
    "&lt;&#60;&amp;",
    "line\u2028paragraph\u2029end",
    "\u202eright to left\u202c \u2067\u2069 \u200f\u200e",
    "\ud800 half \udfff",
    "\x00\x01\x1f\x7f\x85\x9f",
    "\ufeff\ufffe\uffff",
    "$data ${style} $$",
    "\U0001f600 ÄÖÅ ﷽",
    "x" * 10_000,
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def page_with(data: dict[str, Any], title: str = "Title") -> ParsedPage:
    return ParsedPage(html_file(title, "fi", data, {"2": PNG, "old-16": PNG[:9]}, "No script."))


@pytest.fixture(name="page", scope="module")
def hostile_page() -> ParsedPage:
    data = {"texts": list(HOSTILE), **{text: text for text in HOSTILE}}
    return page_with(data, " ".join(HOSTILE[:-1]))


def test_every_text_comes_back_as_it_was(page: ParsedPage) -> None:
    assert page.data["texts"] == list(HOSTILE)
    assert [page.data[text] for text in HOSTILE] == list(HOSTILE)


def test_no_text_becomes_markup(page: ParsedPage) -> None:
    names = [element.name for element in page_with({}).elements]
    assert [element.name for element in page.elements] == names
    assert page.comments == []
    assert set("<>&") & set(page.block("data")) == set()


def test_no_sign_in_the_data_ends_a_line_or_turns_the_text_around_it(page: ParsedPage) -> None:
    data = page.block("data")
    assert len(data.splitlines()) == 1
    assert (
        re.findall("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", data) == []
    )


def test_the_title_is_text(page: ParsedPage) -> None:
    (title,) = page.named("title")
    # What no file holds is shown by a sign of its own.
    shown = [
        re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", t) for t in HOSTILE
    ]
    assert title.text.split() == " ".join(shown[:-1]).split()


def test_pictures_are_what_they_were(page: ParsedPage) -> None:
    assert page.pictures == {"2": PNG, "old-16": PNG[:9]}


def test_the_policy_allows_its_own_style_and_script_alone(page: ParsedPage) -> None:
    def hash_of(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    (style,) = page.named("style")
    (script,) = [e for e in page.named("script") if "type" not in e.attributes]
    assert page.policy == {
        "default-src": ["'none'"],
        "script-src": [hash_of(script.text)],
        "style-src": [hash_of(style.text)],
        "img-src": ["data:", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert style.text.strip()
    assert script.text.strip()


def test_the_policy_comes_before_all_that_it_is_about(page: ParsedPage) -> None:
    names = [(e.name, "http-equiv" in e.attributes) for e in page.elements]
    place = names.index(("meta", True))
    assert [name for name, _ in names[:place]] == ["html", "head", "meta"]
    assert page.elements[2].attributes == {"charset": "utf-8"}


def test_nothing_is_named_that_could_be_loaded(page: ParsedPage) -> None:
    named = {
        (element.name, name, value)
        for element in page.elements
        for name, value in element.attributes.items()
        if name in ("src", "href", "action", "data", "srcset", "style") or name.startswith("on")
    }
    assert named == {("link", "href", "data:,")}


def test_the_language_is_that_of_the_texts(page: ParsedPage) -> None:
    assert page.elements[0].attributes == {"lang": "fi"}
    (said,) = page.named("noscript")
    assert said.text == "No script."


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_json_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        page_with({"number": number})


@pytest.mark.parametrize("text", ["a</STYLE>b", "a <!-- b", "'<script'"])
@pytest.mark.parametrize("kind", ["STYLE_FILE", "SCRIPT_FILE"])
def test_a_style_or_script_that_ends_too_early_is_refused(
    kind: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "part"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, kind, file)
    with pytest.raises(ValueError, match="part has"):
        page_with({})


def test_lines_end_in_the_same_way_whatever_the_files_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = html_file("Title", "fi", {}, {}, "No script.")
    for kind in ("STYLE_FILE", "SCRIPT_FILE", "TEMPLATE_FILE"):
        content = getattr(module, kind).read_bytes()
        assert b"\r" not in content
        file = tmp_path / kind
        file.write_bytes(content.replace(b"\n", b"\r\n"))
        monkeypatch.setattr(module, kind, file)
    assert html_file("Title", "fi", {}, {}, "No script.") == before


def test_the_same_data_gives_the_same_bytes() -> None:
    data = {"b": [1, 2.5, None, True], "a": {"ä": "ö"}}
    again = json.loads(json.dumps(data))
    assert page_with(data).content == page_with(again).content
