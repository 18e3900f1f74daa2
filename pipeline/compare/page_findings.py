"""What became of findings and decisions → groups of changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from pipeline.compare.changes import OF_SUBSTANCE, STATES, ReportedFinding
from pipeline.compare.findings import findings_of, stale_acceptances, stale_corrections
from pipeline.compare.kinds import CELL_COLUMN
from pipeline.compare.page_groups import MakesItems, changed_value
from pipeline.compare.page_pair import ComparedPair
from pipeline.compare.page_value import Cells, ChangedPart, ChangedThing
from pipeline.finding import ACCEPTED

# A finding of this state is told as the old output has it; one of any other as the new one has.
GONE = "fixed"


def kind_of_state(state: str) -> str:
    """The kind of change for what became of a finding."""
    return state.replace(" ", "_")


def finding_items(state: str) -> MakesItems:
    """What makes the items of the findings of which the same became."""

    def items(pair: ComparedPair) -> Iterator[ChangedThing]:
        for finding in pair.comparison.findings.get(state, ()):
            cells = finding_cells(finding, pair, is_new=state != GONE)
            # What did not change is told without its cell: no page is drawn for that.
            yield finding_item(finding, pair, cells if state in OF_SUBSTANCE else None)

    return items


def finding_item(finding: ReportedFinding, pair: ComparedPair, cells: Cells | None) -> ChangedThing:
    """A finding with its printed cells, else with its page."""
    lines = [pair.words.message(finding), *moved_lines(finding, pair)]
    if finding["status"] == ACCEPTED:
        lines.append(f"{pair.words.word('reason')}: {finding['accepted_because']}")
    if finding.get(CELL_COLUMN) and not cells:
        lines.append(str(finding[CELL_COLUMN]))
    elif finding["page"] is not None and not cells:
        lines.append(f"{pair.words.word('page')} {finding['page']}")
    key, field = str(finding[pair.schema.record.key]), str(finding["field"])
    label = pair.words.field(field) if field else ""
    return ChangedThing(
        pair.name_of(key),
        [*filter(None, [key]), str(finding["finding_id"]), str(finding["check"])],
        str(finding["severity"]),
        lines,
        [ChangedPart(cells=cells, label=label)] if cells else [],
    )


def finding_cells(finding: ReportedFinding, pair: ComparedPair, is_new: bool) -> Cells | None:
    """The cell of a finding in both outputs, if it is about one."""
    reference = str(finding["cell_ref"] or "")
    return pair.cells_at(reference, is_new) if reference else None


def moved_lines(finding: ReportedFinding, pair: ComparedPair) -> Iterator[str]:
    """The finding that a new one would be without a renaming."""
    for old, new in pair.comparison.moved_findings.items():
        if new == finding["finding_id"]:
            yield pair.say("moved", finding=old)


def severity_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Findings with another severity, or made more or less often."""
    changes = pair.words.severity_changes(pair.comparison.severities)
    findings = findings_of(pair.new)
    for identity, changed in groupby(changes, lambda change: change.where):
        cells = finding_cells(findings[identity], pair, is_new=True)
        item = finding_item(findings[identity], pair, cells)
        part = ChangedPart([changed_value(change) for change in changed], cells)
        yield ChangedThing(item.name, item.codes, item.severity, item.lines, [part])


def correction_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Corrections that are new, gone, or say something else."""
    changes = pair.words.correction_changes(pair.comparison.decisions)
    for place, changed in groupby(changes, lambda change: change.where):
        key, _, field = place.rpartition("/")
        cells = pair.cells_at(place, is_new=key in pair.after)
        label = pair.words.field(field)
        values = [(f"{label}: {one.what}", one.old, one.new) for one in changed]
        yield ChangedThing(pair.name_of(key), [key], parts=[ChangedPart(values, cells)])


def stale_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Decisions that the new source no longer fits."""
    key = pair.schema.record.key
    for place, row, text in stale_corrections(pair.old, pair.new, key):
        decision = pair.say("stale_correction", place=place, value=row["value"])
        why = pair.say("stale_record", key=row[key])
        if text is not None:
            why = pair.say("stale_text", text=text, printed=row["printed"])
        cells = pair.cells_at(place, is_new=False)
        label = pair.words.field(row["field"])
        parts = [ChangedPart(cells=cells, label=label)] if cells else []
        yield ChangedThing(pair.name_of(row[key]), [row[key]], lines=[decision, why], parts=parts)
    for finding in stale_acceptances(pair.comparison.findings):
        decision = pair.say(
            "stale_acceptance", finding=finding["finding_id"], check=finding["check"]
        )
        gone = finding_item(finding, pair, finding_cells(finding, pair, is_new=False))
        lines = [decision, pair.say("stale_finding")]
        yield ChangedThing(gone.name, gone.codes, lines=lines, parts=gone.parts)


FINDING_ITEMS: Mapping[str, MakesItems] = {
    **{kind_of_state(state): finding_items(state) for state in STATES},
    "severities": severity_items,
    "corrections": correction_items,
    "stale": stale_items,
}
