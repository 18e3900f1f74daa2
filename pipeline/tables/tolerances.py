"""Every tolerance of joining cells into rows and texts, its unit in its name.

What a smaller or a larger number does wrong stands with each, and what fails when it is halved or
doubled, as in `pipeline.pdf.tolerances`.
"""

from __future__ import annotations

# A line is full when its cell has no room for one more of its letters, times this: the next letter
# may be a wider one. Smaller, a word broken before a wide letter would be two; larger, lines that
# end with a whole word would be doubted. Halved or doubled, no sample fails.
ROOM_TIMES_LETTER_WIDTH = 1.25
# Where this share of lines is full, words are broken at any letter, also after other words.
# Smaller, an ordinary narrow table would be doubted at each line; larger, broken words of a table
# with some short cells would be two. Halved, `sheet-centred-borderless` fails; doubled, no sample
# does.
BROKEN_ANYWHERE_SHARE_OF_LINES = 0.75
# No word is broken over more lines than this. Fewer, long words of a very narrow column would stay
# in pieces; more, only time is lost, as the result must be a known word. Halved, `test_wording`
# fails; doubled, no sample does.
LONGEST_BREAK_LINES = 5
# Bold type marks a heading of a section only where at most this share of the other rows has it too.
# Smaller, a bold row here and there would hide all sections; larger, in a table whose names are
# bold each row with nothing but its name would be one. Halved, `test_section_rows` fails; doubled,
# `test_rows` does.
BOLD_SHARE_OF_ROWS = 0.5
# A column is one that a row usually fills when this share of the rows does. Smaller, a row that has
# nothing in a sparse column would be taken to go on from the page before; larger, one exception
# would hide that a column is always filled. Halved or doubled, `test_rows_over_pages` fails.
USUAL_SHARE_OF_ROWS = 0.8
# A row merged over all columns is a note where its type is lower than this share of that of other
# rows. Smaller, a note in type a little smaller would head the rows below it; larger, a heading in
# type as large as theirs would be a note. Halved or raised by a half, `test_note_rows` fails.
SMALLER_TYPE_SHARE_OF_HEIGHT = 0.9
