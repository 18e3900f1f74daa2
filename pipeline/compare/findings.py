"""Findings and decisions of two outputs → what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.compare.changes import STATES, Change, Renaming, ReportedFinding, StaleDecision
from pipeline.compare.texts import record_texts
from pipeline.finding import ACCEPTED
from pipeline.outputs.written import CsvRow, Output

CORRECTION_COLUMNS = ("field", "printed", "value", "reason")


def findings_by_state(old: Output, new: Output) -> dict[str, list[ReportedFinding]]:
    """The findings by what became of them, in the order of their reports."""
    before, after = findings_of(old), findings_of(new)
    states: dict[str, list[ReportedFinding]] = {state: [] for state in STATES}
    for identity, finding in after.items():
        was = before.get(identity, {}).get("status")
        if finding["status"] == ACCEPTED:
            states["accepted" if was != ACCEPTED else "accepted before"].append(finding)
        elif was is None:
            states["new"].append(finding)
        else:
            states["reopened" if was == ACCEPTED else "still open"].append(finding)
    states["fixed"] = [before[identity] for identity in before if identity not in after]
    return states


def findings_of(output: Output) -> dict[str, ReportedFinding]:
    """The findings of a report by id."""
    return {finding["finding_id"]: finding for finding in output.report["findings"]}


def moved_findings(
    states: Mapping[str, Sequence[ReportedFinding]], renamed: Iterable[Renaming], key: str
) -> dict[str, str]:
    """New findings that are old ones if a proposed renaming is right: new ids by old ones."""
    new_keys = {pair.old.key: pair.new.key for pair in renamed}
    come = {(f["check"], f[key], f["field"], f["value"]): f for f in states["new"]}
    moved = {}
    for finding in states["fixed"]:
        same = (finding["check"], new_keys.get(finding[key]), finding["field"], finding["value"])
        if same in come:
            moved[finding["finding_id"]] = come[same]["finding_id"]
    return moved


def severity_changes(old: Output, new: Output) -> list[Change]:
    """Findings that both have, with another severity, or made more or less often."""
    before, after = findings_of(old), findings_of(new)
    return [
        Change(identity, name, str(before[identity][name]), str(finding[name]))
        for identity, finding in after.items()
        if identity in before
        for name in ("severity", "count")
        if before[identity][name] != finding[name]
    ]


def corrections_of(output: Output, key: str) -> dict[str, CsvRow]:
    """The corrections of an output by record and field."""
    return {
        f"{row[key]}/{row['field']}": row for row in output.rows("corrections", CORRECTION_COLUMNS)
    }


def correction_changes(old: Output, new: Output, key: str) -> Iterator[Change]:
    """Corrections that are new, gone, or say something else."""
    before, after = corrections_of(old, key), corrections_of(new, key)
    for place in dict.fromkeys([*before, *after]):
        ours, theirs = before.get(place, {}), after.get(place, {})
        for name in ("value", "reason"):
            if ours.get(name) != theirs.get(name):
                yield Change(place, name, ours.get(name, ""), theirs.get(name, ""))


def stale_decisions(
    old: Output, new: Output, states: Mapping[str, Sequence[ReportedFinding]], key: str
) -> list[StaleDecision]:
    """Decisions that the old output applied and that the new source no longer fits."""
    stale = []
    for place, row, text in stale_corrections(old, new, key):
        why = f"the source now says “{text}”, not “{row['printed']}”"
        if text is None:
            why = f"the source no longer has {row[key]}"
        stale.append(StaleDecision(f"correct {place} to “{row['value']}”", why))
    for finding in stale_acceptances(states):
        decision = f"accept {finding['finding_id']} ({finding['check']})"
        stale.append(StaleDecision(decision, "the finding is gone"))
    return stale


def stale_corrections(
    old: Output, new: Output, key: str
) -> Iterator[tuple[str, CsvRow, str | None]]:
    """Corrections of the old output that the new source no longer fits.

    Yields:
        The record and field, the correction, and what the new source says in its place; None
        where that has no such record.
    """
    before, after, kept = record_texts(old, key), record_texts(new, key), corrections_of(new, key)
    keys = {record for record, _ in after}
    for place, row in corrections_of(old, key).items():
        cell = row[key], row["field"]
        is_unchanged = row[key] in keys and before.get(cell, "") == after.get(cell, "")
        if place not in kept and not is_unchanged:
            yield place, row, after.get(cell, "") if row[key] in keys else None


def stale_acceptances(
    states: Mapping[str, Sequence[ReportedFinding]],
) -> list[ReportedFinding]:
    """Findings that the old output had accepted and that are gone."""
    return [finding for finding in states["fixed"] if finding["status"] == ACCEPTED]
