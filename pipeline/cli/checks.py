"""The checks of a schemas folder with what each means, for the command line and docs/."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from string import Formatter

from pipeline.schema.check import BUILT_IN_CHECKS, Check, Severity
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Language, Schema

# Stands in a sentence of a check for what a finding puts there.
OPEN_PLACE = "…"


def list_checks(options: argparse.Namespace) -> int:
    """The command `checks`: print them; the exit code.

    Raises:
        SchemaError: the schemas folder is not as it must be.
    """
    checks = list(list_every_check(load_checked_schema(options.schemas), options.lang))
    print(checks_json(checks) if options.json else checks_text(checks))
    return 0


@dataclass(frozen=True, slots=True)
class ListedCheck:
    """A check as it is listed.

    Args:
        check: its name.
        severity: of its findings.
        scope: `group` where a record's finding depends on other records too.
        fields: the fields it looks at; none where the program makes it while it reads and joins.
        meaning: what it looks for.
        advice: what its findings say to do.
    """

    check: str
    severity: Severity
    scope: str
    fields: Sequence[str]
    meaning: str
    advice: str


def list_every_check(schema: Schema, language: Language) -> Iterator[ListedCheck]:
    """Every check that can make a finding: those of the schema, then those it does not name."""
    declared = schema.description.checks
    named = {check.check for check in declared}
    unnamed = [Check(check=c, severity=s) for c, s in BUILT_IN_CHECKS.items() if c not in named]
    for check in [*declared, *unnamed]:
        words = schema.labels.checks[check.check]
        yield ListedCheck(
            check.check,
            check.severity,
            check.scope,
            check.fields,
            with_open_places((words.meaning or words.message)[language]),
            with_open_places(words.advice[language]),
        )


def with_open_places(template: str) -> str:
    """A sentence of a check, with a sign for each value that a finding puts into it."""
    pieces = Formatter().parse(template)
    return "".join(text + (OPEN_PLACE if name is not None else "") for text, name, _, _ in pieces)


def checks_text(checks: Sequence[ListedCheck]) -> str:
    """The checks for a terminal: name, severity and fields on one line, then what they mean."""
    width = max(len(check.check) for check in checks)
    lines = []
    for check in checks:
        looked_at = ", ".join(check.fields)
        if check.scope == "group":
            looked_at += " (compares with other records)"
        lines.append(f"{check.check:<{width}}  {check.severity:<7}  {looked_at}".rstrip())
        lines += [f"    {check.meaning}", f"    → {check.advice}"]
    return "\n".join(lines)


def checks_json(checks: Sequence[ListedCheck]) -> str:
    """The checks for programs."""
    return json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2)
