"""What the page on Python shows is what happens."""

from __future__ import annotations

import doctest
import inspect
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline.pdf.page_reader import ReportProgress
from tests.support.command_line import ROOT
from tests.support.markdown import blocks, tables
from tests.support.pages import PageReaderHere

PAGE = ROOT / "docs" / "python.md"


class ReaderWithAnyLimit(PageReaderHere):
    """Reads here under any limit: the one that the page shows only a process can be held to."""

    def __init__(
        self,
        path: Path,
        progress: ReportProgress,
        time_limit: float,
        debug: bool = False,
        per_page: float = 0,
    ) -> None:
        assert time_limit > 0
        super().__init__(path, progress, debug=debug)


@pytest.fixture(name="project")
def copied_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the page names, and the working folder."""
    for name in ("input", "schemas", "output"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "documents").symlink_to(ROOT / "tests" / "documents")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.cli.progress.PageReader", ReaderWithAnyLimit)
    return tmp_path


def test_what_the_page_shows_happens(project: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = "\n".join(block.text for block in blocks(text) if block.language == "python")
    test = doctest.DocTestParser().get_doctest(shown, {}, PAGE.name, str(PAGE), 0)
    assert len(test.examples) > 10
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    failed = runner.run(test, out=report.append).failed
    assert not failed, "".join(report)
    assert (project / "output" / "paijat-hame-liitetaulukko" / ".current.json").exists()


def test_every_argument_and_error_is_described_and_no_other() -> None:
    told = {head[0]: [row[0].strip("`") for row in rows] for head, rows in tables(PAGE.read_text())}
    assert told["argument of `read`"] == list(inspect.signature(pipeline.read).parameters)
    errors = {name for name in pipeline.__all__ if name.endswith("Error")}
    assert set(told["error"]) == errors - {"PipelineError"}
    assert all(hasattr(pipeline.ReadResult, name) for name in told["attribute"])
