"""Whether a document's outputs are current: told by content, never by file times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

STATE_FILE = ".current.json"
LOCK_FILE = "requirements.lock"


def fingerprint(dependencies: str, content: str) -> str:
    """Hash of everything the outputs depend on.

    Args:
        dependencies: hash of all but the document.
        content: hash of the document's bytes: those that were read, or that would be read now.
    """
    return hashlib.sha256(f"{dependencies} {content}".encode()).hexdigest()


def dependencies_hash(
    pdf: Path, beside: Iterable[Path], schemas: Path, options: Mapping[str, object]
) -> str:
    """Hash of everything the outputs depend on besides the document's bytes.

    Args:
        pdf: the document.
        beside: its source file and ledger; they need not exist.
        schemas: the schemas folder.
        options: settings that change an output.
    """
    package = Path(__file__).resolve().parents[1]
    files = [(f"input/{path.name.removeprefix(pdf.stem)}", path) for path in beside]
    files += [(str(path.relative_to(schemas)), path) for path in schema_files(schemas)]
    files += [(str(path.relative_to(package)), path) for path in program_files(package)]
    files.append((LOCK_FILE, package.parent / LOCK_FILE))
    digest = hashlib.sha256(json.dumps([pdf.name, dict(options)], sort_keys=True).encode())
    for name, path in files:
        digest.update(f"\n{name} ".encode())
        digest.update(content_hash(path).encode())
    return digest.hexdigest()


def program_files(package: Path) -> list[Path]:
    """The modules of all packages of the program, and the files that stand in for a schema's."""
    return [path for path in schema_files(package) if "__pycache__" not in path.parts]


def schema_files(schemas: Path) -> list[Path]:
    """The files of a schemas folder, in an order that does not depend on the system."""
    return sorted(p for p in schemas.rglob("*") if p.is_file() and not p.name.startswith("."))


def content_hash(path: Path) -> str:
    """SHA-256 of a file; empty where there is none, or something else in its place."""
    try:
        if not path.is_file():
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def freshness_state(mark: str, files: Mapping[str, bytes]) -> bytes:
    """What to keep beside the outputs to know them again."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return json.dumps({"fingerprint": mark, "outputs": hashes}, indent=2).encode() + b"\n"


def is_current(folder: Path, mark: str) -> bool:
    """Whether a folder holds, unchanged, the outputs made from the same content."""
    try:
        kept = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        outputs = dict(kept["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kept.get("fingerprint") == mark and all(
        content_hash(folder / name) == wanted for name, wanted in outputs.items()
    )
