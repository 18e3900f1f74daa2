"""The make targets, in a copy of the project with a set-up of its own name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support.command_line import REAL_PDF, ROOT, read_csv
from tests.support.programs import borrowed, need

# A copied project does not set up again: it borrows the environment the tests run in.
ENVIRONMENT = Path(sys.prefix)
LOCKS = ("requirements.lock", "requirements-dev.lock")
COPIED = ("Makefile", "pyproject.toml", *LOCKS, "README.md", "pipeline", "schemas")
ODD_NAME = "Päijät-Häme (1) & 'muut' $x"


@pytest.fixture(scope="session", autouse=True)
def make_is_there() -> None:
    need("make")


def copy_project(project: Path) -> Path:
    """Copy the project into a folder, with no document."""
    project.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, project / name, ignore=ignored)
        else:
            shutil.copy2(source, project / name)
    (project / "input").mkdir()
    return project


@pytest.fixture(name="project")
def copied_project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "a project")


@pytest.fixture(scope="session", name="made")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the real document, built by make; not to be changed."""
    project = copy_project(tmp_path_factory.mktemp("made") / "a project")
    shutil.copytree(REAL_PDF.parent, project / "input", dirs_exist_ok=True)
    assert make(project).returncode == 0
    return project


@pytest.fixture(name="used")
def used_project(made: Path, tmp_path: Path) -> Path:
    """The same project, for one test to spoil."""
    return shutil.copytree(made, tmp_path / "a project")


def make(project: Path, *arguments: str) -> CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *borrowed(str(ENVIRONMENT)), *arguments],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_make_builds_any_file_name_and_then_has_nothing_to_do(project: Path) -> None:
    shutil.copy(REAL_PDF, project / "input" / f"{ODD_NAME}.pdf")
    shutil.copy(REAL_PDF, project / "input" / "second.PDF")
    first = make(project)
    assert (first.returncode, first.stderr) == (0, "")
    assert "built 2, current 0, refused 0, failed 0" in first.stdout
    for name in (ODD_NAME, "second"):
        assert len(read_csv(project / "output" / name / "services.csv")) == 55
        assert (project / "output" / name / f"{name}.xlsx").exists()
    second = make(project, "JOBS=1")
    assert second.returncode == 0
    assert "built 0, current 2, refused 0, failed 0" in second.stdout


@pytest.mark.parametrize(
    "changed", ["pipeline/text/strings.py", "schemas/labels.yaml", "requirements.lock"]
)
def test_changed_program_schema_or_lock_file_builds_again(used: Path, changed: str) -> None:
    assert "is current: nothing to do" in make(used).stdout
    path = used / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert "verdict: usable" in make(used).stdout


# Run in the copied project: which files of the program may change without any output going stale.
CHANGE_EACH_FILE = """
from pathlib import Path
from pipeline.cli.freshness import common_hash

def mark():
    return common_hash(Path("schemas"))

before = mark()
for path in sorted(path for path in Path("pipeline").rglob("*") if path.is_file()):
    content = path.read_bytes()
    path.write_bytes(content + b" ")
    print(path, path.suffix == ".pyc" or mark() != before)
    path.write_bytes(content)
"""


def test_a_change_in_any_module_of_any_package_makes_outputs_stale(project: Path) -> None:
    (project / "pipeline" / "deeper" / "still").mkdir(parents=True)
    (project / "pipeline" / "deeper" / "still" / "added.py").touch()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [sys.executable, "-c", CHANGE_EACH_FILE],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert len(told) > 50
    assert str(Path("pipeline", "deeper", "still", "added.py")) + " True" in told
    assert [line for line in told if not line.endswith(" True")] == []


def test_an_empty_input_folder_is_told(project: Path) -> None:
    completed = make(project)
    assert completed.returncode != 0
    assert "input holds no PDF or spreadsheet: put one there" in completed.stderr


def test_tools_for_development_are_set_up_for_those_targets_alone_that_need_them(
    project: Path,
) -> None:
    def would_do(target: str) -> str:
        command = ["make", "--dry-run", "VENV=.new", target]
        return subprocess.run(
            command, cwd=project, capture_output=True, encoding="utf-8", check=True
        ).stdout

    for target in ("build", "diff", "verify", "test", "check", "bench", "docs", "lock", "dask"):
        steps = would_do(target)
        develops = target in ("test", "check", "bench", "docs", "lock")
        assert "--requirement requirements.lock" in steps
        assert ("--requirement requirements-dev.lock" in steps) == develops, target
        assert ("--requirement requirements-dask.lock" in steps) == (target == "dask"), target
        for line in steps.splitlines():
            if "--requirement" in line:
                assert "--require-hashes --only-binary :all: --requirement" in line


# Stand in for uv and Python: they write down what they are called with.
NOTES_ITS_CALL = '#!/bin/sh\necho "$(basename "$0") $*" >> calls.txt\n'


@pytest.mark.parametrize("uv", ["there", "failing", "missing"])
def test_uv_sets_up_where_it_is_there_and_pip_elsewhere(project: Path, uv: str) -> None:
    programs = project / "programs"
    programs.mkdir()
    makes_environment = (
        f'{NOTES_ITS_CALL}case "$*" in *venv*) mkdir -p .new/bin; cp "$0" .new/bin/python;; esac\n'
    )
    stand_ins = {"python3": makes_environment}
    if uv != "missing":
        stand_ins["uv"] = f"{makes_environment}exit {0 if uv == 'there' else 2}\n"
    for name, text in stand_ins.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    completed = subprocess.run(
        ["make", "--no-print-directory", "VENV=.new", ".new/.ready-to-develop"],
        cwd=project,
        env={"PATH": f"{programs}{os.pathsep}{os.defpath}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    calls = (project / "calls.txt").read_text(encoding="utf-8").splitlines()
    installs = [call for call in calls if " install " in call]
    assert (project / ".new" / ".ready").exists()
    by_uv = [call for call in installs if call.startswith("uv ")]
    by_pip = [call for call in installs if call.startswith("python ")]
    assert len(by_uv) == {"there": 3, "failing": 1, "missing": 0}[uv]
    assert len(by_pip) == (0 if uv == "there" else 3)
    for call in by_uv or by_pip:
        assert "--require-hashes --only-binary :all: --requirement requirements" in call or (
            "--no-deps --no-build-isolation --editable ." in call
        )


def test_help_lists_each_target(project: Path) -> None:
    listed = make(project, "help").stdout
    for target in ("build", "test", "check", "bench", "clean", "docs", "help"):
        assert f"make {target} " in listed


def test_clean_keeps_the_text_outputs(used: Path) -> None:
    completed = subprocess.run(["make", "clean"], cwd=used, capture_output=True, check=False)
    assert completed.returncode == 0
    left = {path.name for path in (used / "output" / REAL_PDF.stem).iterdir()}
    assert "services.csv" in left
    assert not {name for name in left if name.endswith((".xlsx", ".html"))}


def test_verify_fails_where_the_outputs_are_not_current_and_shows_why(used: Path) -> None:
    verified = make(used, "verify")
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")
    services = used / "output" / REAL_PDF.stem / "services.csv"
    text = services.read_text(encoding="utf-8")
    services.write_text(text.replace(",statutory,", ",additional,", 1), encoding="utf-8")
    verified = make(used, "verify")
    assert verified.returncode == 2
    assert "Type | Additional service | Statutory |" in verified.stdout
    assert "output/ is not current: run make and commit what it changes" in verified.stderr
    services.write_text(text.replace(";16", ";15", 1), encoding="utf-8")
    verified = make(used, "verify")
    assert verified.returncode == 2
    assert "Not of substance: services on other pages: 1." in verified.stdout


def test_diff_shows_what_changed_since_the_last_commit(used: Path) -> None:
    need("git")
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    for command in (("init", "--quiet"), ("add", "output"), ("commit", "--quiet", "-m", "Outputs")):
        subprocess.run(["git", *identity, *command], cwd=used, check=True, capture_output=True)
    unchanged = make(used, "diff")
    assert (unchanged.returncode, unchanged.stdout, unchanged.stderr) == (0, "", "")
    (used / "input" / f"{REAL_PDF.stem}.decisions.csv").unlink()
    assert make(used).returncode == 0
    shown = make(used, "diff")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "## Corrections" in shown.stdout
    assert "sijaisen etsiminen" in shown.stdout
