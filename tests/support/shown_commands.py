"""The commands that a page shows, run as its reader would run them, in a copy of the project.

- A block `sh` holds commands. One that ends with `# ends with 1` has that exit code, others 0.
- A block `text` behind it is what its last command prints; a line `…` stands for any lines, and
  `…` in a line for anything in it.
- A block `yaml`, `json` or `csv` whose lead names a file in backticks is put into that file; of
  YAML the sections it has are put in place of those that are there.
- A block `powershell` is for other systems and other ways to install: its calls are looked at.
- A command with a bracket such as `(needs the network)` or `(takes minutes)` behind it is only
  looked at, and so is what runs Python alone.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.cli.arguments import make_parser
from tests.support.command_line import run
from tests.support.markdown import Block, blocks
from tests.support.programs import borrowed

PROGRAM = ".venv/bin/liitetaulukko"
PYTHON = ".venv/bin/python"
# What starts the parts of a cluster, which go on until they are ended.
DASK = ".venv/bin/dask"
PROGRAM_ELSEWHERE = ("uv run --no-dev liitetaulukko ", "liitetaulukko ")
INSTALLING = (
    "winget install astral-sh.uv",
    "uv tool install --constraints requirements.lock .",
    "uv tool install --constraints requirements-dask.lock '.[dask]'",
)
# What else a page may call: programs that every system with make has.
TOOLS = ("cat", "diff", "rm", "git")
COMMENT = re.compile(r"\s+#\s*(?P<comment>[^#]*)$")
ONLY_LOOKED_AT = re.compile(r"\((needs|takes) [^)]+\)")
EXIT_CODE = re.compile(r"ends with (?P<code>\d+)")
FILE_IN_LEAD = re.compile(r"`(?P<name>[^`\s]+\.(?:yaml|json|csv))`")
LEFT_OUT = "…"
TARGET = re.compile(r"^(?P<name>[a-z]+):.*##", re.M)
COPIED = (
    *("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "README.md"),
    *("docs", "input", "output", "pipeline", "schemas", "tools"),
)
BUILT = ("*.xlsx", ".current.json", "__pycache__")
LIMIT_SECONDS = 120


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    printed: str


def copy_project(root: Path, folder: Path) -> None:
    """Copy what the commands of a page need, as a commit with nothing built."""
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns(*BUILT))
        else:
            shutil.copy2(root / name, folder / name)
    (folder / "tests").mkdir()
    (folder / "tests" / "documents").symlink_to(root / "tests" / "documents")
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "As it is")):
        subprocess.run(["git", *identity, *command], cwd=folder, check=True, capture_output=True)


def follow(text: str, root: Path, folder: Path) -> list[str]:
    """Do what a page says; what went otherwise than it says.

    Args:
        text: of the page.
        root: the project's folder.
        folder: a copy of it, and the folder the process is in.
    """
    wrong: list[str] = []
    printed = ""
    for block in blocks(text):
        if block.language == "sh":
            for line in filter(None, block.text.splitlines()):
                ran = run_line(line, root, folder)
                printed = ran.printed
                wanted = EXIT_CODE.search(line)
                if ran.code != (int(wanted["code"]) if wanted else 0):
                    wrong.append(f"{line} ends with {ran.code}:\n{printed}")
        elif block.language == "text" and block.follows:
            if not is_printed(block.text, printed):
                wrong.append(f"the page says\n{block.text}\nbut this is printed\n{printed}")
        elif block.language == "powershell":
            for line in block.text.splitlines():
                look_at_call(line)
        elif block.language in ("yaml", "json", "csv"):
            write_file(block, folder)
    return wrong


def write_file(block: Block, folder: Path) -> None:
    """Put a block into the file that its lead names last; into none where it names none."""
    names = [name for name in FILE_IN_LEAD.findall(block.lead) if "/" in name]
    if not names:
        return
    path = folder / names[-1]
    path.parent.mkdir(exist_ok=True)
    text = block.text
    if block.language == "yaml" and path.exists():
        sections = yaml.safe_load(path.read_text(encoding="utf-8")) | yaml.safe_load(text)
        text = yaml.safe_dump(sections, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def run_line(line: str, root: Path, folder: Path) -> Ran:
    """Run a command, or only look at it where the page says so."""
    comment = COMMENT.search(line)
    only_looked_at = bool(comment and ONLY_LOOKED_AT.search(comment["comment"]))
    program, *arguments = shlex.split(line[: comment.start()] if comment else line)
    if program == PROGRAM and only_looked_at:
        make_parser().parse_args(arguments)
    elif program == PROGRAM:
        return run_in_process(arguments)
    elif program == "make":
        return make(arguments, folder, only_looked_at)
    elif program == PYTHON:
        look_at_module(arguments, root)
    elif program == DASK:
        assert only_looked_at, line
    else:
        assert program in TOOLS, f"{program} is no program that every system has"
        return run_program([program, *arguments], folder)
    return Ran(0, "")


def run_in_process(arguments: list[str]) -> Ran:
    """Run the command line in this process, so that nothing is imported again."""
    completed = run(*arguments, folder=Path(), together=True)
    return Ran(completed.returncode, completed.stdout)


def look_at_call(line: str) -> None:
    """See that a call on another system is one of this program, or installs it."""
    call = COMMENT.sub("", line).strip()
    begin = next(begin for begin in (*INSTALLING, *PROGRAM_ELSEWHERE) if call.startswith(begin))
    if begin in PROGRAM_ELSEWHERE:
        make_parser().parse_args(shlex.split(call.removeprefix(begin)))


def make(arguments: list[str], folder: Path, only_looked_at: bool) -> Ran:
    """Run make in the copy with the environment that the tests run in, or show what it would do."""
    targets = TARGET.findall((folder / "Makefile").read_text(encoding="utf-8"))
    called = {argument for argument in arguments if "=" not in argument}
    assert called <= set(targets), f"make has no {' '.join(arguments)}"
    command = ["make", "--no-print-directory", *borrowed(sys.prefix), *arguments]
    return run_program([*command, "--dry-run"] if only_looked_at else command, folder)


def look_at_module(arguments: list[str], root: Path) -> None:
    """See that the module exists, and each file or folder that it is called with."""
    option, module, *names = arguments
    assert option == "-m"
    assert importlib.util.find_spec(module), f"there is no module {module}"
    for name in names:
        assert "/" not in name or (root / name).exists(), f"there is no {name}"


def run_program(command: list[str], folder: Path) -> Ran:
    """Run a program in a folder."""
    completed = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
    )
    return Ran(completed.returncode, completed.stdout)


def is_printed(shown: str, printed: str) -> bool:
    """Whether a program printed what a page shows; `…` stands for any lines, or any in a line."""
    lines = [r"(?s:.*)" if line == LEFT_OUT else in_line(line) for line in shown.splitlines()]
    return re.fullmatch("\n".join(lines), printed.rstrip("\n")) is not None


def in_line(line: str) -> str:
    """A pattern for a line of which some may be left out."""
    return ".*".join(re.escape(piece) for piece in line.split(LEFT_OUT))
