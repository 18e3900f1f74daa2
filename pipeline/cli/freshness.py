"""Whether a document's outputs are current: told by content, never by file times."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.inputs.beside import document_name
from pipeline.outputs.waiting_set import inner_name
from pipeline.system.regular_files import CONFIGURATION_LIMIT, is_missing, read_regular

STATE_FILE = ".current.json"
LOCK_FILE = "requirements.lock"
READ_FROM_SCHEMAS = ("*.yaml", "*.json", "vocabulary/*.csv")
# Far more than anything has that a build depends on, or makes.
FRESHNESS_LIMIT = 1 << 30
# Stands for the content of what is there and cannot be read.
UNREADABLE = "unreadable"
DISTRIBUTION = "liitetaulukko"
# In the requirement of an extra, before its name.
EXTRA = "extra =="
# How a requirement begins.
NAME_OF_PACKAGE = re.compile(r"[A-Za-z0-9._-]+")


def fingerprint(dependencies: str, content: str) -> str:
    """Hash of everything the outputs depend on.

    Args:
        dependencies: hash of all but the document.
        content: hash of the document's bytes: those that were read, or that would be read now.
    """
    return hashlib.sha256(f"{dependencies} {content}".encode()).hexdigest()


def dependencies_hash(
    pdf: Path, beside: Iterable[Path], options: Mapping[str, object], common: str
) -> str:
    """Hash of everything the outputs of a document depend on besides its bytes.

    Args:
        pdf: the document.
        beside: its source file and ledger; they need not exist.
        options: settings that change an output.
        common: hash of what the outputs of all documents depend on.
    """
    name = document_name(pdf)
    files = [(f"input/{path.name.removeprefix(name)}", path) for path in beside]
    return files_hash([pdf.name, dict(options), common], files)


def common_hash(schemas: Path) -> str:
    """Hash of what the outputs of all documents depend on: schemas, program and libraries.

    Args:
        schemas: the schemas folder.
    """
    package = Path(__file__).resolve().parents[1]
    files: list[tuple[str, Path]] = []
    # A folder that may not be looked into is told when the schemas are read.
    with suppress(OSError):
        files += [(path.relative_to(schemas).as_posix(), path) for path in schema_files(schemas)]
    files += [(path.relative_to(package).as_posix(), path) for path in program_files(package)]
    return files_hash(releases(package.parent / LOCK_FILE), files)


def files_hash(about: Sequence[object], files: Iterable[tuple[str, Path]]) -> str:
    """Hash of some facts and of files.

    Args:
        about: the facts, as JSON has them.
        files: each by what it is called, wherever it is.
    """
    digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode())
    for name, path in files:
        digest.update(f"\n{name} ".encode())
        digest.update(content_hash(path).encode())
    return digest.hexdigest()


def releases(lock: Path) -> list[str]:
    """Of which releases the libraries are: the hash of a lock file, else what is installed.

    Args:
        lock: the lock file beside the program; an installed program has none.
    """
    if lock.is_file():
        return [content_hash(lock)]
    return [f"{name} {version}" for name, version in libraries().items()]


def libraries() -> dict[str, str]:
    """The releases of the libraries that the program needs, by their names.

    Those of extras change no output. There are none where the program is not installed.
    """
    # Imported here, since the project itself, with a lock file, needs it never.
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        needed = [line for line in requires(DISTRIBUTION) or [] if EXTRA not in line]
    except PackageNotFoundError:
        return {}
    names = {start[0] for line in needed if (start := NAME_OF_PACKAGE.match(line))}
    found = {}
    for name in sorted(names):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def program_files(package: Path) -> list[Path]:
    """The modules of all packages of the program, and the files that stand in for a schema's."""
    return visible_files(p for p in package.rglob("*") if "__pycache__" not in p.parts)


def schema_files(schemas: Path) -> list[Path]:
    """The files of a schemas folder, in an order that does not depend on the system.

    Only those that are read, so that nobody waits long where another folder was named.
    """
    return visible_files(path for pattern in READ_FROM_SCHEMAS for path in schemas.glob(pattern))


def visible_files(paths: Iterable[Path]) -> list[Path]:
    """The files among some paths, in an order that does not depend on the system."""
    return sorted(path for path in paths if path.is_file() and not path.name.startswith("."))


def content_hash(path: Path) -> str:
    """SHA-256 of a file; empty where there is none.

    Of what cannot be read, a word that no outputs were made with: whoever needs it says why.
    """
    try:
        return hashlib.sha256(read_regular(path, FRESHNESS_LIMIT)).hexdigest()
    except OSError:
        return "" if is_missing(path) else UNREADABLE


def freshness_state(mark: str, files: Mapping[str, bytes]) -> bytes:
    """What to keep beside the outputs to know them again."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return json.dumps({"fingerprint": mark, "outputs": hashes}, indent=2).encode() + b"\n"


def is_current(folder: Path, mark: str) -> bool:
    """Whether a folder holds, unchanged, the outputs made from the same content."""
    try:
        kept = json.loads(read_regular(folder / STATE_FILE, CONFIGURATION_LIMIT))
        outputs = dict(kept["outputs"])
        return kept["fingerprint"] == mark and all(
            content_hash(folder / inner_name(name)) == wanted for name, wanted in outputs.items()
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
