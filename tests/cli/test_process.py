"""A process of its own says and writes what a command does in the process of the tests.

So nearly all tests may call the command line in their own process.
"""

from __future__ import annotations

import gc
import os
import shutil
import threading
import warnings
from contextlib import suppress
from pathlib import Path

import pdfplumber
import pytest

from tests.printing.layout_papers import HIDDEN
from tests.support.command_line import REAL_PDF, ROOT, Desk, files_in, run, run_apart
from tests.support.reading import read_document

HIDDEN_TEXT = ROOT / "tests" / "documents" / "layouts" / "drawn-invisible-text.pdf"
# Exit code and call; words in capitals stand for what is named in the test.
CALLS = [
    (0, "build PDF --output NEW"),
    (0, "build PDF --output NEW --lang en --json"),
    (1, "build PDF --output NEW --fail-on warning"),
    (0, "build PDF --output OUTPUT"),
    (3, "build MISSING --output NEW"),
    (0, "inspect PDF --images NEW"),
    (0, "decide PDF FINDING --accept --reason x --decided-on 2026-01-31"),
    (1, "compare OUTPUTS COMMITTED"),
    (0, "checks"),
    (2, "bild"),
    (0, "--help"),
    (0, "--version"),
]


@pytest.mark.parametrize(("code", "call"), CALLS, ids=[call for _, call in CALLS])
def test_a_process_of_its_own_makes_no_difference(
    built: Desk, tmp_path: Path, code: int, call: str
) -> None:
    desk = Desk(tmp_path / "desk")
    names: dict[str, str | Path] = {
        "PDF": desk.pdf,
        "OUTPUTS": desk.outputs,
        "OUTPUT": desk.output,
        "NEW": desk.folder / "new",
        "MISSING": desk.folder / "none.pdf",
        "COMMITTED": ROOT / "output" / REAL_PDF.stem,
        "FINDING": built.found("mark-uncertain")[0]["finding_id"],
    }
    words = [names.get(word, word) for word in call.split()]
    results = []
    for runs in (run, run_apart):
        shutil.copytree(built.folder, desk.folder)
        done = runs(*words)
        results.append((done.returncode, done.stdout, done.stderr, files_in(desk.folder)))
        shutil.rmtree(desk.folder)
    here, apart = results
    assert here == apart
    assert here[0] == code


def state_of_process() -> list[object]:
    """What a call could change of the process that it runs in."""
    state = [gc.isenabled(), dict(os.environ), Path.cwd(), list(warnings.filters)]
    with suppress(ImportError):
        import resource

        state.append(resource.getrlimit(resource.RLIMIT_AS))
    return [*state, sorted(thread.name for thread in threading.enumerate())]


def test_a_call_leaves_the_process_as_it_was(clean_desk: Desk) -> None:
    before = state_of_process()
    assert run("build", REAL_PDF, "--output", clean_desk.output).returncode == 0
    assert state_of_process() == before


def test_a_second_opinion_is_not_that_of_the_program() -> None:
    """The program leaves out text that is not shown; the library by itself has it."""
    read = [word.text for page in read_document(HIDDEN_TEXT).pages for word in page.words]
    assert not any(HIDDEN in word for word in read)
    with pdfplumber.open(HIDDEN_TEXT) as pdf:
        assert any(HIDDEN in page.extract_text() for page in pdf.pages)
