"""Every tolerance of reading tables that white space parts, its unit in its name."""

from __future__ import annotations

RUN_GAP_TIMES_HEIGHT = 0.9
WORD_SPACE_TIMES_HEIGHT = 0.36
SAME_LINE_SHARE_OF_HEIGHT_ACROSS = 0.3
STRADDLING_POINTS = 1.0
