"""Comparisons → what a page shows of them."""

from __future__ import annotations

from pipeline.compare.changes import Comparison
from pipeline.compare.page_findings import FINDING_ITEMS
from pipeline.compare.page_groups import GROUP_ITEMS
from pipeline.compare.page_pair import OF_PAGE, ComparedPair
from pipeline.compare.page_value import FOLDED_KINDS, KINDS, ComparedDocument, GroupOfChanges
from pipeline.compare.source_files import source_of
from pipeline.compare.wording import InWords
from pipeline.outputs.written import Output

MAKES_ITEMS = {**GROUP_ITEMS, **FINDING_ITEMS}
# Kinds of change on which a sentence says how they are to be understood.
WITH_NOTE = ("renamed", "texts", "stale")


def compared_document(
    comparison: Comparison, old: Output | None, new: Output | None, words: InWords
) -> ComparedDocument:
    """What a page shows of a comparison.

    Args:
        comparison: what changed.
        old: the old output, if there is one.
        new: the new output, if there is one.
        words: the words for it.

    Raises:
        InputError: a file of them cannot be read.
    """
    sources = (source_of(old) if old else None, source_of(new) if new else None)
    if old is None or new is None:
        summary = words.word(f"{OF_PAGE}only_{comparison.only_in}")
        return ComparedDocument(comparison.name, summary, (), sources, ({}, {}))
    pair = ComparedPair(comparison, old, new, words)
    groups = [group for kind in (*KINDS, *FOLDED_KINDS) if (group := group_of(kind, pair)).items]
    changes = sum(group.count for group in groups if group.kind in KINDS)
    summary = pair.say("changes", count=changes) if changes else pair.say("equal")
    turns = (pair.cells[0].turns, pair.cells[1].turns)
    return ComparedDocument(comparison.name, summary, groups, sources, turns, across_words(pair))


def across_words(pair: ComparedPair) -> str:
    """How many records a spreadsheet and a PDF share, in words; empty where both are of a kind."""
    across = pair.comparison.across
    if across is None:
        return ""
    name = "across_all" if across.is_whole else "across_some"
    said = pair.say(
        name,
        count=across.same + across.by_ledger,
        pdf=across.pdf,
        spreadsheet=across.spreadsheet,
        old=f"{across.old_file}: {across.old_records}",
        new=f"{across.new_file}: {across.new_records}",
    )
    if across.by_ledger:
        said += f" {pair.say('across_ledger', count=across.by_ledger)}"
    return said


def group_of(kind: str, pair: ComparedPair) -> GroupOfChanges:
    """The changes of a kind."""
    note = pair.say(f"note_{kind}") if kind in WITH_NOTE else ""
    return GroupOfChanges(kind, pair.say(f"kind_{kind}"), list(MAKES_ITEMS[kind](pair)), note)
