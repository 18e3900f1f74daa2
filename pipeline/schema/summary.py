"""What a schemas folder says that the workbook shows first."""

from __future__ import annotations

from pydantic import Field

from pipeline.schema.strict import Strict


class Figure(Strict):
    """A key figure: how many records have one of some codes in a field."""

    figure: str
    field: str
    codes: list[str] = Field(min_length=1)


class Chart(Strict):
    """A chart of a cross-tabulation: bars of its totals, or small charts, one for each column."""

    of: str
    stacked: bool = False


class Summary(Strict):
    """What the workbook shows first."""

    figures: list[Figure] = []
    charts: list[Chart] = []
