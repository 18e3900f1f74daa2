"""The output folder of a document → a part of all, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.combined.model import ReadPart
from pipeline.schema.model import Language, Schema


@dataclass(frozen=True)
class Place:
    """A document of all, and what the run says of it.

    Args:
        document: the file.
        folder: of its outputs.
        status: as in an `Outcome`: built, current, refused, failed; else not-built.
        message: what the run says is wrong; empty where nothing is.
    """

    document: Path
    folder: Path
    status: str
    message: str = ""


def read_part(place: Place, schema: Schema, language: Language) -> ReadPart:
    """A document of all as its outputs say.

    What is not as a build writes it makes the part one that failed, with the reason.

    Args:
        place: where it is, and what the run says of it.
        schema: how it was read.
        language: of the reason.
    """
    raise NotImplementedError(place, schema, language)
