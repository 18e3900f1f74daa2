"""The lock files: what they pin, where that installs, and what follows from them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools.locks.__main__ import (
    DASK_LOCK,
    DEVELOPMENT_LOCK,
    PROJECT,
    RUNTIME_LOCK,
    SBOM,
    derived_files,
)
from tools.locks.lock_file import LockedRelease, read_lock
from tools.locks.platforms import Place, RegistryNotReachedError, places, why_not_installable

# Asking takes its time in the network.
AT_ONCE = 4
LOCKS = (RUNTIME_LOCK, DEVELOPMENT_LOCK, DASK_LOCK)
SMALL_LOCK = """\
coloured==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{a}
    # via
    #   liitetaulukko (pyproject.toml:build)
    #   table-reader
table-reader==2026.1 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via liitetaulukko (pyproject.toml)
""".format(a="a" * 64, b="b" * 64)


def releases_of(lock: Path) -> list[LockedRelease]:
    return read_lock(lock.read_text(encoding="utf-8"))


def requirements(lock: Path) -> list[str]:
    return [release.requirement for release in releases_of(lock)]


def uv() -> str:
    found = shutil.which(
        "uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    assert found, "uv is among the tools for development: make sets it up"
    return found


def test_a_lock_file_is_read() -> None:
    coloured, reader = read_lock(SMALL_LOCK)
    assert coloured.requirement == "coloured==1.0 ; sys_platform == 'win32'"
    assert list(coloured.wanted_by) == ["liitetaulukko (pyproject.toml:build)", "table-reader"]
    assert (reader.requirement, reader.marker) == ("table-reader==2026.1", "")
    assert list(reader.hashes) == ["a" * 64, "b" * 64]
    assert list(reader.wanted_by) == ["liitetaulukko (pyproject.toml)"]


@pytest.mark.parametrize("line", ["somewhere @ file:///tmp/some.whl", "--pre", "name>=1"])
def test_what_pins_no_release_is_no_lock_file(line: str) -> None:
    with pytest.raises(ValueError, match="no line of a lock file"):
        read_lock(SMALL_LOCK + line)


def test_each_release_has_hashes() -> None:
    for lock in LOCKS:
        assert all(release.hashes for release in releases_of(lock))


def test_developers_have_the_releases_that_run_the_program() -> None:
    pinned = {release.requirement: set(release.hashes) for release in releases_of(DEVELOPMENT_LOCK)}
    for release in releases_of(RUNTIME_LOCK):
        same = [hashes for r, hashes in pinned.items() if r.startswith(f"{release.name}==")]
        assert set(release.hashes) in same, release.name
    tools = {requirement.partition("==")[0] for requirement in pinned}
    runtime = {release.name for release in releases_of(RUNTIME_LOCK)}
    assert {"pytest", "ruff", "mypy", "reportlab", "uv"} <= tools - runtime


def test_with_dask_all_else_is_of_the_same_releases() -> None:
    pinned = {release.requirement: set(release.hashes) for release in releases_of(DASK_LOCK)}
    for release in releases_of(RUNTIME_LOCK):
        same = [hashes for r, hashes in pinned.items() if r.startswith(f"{release.name}==")]
        assert set(release.hashes) in same, release.name
    assert set(pinned) <= set(requirements(DEVELOPMENT_LOCK))
    names = {requirement.partition("==")[0] for requirement in pinned}
    assert "distributed" in names - {release.name for release in releases_of(RUNTIME_LOCK)}
    assert "pytest" not in names


def test_uv_run_takes_the_same_releases() -> None:
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["uv"]
    assert settings["constraint-dependencies"] == requirements(DEVELOPMENT_LOCK)
    (backend,) = settings["build-constraint-dependencies"]
    assert backend in requirements(RUNTIME_LOCK)


def test_what_follows_from_the_lock_files_is_current() -> None:
    for path, text in derived_files().items():
        assert path.read_bytes() == text.encode(), f"{path.name}: run make lock"


def test_the_bill_of_materials_lists_what_the_lock_pins() -> None:
    bill = json.loads(SBOM.read_text(encoding="utf-8"))
    listed = {(c["name"], c["version"], c["purl"]) for c in bill["components"]}
    pinned = releases_of(RUNTIME_LOCK)
    assert listed == {(r.name, r.version, f"pkg:pypi/{r.name}@{r.version}") for r in pinned}
    assert len(bill["components"]) == len(pinned)
    scope = {component["name"]: component["scope"] for component in bill["components"]}
    assert (scope["pdfminer-six"], scope["pycparser"]) == ("required", "required")
    assert (scope["hatchling"], scope["trove-classifiers"]) == ("excluded", "excluded")
    about = bill["metadata"]["component"]
    assert (about["name"], about["licenses"]) == ("liitetaulukko", [{"license": {"id": "MIT"}}])


def test_the_bill_of_materials_says_who_asks_for_what() -> None:
    bill = json.loads(SBOM.read_text(encoding="utf-8"))
    asked = {entry["ref"].split("/")[-1].split("@")[0]: entry for entry in bill["dependencies"]}
    needs = {name: " ".join(entry["dependsOn"]) for name, entry in asked.items()}
    assert "pkg:pypi/pdfplumber@" in needs["liitetaulukko"]
    assert "hatchling" not in needs["liitetaulukko"]
    assert "pkg:pypi/pdfminer-six@" in needs["pdfplumber"]
    references = {component["bom-ref"] for component in bill["components"]}
    assert {r for entry in asked.values() for r in entry["dependsOn"]} <= references


@pytest.mark.parametrize("path", [*LOCKS, PROJECT, SBOM], ids=lambda path: path.name)
def test_nothing_that_make_lock_writes_names_an_address_or_a_day(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?://|files\.|index-url|find-links", text)
    assert not re.search(r"timestamp|serialNumber|\d{4}-\d\d-\d\dT", text)


def test_the_lock_files_install_everywhere() -> None:
    """One of them holds all that the others do."""
    everywhere = list(places())
    assert len(everywhere) == 6 * 4 - 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(why_not_installable, uv(), DEVELOPMENT_LOCK, p) for p in everywhere]
        try:
            assert {
                place: a.result() for place, a in zip(everywhere, asked, strict=True)
            } == dict.fromkeys(everywhere, "")
        except RegistryNotReachedError:
            pool.shutdown(cancel_futures=True)
            pytest.skip("no package registry can be reached from here")


def test_wheels_that_do_not_install_somewhere_are_told(tmp_path: Path) -> None:
    """No wheel of PyYAML is for Python 3.11 on Windows on ARM."""
    (release,) = (release for release in releases_of(RUNTIME_LOCK) if release.name == "pyyaml")
    hashes = "".join(f" --hash=sha256:{digest}" for digest in release.hashes)
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"{release.requirement}{hashes}\n", encoding="utf-8")
    try:
        assert why_not_installable(uv(), lock, Place("Windows x64", "3.11")) == ""
        assert "pyyaml" in why_not_installable(uv(), lock, Place("Windows arm64", "3.11"))
    except RegistryNotReachedError:
        pytest.skip("no package registry can be reached from here")
