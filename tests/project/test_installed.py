"""The program without a clone: a wheel alone, and uv in place of make."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support.command_line import REAL_PDF, ROOT, files_in, read_csv
from tools.locks.platforms import NOT_REACHED

COPIED = (
    *("pyproject.toml", "requirements.lock", "README.md", "LICENSE", "Makefile"),
    *("pipeline", "schemas"),
)
SAMPLE = ROOT / "tests" / "documents" / "transport-contracts" / "transport-contracts.pdf"
BUILD_WHEEL = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def copy_project(folder: Path) -> Path:
    """What a wheel is built from."""
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, folder)
    return folder


def call(*command: str | Path, folder: Path, **environment: str) -> CompletedProcess[str]:
    """Run a program in a folder, without what the tests were started with."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session", name="wheel")
def built_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the project as it is."""
    home = tmp_path_factory.mktemp("wheel")
    project = copy_project(home / "project")
    made = call(sys.executable, "-c", BUILD_WHEEL, home, folder=project)
    assert made.returncode == 0, made.stderr
    return home / made.stdout.split()[-1]


@dataclass(frozen=True)
class Installed:
    """The program in an environment of its own, and an empty folder."""

    program: Path
    folder: Path

    def __call__(self, *arguments: str | Path) -> CompletedProcess[str]:
        """Call the program in the folder."""
        return call(self.program, *arguments, folder=self.folder)


@pytest.fixture(scope="session", name="environment")
def environment_with_the_wheel(wheel: Path) -> Path:
    """An environment with the wheel, and the libraries of the tests' own, but not the project."""
    folder = wheel.parent / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    at = {"base": str(folder), "platbase": str(folder)}
    own = Path(sysconfig.get_path("purelib", "venv", at))
    scripts = Path(sysconfig.get_path("scripts", "venv", at))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(own)
    libraries = own / "libraries"
    libraries.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "liitetaulukko" not in path.name:
            (libraries / path.name).symlink_to(path)
    (own / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    program = scripts / "liitetaulukko"
    code = "import sys\nfrom pipeline.cli.main import main\nsys.exit(main())\n"
    program.write_text(f"#!{scripts / 'python'}\n{code}", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture(name="installed")
def program_in_an_empty_folder(environment: Path, tmp_path: Path) -> Installed:
    folder = tmp_path / "a folder"
    folder.mkdir()
    return Installed(environment, folder)


def test_the_wheel_holds_the_program_and_its_schemas_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        for name, content in files_in(ROOT / "schemas").items():
            assert archive.read(f"pipeline/default_schemas/{name}") == content
    own = {f"pipeline/{name}" for name in files_in(ROOT / "pipeline") if "__pycache__" not in name}
    copies = {f"pipeline/default_schemas/{name}" for name in files_in(ROOT / "schemas")}
    assert names == own | copies


def test_a_wheel_alone_builds_the_appendix(installed: Installed) -> None:
    for path in REAL_PDF.parent.iterdir():
        shutil.copy(path, installed.folder)
    built = installed("build", REAL_PDF.name)
    assert (built.returncode, built.stderr) == (0, "")
    assert "verdict: usable" in built.stdout
    made = files_in(installed.folder / "output" / REAL_PDF.stem)
    committed = files_in(ROOT / "output" / REAL_PDF.stem)
    texts = [
        name for name in committed if name.endswith((".csv", ".json", ".md")) and name[0] != "."
    ]
    # The report says how the program is called, which is another way here.
    assert [name for name in texts if made[name] != committed[name]] == ["validation.md"]
    report = made["validation.md"].decode()
    assert f"`liitetaulukko decide {REAL_PDF.name} TUNNISTE" in report
    assert "schemas" not in report.split("decide", 1)[1].splitlines()[0]
    assert "is current: nothing to do" in installed("build", REAL_PDF.name).stdout
    finding = read_csv(installed.folder / "output" / REAL_PDF.stem / "findings.csv")[0]
    done = installed(
        *("decide", REAL_PDF.name, finding["finding_id"]), "--accept", "--reason", "It may stay"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_any_pdf_is_inspected_and_drafted_from_any_folder(installed: Installed) -> None:
    shown = installed("inspect", SAMPLE, "--draft-schema", "draft")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Pages" in shown.stdout
    built = installed("build", SAMPLE, "--schemas", "draft")
    assert "verdict: usable" in built.stdout
    refused = installed("build", SAMPLE)
    assert refused.returncode == 3
    assert "the schemas that come with the program" in refused.stderr
    assert "inspect --draft-schema" in refused.stderr


def test_a_workplace_works_with_an_installed_program(installed: Installed) -> None:
    assert installed("init", "work").returncode == 0
    workplace = Installed(installed.program, installed.folder / "work")
    for path in REAL_PDF.parent.iterdir():
        shutil.copy(path, workplace.folder / "input")
    built = call("make", f"PROGRAM={installed.program}", folder=workplace.folder)
    assert (built.returncode, built.stderr) == (0, "")
    assert "verdict: usable" in built.stdout
    assert f"decide {REAL_PDF.stem} TUNNISTE" in (
        workplace.folder / "output" / REAL_PDF.stem / "validation.md"
    ).read_text(encoding="utf-8")


MARK = """
from pathlib import Path
from pipeline.cli.freshness import common_hash
from pipeline.schema.packaged import packaged_schemas

print(common_hash(packaged_schemas()))
"""


def test_without_a_lock_file_other_releases_make_outputs_stale(
    installed: Installed, environment: Path
) -> None:
    def mark() -> str:
        said = call(environment.parent / "python", "-c", MARK, folder=installed.folder)
        assert said.returncode == 0, said.stderr
        return said.stdout

    before = mark()
    assert mark() == before
    (own,) = environment.parents[1].glob("lib/*/site-packages")
    (openpyxl,) = (own / "libraries").glob("openpyxl-*.dist-info")
    other = own / "openpyxl-99.0.dist-info"
    try:
        other.mkdir()
        about = (openpyxl / "METADATA").read_text(encoding="utf-8")
        about = about.replace("\nVersion: ", "\nVersion: 99.", 1)
        (other / "METADATA").write_text(about, encoding="utf-8")
        assert mark() != before
    finally:
        shutil.rmtree(other)
    assert mark() == before


def test_uv_runs_a_clone_with_the_pinned_releases(tmp_path: Path) -> None:
    uv = Path(sysconfig.get_path("scripts"), "uv")
    project = copy_project(tmp_path / "project")
    shutil.copytree(REAL_PDF.parent, project / "input")
    run = (uv, "run", "--quiet", "--no-dev", "--python", sys.executable)
    built = call(*run, "liitetaulukko", "build", folder=project, VIRTUAL_ENV="")
    if built.returncode and any(words in built.stderr for words in NOT_REACHED):
        pytest.skip("no package registry can be reached from here")
    assert (built.returncode, built.stderr) == (0, "")
    assert "verdict: usable" in built.stdout
    committed = ROOT / "output"
    same = call(
        *run, "liitetaulukko", "compare", committed, "output", folder=project, VIRTUAL_ENV=""
    )
    assert (same.returncode, same.stdout) == (0, "")
    frozen = call(uv, "pip", "freeze", "--python", project / ".venv", folder=project).stdout
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {line.split(" ")[0] for line in lock.splitlines() if "==" in line}
    found = {line for line in frozen.splitlines() if "==" in line}
    assert "pandas" in {pin.partition("==")[0] for pin in found}
    assert found <= pinned
    assert "pytest" not in {pin.partition("==")[0] for pin in found}
