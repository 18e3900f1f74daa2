"""Every tolerance of reading tables that white space parts, its unit in its name.

Heights are those of the words of a line. What a smaller or a larger number does wrong stands with
each, and what holds it, as in `pipeline.pdf.tolerances`.
"""

from __future__ import annotations

# Words further apart than this many heights of a line are texts side by side. Smaller, justified
# text would be a table; larger, the columns of a tight one would be one text.
RUN_GAP_TIMES_HEIGHT = 0.9
# Words no further apart are one text of a cell, wherever a column begins. Smaller, a text in loose
# type would be cut at a border that it runs over; larger, texts of tight columns would be one.
WORD_GAP_TIMES_HEIGHT = 0.36
# How wide a stripe of white is at least, in heights, by the most lines that it runs through: the
# spaces of a few lines of text may stand above each other by chance, those of many do not.
STRIPE_WIDTHS_TIMES_HEIGHT = (1.0, 0.8, 0.6, 0.5, 0.4)
# The most lines for each of those widths.
STRIPE_LINES = (2, 4, 8, 15, 25)
# How wide it is at least through more lines than those.
LEAST_STRIPE_TIMES_HEIGHT = 0.34
# A reading with stripes of so many times that width is nearly as good: where it has other columns,
# how many there are is in doubt.
DOUBTFUL_STRIPES_TIMES_WIDTH = (0.7, 1.3)
# This share of the lines of a table may run over a stripe. Smaller, two long names would join two
# columns; larger, a column that few rows fill would be white.
CROSSING_SHARE_OF_LINES = 0.06
# Places that differ by no more than this are the same edge, end or middle. Smaller, type that is
# placed by rounding would be indented; larger, an indented name would not be.
SAME_PLACE_POINTS = 2.0
# Text that reaches into a column by no more than this does not stand in it.
TOUCHING_POINTS = 0.5
# A rule parts a table where it is as long as this share of its width, from end to end. Smaller, the
# rule under a heading of several columns would part rows; larger, one with gaps would part none.
LONG_RULE_SHARE_OF_WIDTH = 0.6
# How far from an end of the table a rule may begin, as a share of its width.
RULE_END_SHARE_OF_WIDTH = 0.05
# Lines no further apart belong together: lines of a cell, and those of a block of a table. Smaller,
# rows set loosely would be tables each; larger, a note would be the last row.
NEXT_LINE_TIMES_HEIGHT = 0.9
# How much further apart than the others before it a line may stand in a block.
WIDER_TIMES_HEIGHT = 0.6
# Blocks that go on with the same columns are no further apart than this, such as the parts of a
# table below headings of sections; so are headings from the rule above them.
BLOCK_GAP_TIMES_HEIGHT = 2.5
# Lines of one heading are no further apart. Smaller, a heading set loosely would be two; larger,
# the headings of a group and of its columns would be one.
HEADING_LINE_TIMES_HEIGHT = 0.6
# Headings side by side are no closer than this, closer than values, which are narrower. Smaller,
# the words of one heading would be several; larger, the headings of two columns would be one.
HEADING_GAP_TIMES_HEIGHT = 0.5
# A heading stands in the middle of the columns that it covers, to this.
CENTRED_TIMES_HEIGHT = 0.4
# A line this much closer to the one before than rows are to each other goes on with it; what stands
# closer to two lines than this is between them.
TIGHTER_TIMES_HEIGHT = 0.15
# So many lines that are no rows may stand between two of a table.
MOST_LINES_BETWEEN = 4
# Lines of running text have so many letters for the most part, and stand below each other so often.
PROSE_LETTERS = 22
FEWEST_PROSE_LINES = 6
# Lines of a zone beside running text stand off its lines by this share of their height. Smaller,
# rows with type of two fonts would be such lines; larger, a table whose rows stand close to the
# lines of the text beside it would be one with that.
OFF_LINE_SHARE_OF_HEIGHT = 0.1
# White between lines of a ruled row that parts rows of text: wider than this, through all columns.
ROW_GAP_TIMES_HEIGHT = 0.7
# So many lines of a ruled column hold texts side by side where it is several, at least this share.
FEWEST_PARTED_LINES = 3
PARTED_SHARE_OF_LINES = 0.6
# A ruled grid of so many lines with texts that stand apart may be read by white space instead,
# where that holds this share of its words.
FEWEST_FAULTS = 3
HELD_SHARE_OF_WORDS = 0.8
# A chart's lines make at least so many cells, of which less than this share have text.
FEWEST_CHART_CELLS = 30
CHART_SHARE_OF_CELLS = 0.12
# A frame around text has a cell of more words than this.
MOST_CELL_WORDS = 120
