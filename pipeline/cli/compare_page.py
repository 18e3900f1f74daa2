"""The page of a comparison: documents looked for, pages drawn, and one HTML file written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.compare.changes import Comparison
from pipeline.compare.folders import read_as_built
from pipeline.compare.page import compared_document
from pipeline.compare.page_data import PageData, needed_sheets
from pipeline.compare.page_sheets import draw_sheets
from pipeline.compare.page_value import ComparedDocument
from pipeline.compare.source_files import (
    FilesAtHand,
    Source,
    committed_file,
    find_files,
    input_folders,
    require_places,
)
from pipeline.compare.wording import InWords
from pipeline.inputs.beside import INPUT_FOLDER
from pipeline.outputs.page.html_file import html_file
from pipeline.outputs.writing import write_all
from pipeline.outputs.written import Output


@dataclass(frozen=True)
class ComparedOutputs:
    """What changed of a document, and the outputs that were compared; None where there is none."""

    comparison: Comparison
    old: Output | None
    new: Output | None


def write_page(
    compared: Sequence[ComparedOutputs],
    words: InWords,
    folders: Sequence[Path],
    options: Namespace,
) -> None:
    """Write a page of comparisons.

    Args:
        compared: the comparisons.
        words: the words for them.
        folders: the folders of outputs that were compared.
        options: of the command line.

    Raises:
        InputError: an output or a PDF that was named cannot be read.
        OutputError: the page cannot be written.
    """
    require_places(options.pdf)
    documents = [shown_document(one, words) for one in compared]
    needed = needed_sheets(documents)
    shown = {sha256 for sha256, _ in needed}
    known = [source for document in documents for source in document.sources if source]
    sources = [one for one in known if one.is_spreadsheet or one.sha256 in shown]
    with TemporaryDirectory() as private:
        at_hand = files_at_hand(sources, folders, options, Path(private))
        drawn = draw_sheets(needed, at_hand.paths, options.debug)
    page = PageData(documents, words, at_hand, drawn)
    content = html_file(
        page.title,
        words.language,
        page.as_json(),
        page.pictures,
        words.word("page_compare_without_script"),
    )
    write_all(options.html.parent, {options.html.name: content})


def shown_document(compared: ComparedOutputs, words: InWords) -> ComparedDocument:
    """What the page shows of a document.

    Raises:
        InputError: an output cannot be read.
    """
    old, new = compared.old, compared.new
    with read_as_built(old, new):
        return compared_document(compared.comparison, old, new, words)


def files_at_hand(
    sources: Iterable[Source], folders: Sequence[Path], options: Namespace, private: Path
) -> FilesAtHand:
    """The documents that are at hand, on the disk or as the commit compared with has them.

    Args:
        sources: the documents that outputs are made from.
        folders: the folders of outputs.
        options: of the command line.
        private: a folder of this run, into which those of the commit are written.
    """
    places = [
        *options.pdf,
        *(inputs for folder in folders for inputs in input_folders(folder)),
        INPUT_FOLDER,
    ]
    found = find_files(sources, places)
    if options.git is None:
        return found
    committed: dict[str, Path] = {}
    for source in sources:
        if source.sha256 in found.paths or source.sha256 in committed:
            continue
        content = committed_file(source, folders[0], options.git)
        if content is not None:
            path = private / f"{len(committed)}{Path(source.file).suffix}"
            path.write_bytes(content)
            committed[source.sha256] = path
    return replace(found, paths={**found.paths, **committed})
