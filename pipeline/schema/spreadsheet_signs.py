"""How numbers of a spreadsheet are displayed, as a schemas folder says it."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from pipeline.schema.strict import Strict


class SpreadsheetSigns(Strict):
    """The signs with which numbers of a spreadsheet are displayed, which its file does not say.

    Args:
        decimal: between whole numbers and their fractions.
        thousands: between groups of three digits; without a sign there are no groups.
    """

    decimal: Literal[",", "."] = ","
    thousands: Literal["\u00a0", " ", "\u202f", "'", "’", ".", ",", ""] = "\u00a0"

    @model_validator(mode="after")
    def require_two_signs(self) -> SpreadsheetSigns:
        """See that a number can be read again."""
        if self.decimal == self.thousands:
            raise ValueError("decimal and thousands are the same sign")
        return self
