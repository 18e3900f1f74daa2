"""Calls that are not as they must be: exit code 2, nothing written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.command_line import SCHEMAS, Desk, complaint, files_in, run

NO_TIMES = ("0", "-1", "inf", "nan", "1e300", "604801", "abc", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--fail-on", "fatal"),
        ("build", "--lang", "sv"),
        *(
            ("build", "--time-limit", t)
            for t in ("0", "-1", "inf", "nan", "1e300", "604801", "abc")
        ),
        ("build", "--time-limit=-inf"),
        ("decide", "x", "y", "--accept", "--reason", "z", "--time-limit", "inf"),
        ("inspect", "x.pdf", "--time-limit", "nan"),
        ("build", "--no-such-option"),
        (),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    completed = run(*arguments)
    assert completed.returncode == 2
    assert completed.stdout == ""
    assert "liitetaulukko" in complaint(completed)


def test_two_documents_of_one_name_are_refused(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / desk.pdf.name
    other.write_bytes(desk.pdf.read_bytes())
    completed = run("build", desk.pdf, other, "--output", tmp_path / "both")
    assert completed.returncode == 2
    line = complaint(completed)
    assert str(desk.pdf) in line
    assert str(other) in line
    assert not (tmp_path / "both").exists()


MEANT = {
    "build": ("biuld",),
    "compare": ("compair", "a", "b"),
    "build some.pdf": ("some.pdf",),
    "--output": ("build", "--ouput", "x"),
    "--json": ("build", "--jsn"),
    "--version": ("--verison",),
    "--accept": ("decide", "a", "b", "--acept", "--reason", "c"),
    "--reason": ("decide", "a", "b", "--accept", "--raeson=c"),
    "--lang": ("inspect", "some.pdf", "-lang", "fi"),
    "--git": ("compare", "--gti", "HEAD"),
    "fi": ("build", "--lang", "fin"),
    "warning": ("build", "--fail-on=warnings"),
}


@pytest.mark.parametrize(("meant", "arguments"), MEANT.items(), ids=MEANT)
def test_what_was_probably_meant_is_asked(meant: str, arguments: tuple[str, ...]) -> None:
    completed = run(*arguments)
    assert completed.returncode == 2
    assert f": did you mean {meant}? See liitetaulukko " in complaint(completed)


NOTHING_NEAR = {
    "a command": ("x",),
    "an option": ("build", "--zzzz"),
    "a language": ("build", "--lang", "sv"),
    "an option without its value": ("build", "--output"),
    "a value that looks like an option": ("decide", "a", "b", "--value", "-x-", "--reason", "c"),
    "too many words": ("checks", "output"),
    "a command that may be any": ("",),
}


@pytest.mark.parametrize("arguments", NOTHING_NEAR.values(), ids=NOTHING_NEAR)
def test_where_nothing_is_near_nothing_is_proposed(arguments: tuple[str, ...]) -> None:
    completed = run(*arguments)
    assert completed.returncode == 2
    assert "did you mean" not in complaint(completed)
    assert complaint(completed).endswith("--help.")


def test_what_is_no_option_is_left_alone(desk: Desk) -> None:
    ask = ("decide", desk.pdf, "employer.starttiraha/service", "--reason", "-- ouput?")
    assert run(*ask, "--value=--ouput").returncode == 0
    assert "--ouput" in desk.ledger.read_text(encoding="utf-8")


def test_a_document_whose_name_is_nearly_right(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "input").mkdir()
    inside = Path("input") / desk.pdf.name
    shutil.copy(desk.pdf, desk.folder / inside)
    decide = ("--accept", "--reason", "why")
    # By its name, by a path with a slip, and without the folder that it is in.
    for arguments, meant in (
        (("decide", "litte", "0123456789", *decide), inside),
        (("build", "input/liitte.pdf", "--schemas", SCHEMAS), inside),
        (("inspect", "liitee.pdf", "--schemas", SCHEMAS), desk.pdf.name),
    ):
        completed = run(*arguments, folder=desk.folder)
        assert completed.returncode == 3
        assert "does not exist: did you mean " in complaint(completed)
        assert f"{meant}" in complaint(completed)
        assert complaint(completed).endswith("[file-missing]")
    completed = run("build", "quite-another.pdf", "--schemas", SCHEMAS, folder=desk.folder)
    assert "does not exist: check the name." in complaint(completed)


@pytest.fixture(name="documents")
def three_documents(desk: Desk) -> list[Path]:
    """Three PDFs in one folder."""
    copies = [desk.folder / f"{name}.pdf" for name in ("one", "two", "three")]
    for copy in copies:
        shutil.copy(desk.pdf, copy)
    return copies


def broken_schemas(folder: Path) -> Path:
    """A schemas folder with a slip."""
    shutil.copytree(SCHEMAS, folder / "broken")
    description = folder / "broken" / "appendix.yaml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("reader: text", "raeder: text", 1), encoding="utf-8")
    return folder / "broken"


@pytest.mark.parametrize("wrong", ["no schemas", "broken schemas", "output"])
def test_one_wrong_option_is_told_once(documents: list[Path], tmp_path: Path, wrong: str) -> None:
    output, code = tmp_path / "out", 4 if wrong == "output" else 2
    options: tuple[str | Path, ...] = ("--output", output)
    if wrong == "no schemas":
        options += ("--schemas", tmp_path / "nowhere")
    elif wrong == "broken schemas":
        options += ("--schemas", broken_schemas(tmp_path))
    else:
        output.write_text("a file", encoding="utf-8")
    completed = run("build", *documents, *options)
    assert completed.returncode == code
    line = complaint(completed)
    assert not any(str(pdf) in line for pdf in documents)
    told = json.loads(run("build", *documents, *options, "--json").stdout)
    assert [d["document"] for d in told["documents"]] == list(map(str, documents))
    assert {(d["status"], d["exit_code"]) for d in told["documents"]} == {("failed", code)}
    assert {f"liitetaulukko: {d['message']}" for d in told["documents"]} == {line}


def test_what_is_wrong_with_each_document_is_told_of_each(
    documents: list[Path], tmp_path: Path
) -> None:
    for pdf in documents:
        pdf.write_bytes(b"")
    completed = run("build", *documents, "--output", tmp_path / "out")
    assert completed.returncode == 3
    assert len(completed.stderr.splitlines()) == len(documents)
    assert files_in(tmp_path).keys() >= {"desk/one.pdf"}
