"""Data and pictures of pages → one HTML file that loads nothing and sends nothing.

The file holds three kinds of blocks that no browser runs or shows as markup: the data as JSON, the
pictures as base64, and one script and one style sheet, which its policy names by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from pipeline.text.strings import readable

FOLDER = Path(__file__).resolve().parent
TEMPLATE_FILE = FOLDER / "template.html"
STYLE_FILE, SCRIPT_FILE = FOLDER / "page.css", FOLDER / "page.js"
# Nothing is loaded, from nowhere: a picture is made of data in the file itself.
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
# Where the pictures go; no other text of the file has it.
PICTURES_PLACE = "\0"
# What could end a block of data or begin a comment in it, what no encoding has, what some programs
# take for the end of a line, and what turns the direction of the text around it.
ESCAPED_IN_JSON = re.compile(
    "[<>&\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# What ends a style sheet or a script, or changes what ends it (HTML, 13.2.5.17 to 13.2.5.20).
ENDS_BLOCK = re.compile(r"</(script|style)|<!--|<script", re.IGNORECASE)


def html_file(
    title: str,
    language: str,
    data: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    no_script: str,
) -> bytes:
    """One HTML file.

    Args:
        title: of the page.
        language: of its texts.
        data: what the script shows, as JSON may have it.
        pictures: the pages drawn, as PNG, each by what stands behind `image-` in its id.
        no_script: what is said where no script runs.
    """
    style, script = block_text(STYLE_FILE), block_text(SCRIPT_FILE)
    policy = POLICY.format(script=hash_of(script), style=hash_of(style))
    text = Template(TEMPLATE_FILE.read_text(encoding="utf-8")).substitute(
        language=escape(language),
        policy=escape(policy, quote=False),
        title=escape(readable(title)),
        style=style,
        no_script=escape(readable(no_script)),
        data=json_text(data),
        pictures=PICTURES_PLACE,
        script=script,
    )
    before, after = text.split(PICTURES_PLACE)
    return b"".join([before.encode(), *map(picture_block, pictures.items()), after.encode()])


def block_text(path: Path) -> str:
    """The text of a style sheet or script.

    Raises:
        ValueError: it would end its block before its end.
    """
    text = path.read_text(encoding="utf-8")
    if found := ENDS_BLOCK.search(text):
        raise ValueError(f"{path.name} has {found[0]}, which ends it where it stands in HTML")
    return text


def hash_of(text: str) -> str:
    """The hash by which a policy names a script or style sheet (CSP, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def json_text(data: Mapping[str, Any]) -> str:
    """Data as JSON that stays data wherever it stands in HTML, whatever its texts have."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def picture_block(picture: tuple[str, bytes]) -> bytes:
    """The block of a picture: its name, and its bytes as base64."""
    name, content = picture
    begin = f'<script type="text/plain" id="image-{escape(name)}">'.encode()
    return b"".join([begin, base64.b64encode(content), b"</script>\n"])
