"""Reports → the documents they are about, where those are at hand: told by their content alone.

A file of the right name may have been replaced since, and one that was renamed is still the one.
So a document is the one a report is about where its SHA-256 is, wherever it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.compare.folders import git_output, git_top
from pipeline.compare.kinds import source_file
from pipeline.errors import InputError
from pipeline.inputs.beside import INPUT_FOLDER, is_document, is_spreadsheet
from pipeline.outputs.written import Output
from pipeline.pdf.pdf_file import read_file
from pipeline.system.regular_files import PDF_LIMIT, is_folder, read_regular


@dataclass(frozen=True)
class Source:
    """The document that an output is made from, as its report says.

    Args:
        file: its name then.
        sha256: of its content.
    """

    file: str
    sha256: str

    @property
    def is_spreadsheet(self) -> bool:
        """Whether it is a spreadsheet, of which no pages are drawn."""
        return is_spreadsheet(Path(self.file))


@dataclass(frozen=True)
class FilesAtHand:
    """Which of some documents are at hand.

    Args:
        paths: where those are, by their SHA-256.
        replaced: SHA-256 of others, where files with their names have another content.
    """

    paths: Mapping[str, Path]
    replaced: frozenset[str] = frozenset()


def source_of(output: Output) -> Source:
    """The document of an output."""
    return Source(source_file(output), str(output.report["source"]["sha256"]))


def input_folders(folder: Path) -> list[Path]:
    """The folders of inputs that belong to a folder of outputs, of one document or of several."""
    folder = folder.resolve()
    return [parent / INPUT_FOLDER for parent in (folder.parent, folder.parent.parent)]


def find_files(wanted: Iterable[Source], places: Sequence[Path]) -> FilesAtHand:
    """Look for documents, under their names first.

    Args:
        wanted: the documents.
        places: folders to look into, whether they exist or not, and files.
    """
    names = {source.sha256: source.file for source in wanted}
    paths: dict[str, Path] = {}
    seen: set[tuple[str, str]] = set()
    for path in candidates(places, frozenset(names.values())):
        if len(paths) == len(names):
            break
        found = hash_of_file(path)
        seen.add((path.name, found))
        if found in names:
            paths.setdefault(found, path)
    replaced = {
        sha256
        for sha256, name in names.items()
        if sha256 not in paths and any(one == name and found for one, found in seen)
    }
    return FilesAtHand(paths, frozenset(replaced))


def candidates(places: Sequence[Path], names: frozenset[str]) -> Iterator[Path]:
    """The documents at some places, each once; those of the right name first."""
    files = dict.fromkeys(path for place in places for path in files_at(place))
    yield from sorted(files, key=lambda path: path.name not in names)


def files_at(place: Path) -> list[Path]:
    """A file, or the documents of a folder; none where nothing is, or it cannot be looked into."""
    try:
        if not place.is_dir():
            return [place]
        return sorted(path for path in place.iterdir() if is_document(path))
    except OSError:
        return []


def hash_of_file(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        return sha256(read_regular(path, PDF_LIMIT)).hexdigest()
    except OSError:
        return ""


def require_places(places: Iterable[Path]) -> None:
    """See that what was named as the place of documents is one.

    Raises:
        InputError: there is neither a file nor a folder, or it may not be read.
    """
    for place in places:
        if not is_folder(place):
            read_file(place)


def committed_file(source: Source, folder: Path, revision: str) -> bytes | None:
    """A document as a commit has it in a folder of inputs; None where it does not.

    Args:
        source: the document.
        folder: the folder of outputs beside whose inputs it may be.
        revision: name of the commit.
    """
    top = git_top(folder.resolve(), f"{folder} at {revision}")
    for inputs in input_folders(folder):
        if not inputs.is_relative_to(top):
            continue
        path = (inputs / source.file).relative_to(top).as_posix()
        try:
            content = git_output(top, source.file, "cat-file", "blob", f"{revision}:{path}")
        except InputError:
            # The commit has no such file.
            continue
        if sha256(content).hexdigest() == source.sha256:
            return content
    return None
