"""What is known of a document besides its own text: `NAME.source.yaml` beside the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.inputs.beside import document_name, source_path
from pipeline.schema.model import Language
from pipeline.schema.strict import Strict
from pipeline.schema.yaml_lines import load_model
from pipeline.system.regular_files import is_missing


class SourceFile(Strict):
    """The optional file; a text may be given in each language."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    sha256: str | None = None
    note: str | dict[Language, str] | None = None

    def note_in(self, language: Language) -> str:
        """The note, in a language if it is given in several."""
        if isinstance(self.note, dict):
            return self.note.get(language, "")
        return self.note or ""


@dataclass(frozen=True)
class DocumentSource:
    """The source of a build: the document's file name and hash, and what else is known of it.

    `name` is what its outputs are called.
    """

    file: str
    sha256: str
    known: SourceFile
    name: str


def load_source(pdf: Path, sha256: str) -> DocumentSource:
    """The source of a build.

    Args:
        pdf: the document.
        sha256: hash of the bytes that were read from it, whatever the file holds by now.

    Raises:
        SchemaError: the source file is not as it must be.
        InputError: the document is not the one the source file was written for.
    """
    path = source_path(pdf)
    if is_missing(path):
        return DocumentSource(pdf.name, sha256, SourceFile(), document_name(pdf))
    known = load_model(path, SourceFile)
    if known.sha256 is not None and known.sha256.lower() != sha256:
        raise InputError(
            "source-changed",
            f"{pdf} has SHA-256 {sha256}, but {path.name} was written for {known.sha256}: restore "
            "the document, or check what that file says and put the new hash into it.",
        )
    return DocumentSource(pdf.name, sha256, known, document_name(pdf))
