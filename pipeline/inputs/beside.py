"""Where the files stand that belong to a PDF: beside it, under its name.

Nothing heavy is imported here: whether outputs are current is told by these files too.
"""

from __future__ import annotations

from pathlib import Path

# Where PDFs are put, and how their names end.
INPUT_FOLDER = Path("input")
PDF_SUFFIX = ".pdf"
LEDGER_ENDING = ".decisions.csv"


def ledger_path(pdf: Path) -> Path:
    """Where the decisions ledger of a PDF is, if there is one."""
    return pdf.with_name(f"{pdf.stem}{LEDGER_ENDING}")


def source_path(pdf: Path) -> Path:
    """Where the source file of a PDF is, if there is one."""
    return pdf.with_name(f"{pdf.stem}.source.yaml")
