"""All files of the folder of all, as bytes."""

from __future__ import annotations

from pipeline.combined.model import Combined


def combined_files(combined: Combined, workbook: bytes, csv_kind: str) -> dict[str, bytes]:
    """All files, in the order in which they are to be put in place.

    Args:
        combined: the documents together.
        workbook: content of the workbook.
        csv_kind: whether the CSV files are plain, or for Excel (`outputs.files`).
    """
    raise NotImplementedError(combined, workbook, csv_kind)
