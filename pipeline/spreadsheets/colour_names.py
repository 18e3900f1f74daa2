"""Names of colours, as those of the fills of a PDF are: red, green and blue from 0 to 1."""

from __future__ import annotations

# Programs write colours in 256 steps.
COLOUR_STEPS = 255
COLOUR_DECIMALS = 3


def colour_name(red: float, green: float, blue: float) -> str:
    """The name of a colour; empty for white, which is the paper's."""
    steps = [round(part * COLOUR_STEPS) for part in (red, green, blue)]
    if all(step == COLOUR_STEPS for step in steps):
        return ""
    return str(tuple(round(step / COLOUR_STEPS, COLOUR_DECIMALS) for step in steps))
