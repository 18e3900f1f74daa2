"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.printing.appendix import print_appendix, transcription
from tests.support.command_line import Desk
from tests.support.pages import STORE


@pytest.fixture(scope="session", autouse=True)
def shared_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each PDF is read once in a run of the tests, by whichever of its processes needs it first."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    STORE.folder = run / "pages"
    STORE.folder.mkdir(exist_ok=True)


@pytest.fixture(scope="session", name="built")
def built_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A printed appendix like the real one, and its outputs; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("built"))
    print_appendix(desk.pdf, transcription())
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    return desk


@pytest.fixture(name="desk")
def used_desk(built: Desk, tmp_path: Path) -> Desk:
    """The same document with its outputs, for one test to spoil."""
    desk = Desk(tmp_path / "desk")
    shutil.copytree(built.folder, desk.folder)
    return desk


@pytest.fixture(name="clean_desk")
def unused_desk(tmp_path: Path) -> Desk:
    """A folder without document or outputs."""
    desk = Desk(tmp_path / "clean")
    desk.folder.mkdir()
    return desk
