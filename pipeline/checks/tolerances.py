"""Every tolerance of the checks, its unit in its name, and what another number would do wrong."""

from __future__ import annotations

# A drawing or picture outside the tables that is no wider or no higher than this, two inches, is a
# logo, a coat of arms or a banner. Smaller, a large logo would be a warning on each page; larger, a
# table that is a picture might be passed over as a decoration.
LARGEST_DECORATION_POINTS = 144.0
