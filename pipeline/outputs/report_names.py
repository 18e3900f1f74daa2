"""What the report for programs is called, and what tells one of all documents together.

It stands alone so that nothing heavy is loaded to look for one.
"""

from __future__ import annotations

# The report is there whatever a build ended with, so it tells an output folder from others.
REPORT = "validation.json"
# Stands in that of all documents together, which no document has.
OF_ALL = "combined"
