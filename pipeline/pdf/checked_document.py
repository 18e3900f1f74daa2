"""pdfminer's document, parser and streams, which note what is broken rather than pass over it.

As the library has them, a part that is not where the file says becomes nothing, a stream ends where
a wrong length says, and data that cannot be decompressed are cut off: rows of a table would be lost
without a word.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERAL_CRYPT, PDFObjRef, PDFStream
from pdfminer.psparser import PSBaseParser

from pipeline.pages.model import FaultKind
from pipeline.pdf.faults import FaultLog

# What ends a stream; a file that lacks the first has the second.
STREAM_ENDS = (b"endstream", b"endobj")
SPACES = b"\0\t\n\f\r "
# How far from where its length ends a stream its end is looked for, spaces in between.
END_REACH_BYTES = 64
# What a compressor leaves at the end of data that are flushed and not finished (RFC 1951, 3.2.4).
FLUSHED = b"\0\0\xff\xff"
# How much is decompressed at a time until a broken piece is found.
PIECE_BYTES = 4096
# The zlib header before deflated data (RFC 1950, 2.2), and what tells zlib that it is not there.
ZLIB_HEADER_BYTES, WITHOUT_HEADER = 2, -15


class CheckedParser(PDFParser):
    """Notes streams whose length is wrong."""

    def do_keyword(self, pos: int, token: Any) -> None:
        """Take a keyword; after a stream, look whether it ends where its length says."""
        super().do_keyword(pos, token)
        if token is not self.KEYWORD_STREAM or self.fallback or not self.curstack:
            return
        stream = self.curstack[-1][1]
        document = self.doc
        if isinstance(stream, CheckedStream) and isinstance(document, CheckedDocument):
            stream.faults = document.faults
            after = self.bufpos
            if not self.ends_at_length(pos, len(stream.rawdata or b"")):
                place = f"object {document.opening[-1]}" if document.opening else "a stream"
                document.faults.note("pdf-stream-length", place)
            # That of the library's parser forgets what it has parsed.
            PSBaseParser.seek(self, after)

    def ends_at_length(self, pos: int, length: int) -> bool:
        """Whether a stream that begins with a keyword at a place ends after so many bytes."""
        PSBaseParser.seek(self, pos)
        _, line = self.nextline()
        self.fp.seek(pos + len(line) + length)
        return bool(self.fp.read(END_REACH_BYTES).lstrip(SPACES).startswith(STREAM_ENDS))


class CheckedDocument(PDFDocument):
    """Notes parts that are not where the file says that they are.

    Args:
        arguments: those of the library's own document.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.faults = FaultLog()
        # The numbers of the parts that are being opened, one for another.
        self.opening: list[int] = []
        super().__init__(*arguments, **named)

    def getobj(self, objid: int) -> object:
        """A part of the document; a reference that leads back to itself is nothing.

        So is one that a part makes to itself, such as a stream whose length is that stream.

        Raises:
            PDFObjectNotFound: there is no such part.
        """
        found = self.own_object(objid)
        passed = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in passed:
                return None
            passed.add(found.objid)
            found = self.own_object(found.objid)
        return found

    def own_object(self, objid: int) -> object:
        """A part of the document, which may be a reference to another one.

        Raises:
            PDFObjectNotFound: there is no such part.
        """
        if objid in self.opening:
            return None
        self.opening.append(objid)
        try:
            return super().getobj(objid)
        except PDFObjectNotFound:
            if self.is_listed(objid):
                self.faults.note("pdf-part-unreadable", f"object {objid}")
                self.faults.objects.append(objid)
            raise
        finally:
            self.opening.pop()

    def is_lost(self, objid: int) -> bool:
        """Whether a part cannot be found."""
        try:
            return self.getobj(objid) is None
        except PDFObjectNotFound:
            return True

    def is_listed(self, objid: int) -> bool:
        """Whether the file says that it has a part."""
        for xref in self.xrefs:
            try:
                xref.get_pos(objid)
            except KeyError:
                continue
            return True
        return False


class CheckedStream(PDFStream):
    """Decodes what can be decoded, as viewers do, and notes what could not be."""

    faults: FaultLog | None = None

    def note(self, kind: FaultKind) -> None:
        """Note a fault of the stream."""
        if self.faults is not None:
            place = "a stream" if self.objid is None else f"object {self.objid}"
            self.faults.note(kind, place)

    def get_filters(self) -> list[tuple[Any, Any]]:
        """What the data went through; a copy is no longer encrypted, though it may say so."""
        every = super().get_filters()
        if any(name == LITERAL_CRYPT for name, _ in every):
            self.note("pdf-part-unreadable")
        return [(name, given) for name, given in every if name != LITERAL_CRYPT]

    def decode(self) -> None:
        """Decode the data; what no filter can decode is lost."""
        before = len(BROKEN_DATA)
        try:
            super().decode()
        except MemoryError:
            raise
        except Exception:  # whatever the filters of the library stumble over
            self.note("pdf-data-lost")
            self.data, self.rawdata = b"", None
        for is_whole in BROKEN_DATA[before:]:
            self.note("pdf-stream-corrupt" if is_whole else "pdf-data-lost")
        del BROKEN_DATA[before:]


# For each piece of corrupt data that was decompressed since a stream began to be decoded, whether
# all of it was there. The library's function for it, which is replaced, knows no stream.
BROKEN_DATA: list[bool] = []


def decompress_as_viewers_do(data: bytes) -> bytes:
    """Stand in for pdfminer's repair of corrupt data: as much as can be decompressed.

    The library takes data for nothing where they break off before their last bytes. A blank page
    may have a stream without any data, which is no more than nothing.
    """
    if not data.strip(SPACES):
        return b""
    inflater = zlib.decompressobj(WITHOUT_HEADER)
    pieces: list[bytes] = []
    is_broken = False
    for start in range(ZLIB_HEADER_BYTES, len(data), PIECE_BYTES):
        piece, before = data[start : start + PIECE_BYTES], inflater.copy()
        try:
            pieces.append(inflater.decompress(piece))
        except zlib.error:
            is_broken = True
            pieces.extend(inflated_bytes(before, piece))
            break
    is_flushed = not is_broken and data.rstrip(b"\r\n ").endswith(FLUSHED)
    BROKEN_DATA.append(inflater.eof or is_flushed)
    return b"".join(pieces)


def inflated_bytes(inflater: Any, data: bytes) -> Iterator[bytes]:
    """What is decompressed before a byte that cannot be."""
    for place in range(len(data)):
        try:
            yield inflater.decompress(data[place : place + 1])
        except zlib.error:
            return
