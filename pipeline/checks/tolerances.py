"""Every tolerance of the checks, its unit in its name, and what another number would do wrong."""

from __future__ import annotations

# A drawing or picture outside the tables that is no wider or no higher than this, two inches, is a
# logo, a coat of arms or a banner. Smaller, a large logo would be a warning on each page; larger, a
# table that is a picture might be passed over as a decoration.
LARGEST_DECORATION_POINTS = 144.0

# Words of a line stand apart where the gap between them is wider than this many of its letters.
# Smaller, the spaces of justified text would part it; larger, the values of two narrow columns in
# one cell would pass for one value. Halved or doubled, `test_reading_shape` fails.
APART_TIMES_LETTER_WIDTH = 2.0
# In so many rows of a column, or more, the same gap is a second column's. Smaller, two chance gaps
# in justified text would be one; larger, a table of few rows would be passed over. Halved or
# doubled, `test_reading_shape` fails.
FEWEST_ROWS_APART = 3
# Gaps of several rows are the same one where a stripe of this many letters is free in all of them.
# Smaller, gaps that hardly meet would be one; larger, columns that all but touch would not be
# seen. Halved or doubled, `test_reading_shape` fails.
SAME_GAP_TIMES_LETTER_WIDTH = 1.0
# Two cells of a row with at least this many lines at equal heights, one of figures alone, are
# several rows read as one. Smaller, a value of two lines beside a name of two would be; larger, a
# short table without rulings between its rows would pass for one row. Halved or doubled,
# `test_reading_shape` fails.
FEWEST_LINES_OF_ROWS = 3
# Lines of two cells are at equal heights where their middles differ by no more than this share of
# the height. Smaller, type of two sizes would hide the rows; larger, lines of different rows would
# be side by side. Halved or doubled, `test_reading_shape` fails.
SAME_LEVEL_SHARE_OF_HEIGHT = 0.3
# So many lines, or more, one below the other outside the tables, with figures at the same places,
# are a table. Smaller, the two lines of a page's head would be one; larger, a short table would
# pass for text. Halved or doubled, `test_unread_tables` fails.
FEWEST_LINES_OF_TABLE = 3
# The next line of a table is no further below than this many heights of its type. Smaller, a table
# in loose lines would not be seen; larger, lines from all over a page would make one. Halved or
# doubled, `test_unread_tables` fails.
NEXT_ROW_TIMES_HEIGHT = 3.0
# Figures of two lines stand at the same place where an edge or the middle of one is this close to
# that of the other, in points. Smaller, a column set by eye would be none; larger, figures here and
# there in a text would be one. Halved or doubled, `test_unread_tables` fails.
SAME_EDGE_OF_TEXT_POINTS = 3.0
# Texts beside so many rows of a table, one to each, are a column of it. Smaller, a remark in the
# margin would be; larger, a short table would lose its names. Halved or raised by a half,
# `test_beside_tables` fails.
FEWEST_ROWS_BESIDE = 3
# Texts beside a table are names where they have no more words than this on the mean. Smaller, long
# names would be prose; larger, a column of prose with lines as far apart as the rows would be
# names. Halved or raised by a half, `test_beside_tables` fails.
MOST_WORDS_OF_NAME = 4.0

# A document without a known table has none because its letters cannot be read where at least this
# share of its words, or of those of its headings, cannot. Smaller, a report whose bullets are of a
# font of symbols would be to blame, though its headings are not those of the schema; larger, one
# whose names alone cannot be read would seem to be the wrong document. Halved or doubled,
# `test_unreadable_share` fails.
UNREADABLE_SHARE_OF_WORDS = 0.1
