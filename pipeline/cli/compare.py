"""The command `compare`: two sets of outputs, what changed between them, and the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from pipeline.cli.compare_page import ComparedOutputs, write_page
from pipeline.compare.changes import Comparison
from pipeline.compare.documents import compare_documents, differing_files
from pipeline.compare.folders import read_as_built, read_committed, read_outputs
from pipeline.compare.kinds import is_of_spreadsheet, source_file
from pipeline.compare.report import comparison_json, comparison_markdown
from pipeline.compare.together import compare_together
from pipeline.compare.wording import InWords
from pipeline.errors import WrongUsageError
from pipeline.outputs.written import Output
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema

OUTPUT_FOLDER = Path("output")
DIFFERENT_EXIT = 1


def compare(options: Namespace) -> int:
    """Print what changed, and write a page of it where one is asked for; the exit code.

    Raises:
        WrongUsageError: the folders are too few or too many, or options do not fit.
        SchemaError: the schemas folder is not as it must be.
        InputError: an output or a PDF cannot be read.
        OutputError: the page cannot be written.
    """
    if options.pdf and options.html is None:
        raise WrongUsageError("compare --pdf is for --html FILE: name the page to write.")
    schema = load_checked_schema(options.schemas)
    old, new = both_outputs(options)
    names = sorted(old.keys() | new.keys())
    pairs = [(old.get(name), new.get(name)) for name in names]
    compared = [
        ComparedOutputs(compare_pair(name, *pair, schema), *pair)
        for name, pair in zip(names, pairs, strict=True)
    ]
    comparisons = [one.comparison for one in compared]
    if options.html:
        folders = options.folder or [OUTPUT_FOLDER]
        # That of all documents has no pages of its own.
        pages = [one for one in compared if not is_together(one.old, one.new)]
        write_page(pages, InWords(schema, options.lang), folders, options)
    if options.json:
        print(comparison_json(comparisons))
    elif text := comparison_markdown(comparisons, schema, options.lang):
        print(text)
    differs = any(comparison.is_different for comparison in comparisons)
    if options.exact:
        differs = differs or any(a and b and differing_files(a, b) for a, b in pairs)
    return DIFFERENT_EXIT if differs else 0


def compare_pair(name: str, old: Output | None, new: Output | None, schema: Schema) -> Comparison:
    """What changed of a document.

    Raises:
        InputError: a report or a descriptor holds other things than a build writes.
    """
    with read_as_built(old, new):
        if is_together(old, new):
            return compare_together(name, old, new, schema)
        return compare_documents(name, old, new, schema)


def is_together(*outputs: Output | None) -> bool:
    """Whether one of some outputs is that of all documents together."""
    return any(output.is_together for output in outputs if output is not None)


def both_outputs(options: Namespace) -> tuple[dict[str, Output], dict[str, Output]]:
    """The old and the new outputs by document."""
    folders: list[Path] = options.folder
    if options.git is not None:
        if len(folders) > 1:
            raise WrongUsageError("compare --git takes one folder, the new one: name one or none.")
        folder = folders[0] if folders else OUTPUT_FOLDER
        new = read_outputs(folder)
        return read_committed(folder, options.git), new
    if len(folders) != 2:
        raise WrongUsageError("compare takes two folders, or one and --git REV: name both.")
    old, new = (read_outputs(folder) for folder in folders)
    documents, others = documents_of(old), documents_of(new)
    # Where each has one document, that is compared whatever it is called.
    if len(documents) == len(others) == 1:
        return {others[0] if name in documents else name: one for name, one in old.items()}, new
    return old, with_partners(old, new)


def documents_of(outputs: Mapping[str, Output]) -> list[str]:
    """The names of the outputs that are of a single document."""
    return [name for name, output in outputs.items() if not is_together(output)]


def with_partners(old: Mapping[str, Output], new: Mapping[str, Output]) -> dict[str, Output]:
    """The new outputs, that of a spreadsheet called as the old one of its PDF, or reversed.

    A spreadsheet beside its PDF gives its outputs another name than alone. Only what has no output
    of its own name in the other set, and one partner there, is called otherwise.
    """
    with read_as_built(*old.values(), *new.values()):
        before, after = (by_stem(o, other) for o, other in ((old, new), (new, old)))
        names = {
            after[stem][0]: before[stem][0]
            for stem in before.keys() & after.keys()
            if len(before[stem]) == len(after[stem]) == 1
            and (is_of_spreadsheet(old[before[stem][0]]) or is_of_spreadsheet(new[after[stem][0]]))
        }
    return {names.get(name, name): output for name, output in new.items()}


def by_stem(outputs: Mapping[str, Output], others: Mapping[str, Output]) -> dict[str, list[str]]:
    """The outputs that others do not have by name, by the name of their document without ending."""
    found: dict[str, list[str]] = {}
    for name, output in outputs.items():
        if name not in others and not is_together(output):
            found.setdefault(Path(source_file(output)).stem, []).append(name)
    return found
