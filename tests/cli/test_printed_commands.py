"""The commands that a report prints are those that its reader can run, from the same folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.cli.calls import decide_call, is_built_by_make
from pipeline.schema.packaged import packaged_schemas
from tests.support.command_line import ROOT, read_csv, run

SAMPLE = ROOT / "tests" / "documents" / "transport-contracts"
ODD_NAME = "Hinnat (1) & 'muut' $x `y` ä.pdf"
# A program that the shell calls in place of the real one: it lists the words it is called with.
LIST_WORDS = 'liitetaulukko() { for word; do printf "%s\\n" "$word"; done; }\n'
PLACES = {
    "a folder of its own": ("papers/offers.pdf", "our schemas"),
    "the current folder": ("offers.pdf", "-s"),
    "an odd name": (ODD_NAME, "schemas of it"),
    "a name like an option": ("-offers.pdf", "kinds/of/table"),
    "without an ending": ("offers", "kinds"),
    "the input folder": ("input/offers.pdf", "kinds"),
    "the usual schemas": ("papers/offers.pdf", "schemas"),
    "beside the current folder": ("../offers.pdf", "../kinds"),
}


@pytest.fixture(name="folder")
def current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def put_sample(pdf: Path, schemas: Path) -> None:
    """Put the sample and its schemas folder somewhere."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE / "transport-contracts.pdf", pdf)
    shutil.copytree(SAMPLE / "schemas", schemas)


def printed_calls(pdf: Path, schemas: Path) -> tuple[str, str]:
    """The two commands that the English report of a build prints: to correct, and to accept."""
    options = (f"--schemas={schemas}", "--output", "out", "--lang", "en", "--quiet")
    assert run("build", *options, "--", pdf, folder=Path.cwd()).returncode == 0
    text = (Path("out") / pdf.stem / "validation.md").read_text(encoding="utf-8")
    assert "and then the same build command is run" in text
    calls = [found[2] for found in re.finditer(r"(`+) ?(liitetaulukko decide .*?) ?\1(?!`)", text)]
    assert len(calls) == 2
    return calls[0], calls[1]


def decide(call: str, target: str) -> int:
    """Run a printed command on a finding or a cell, through a shell; the exit code."""
    script = LIST_WORDS + call.replace(" FINDING_ID ", f" {target} ")
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert done.stderr == ""
    return run(*done.stdout.splitlines(), folder=Path.cwd()).returncode


@pytest.mark.parametrize(("pdf", "schemas"), PLACES.values(), ids=PLACES)
def test_printed_commands_work(folder: Path, pdf: str, schemas: str) -> None:
    put_sample(Path(pdf), Path(schemas))
    correct, accept = printed_calls(Path(pdf), Path(schemas))
    findings = read_csv(Path("out", Path(pdf).stem, "findings.csv"))
    assert decide(accept, findings[0]["finding_id"]) == 0
    assert decide(correct, findings[-1]["finding_id"]) == 0
    ledger = read_csv(Path(pdf).with_name(f"{Path(pdf).stem}.decisions.csv"))
    assert [row["action"] for row in ledger] == ["accept", "correct"]
    assert ledger[1]["value"] == "right text"


def test_no_absolute_path_stands_in_a_report(folder: Path, tmp_path: Path) -> None:
    pdf, schemas = tmp_path / "papers" / "offers.pdf", tmp_path / "kinds"
    put_sample(pdf, schemas)
    _, accept = printed_calls(pdf, schemas)
    assert accept.startswith("liitetaulukko decide --schemas ../kinds ../papers/offers.pdf ")
    findings = read_csv(Path("out", "offers", "findings.csv"))
    assert decide(accept, findings[0]["finding_id"]) == 0
    for path in Path("out").rglob("*.*"):
        assert path.suffix == ".xlsx" or str(tmp_path) not in path.read_text(encoding="utf-8")


def test_a_report_tells_the_way_from_where_it_was_built_last(
    folder: Path,
) -> None:
    put_sample(folder / "papers" / "offers.pdf", folder / "kinds")
    build = ("build", "--lang", "en", "--output", folder / "out")
    for here, way in ((folder, "papers/offers.pdf"), (folder / "papers", "offers.pdf")):
        schemas = os.path.relpath(folder / "kinds", here)
        for is_current in (False, True):
            completed = run(*build, "--schemas", schemas, way, folder=here)
            assert completed.returncode == 0
            assert ("is current" in completed.stdout) == is_current
        report = (folder / "out" / "offers" / "validation.md").read_text(encoding="utf-8")
        assert f"--schemas {schemas} {way} FINDING_ID" in report


@pytest.mark.parametrize(
    ("pdf", "called"),
    [
        ("input/liite.pdf", "liite"),
        ("input/liite.PDF", "liite"),
        ("input/-liite.pdf", "input/-liite.pdf"),
        ("input/liite.pdf.pdf", "input/liite.pdf.pdf"),
        ("input/liite 2025.pdf", "'liite 2025'"),
        ("muut/liite.pdf", "muut/liite.pdf"),
        ("liite", "./liite"),
    ],
)
def test_a_document_is_named_as_decide_takes_it(folder: Path, pdf: str, called: str) -> None:
    Path(pdf).parent.mkdir(exist_ok=True)
    Path(pdf).touch()
    schemas = Path("schemas")
    schemas.mkdir()
    for path in (Path(pdf), folder / pdf):
        assert decide_call(path, schemas) == f"liitetaulukko decide {called}"
        assert not is_built_by_make(path, schemas)


def test_schemas_that_come_with_the_program_are_named_only_where_others_are_usual(
    folder: Path,
) -> None:
    pdf, packaged = Path("papers", "offers.pdf"), packaged_schemas()
    assert decide_call(pdf, packaged) == "liitetaulukko decide papers/offers.pdf"
    assert not is_built_by_make(pdf, packaged)
    Path("schemas").mkdir()
    told = decide_call(pdf, packaged)
    assert told.startswith("liitetaulukko decide --schemas ../")
    assert told.endswith("/schemas papers/offers.pdf")


def test_in_the_folder_of_the_project_make_sets_the_program_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    pdf, schemas = Path("input", "paijat-hame-liitetaulukko.pdf"), Path("schemas")
    program = ".venv/bin/liitetaulukko decide"
    assert decide_call(ROOT / pdf, ROOT / schemas) == f"{program} paijat-hame-liitetaulukko"
    assert is_built_by_make(ROOT / pdf, ROOT / schemas)
    assert not is_built_by_make(pdf, Path("kinds"))
    assert not is_built_by_make(Path("muut", "liite.pdf"), schemas)
    assert decide_call(pdf, Path("kinds")).startswith(f"{program} --schemas kinds ")
