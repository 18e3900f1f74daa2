"""Files as they are put in place: whole, and for everyone whom the folder lets in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.outputs.writing import write_all


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """The permissions that new files do not get, for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")
@pytest.mark.parametrize(
    ("mask", "wanted"), [(0o022, 0o644), (0o027, 0o640), (0o002, 0o664), (0o077, 0o600)], ids=oct
)
def test_files_have_the_permissions_that_new_files_have(
    tmp_path: Path, mask: int, wanted: int
) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(b"old")
    old.chmod(0o400)
    with umask(mask):
        write_all(tmp_path, {"old.csv": b"new", "new.csv": b"new"})
        assert os.umask(mask) == mask
    assert {path.name: mode(path) for path in tmp_path.iterdir()} == {
        "old.csv": wanted,
        "new.csv": wanted,
    }
    assert old.read_bytes() == b"new"


def test_nothing_is_changed_where_a_file_cannot_be_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "b.csv" / "inside").mkdir(parents=True)
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(
        OutputError, match=r"b\.csv: cannot be written \(a folder stands in its place"
    ):
        write_all(tmp_path, {"a.csv": b"a", "b.csv": b"b", "c.csv": b"c"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_no_new_folder_is_left_where_nothing_came_into_it(tmp_path: Path) -> None:
    (tmp_path / "new" / "b.csv").mkdir(parents=True)
    with pytest.raises(OutputError):
        write_all(tmp_path / "new" / "b.csv" / "inner", {"x" * 300: b"a"})
    assert list((tmp_path / "new" / "b.csv").iterdir()) == []


def test_names_as_long_as_the_disk_allows_are_written(tmp_path: Path) -> None:
    names = ["y" * 255, "ä" * 127, "z.csv"]
    for content in (b"old", b"new"):
        write_all(tmp_path, dict.fromkeys(names, content))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        names, b"new"
    )


def test_temporary_files_of_earlier_releases_are_removed_and_no_others(tmp_path: Path) -> None:
    ours = [".a.csv.x1_y2z3w", ".book.xlsx.abcdefgh"]
    others = [".c.csv.abcdefgh", ".a.csv.short", ".a.csv.ABCDEFGH", "a.csv.abcdefgh"]
    for name in (*ours, *others):
        (tmp_path / name).write_bytes(b"half")
    write_all(tmp_path, {"a.csv": b"a", "book.xlsx": b"b"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["a.csv", "book.xlsx", *others]
    )
