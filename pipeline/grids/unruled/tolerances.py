"""Every tolerance of reading tables that no rulings draw, its unit in its name.

A pitch is the usual distance from one line of a cell to the next. What a smaller or a larger number
does wrong stands with each, and what fails when it is halved or doubled, as in
`pipeline.pdf.tolerances`.
"""

from __future__ import annotations

# Text side by side on this many lines is a table, whether its columns are known or not, and is
# reported where they are not. Smaller, a signature block would be one; larger, a short table that
# fits no columns would be text around the tables. Halved, `web-headings-above-borderless` fails;
# doubled, no sample does.
FEWEST_LINES = 3
# A heading by itself that is not bold must be at the top of its page, to this. Smaller, text beside
# it in slightly larger type would hide it; larger, the same word on the line below would be one.
# Halved or doubled, no sample fails.
AT_TOP_POINTS = 0.5
# The next line of a heading begins no more than this many heights below. Smaller, headings set in
# loose lines would not be known; larger, the first word of the first row would complete a heading.
# Halved, `web-small-capitals-borderless` fails; doubled, no sample does.
NEXT_HEADING_LINE_TIMES_HEIGHT = 2.6
# The ruling above a heading is no further above its text than this. Smaller, the upper rule of a
# high heading row would belong to the table above; larger, so would the last rule of that table.
# Halved or doubled, no sample fails.
ABOVE_TEXT_POINTS = 30.0
# Words that start this close to a column's edge begin there. Smaller, those in italic type or at
# rounded places would not; larger, a word that runs over its column's border would begin the next.
# Halved or doubled, no sample fails.
SAME_EDGE_POINTS = 1.5
# A column's border is drawn this far before the text of the next one. Smaller, a letter that juts
# out to the left would be cut off; larger, the end of a full line of the column before would be.
# Doubled, `web-turned-headings-borderless` fails; halved, no sample does.
BEFORE_TEXT_POINTS = 1.5
# A page goes on with the columns that hold this share of its runs of text. Smaller, a page of other
# columns would go on with these; larger, one word printed over a border would stop the table.
# Halved or doubled, no sample fails.
FITTING_SHARE_OF_RUNS = 0.95
# Words are in larger type where they are this many times as high as the others. Smaller, a line of
# capitals would be a title; larger, a title in moderate type would be the last row of a table.
# Doubled, `sheet-two-tables-on-a-page-borderless` fails; halved, no sample does.
LARGER_TYPE_TIMES_HEIGHT = 1.15
# Cells of one row agree in height to this share of the pitch. Smaller, type of two sizes in a row
# parts it; larger, two rows that are hardly apart would be one. Halved, `test_spans` fails;
# doubled, no sample does.
SAME_HEIGHT_SHARE_OF_PITCH = 0.15
# Lines of one cell are no further apart than this many times the pitch. Smaller, a cell with a line
# in larger type would fall apart; larger, neighbouring cells of a column would be one. Halved,
# `sheet-one-landscape-page-wide-borderless` fails; doubled, no sample does.
SAME_CELL_TIMES_PITCH = 1.3
# Names are parted where lines are further apart than this many times the pitch. The narrowest that
# fits the other columns is taken, since rows may be hardly further apart than lines. Each by itself
# may be left out, and no sample fails: the others part the names too.
SAME_CELL_TRIES_TIMES_PITCH = (1.06, 1.12, 1.2, 1.35, 1.5)
# The pitch is among the smallest distances of two lines in a document, above this share of them;
# the smaller share counts where few cells have several lines. Smaller, an odd pair of lines, as of
# an index above its line, would be the pitch; larger, the distance of two rows would be. Without
# the smaller share, `text-two-tables-on-a-page-borderless` fails; either halved or doubled, no
# sample does.
PITCH_SHARES_OF_DISTANCES = (0.1, 0.03)
# Lines further apart than this many times their height are rows, unless all lines are. Smaller,
# lines set loosely would be rows; larger, rows of one line each would be lines of one cell. Halved
# or doubled, no sample fails.
DOUBLE_SPACED_TIMES_HEIGHT = 2.0
# The pitch of a document in which no line stands below another; any number would do, since there is
# nothing to part. Halved or doubled, no sample fails.
NO_PITCH_POINTS = 1.0
# What a line costs that stands at no row's height, against points of disagreement: more than all
# lines of a column can disagree by. Smaller, lines would be left out to let others agree better.
# Halved or doubled, no sample fails.
UNPLACED_COST_POINTS = 1000.0
# What a row is worth that gets lines, against points of disagreement, so that lines which may be
# one cell or several are several. Smaller, cells of neighbouring rows would be one; larger than the
# cost of a line left out, lines would be. A cell of several lines is not parted by it, since it
# makes its own row so high that no other row's height is at its later lines. Halved or doubled, no
# sample fails.
FILLED_WORTH_POINTS = 10.0
# So many of the most common or smallest distances are tried as the space between two rows. Fewer,
# an odd distance would hide the right one; more, only time is lost where none fits. Halved or
# doubled, no sample fails.
GAP_TRIES = 6
# So many of the first rows are tried as the one whose first line tells where it begins. Fewer, rows
# made higher by a page beside would hide where rows begin; more, only time is lost. Halved,
# `sheet-own-edges-borderless` fails; doubled, no sample does.
ROW_TRIES = 3
# Lines reach from end to end of at least this many rows, or half of all. Fewer, the heights of rows
# would rest on a single line, which could stand anywhere; more, short tables would not be read.
# Halved or doubled, `test_spans` fails.
FEWEST_REACHED_ROWS = 3
# A horizontal ruling parts rows when it is as long as this share of the table's width. Smaller, a
# rule under a heading over some columns would part rows; larger, rules that leave out the first
# column would part none. Doubled, `sheet-horizontal-rules` fails; halved, no sample does.
RULE_SHARE_OF_WIDTH = 0.6
# So many such rulings on a page part all its rows. Fewer, the rules above and below the headings
# would; more, a page with a row or two would be read by its lines. Doubled, `test_alignment` fails;
# halved, no sample does.
FEWEST_RULES = 3
# Running lines are printed on at least this share of the pages. Smaller, rows that look alike on a
# few pages would be running lines; larger, those of a part of the document would be rows. Halved or
# doubled, no sample fails.
RUNNING_SHARE_OF_PAGES = 0.5
# A word of running text has at least this many letters. Smaller, the marks of equal rows would be
# running lines; larger, a running line of short words would be a row. Doubled,
# `text-running-lines-borderless` fails; halved, no sample does.
RUNNING_WORD_LETTERS = 4
# The outer border of rows that no ruling draws lies this far beyond their text, which any number
# above nothing keeps inside. Halved or doubled, no sample fails.
OUTER_BORDER_POINTS = 1.0
