"""Every tolerance of reading tables that white space parts, its unit in its name.

Heights are those of the words of a line. What a smaller or a larger number does wrong stands with
each, and what fails when it is halved or doubled (of a share near one, what is halfway to it), as
in `pipeline.pdf.tolerances`.
"""

from __future__ import annotations

# Words further apart than this are texts side by side. Smaller, justified text would be a table;
# larger, the columns of a tight one would be one text. Halved or doubled, `test_columns` fails.
RUN_GAP_TIMES_HEIGHT = 0.9
# Words no further apart are one text of a cell, wherever a column begins. Smaller, a text in loose
# type would be cut at a border that it runs over; larger, texts of tight columns would be one.
# Halved or doubled, `test_columns` fails.
WORD_GAP_TIMES_HEIGHT = 0.36
# How wide a stripe of white is at least that runs through few lines, by the most lines below.
# Smaller, the spaces of a few lines of text, which may stand above each other by chance, would part
# columns; larger, a short table of tight columns would have none. Each halved or doubled,
# `test_columns` fails.
STRIPE_WIDTHS_TIMES_HEIGHT = (1.0, 0.8, 0.6, 0.5, 0.4)
# The most lines for each of those widths. Each halved or doubled, `test_columns` fails.
STRIPE_LINES = (2, 4, 8, 15, 25)
# How wide it is at least through more lines than those, and what is left of one that others reach
# into. Smaller, usual spaces would part columns; larger, a long table of tight columns would have
# none. Halved or doubled, `test_columns` fails.
LEAST_STRIPE_TIMES_HEIGHT = 0.34
# A reading with stripes of so many times that width is nearly as good: where it has other columns,
# how many there are is in doubt. Nearer to one, a wrong reading would pass for sure; further, a
# sure one would be in doubt. Each halved or doubled, `test_columns` fails.
DOUBTFUL_STRIPES_TIMES_WIDTH = (0.7, 1.3)
# This share of the lines of a table may run over a stripe. Smaller, two long names would join two
# columns; larger, a column that few rows fill would be white. Halved or doubled, `test_columns`
# fails.
CROSSING_SHARE_OF_LINES = 0.06
# Places that differ by no more than this are the same edge, end or middle. Smaller, type that is
# placed by rounding would be indented; larger, an indented name would not be. Halved or doubled,
# `test_white_rows` fails.
SAME_PLACE_POINTS = 2.0
# Text that reaches into a column by no more than this does not stand in it. Smaller, rounding would
# let a heading cover the column beside it; larger, one that covers two would cover one. Halved or
# doubled, `test_white_headings` fails.
TOUCHING_POINTS = 0.5
# A rule parts a table where it is as long as this share of its width, from end to end. Smaller, the
# rules under the headings of groups would part rows; larger, one with gaps would part none. Halved
# or doubled, `test_white_headings` fails.
LONG_RULE_SHARE_OF_WIDTH = 0.6
# How far from an end of the table a rule may begin, as a share of its width. Smaller, one that
# begins at the text of a wide column would part none; larger, one under the headings of all columns
# but that of the names would part rows. Halved or doubled, `test_white_headings` fails.
RULE_END_SHARE_OF_WIDTH = 0.05
# Lines no further apart belong together: lines of a cell, and those of a block of a table. Smaller,
# rows set loosely would be tables each; larger, the heading of a section would be a part of the
# name above it. Halved or doubled, `test_white_rows` fails.
NEXT_LINE_TIMES_HEIGHT = 0.9
# How much further apart than the others before it a line may stand in a block. Smaller, rows
# between wider spaces would be another table; larger, the lines of a note would be rows. Halved or
# doubled, `test_regions` fails.
WIDER_TIMES_HEIGHT = 0.6
# Blocks that go on with the same columns are no further apart than this, such as the parts of a
# table below headings of sections; so are headings from the rule above them. Smaller, those would
# be tables each; larger, two tables of like columns would be one. Halved or doubled, `test_regions`
# fails.
BLOCK_GAP_TIMES_HEIGHT = 2.5
# Lines of one heading are no further apart. Smaller, a heading set loosely would be two; larger,
# the headings of a group and of its columns would be one. Halved or doubled, `test_white_headings`
# fails.
HEADING_LINE_TIMES_HEIGHT = 0.6
# Headings side by side are no closer than this, closer than values, which are narrower. Smaller,
# the words of one heading would be several; larger, the headings of two columns would be one.
# Halved or doubled, `test_white_headings` fails.
HEADING_GAP_TIMES_HEIGHT = 0.5
# A heading stands in the middle of the columns that it covers, to this. Smaller, rounding would
# leave it over one of them; larger, that of one column would cover the one beside it. Halved or
# doubled, `test_white_headings` fails.
CENTRED_TIMES_HEIGHT = 0.4
# A line this much closer to the one before than rows are to each other goes on with it; what stands
# closer to two lines than this is between them. Smaller, rounding would join rows; larger, lines of
# a name that are hardly closer than rows would be rows. Halved or doubled, `test_white_rows` fails.
TIGHTER_TIMES_HEIGHT = 0.15
# So many lines that are no rows may stand between two of a table. Fewer, the lines of a long name
# would end it; more, running text between two tables would be part of one. Halved or doubled,
# `test_regions` fails.
MOST_OTHER_LINES = 4
# Lines of running text have so many letters for the most part. Fewer, names would be running text;
# more, text in narrow columns would be a table. Half of it fewer or more, `test_regions` fails.
PROSE_LETTERS = 22
# Running text has so many lines below each other. Fewer, long names in a table would be running
# text beside it; more, a short text beside a table would be a column of that. Half of it fewer or
# more, `test_regions` fails.
FEWEST_PROSE_LINES = 6
# Lines of a zone beside running text stand off its lines by this share of their height. Smaller,
# rows with type of two fonts would be such lines; larger, a table whose rows stand close to the
# lines of the text beside it would be one with that. Halved or doubled, `test_regions` fails.
OFF_LINE_SHARE_OF_HEIGHT = 0.1
# White between lines of a ruled row that parts rows of text: wider than this, through all columns.
# Smaller, lines of a cell set loosely would be rows; larger, rows of text that no ruling parts
# would be one. Halved or doubled, `test_ruled` fails.
ROW_GAP_TIMES_HEIGHT = 0.7
# So many lines of a ruled column hold texts side by side where it is several. Fewer, two cells with
# two numbers each would part it; more, a short table would not be parted. Half of it fewer or more,
# `test_ruled` fails.
FEWEST_PARTED_LINES = 3
# And this share of its lines at least. Smaller, a column of words and numbers would be parted;
# larger, one that has empty cells would not be. Halved or doubled, `test_ruled` fails.
PARTED_SHARE_OF_LINES = 0.6
# A ruled grid of so many lines with texts that stand apart may be read by white space instead.
# Fewer, a cell set loosely would undo rulings; more, a short table in a frame would be read by it
# alone. Half of it fewer or more, `test_ruled` fails.
FEWEST_FAULTS = 3
# It is where white space holds this share of its words. Smaller, texts of a form would be lost for
# a table in it; larger, a note in the frame of a table would keep it whole. Halved or doubled,
# `test_ruled` fails.
HELD_SHARE_OF_WORDS = 0.8
# A chart's lines make at least so many cells. Fewer, a form with few texts would be a chart; more,
# a small chart would be a table. Half of it fewer or more, `test_drawings` fails.
FEWEST_CHART_CELLS = 30
# Less than this share of them have text. Smaller, a chart with numbers in it would be a table;
# larger, a table of many empty cells would be a chart. Halved or doubled, `test_drawings` fails.
CHART_SHARE_OF_CELLS = 0.12
# A frame around text has a cell of more words than this. Fewer, a table with a long text would be a
# frame; more, a frame around a short text would be a table. Half of it fewer or more,
# `test_drawings` fails.
MOST_CELL_WORDS = 120
