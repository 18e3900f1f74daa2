"""A PDF read from Python: the same as `build`, errors of the program alone, and a light import."""

from __future__ import annotations

import importlib.resources
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline import (
    InputError,
    LedgerError,
    OutputError,
    PipelineError,
    ReadResult,
    SchemaError,
    WrongUsageError,
    read,
)
from tests.printing.appendix import changed, print_appendix, transcription
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, print_table
from tests.support.command_line import REAL_PDF, ROOT, SCHEMAS, Desk, files_in, read_csv, run
from tests.support.pages import PageReaderHere

# A line that a screen shows, and a notebook's cell: what was millions of letters once.
SHORT_LINE, SHORT_CELL = 300, 6000
DECISION = (
    'correct,,person.kulukorvaukset,tem_area,?,"5 Tieto, neuvonta ja ohjaus",asked,2026-01-31'
)
HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have PDFs read in this process, in the project's folder."""
    monkeypatch.setattr("pipeline.cli.progress.PageReader", PageReaderHere)
    monkeypatch.chdir(ROOT)


@pytest.fixture(name="result")
def result_of_desk(desk: Desk) -> ReadResult:
    """What is read from a printed appendix."""
    return read(desk.pdf)


def as_csv(frame: pd.DataFrame) -> list[dict[str, str]]:
    """A frame with its index as the rows of a CSV file."""
    named = frame if frame.index.name is None else frame.reset_index()
    return [
        {c: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for c, v in r}
        for r in (zip(named.columns, row, strict=True) for row in named.astype(object).to_numpy())
    ]


def test_the_frames_hold_what_the_files_hold(desk: Desk, result: ReadResult) -> None:
    assert as_csv(result.records) == desk.rows("services")
    assert list(result.lists) == ["service_producers"]
    assert as_csv(result.lists["service_producers"]) == desk.rows("service_producers")
    counted = result.cross_tabulations["producer_by_tem_area"]
    assert as_csv(counted) == desk.rows("producer_by_tem_area")
    assert len(result.cross_tabulations) == 7
    assert as_csv(result.findings) == desk.rows("findings")
    assert as_csv(result.cells) == desk.rows("cells")
    assert as_csv(result.empty_cells) == desk.rows("empty_cells")
    assert (result.usable, result.page_count) == (True, 16)
    assert result.open_findings == {"error": 0, "warning": 15, "info": 3}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_saving_writes_what_a_build_writes(desk: Desk, tmp_path: Path, language: str) -> None:
    desk.ledger.write_text(f"{HEADER}\n{DECISION}\n", encoding="utf-8")
    assert desk.build("--lang", language).returncode == 0
    result = read(str(desk.pdf), language="en" if language == "en" else "fi")
    folder = result.save(str(tmp_path / "saved"))
    assert files_in(folder) == files_in(desk.outputs)
    assert len(result.corrections) == 1


def test_what_was_saved_is_current_for_a_build(desk: Desk) -> None:
    read(desk.pdf).save(desk.outputs)
    assert "is current: nothing to do" in desk.build().stdout


def test_csv_files_are_saved_for_excel_where_asked_for(desk: Desk, tmp_path: Path) -> None:
    result = read(desk.pdf)
    folder = result.save(tmp_path / "saved", csv="excel")
    assert desk.build("--csv", "excel").returncode == 0
    assert files_in(folder) == files_in(desk.outputs)
    with pytest.raises(WrongUsageError, match="did you mean excel"):
        result.save(tmp_path / "other", csv="exel")  # type: ignore[arg-type]


def test_decisions_may_be_left_aside(desk: Desk, tmp_path: Path) -> None:
    desk.ledger.write_text(f"{HEADER}\nno ledger at all\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="has 1 values"):
        read(desk.pdf)
    folder = read(desk.pdf, decisions=False).save(tmp_path / "saved")
    assert desk.build("--without-decisions").returncode == 0
    assert files_in(folder) == files_in(desk.outputs)


def test_another_kind_of_table(tmp_path: Path) -> None:
    pdf = tmp_path / "list.pdf"
    print_table(pdf, [{"number": "1", "name": "Koulut", "amount": "10"}], LIST_LAYOUT)
    result = read(pdf, schemas=LIST / "schemas")
    assert result.records["name"].tolist() == ["Koulut"]
    assert read(pdf, schemas=str(LIST / "schemas")).records.equals(result.records)


def test_with_errors_the_workbook_stays_as_it_was(desk: Desk) -> None:
    workbook = desk.workbook.read_bytes()
    print_appendix(desk.pdf, changed(transcription(), "person", 8, type="Pakollinen"))
    result = read(desk.pdf)
    assert (result.usable, result.open_findings["error"]) == (False, 1)
    assert "do not use it" in repr(result)
    result.save(desk.outputs)
    assert desk.workbook.read_bytes() == workbook
    report = json.loads((desk.outputs / "validation.json").read_text(encoding="utf-8"))
    assert report["usable"] is False


def test_what_is_done_to_a_frame_changes_nothing_that_is_saved(
    desk: Desk, result: ReadResult, tmp_path: Path
) -> None:
    for frame in (result.records, *result.lists.values(), *result.cross_tabulations.values()):
        frame[frame.columns[-1]] = ""
    result.findings["message"] = ""
    folder = result.save(tmp_path / "saved")
    assert read_csv(folder / "services.csv") == desk.rows("services")
    assert read_csv(folder / "findings.csv") == desk.rows("findings")


def test_what_is_shown_is_short(result: ReadResult) -> None:
    for text in (repr(result), str(result), repr(result.result)):
        assert len(text) < SHORT_LINE
        assert "55 records" in text
        assert "\n" not in text
    assert "15 warnings" in repr(result)
    shown = result._repr_html_()
    assert len(shown) < SHORT_CELL
    assert "55 records" in shown
    assert "15 warnings" in shown
    assert "usable" in shown
    assert shown.count("<tr") == 7, "two lines of headings, five records"


def test_what_a_notebook_shows_is_escaped(tmp_path: Path) -> None:
    pdf = tmp_path / "<b>list.pdf"
    print_table(pdf, [{"number": "1", "name": "<script>", "amount": "10"}], LIST_LAYOUT)
    shown = read(pdf, schemas=LIST / "schemas")._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "&lt;b&gt;list.pdf" in shown


def test_errors_are_those_of_the_program(desk: Desk, result: ReadResult, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.pdf does not exist") as missing:
        read(tmp_path / "none.pdf")
    assert missing.value.code == "file-missing"
    with pytest.raises(SchemaError, match="there is no such schemas folder"):
        read(desk.pdf, schemas=tmp_path / "nowhere")
    with pytest.raises(WrongUsageError, match=r"did you mean fi\?"):
        read(desk.pdf, language="fin")  # type: ignore[arg-type]
    with pytest.raises(WrongUsageError, match="time_limit: "):
        read(desk.pdf, time_limit=0)
    with pytest.raises(OutputError, match="is no folder"):
        result.save(desk.pdf)
    for error in (InputError, SchemaError, WrongUsageError, OutputError, LedgerError):
        assert issubclass(error, PipelineError)


def test_names_that_name_nothing_are_told(result: ReadResult) -> None:
    for name in ("", "a\0.pdf"):
        with pytest.raises(WrongUsageError, match=r"^pdf: .*name a file or a folder"):
            read(name)
        with pytest.raises(WrongUsageError, match=r"^schemas: .*name a file or a folder"):
            read(REAL_PDF, schemas=name)
        with pytest.raises(WrongUsageError, match=r"^folder: .*name a file or a folder"):
            result.save(name)
    for place in (".", "/", ROOT):
        with pytest.raises(InputError) as folder:
            read(place)
        assert folder.value.code == "not-a-file"
    with pytest.raises(WrongUsageError, match="pdf: is longer than a name can be"):
        read("y" * 300)
    with pytest.raises(WrongUsageError, match="schemas: is longer than a name can be"):
        read(REAL_PDF, schemas="y" * 300)


def test_what_cannot_be_written_leaves_everything_as_it_was(
    desk: Desk, result: ReadResult, tmp_path: Path
) -> None:
    folder = result.save(tmp_path / "saved")
    (folder / "services.csv").unlink()
    (folder / "services.csv").mkdir()
    (folder / "services.csv" / "held").touch()
    before = files_in(folder)
    with pytest.raises(OutputError):
        read(desk.pdf, language="en").save(folder)
    after = files_in(folder)
    assert after["validation.md"] == before["validation.md"]
    assert after.keys() == before.keys()


# Run in a process of its own, as a script without a guard for child processes.
LIGHT_IMPORT = """
import sys
import pipeline
heavy = {"numpy", "openpyxl", "pandas", "pandera", "pdfminer", "pdfplumber", "pydantic", "yaml"}
print(sorted(heavy & sys.modules.keys()), "argparse" in sys.modules, "read" in dir(pipeline))
print(repr(pipeline.read(sys.argv[1], schemas=sys.argv[2])))
"""


def test_a_script_reads_in_a_child_and_the_import_alone_is_light(tmp_path: Path) -> None:
    pdf, script = tmp_path / "list.pdf", tmp_path / "script.py"
    print_table(pdf, [{"number": "1", "name": "Koulut", "amount": "10"}], LIST_LAYOUT)
    script.write_text(LIGHT_IMPORT, encoding="utf-8")
    completed = subprocess.run(
        [sys.executable, str(script), str(pdf), str(LIST / "schemas")],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        check=True,
    )
    assert completed.stdout.splitlines()[0] == "[] False True"
    assert completed.stdout.splitlines()[1].startswith("<ReadResult list.pdf: 1 records from 1")


def test_a_name_that_is_none_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        pipeline.raed  # type: ignore[attr-defined]  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert importlib.resources.files("pipeline").joinpath("py.typed").is_file()
    assert run("--version").stdout.split()[1] == pipeline.__version__
    assert (SCHEMAS / "labels.yaml").is_file()
