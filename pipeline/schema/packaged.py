"""The schemas of the appendix, which come with the program.

They stand once in the repository, in `schemas/` beside the package; a wheel has a copy inside it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SchemaError

PACKAGE = Path(__file__).resolve().parents[1]
COPY_IN_WHEEL = PACKAGE / "default_schemas"
PACKAGED_PLACES = (COPY_IN_WHEEL, PACKAGE.parent / "schemas")


def packaged_schemas() -> Path:
    """The schemas folder that comes with the program.

    Raises:
        SchemaError: the program is not installed whole.
    """
    for folder in PACKAGED_PLACES:
        if folder.is_dir():
            return folder
    raise SchemaError(
        f"{COPY_IN_WHEEL}: the program came without its schemas: install it again, or name a "
        "schemas folder with --schemas."
    )


def is_packaged(folder: Path) -> bool:
    """Whether a schemas folder is the one that comes with the program."""
    return folder.resolve() in PACKAGED_PLACES


def place_for_headings(folder: Path) -> str:
    """Where to add headings that a schemas folder does not know."""
    if folder == COPY_IN_WHEEL:
        return "to a schemas folder of its own, which inspect --draft-schema begins"
    return "there"


def schemas_in_words(folder: Path) -> str:
    """What a message calls a schemas folder: those in a wheel are at a place that nobody edits."""
    return "the schemas that come with the program" if folder == COPY_IN_WHEEL else str(folder)
