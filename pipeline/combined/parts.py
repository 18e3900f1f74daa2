"""The output folder of a document → a part of all, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.combined.checked_output import check_output
from pipeline.combined.model import Part, PartStatus, ReadPart
from pipeline.errors import InputError, OutputError
from pipeline.inputs.beside import is_spreadsheet
from pipeline.outputs.written import Output, texts_in
from pipeline.schema.check import SEVERITIES
from pipeline.schema.model import LANGUAGES, Language, Schema
from pipeline.text.strings import squash

# What an outcome says of a document whose outputs are those of now.
AS_BUILT = ("built", "current")
AS_REFUSED = "refused"
AS_NOT_BUILT = "not-built"
# The folders of a path that begins at the top of a system, with or without a drive.
FOLDERS_OF_PATH = re.compile(r"(?<![\w./\\])(?:[A-Za-z]:)?[/\\](?:[^/\\\s:;,“”\"']+[/\\])+")


@dataclass(frozen=True)
class PartPlace:
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


def read_part(place: PartPlace, schema: Schema, language: Language) -> ReadPart:
    """A document of all as its outputs say.

    What is not as a build writes it makes the part one that failed, with the reason.

    Args:
        place: where it is, and what the run says of it.
        schema: how it was read.
        language: of the reason.
    """
    if place.status not in (*AS_BUILT, AS_REFUSED):
        status: PartStatus = "not-built" if place.status == AS_NOT_BUILT else "failed"
        return ReadPart(unread_part(place, status, schema, language), None)
    try:
        output = read_output(place.folder)
        part = part_of(place, output, schema)
        if place.status in AS_BUILT and output.report["usable"] is True:
            check_output(output, schema)
            return ReadPart(part, output)
        return ReadPart(with_reason(part, "refused", "", schema, language), None)
    except InputError as error:
        told = replace(place, message=str(error))
        return ReadPart(unread_part(told, "failed", schema, language), None)


def read_output(folder: Path) -> Output:
    """The text files of an output folder.

    Raises:
        InputError: there is none, or a file of it cannot be read.
    """
    try:
        contents = texts_in(folder, folder)
    except OSError as error:
        raise InputError(
            "output-unreadable",
            f"{folder.name} cannot be read ({error.strerror}): check its permissions.",
        ) from None
    except OutputError as error:
        raise InputError("output-unreadable", str(error)) from None
    return Output(folder.name, {path.name: content for path, content in contents.items()})


def part_of(place: PartPlace, output: Output, schema: Schema) -> Part:
    """A document as its report tells of it, as if its records were usable.

    Raises:
        InputError: the report is not as a build writes it.
    """
    try:
        source, counts = output.report["source"], output.report["open_findings"]
        name_field = schema.description.document.field
        return Part(
            name=place.folder.name,
            file=place.document.name,
            sha256=text_of_report(source["sha256"]),
            title=text_of_report(source["title"]),
            area=text_of_report(source[name_field]) if name_field else "",
            pages=int(source["pages"]),
            label="",
            status="usable",
            reason="",
            reason_in_english="",
            records=sum(int(counted["count"]) for counted in output.report["records"]),
            open_findings={severity: int(counts[severity]) for severity in SEVERITIES},
            is_spreadsheet=is_spreadsheet(place.document),
            workbook=link_from_all(place, ".xlsx") if place.status in AS_BUILT else None,
            page=link_from_all(place, ".html"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise output.unreadable(
            "validation.json", f"is not as a build writes it ({type(error).__name__}: {error})"
        ) from None


def text_of_report(value: object) -> str:
    """A text of a report; empty where it has none.

    Raises:
        TypeError: it is something else.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def link_from_all(place: PartPlace, ending: str) -> str | None:
    """Where a file of a document's outputs is, as seen from the folder of all; None without one."""
    name = place.folder.name
    return f"../{name}/{name}{ending}" if (place.folder / f"{name}{ending}").is_file() else None


def unread_part(place: PartPlace, status: PartStatus, schema: Schema, language: Language) -> Part:
    """A document of whose outputs nothing is told."""
    part = Part(
        name=place.folder.name,
        file=place.document.name,
        sha256="",
        title="",
        area="",
        pages=None,
        label="",
        status=status,
        reason="",
        reason_in_english="",
        records=None,
        open_findings={},
        is_spreadsheet=is_spreadsheet(place.document),
        workbook=None,
        page=None,
    )
    return with_reason(part, status, without_folders(place), schema, language)


def with_reason(
    part: Part, status: PartStatus, message: str, schema: Schema, language: Language
) -> Part:
    """A document that is not usable, and why, in words.

    Args:
        part: the document.
        status: what became of it.
        message: what the program said; empty where it said nothing.
        schema: has the words.
        language: of the outputs.
    """
    word = f"part_reason_{status.replace('-', '_')}"
    values = {"message": message, **part.open_findings}
    said = {own: schema.word(word, own).format(**values) for own in LANGUAGES}
    return replace(
        part,
        status=status,
        reason=said[language],
        reason_in_english=said["en"],
        workbook=None,
    )


def without_folders(place: PartPlace) -> str:
    """What the run says is wrong with a document, without the folders of this machine."""
    text = squash(place.message)
    parents = (place.document.parent, place.folder.parent)
    known = [str(folder) for folder in (*parents, *(parent.resolve() for parent in parents))]
    for folder in sorted(set(known) - {"."}, key=len, reverse=True):
        text = text.replace(f"{folder.rstrip('/')}/", "")
    return FOLDERS_OF_PATH.sub("", text)
