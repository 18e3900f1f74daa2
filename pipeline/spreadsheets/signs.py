"""The signs that numbers are displayed with, which a file leaves to the program that shows it."""

from __future__ import annotations

from dataclasses import dataclass

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """Between whole numbers and their fractions, and between thousands: Finnish where not told.

    Args:
        decimal: the decimal sign.
        thousands: the sign between groups of three digits.
    """

    decimal: str = ","
    thousands: str = NO_BREAK_SPACE
