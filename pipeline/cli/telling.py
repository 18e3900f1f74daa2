"""What is said of documents while they are built: in their order, whichever ends first."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.combining import CombinedOutcome, line_of_all
from pipeline.cli.outcomes import STATUSES, Outcome, one_line, verdict_lines
from pipeline.cli.progress import DocumentsBar
from pipeline.system.terminal import complain


class Teller:
    """Tells of documents on standard output and standard error.

    Args:
        pdfs: the documents, in their order.
        options: of the command `build`.
        bar: what shows on a terminal how far it is.
    """

    def __init__(
        self, pdfs: Sequence[Path], options: argparse.Namespace, bar: DocumentsBar
    ) -> None:
        self.pdfs = pdfs
        self.prints = not (options.quiet or options.json)
        self.bar = bar
        self.done: dict[Path, Outcome] = {}
        self.outcomes: list[Outcome] = []
        self.complained: set[str] = set()

    def take(self, pdf: Path, outcome: Outcome) -> None:
        """Take the outcome of a document, and tell of those whose turn has come."""
        self.done[pdf] = outcome
        self.bar.end(pdf)
        while len(self.outcomes) < len(self.pdfs):
            following = self.done.pop(self.pdfs[len(self.outcomes)], None)
            if following is None:
                return
            self.outcomes.append(following)
            with self.bar.hidden():
                self.tell(following)

    def tell(self, outcome: Outcome) -> None:
        """Tell of one document."""
        self.complain_once(outcome.message)
        if self.prints:
            lines = [one_line(outcome)] if len(self.pdfs) > 1 else verdict_lines(outcome)
            for line in lines:
                print(line, flush=True)

    def complain_once(self, message: str) -> None:
        """Say what is wrong: with an option or the schemas it is so for each, and told once."""
        if message and message not in self.complained:
            complain(message)
            self.complained.add(message)

    def end(self, combined: CombinedOutcome | None) -> None:
        """Tell of all documents together, and of several how many became what.

        Args:
            combined: what became of all together; None where there is nothing of the kind.
        """
        if combined is not None:
            self.complain_once(combined.message)
        if not self.prints:
            return
        if combined is not None:
            print(line_of_all(combined), flush=True)
        if len(self.pdfs) > 1:
            counts = Counter(outcome.status for outcome in self.outcomes)
            print(", ".join(f"{status} {counts[status]}" for status in STATUSES), flush=True)
