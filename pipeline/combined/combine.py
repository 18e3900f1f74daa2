"""The parts → all of them together."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.combined.model import Combined, ReadPart
from pipeline.schema.model import Language, Schema


def combine(parts: Iterable[ReadPart], schema: Schema, language: Language) -> Combined:
    """All documents together; the same whatever their order.

    Args:
        parts: of each document, that which is not usable too.
        schema: how they were read.
        language: of the workbook and the report.
    """
    raise NotImplementedError(parts, schema, language)
