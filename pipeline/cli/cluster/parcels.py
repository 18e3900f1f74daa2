"""Parcels: facts and files as one string of bytes, as they go to a worker and come back.

A parcel is read without running anything that it holds: a line of JSON says what is in it, and
the files follow, one behind the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

END_OF_LIST = b"\n"
# What a list of contents raises that this program did not write.
STRANGE_LIST = (ValueError, KeyError, TypeError, RecursionError)


class DamagedParcelError(ValueError):
    """Bytes are no parcel, or not the whole of one."""


@dataclass(frozen=True)
class Parcel:
    """What is sent.

    Args:
        facts: as JSON has them.
        files: content by name; how a name may be used is for the receiver to say.
    """

    facts: Mapping[str, Any]
    files: Mapping[str, bytes]

    def packed(self) -> bytes:
        """It as bytes."""
        sizes = [[name, len(content)] for name, content in self.files.items()]
        listed = json.dumps({"facts": self.facts, "files": sizes}).encode("ascii")
        return b"".join((listed, END_OF_LIST, *self.files.values()))


def unpacked(content: bytes) -> Parcel:
    """The parcel that was packed as these bytes.

    Raises:
        DamagedParcelError: it is none, or a part of it is missing.
    """
    listed, _, rest = content.partition(END_OF_LIST)
    try:
        known = json.loads(listed)
        facts = dict(known["facts"])
        sizes = [(str(name), int(size)) for name, size in known["files"]]
    except STRANGE_LIST:
        raise DamagedParcelError("no list of contents") from None
    if any(size < 0 for _, size in sizes) or sum(size for _, size in sizes) != len(rest):
        raise DamagedParcelError("not as long as it says")
    files, start = {}, 0
    for name, size in sizes:
        files[name] = rest[start : start + size]
        start += size
    if len(files) != len(sizes):
        raise DamagedParcelError("two files of one name")
    return Parcel(facts, files)
