"""What lies in the place of a workbook is of a known source, or of an unknown one; nothing else."""

from __future__ import annotations

import bz2
import json
import os
import socket
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.outputs.kept_workbook import KeptWorkbook, kept_workbook
from tests.printing.appendix import Printing, print_appendix, transcription
from tests.support.command_line import Desk, complaint

PART = "docProps/custom.xml"
SOURCE = "0123456789abcdef" * 4
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
UNKNOWN = KeptWorkbook(True)
# What reading may take at most, many times what it takes.
FEW_BYTES = 8_000_000
BILLION = 1_000_000_000


def properties(value: str, name: str = "source_sha256", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<Properties xmlns="{NAMESPACE}" xmlns:vt="{TYPES}">'
        f'<property fmtid="{{D5CDD505}}" pid="2" name="other"><vt:lpwstr>x</vt:lpwstr></property>'
        f'<property fmtid="{{D5CDD505}}" pid="3" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    ).encode()


def archive(
    path: Path, content: bytes, name: str = PART, packed: int = zipfile.ZIP_DEFLATED
) -> None:
    with zipfile.ZipFile(path, "w", packed) as file:
        file.writestr(name, content)


def test_a_workbook_that_was_built_names_its_source(built: Desk) -> None:
    report = json.loads((built.outputs / "validation.json").read_text(encoding="utf-8"))
    known = kept_workbook(built.workbook)
    assert known == KeptWorkbook(True, report["workbook_source_sha256"])
    assert known.source == report["source"]["sha256"]


def test_the_property_is_read_from_any_archive_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    archive(path, properties(SOURCE))
    assert kept_workbook(path) == KeptWorkbook(True, SOURCE)
    archive(path, properties(SOURCE), packed=zipfile.ZIP_STORED)
    assert kept_workbook(path) == KeptWorkbook(True, SOURCE)


def test_where_nothing_lies_there_is_no_workbook(tmp_path: Path) -> None:
    assert kept_workbook(tmp_path / "a.xlsx") == KeptWorkbook(False)
    assert kept_workbook(tmp_path / "folder" / "a.xlsx") == KeptWorkbook(False)
    (tmp_path / "gone.xlsx").symlink_to(tmp_path / "nowhere")
    assert kept_workbook(tmp_path / "gone.xlsx") == KeptWorkbook(False)


def laughs() -> bytes:
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
    )
    return properties("&l9;", before=f"<!DOCTYPE Properties [{levels}]>")


def outside() -> bytes:
    return properties("&x;", before='<!DOCTYPE P [<!ENTITY x SYSTEM "file:///etc/hostname">]>')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"<Properties",
        b"<" + b"a" * 1000,
        b"<a>" * 10_000,
        b'<?xml version="1.0" encoding="no-encoding"?><a/>',
        properties(""),
        properties(SOURCE, name="source"),
        properties(SOURCE.upper()),
        properties("\x1b[31mred"[1:] + SOURCE),
        properties("?" * 64),
        laughs(),
        outside(),
        outside().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        properties(SOURCE, before="<!DOCTYPE Properties>"),
        # Larger than any list of properties: unpacked no further than that.
        properties(SOURCE) + b" " * 50_000_000,
    ],
    ids=range(16),
)
def test_properties_that_are_not_those_of_a_workbook_tell_nothing(
    content: bytes, tmp_path: Path
) -> None:
    archive(tmp_path / "a.xlsx", content)
    tracemalloc.start()
    assert kept_workbook(tmp_path / "a.xlsx") == UNKNOWN
    assert tracemalloc.get_traced_memory()[1] < FEW_BYTES
    tracemalloc.stop()


def broken_end(path: Path) -> None:
    archive(path, properties(SOURCE))
    path.write_bytes(path.read_bytes()[:-30])


def endless_list(path: Path) -> None:
    """An archive whose list of files is said to take nearly 4 GB, in a file that has them."""
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 4 * BILLION, 0, 0)
    with path.open("wb") as file:
        file.seek(4 * BILLION)
        file.write(end)


def large_end(path: Path) -> None:
    """An archive with the end of one larger than 4 GB, which names a list of that length."""
    large = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 4 * BILLION, 0
    ) + struct.pack("<4sLQL", b"PK\x06\x07", 0, 4 * BILLION, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 100, 0, 0)
    with path.open("wb") as file:
        file.seek(4 * BILLION)
        file.write(large + end)


def packed_otherwise(path: Path) -> None:
    """Packed as few files are, in a way that unpacks at once whatever there is."""
    archive(path, properties(SOURCE) + b" " * 50_000_000, packed=zipfile.ZIP_BZIP2)


def encrypted(path: Path) -> None:
    archive(path, properties(SOURCE))
    content = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    path.write_bytes(bytes(content))


def damaged(path: Path) -> None:
    archive(path, properties(SOURCE))
    content = path.read_bytes()
    path.write_bytes(content[:60] + b"\xff" * 40 + content[100:])


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no workbook"),
        lambda path: path.write_bytes(bz2.compress(b"no workbook")),
        lambda path: path.mkdir(),
        os.mkfifo,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: archive(path, properties(SOURCE), name="docProps/app.xml"),
        broken_end,
        endless_list,
        large_end,
        packed_otherwise,
        encrypted,
        damaged,
    ],
    ids=range(14),
)
def test_what_is_no_workbook_is_of_unknown_source(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    make(path)
    tracemalloc.start()
    assert kept_workbook(path) == UNKNOWN
    assert tracemalloc.get_traced_memory()[1] < FEW_BYTES
    tracemalloc.stop()


def test_a_socket_is_of_unknown_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.xlsx")
        assert kept_workbook(Path("a.xlsx")) == UNKNOWN


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: archive(path, laughs())])
def test_a_refused_build_says_that_the_source_is_unknown(
    make: Callable[[Path], object], clean_desk: Desk
) -> None:
    print_appendix(clean_desk.pdf, transcription(), Printing(heights="group"))
    clean_desk.workbook.parent.mkdir(parents=True)
    make(clean_desk.workbook)
    completed = clean_desk.build("--lang", "en")
    assert completed.returncode == 1
    assert "what stands in place of the workbook is of unknown source" in complaint(completed)
    report = (clean_desk.outputs / "validation.md").read_text(encoding="utf-8")
    assert "of which source it is cannot be told" in report
    data = json.loads((clean_desk.outputs / "validation.json").read_text(encoding="utf-8"))
    assert data["workbook_source_sha256"] is None


def test_a_pipe_in_place_of_a_workbook_that_was_built_is_no_current_output(desk: Desk) -> None:
    assert desk.build().returncode == 0
    content = desk.workbook.read_bytes()
    desk.workbook.unlink()
    os.mkfifo(desk.workbook)
    assert desk.build().returncode == 0
    assert desk.workbook.read_bytes() == content
