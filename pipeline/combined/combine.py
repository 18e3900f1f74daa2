"""The parts → all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from pipeline.combined.common_names import common_names
from pipeline.combined.crosses import combined_crosses
from pipeline.combined.model import Combined, CommonName, Part, ReadPart
from pipeline.combined.own_tables import (
    by_document_frame,
    common_frame,
    documents_frame,
    named_records,
)
from pipeline.combined.tables import frames_of
from pipeline.schema.model import Language, Schema
from pipeline.schema.together_consistency import (
    DOCUMENTS,
    by_document_table,
    common_column,
    common_table,
)


def combine(parts: Iterable[ReadPart], schema: Schema, language: Language) -> Combined:
    """All documents together; the same whatever their order.

    Args:
        parts: of each document, that which is not usable too.
        schema: how they were read.
        language: of the workbook and the report.
    """
    read = sorted(parts, key=lambda part: part.part.name)
    outputs = {one.part.name: one.output for one in read if one.output is not None}
    labelled = with_labels([one.part for one in read])
    usable = [part for part in labelled if part.is_usable]
    tables = {
        DOCUMENTS: documents_frame(labelled, schema),
        **frames_of(usable, outputs, schema),
    }
    crosses = combined_crosses(tables, usable, schema, language)
    named, names = with_common_names(tables, schema)
    return Combined(
        schema=schema,
        language=language,
        folder=schema.description.combined.folder,
        parts=tuple(labelled),
        outputs=outputs,
        tables=named,
        cross_tables=crosses,
        names=names,
    )


def with_labels(parts: Sequence[Part]) -> list[Part]:
    """The documents with what people call them: told apart where several have one name."""
    labels = [part.area or part.title or part.name for part in parts]
    counts = Counter(labels)
    return [
        replace(part, label=label if counts[label] == 1 else f"{label} ({part.name})")
        for part, label in zip(parts, labels, strict=True)
    ]


def with_common_names(
    tables: dict[str, pd.DataFrame], schema: Schema
) -> tuple[dict[str, pd.DataFrame], tuple[CommonName, ...]]:
    """The tables with common names, and these; as they are where no vocabulary has any."""
    vocabulary = schema.description.combined.names
    if not vocabulary:
        return tables, ()
    names, codes = common_names(named_records(tables, schema), schema.vocabularies[vocabulary])
    records = tables[schema.record.name].assign(
        **{common_column(schema): pd.Series(codes, dtype=object)}
    )
    named = {**tables, schema.record.name: records}
    return {
        **named,
        common_table(schema): common_frame(names, schema),
        by_document_table(schema): by_document_frame(names, named, schema),
    }, names
