"""The dictionary of a form field → what kind of field it is, its value, and whether it is ticked.

What a field does not say of itself it has from the fields above it (ISO 32000-1, 12.7.3.1).
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

# Flags of fields (ISO 32000-1, tables 226, 228 and 230).
MULTILINE, PASSWORD, RADIO, PUSH_BUTTON = 1 << 12, 1 << 13, 1 << 15, 1 << 16
COMBO, COMB = 1 << 17, 1 << 24
# More fields than these above each other are a circle.
DEEPEST_FIELD = 32
UTF8_MARK = b"\xef\xbb\xbf"
# The state of a check box that is not ticked.
OFF = "Off"
# What a check box or radio button is read as, by whether it is a radio button and ticked.
BOX_LETTERS = {
    (False, False): "☐",
    (False, True): "☑",
    (True, False): "○",
    (True, True): "◉",
}


def as_dict(thing: object) -> dict[str, Any]:
    """A dictionary that may be written elsewhere; an empty one where there is none."""
    found = resolve1(thing)
    return found if isinstance(found, dict) else {}


def as_list(thing: object) -> list[Any]:
    """A list that may be written elsewhere; an empty one where there is none."""
    found = resolve1(thing)
    return found if isinstance(found, list) else []


def as_whole_number(thing: object) -> int:
    """A whole number that may be written elsewhere; 0 where there is none."""
    found = resolve1(thing)
    return int(found) if isinstance(found, (int, float)) else 0


def as_text(thing: object) -> str:
    """The text of a string, of a stream, or of a name; empty where it is none of these."""
    found = resolve1(thing)
    if isinstance(found, PDFStream):
        found = found.get_data()
    if isinstance(found, PSLiteral):
        found = found.name
    if isinstance(found, bytes):
        if found.startswith(UTF8_MARK):
            return found[len(UTF8_MARK) :].decode("utf-8", "replace")
        return decode_text(found)
    return found if isinstance(found, str) else ""


def inherited(field: dict[str, Any], name: str) -> Any:
    """What a field says of itself under a name, or the nearest field above it that does."""
    for _ in range(DEEPEST_FIELD):
        if (found := resolve1(field.get(name))) is not None:
            return found
        field = as_dict(field.get("Parent"))
    return None


def has_flag(field: dict[str, Any], flag: int) -> bool:
    """Whether a field has a flag."""
    return bool(as_whole_number(inherited(field, "Ff")) & flag)


def kind_of(field: dict[str, Any]) -> str:
    """The kind of a field: `Tx` for text, `Ch` for a choice, `Btn` or `Sig`."""
    return as_text(inherited(field, "FT"))


def is_box(field: dict[str, Any]) -> bool:
    """Whether a field is a check box or a radio button."""
    return kind_of(field) == "Btn" and not has_flag(field, PUSH_BUTTON)


def is_list(field: dict[str, Any]) -> bool:
    """Whether a field shows all that can be chosen, one below the other."""
    return kind_of(field) == "Ch" and not has_flag(field, COMBO)


def is_comb(field: dict[str, Any]) -> bool:
    """Whether each letter of a field has a place of its own."""
    return kind_of(field) == "Tx" and has_flag(field, COMB)


def value_of(field: dict[str, Any]) -> str:
    """The value of a text field or choice as it is shown; several chosen ones a line each."""
    value = inherited(field, "V")
    if kind_of(field) != "Ch":
        return as_text(value)
    shown: dict[str, str] = {}
    for option in as_list(inherited(field, "Opt")):
        # What can be chosen is a text, or a pair of what is sent and what is shown.
        pair = as_list(option) or [option]
        shown[as_text(pair[0])] = as_text(pair[-1])
    chosen = [as_text(one) for one in value] if isinstance(value, list) else [as_text(value)]
    return "\n".join(shown.get(one, one) for one in chosen)


def state_of(annotation: dict[str, Any]) -> str:
    """The state that an annotation is in, which chooses its appearance."""
    return as_text(annotation.get("AS")) or as_text(inherited(annotation, "V"))


def appearance_of(annotation: dict[str, Any]) -> PDFStream | None:
    """What is drawn for an annotation in its state; None where the PDF does not say."""
    normal = resolve1(as_dict(annotation.get("AP")).get("N"))
    if isinstance(normal, dict):
        state = state_of(annotation)
        normal = resolve1(normal.get(state if state in normal else OFF))
    return normal if isinstance(normal, PDFStream) else None


def is_ticked(annotation: dict[str, Any]) -> bool:
    """Whether a check box or radio button is in another state than off.

    A state that has no appearance among those there are shows as off.
    """
    state = state_of(annotation)
    states = resolve1(as_dict(annotation.get("AP")).get("N"))
    return state not in ("", OFF) and (not isinstance(states, dict) or state in states)
