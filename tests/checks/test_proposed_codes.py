"""The line that a finding on an unknown wording proposes for the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.print_other_tables import contract_rows, contracts
from tests.support.small_lists import read_contracts

# Codes are proposed of no more letters than this.
LONGEST = 40
HEAD, TAIL = "Kilpailutus", "hyvinvointialueella"


@pytest.mark.parametrize(
    ("wording", "line"),
    [
        ("Huutokauppa", "huutokauppa,Huutokauppa,Huutokauppa,Huutokauppa,"),
        ("Avoin haku", "avoin_haku,Avoin haku,Avoin haku,Avoin haku,"),
        # A wording beside a code that is known is one of that code.
        ("Suorahankinta, sovittu", 'direct,,,"Suorahankinta, sovittu",'),
        # What is too long is cut between two words.
        (f"{HEAD} {TAIL} {'x' * 8}", f"kilpailutus_hyvinvointialueella_{'x' * 8},"),
        (f"{HEAD} {TAIL} {'x' * 9}", "kilpailutus_hyvinvointialueella,"),
        ("***", "code,***,***,***,"),
    ],
)
def test_a_wording_is_proposed_with_a_code(tmp_path: Path, wording: str, line: str) -> None:
    (row,) = contract_rows(contracts()[:1])
    result = read_contracts(tmp_path, [{**row, "procedure": wording}])
    (finding,) = [f for f in result.findings if f.field == "procedure"]
    advice = finding.advice(result.schema, "en")
    assert f"Add to vocabulary/procedures.csv the line {line}" in advice
    code = advice.rsplit("line ", 1)[1].split(",")[0]
    assert len(code) <= LONGEST
