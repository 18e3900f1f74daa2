"""Each value that breaks a Table Schema is caught: a fault that only the program could make.

What is found beyond the findings of the appendix itself is compared with the tables below. They
follow from sections 3 and 4 of the design and from the words of `schemas/appendix.yaml`.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.records.model import Records
from tests.support.reading import Place, Steps, at, places

SERVICE = "person.tyovoimakoulutus"
BROKEN = "schema-broken"
RECORD_VALUES: list[tuple[str, str, Place]] = [
    ("customer_group", "persons", (BROKEN, SERVICE, "customer_group", "", None)),
    ("customer_group", "", (BROKEN, SERVICE, "customer_group", "", None)),
    ("service", "", at(BROKEN, SERVICE, "service", 2)),
    ("service_type", "", at(BROKEN, SERVICE, "service_type", 2)),
    ("service_type", "statutry", at(BROKEN, SERVICE, "service_type", 2)),
    ("service_type", "Lakisääteinen", at(BROKEN, SERVICE, "service_type", 2)),
    ("shared", "", at(BROKEN, SERVICE, "shared", 16)),
    ("shared", "x", at(BROKEN, SERVICE, "shared", 16)),
    ("tem_area", "", at(BROKEN, SERVICE, "tem_area", 16)),
    ("tem_area", "7", at(BROKEN, SERVICE, "tem_area", 16)),
    ("integration_client", "", at(BROKEN, SERVICE, "integration_client", 16)),
    ("integration_client", "maybe", at(BROKEN, SERVICE, "integration_client", 16)),
    ("multidisciplinary", "", at(BROKEN, SERVICE, "multidisciplinary", 16)),
    ("multidisciplinary", "YES", at(BROKEN, SERVICE, "multidisciplinary", 16)),
    ("new_jobseeker", "", at(BROKEN, SERVICE, "new_jobseeker", 30)),
    ("new_jobseeker", "none", at(BROKEN, SERVICE, "new_jobseeker", 30)),
    ("tem_area_uncertain", "maybe", (BROKEN, SERVICE, "tem_area_uncertain", "", None)),
    ("tem_area_uncertain", "", (BROKEN, SERVICE, "tem_area_uncertain", "", None)),
    ("pages", "", (BROKEN, SERVICE, "pages", "", None)),
    ("pages", "2,16,30", (BROKEN, SERVICE, "pages", "", None)),
    ("pages", "2;16;", (BROKEN, SERVICE, "pages", "", None)),
]
LIST_VALUES: list[tuple[str, str]] = [
    ("producer", "nobody"),
    ("producer", "ostopalvelu"),
    ("producer", ""),
    ("certainty", "perhaps"),
    ("certainty", ""),
]


@pytest.mark.parametrize(("field", "value", "place"), RECORD_VALUES)
def test_a_value_that_breaks_the_table_schema_is_found(
    appendix: Steps, records: Records, usual: set[Place], field: str, value: str, place: Place
) -> None:
    frame = records.frame.copy()
    frame[field] = frame[field].astype(object)
    assert frame.at[SERVICE, field] != value
    frame.at[SERVICE, field] = value
    found = places(appendix.findings(replace(records, frame=frame)))
    assert (found - usual, usual - found) == ({place}, set())


@pytest.mark.parametrize(("field", "value"), LIST_VALUES)
def test_a_value_of_a_list_that_breaks_its_table_schema_is_found(
    appendix: Steps, records: Records, usual: set[Place], field: str, value: str
) -> None:
    frame: pd.DataFrame = records.lists["service_producers"].copy()
    frame.loc[frame["service_id"] == SERVICE, field] = value
    found = places(appendix.findings(replace(records, lists={"service_producers": frame})))
    assert (found - usual, usual - found) == ({(BROKEN, SERVICE, field, "", None)}, set())
