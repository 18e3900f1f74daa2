from __future__ import annotations

RUN_GAP_TIMES_HEIGHT = 0.9
