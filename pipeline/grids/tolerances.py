"""Every tolerance of finding grids that other packages or several modules share, with its unit.

What a smaller or a larger number does wrong stands with each, and what fails when it is halved or
doubled, as in `pipeline.pdf.tolerances`. Those for pages without rulings alone stand in
`unruled.tolerances`.
"""

from __future__ import annotations

# Words whose middles differ by less than this share of their height stand on one line. Smaller, a
# line with small and large type would be two; larger, two close lines of a cell would be one.
# Halved, `sheet-running-word-over-rows-borderless` fails; doubled, `sheet-centred-borderless` does.
SAME_LINE_SHARE_OF_HEIGHT = 0.5
# Words closer than this share of their height stand in one run of text. Smaller, justified text
# would be several runs, as if columns parted it; larger, texts of two narrow columns would be one.
# Halved, `drawn-borderless-one-page-wide` fails; doubled, no sample does.
SAME_RUN_SHARE_OF_HEIGHT = 0.45
# Lines of one cell are evenly apart: none further than this many times the least distance. Smaller,
# a cell with a line in other type would count as several rows in a frame; larger, several rows in a
# frame would count as one cell. Halved or doubled, no sample fails.
EVEN_TIMES_LEAST_DISTANCE = 1.35
# Borders and rulings that are the same ones on two pages, or of two grids, differ by no more than
# this. Smaller, pages that a printer places by eye would not go together; larger, rows of little
# difference in height would be taken for those of another page. Doubled,
# `sheet-over-then-down-horizontal-rules` fails; halved, no sample does.
SAME_BORDER_POINTS = 2.0
# Rulings of a page no further apart than this are one: a border is drawn once for each of two
# cells, or as a rectangle with two sides. Smaller, a double rule would enclose a row of its own;
# larger, a very low row would vanish. Halved, `sheet-double-rules` fails; doubled, no sample does.
SAME_RULING_POINTS = 2.0
# Pieces of a ruling with no more than this between them are one, and a ruling touches another one
# that it ends this close to. Smaller, dashes would be no border; larger, two tables side by side
# would be one. Doubled, `web-cells-in-boxes` fails; halved, no sample does.
RULING_GAP_POINTS = 3.0
# Rulings that run on further than this past the outermost ones across them hold a row or column
# that is open there. Smaller, borders drawn a little too long would open a row; larger, a low row
# cut by the end of a page would be lost. Halved or doubled, no sample fails.
OPEN_ROW_POINTS = 5.0
# An edge separates two cells when it covers this share of their common side. Smaller, the corner of
# a neighbour's border would part a merged cell; larger, a border with gaps would part nothing.
# Halved, `test_pages` fails; doubled, `sheet-five-groups-horizontal-rules` does.
SEPARATING_SHARE_OF_SIDE = 0.5
# A row holds headings when this share of its printed cells are known ones. Smaller, a row of values
# of which some are words of headings would be one; larger, headings of which the schema knows half
# would be read as values. Halved, `test_headings` fails; doubled, `web-row-numbers-borderless`
# does.
HEADING_SHARE_OF_CELLS = 0.5
# Grids of no more column borders than this say nothing by having the same ones: boxes of free text
# are as wide as each other. Larger, a table of few columns would not go on after a row without
# borders. Halved or doubled, no sample fails.
FEWEST_BORDERS = 2
# Rulings that part a heading from the rest, and no rows, make no more rows than this. Smaller, a
# frame with a rule under its headings would be one row of all texts; larger, a short table of high
# cells would be read by its lines. Halved, `web-frame-and-heading-rule` fails; doubled, no sample
# does.
MOST_FRAME_ROWS = 2
# Words that are the same on fewer pages than this say nothing by it. Smaller, equal values on two
# pages would be taken for running words; larger, running words of short documents stay in cells.
# Halved or doubled, no sample fails.
FEWEST_PAGES = 3
# Text printed over other text or a ruling reaches into it by this share of its height. Smaller,
# letters that merely touch would count as printed over; larger, a running word that reaches into a
# row by little would be read as part of a cell. Halved or doubled, no sample fails.
OVERPRINT_SHARE_OF_HEIGHT = 0.25
# Running lines stand at the same height on each page, to this. Smaller, running lines of a document
# put together from several would be text of its tables; larger, equal rows near the ends of pages
# would be running lines. Halved or doubled, no sample fails.
SAME_RUNNING_HEIGHT_POINTS = 2.0
# A drawing lies in a cell when it reaches over its border by no more than this. Smaller, a tick
# drawn with a swing would be in no cell; larger, one of two cells would be in the wrong one.
BEYOND_CELL_POINTS = 3.0
