"""Where links from the other outputs lead: to places of the review page beside them."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.outputs.result import Result


def page_address(result: Result) -> str:
    """The review page as seen from the other outputs of its folder."""
    return quote(result.review.file)


def record_place(key: str) -> str:
    """The place of a record on the page, as it stands behind `#`."""
    return f"service-{quote(key, safe='')}"


def finding_place(finding_id: str) -> str:
    """The place of a finding on the page, as it stands behind `#`."""
    return f"finding-{finding_id}"
