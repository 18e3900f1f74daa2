"""Times the outputs of a build: the workbook, the text files, and the review page.

The workbook is timed as values and as a file, the page with its pictures, which are drawn in a
child process beside the rest of a build.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from pipeline.build import Request, build
from pipeline.child.in_child import sha256_of
from pipeline.inputs.beside import ledger_path
from pipeline.inputs.source import load_source
from pipeline.outputs.files import output_files
from pipeline.outputs.kept_workbook import KeptWorkbook
from pipeline.outputs.page.review import review_page
from pipeline.outputs.report import DecideCommand
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.sheets import all_sheets
from pipeline.outputs.workbook.writer import workbook_bytes
from pipeline.pages.model import Document
from pipeline.pdf.page_images import PageImages
from pipeline.schema.consistency import load_checked_schema
from pipeline.system.bounds import SECONDS_PER_PAGE, TIME_LIMIT_SECONDS, Deadline
from tools.bench.steps import ROUNDS, read_all, seconds


def print_outputs(pdf: Path, schemas: Path) -> None:
    """Print the medians of making the result, its workbook, its text files, and its page."""
    schema = load_checked_schema(schemas)
    document = Document(tuple(read_all(pdf)), sha256_of(pdf.read_bytes()))
    source = load_source(pdf, document.sha256)
    request = Request(pdf, ledger_path(pdf), "fi", page_file=f"{pdf.stem}.html")
    command = DecideCommand("liitetaulukko decide NAME", by_make=True)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        taken, result = seconds(partial(build, request, document, source, schema))
        measured = {"result": taken}
        measured["sheets as values"], _ = seconds(partial(all_sheets, result))
        measured["workbook"], _ = seconds(partial(workbook_bytes, result))
        written = partial(output_files, result, command, "", False, KeptWorkbook(False))
        measured["text files"], _ = seconds(written)
        measured["pictures"], pictures = seconds(partial(drawn, pdf, result))
        measured["review page"], _ = seconds(partial(review_page, result, pictures, True, None))
        if number:
            for name, value in measured.items():
                times.setdefault(name, []).append(value)
    for name, values in times.items():
        print(f"{name:16} {statistics.median(values):6.3f} s")


def drawn(pdf: Path, result: Result) -> Mapping[int, bytes]:
    """The pictures of the pages of a document, as a build has them drawn."""
    numbers = [page.number for page in result.review.pages]
    deadline = Deadline(pdf, TIME_LIMIT_SECONDS, SECONDS_PER_PAGE)
    deadline.allow_for(len(numbers))
    with closing(PageImages(pdf, numbers, result.source.sha256, deadline)) as pictures:
        return pictures.wait().images
