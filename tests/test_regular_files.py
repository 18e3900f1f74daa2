"""Only files are read, and never more of them than may be."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pipeline.system.regular_files import NotRegularError, TooLargeError, read_regular


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\r\nb\x1a\n")
    assert read_regular(path, 6) == b"a\r\nb\x1a\n"
    (tmp_path / "link").symlink_to(path)
    assert read_regular(tmp_path / "link", 6) == b"a\r\nb\x1a\n"
    with pytest.raises(TooLargeError, match="more than 5 bytes"):
        read_regular(path, 5)


def test_a_file_with_a_hole_of_terabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "hole"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(TooLargeError, match="more than 1,000 bytes"):
        read_regular(path, 1000)


def test_nothing_else_is_opened(tmp_path: Path) -> None:
    pipe, listener = tmp_path / "pipe", socket.socket(socket.AF_UNIX)
    os.mkfifo(pipe)
    listener.bind(os.fspath(tmp_path / "socket"))
    kinds = {
        tmp_path: "a folder",
        pipe: "a named pipe",
        tmp_path / "socket": "a socket",
        Path("/dev/zero"): "a device",
    }
    for path, kind in kinds.items():
        with pytest.raises(NotRegularError, match=kind):
            read_regular(path, 1000)
    listener.close()


@pytest.mark.parametrize("name", ["missing", "nul\0", "half\ud800"])
def test_a_name_without_a_file_is_an_error_of_the_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"No such|no file") as caught:
        read_regular(tmp_path / name, 1000)
    assert caught.value.strerror
