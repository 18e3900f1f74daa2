"""Several small documents to build at once, and processes that build them and meet mishaps."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, print_table
from tests.support.command_line import PATIENCE_SECONDS, ROOT

SCHEMAS = LIST / "schemas"
COLUMNS = ("number", "name", "amount")
# What befalls each process that Python starts, by the name of a document. A process that reads a
# document called `waits` never comes to it; one that builds a document called `dies` is killed, and
# so is the first one that builds a document called `dies-once`.
MISHAPS = """
import os, signal, time
from pathlib import Path
from pipeline.child import in_child
from pipeline.cli import document

begin, build, marks = in_child.begin, document.build_document, Path({marks!r})

def mark(path, word):
    new = not (marks / f"{{path.stem}}-{{word}}").exists()
    (marks / f"{{path.stem}}-{{word}}").write_text(str(os.getpid()))
    return new

def begin_or_wait(arguments):
    errand = begin(arguments)
    if errand.path.stem.startswith("waits"):
        mark(errand.path, "reads")
        time.sleep({patience})
    return errand

def build_or_die(job):
    is_first = mark(job.pdf, "builds")
    if job.pdf.stem.startswith("dies") and (is_first or "once" not in job.pdf.stem):
        os.kill(os.getpid(), signal.SIGKILL)
    return build(job)

in_child.begin, document.build_document = begin_or_wait, build_or_die
"""


@dataclass(frozen=True)
class Several:
    """A folder with documents, and what is made of them."""

    folder: Path

    @property
    def output(self) -> Path:
        """The folder of all outputs."""
        return self.folder / "output"

    @property
    def marks(self) -> Path:
        """Where processes that meet mishaps leave word of it."""
        return self.folder / "marks"

    def pdf(self, name: str) -> Path:
        """A document."""
        return self.folder / f"{name}.pdf"

    def print(self, *names: str, total_is_off_by: int = 0) -> list[Path]:
        """Print lists of grants, each longer than the one before, and with its name in it."""
        for count, name in enumerate(names, 2):
            rows, amounts = [], range(1, count + 1)
            for number, chapter in enumerate(("Museot", "Liikunta"), 1):
                rows.append(("", chapter, ""))
                rows += [(f"{number}.{n:02}", f"Avustus {name}", f"{n},00") for n in amounts]
                rows.append(("", "Luku yhteensä", f"{sum(amounts)},00"))
            rows.append(("", "Kaikki yhteensä", f"{2 * sum(amounts) + total_is_off_by},00"))
            cells = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
            print_table(self.pdf(name), cells, LIST_LAYOUT)
        return [self.pdf(name) for name in names]

    def arguments(self, pdfs: Sequence[Path], *options: str | Path) -> list[str]:
        """The arguments that build documents."""
        words = ("build", *pdfs, "--schemas", SCHEMAS, "--output", self.output, *options)
        return list(map(str, words))

    def started(self, pdfs: Sequence[Path], *options: str | Path) -> subprocess.Popen[str]:
        """A process that builds documents, in a group of its own, and meets mishaps."""
        self.marks.mkdir(exist_ok=True)
        change = MISHAPS.format(marks=str(self.marks), patience=PATIENCE_SECONDS)
        (self.marks / "sitecustomize.py").write_text(change, encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *self.arguments(pdfs, *options)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": f"{self.marks}{os.pathsep}{ROOT}"},
            start_new_session=True,
        )

    def is_marked(self, word: str, *names: str) -> bool:
        """Whether documents have come so far: `reads` or `builds`."""
        return all((self.marks / f"{name}-{word}").exists() for name in names)


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so, as long as a person would; whether it is then."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < end:
        time.sleep(1 / 50)
    return is_so()


def processes_of(session: int) -> list[int]:
    """The processes of a session that still run, on Linux."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        state, _, _, its_session = re.sub(r"^.*\) ", "", text, flags=re.DOTALL).split()[:4]
        if int(its_session) == session and state != "Z":
            found.append(int(stat.parent.name))
    return found
