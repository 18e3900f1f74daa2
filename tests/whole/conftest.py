"""The real appendix, read once, and what is found in it; and twelve areas, built together."""

from __future__ import annotations

import pytest

from pipeline.outputs.result import Result
from pipeline.records.model import Records
from tests.support.area_desk import IN_ORDER, TOGETHER, AreaDesk, area_desk
from tests.support.command_line import REAL_PDF
from tests.support.reading import Place, Steps, places, read, read_document, steps


@pytest.fixture(name="appendix", scope="session")
def real_appendix() -> Steps:
    return steps(read_document(REAL_PDF))


@pytest.fixture(name="records", scope="session")
def real_records(appendix: Steps) -> Records:
    return appendix.records(appendix.printed.text)


@pytest.fixture(name="usual", scope="session")
def usual_findings(appendix: Steps, records: Records) -> set[Place]:
    """What is found in the records of the appendix as it is."""
    return places(appendix.findings(records))


@pytest.fixture(name="result", scope="session")
def real_result(appendix: Steps) -> Result:
    return read(REAL_PDF, appendix.document)


@pytest.fixture(name="twelve", scope="session")
def twelve_areas_built(tmp_path_factory: pytest.TempPathFactory) -> AreaDesk:
    """Twelve areas, built together; not to be changed."""
    desk = area_desk(tmp_path_factory.mktemp("areas") / "desk")
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    lines = completed.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [
        *(f"output/{area.document}" for area in IN_ORDER),
        f"output/{TOGETHER}",
    ]
    assert lines[-1] == "built 12, current 0, refused 0, failed 0"
    return desk
