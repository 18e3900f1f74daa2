"""Asks for known holes in the pinned releases: `python -m tools.locks.audit`.

pip-audit asks, in an environment of its own that uv makes for it. Where the advisory service
cannot be reached, that is said, and is no failure; nor is a hole for which there is no release yet.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# It holds all that requirements.lock does.
LOCK = ROOT / "requirements-dask.lock"
UV = Path(sys.executable).with_name("uv")
PIP_AUDIT = "pip-audit >=2.9, <3"
# Longer than asking for some sixty releases takes.
PATIENCE_SECONDS = 180
SKIPPED = "audit skipped: the advisory service cannot be reached"


def main() -> int:
    """Ask, and say what is known; the exit code."""
    lines, code = verdict(ask())
    print("\n".join(lines))
    return code


def ask() -> Mapping[str, Any]:
    """What pip-audit reports; nothing where it could not."""
    command = [
        *(str(UV), "tool", "run", "--quiet", "--from", PIP_AUDIT, "pip-audit", "--format", "json"),
        *("--progress-spinner", "off", "--disable-pip", "--require-hashes", "--requirement"),
        str(LOCK),
    ]
    try:
        asked = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=PATIENCE_SECONDS, check=False
        )
        report: Mapping[str, Any] = json.loads(asked.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return report


def verdict(report: Mapping[str, Any]) -> tuple[list[str], int]:
    """What a report of pip-audit says, in lines, and an exit code.

    Args:
        report: as it is in JSON; empty where there is none.
    """
    found = report.get("dependencies", [])
    asked = [release for release in found if "skip_reason" not in release]
    if not asked:
        return [SKIPPED], 0
    lines, code = [], 0
    for release in asked:
        for hole in release["vulns"]:
            fixed = ", ".join(hole["fix_versions"])
            advice = f"mended in {fixed}: run make lock" if fixed else "no release mends it yet"
            lines.append(f"{release['name']} {release['version']}: {hole['id']}: {advice}")
            code = 1 if fixed else code
    left = [release["name"] for release in found if "skip_reason" in release]
    if left:
        lines.append(f"not asked for: {', '.join(left)}")
    lines.append(f"audit of {len(asked)} releases: {'holes that can be mended' if code else 'ok'}")
    return lines, code


if __name__ == "__main__":
    sys.exit(main())
