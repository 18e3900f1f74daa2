"""Every tolerance of reading a page, its unit in its name.

What a smaller or a larger number does wrong stands with each, and what fails when it is halved or
doubled (of a factor what lies beyond one, of a share near one what is short of it): a sample of
`tests/documents/layouts`, or a module of tests of the package. Where none does, the number is a
judgement that no sample has tried.
"""

from __future__ import annotations

# A page is turned as a whole when this share of its letters runs in one other direction. Smaller,
# turned headings over an upright table would turn it; larger, upright page numbers on a turned page
# would leave it lying. Halved or doubled, `test_turned_pages` fails.
TURNED_SHARE_OF_LETTERS = 0.8
# Fewer letters than this do not tell how a page is turned. Smaller, a heading that runs upwards
# above empty cells would turn the page; larger, a page of few letters would be read lying. Halved,
# `test_turned_pages` fails; doubled, `test_glyphs` does.
FEWEST_LETTERS = 20
# Text slants when it rises or falls by more than this share of its length. Smaller, text of a page
# that was scanned askew would be none of its lines; larger, a flat watermark would be read as text.
# Halved or doubled, no sample fails.
SLANT_SHARE_OF_LENGTH = 0.05
# The same letter again within this share of its size is bold type made by printing twice. Smaller,
# such text would be read doubled; larger, two narrow letters side by side would be one. Doubled,
# `sheet-dashed` fails; halved, no sample does.
PRINTED_TWICE_SHARE_OF_SIZE = 0.12
# And always within this: places are rounded, which in small type is more than that share. Halved or
# doubled, no sample fails.
PRINTED_TWICE_POINTS = 0.1
# A mark narrower than this has no width of its own, and may stand at the edge of its letter.
# Smaller, a rounded width would count; larger, narrow accents would go to a neighbouring letter.
# Halved or doubled, no sample fails.
NO_WIDTH_POINTS = 0.1
# A mark stands over a letter when their middles are no further apart than half the letter's width,
# or than this: a narrow letter is hardly wider than what its mark strays. Larger, a mark would go
# to the letter beside it. Halved or doubled, no sample fails.
OVER_LETTER_POINTS = 0.5
# Letters are looked up by their heights in steps of this. It changes how fast marks are joined to
# letters, not what is found. Halved or doubled, no sample fails.
HEIGHT_STEP_POINTS = 4.0
# Letters this many times as high as the usual ones of a page, some of them over others, are a mark
# across the page. Smaller, a title whose box touches the line below would be one; larger, a mark in
# moderate type would be mixed into the words under it. Halved or doubled, no sample fails.
MARK_TIMES_USUAL_HEIGHT = 2.5
# A space that begins where the next letter does, to this, stands for a soft hyphen that is not
# shown. Smaller, rounding would let it part a word; larger, a real space before a letter that is
# moved to the left would be lost. Halved or doubled, no sample fails.
SAME_GLYPH_PLACE_POINTS = 0.2
# A filled rectangle no thicker than this is a ruling. Smaller, a thick border would be a shaded
# area and rule nothing; larger, a low shaded row would be a ruling. Halved, `web-thick-borders`
# fails; doubled, no sample does.
RULING_THICKNESS_POINTS = 4.0
# Dots no further apart than this are one dotted ruling. Smaller, a dotted border would fall into
# pieces; larger, dots of a list would make a ruling. Halved, `drawn-dots` fails; doubled, no sample
# does.
DOT_GAP_POINTS = 4.0
# Large dots may be further apart: this many times their size. Smaller or larger, the same. Halved
# or doubled, no sample fails.
DOT_GAP_TIMES_SIZE = 2.5
# A row of dots shorter than this rules nothing. Smaller, an ellipsis of drawn dots would; larger, a
# dotted border of a low cell would not. Halved or doubled, no sample fails.
SHORTEST_DOTTED_POINTS = 8.0
# A ruling strays no further than this from the straight, and no further into a letter beside it.
# Smaller, lines drawn by hand or rounded would rule nothing, and words of two cells that touch the
# border between them would be one; larger, a slanted line would rule, and a long word that runs
# over its cell's edge would be cut. Halved or doubled, no sample fails.
STRAIGHT_POINTS = 0.5
# A gap wider than this share of the type's size ends a word: letters of one word stand closer, and
# the narrowest usual space is about 0.2. Smaller, words set loosely fall apart; larger, narrow
# spaces are lost. Halved, `test_word_gaps` fails; doubled, `sheet-five-groups-horizontal-rules`
# does.
WORD_GAP_SHARE_OF_SIZE = 0.15
# Letters set apart in a word stand no further apart than this share of their size. Smaller, text
# set very far apart would be read letter by letter; larger, spaces between words would count as the
# usual gap between letters. Halved or doubled, no sample fails.
LETTER_GAP_SHARE_OF_SIZE = 0.5
# Letters whose tops or feet differ by no more than this stand on one line. Smaller, rounded places
# would part a line; larger, lines of neighbouring cells, which may be offset by little, would mix:
# it must stay well below the distance of two lines. Halved, `web-small-capitals-borderless` fails;
# doubled, no sample does.
SAME_TOP_POINTS = 1.0
# Pixels a point of the pictures in which a page is looked at: 144 dots an inch. Smaller, the
# thinnest lines and commas would have none; larger, each page would take longer.
PIXELS_PER_POINT = 2.0
# No side of a picture is longer. Smaller, letters of a large sheet would have few pixels; larger, a
# poster, whose letters are large, would take much memory.
LONGEST_SIDE_PIXELS = 4000
# Two greys of 255 that differ by no less than this can be told apart. Smaller, text of hardly any
# opacity would show; larger, pale text would be taken for hidden.
LEAST_CONTRAST = 5
# Ink of a scanned letter differs from its paper by no less than this, of 255 greys. Smaller, the
# grain of the paper would be ink; larger, pale print would be none.
INK_CONTRAST = 48
# Ink hangs together in tiles of so many pixels. Smaller, the dots of a mark would be many marks;
# larger, marks of two rows of a table would be one.
TILE_PIXELS = 2
# Both readers put the beginning of a letter at the same place, to this. Smaller, a letter that is
# raised would not be found; larger, a narrow one might be taken for its neighbour.
SAME_ORIGIN_POINTS = 1.0
# Two letters lie over each other when they share more than this much of the smaller one's area.
# Smaller, each page set closely would be looked at line by line; larger, the ink of one line would
# speak for another that does not show.
CONTESTED_SHARE_OF_LETTER = 0.05
# The same letter again, no further away than this, is printed twice. Smaller, bold type made by
# printing twice would be looked at letter by letter; larger, two narrow letters would be one.
SAME_LETTER_PLACE_POINTS = 1.0
# A letter of which less than this share of its height or width shows is cut off. Smaller, halves of
# letters would be read; larger, a letter that only touches its cell's edge would be lost.
CUT_SHARE_OF_LETTER = 0.6
# Letters were typed over where others show in their place, no larger or smaller than this many
# times. Smaller, what was typed over in a size a little different would be read with the rest;
# larger, letters under a mark across the page would be left out of their words.
TYPED_OVER_TIMES_SIZE = 2.0
# And share more than this much of the smaller one's area. Smaller, the neighbour of a covered
# letter, whose box reaches into its own, would be typed over it; larger, letters of another width
# would not be.
TYPED_OVER_SHARE_OF_LETTER = 0.4
# The gaps of a dashed ruling, and what a cell may leave of one, are no wider than this. Smaller, a
# line of long dashes would fall into pieces; larger, a border that is left out beside a narrow cell
# would be drawn on.
DASH_GAP_POINTS = 6.0
# A line of which each half is no thicker than this is thin: it may go on unseen over a shaded area
# of its own colour. Smaller, borders of headings as dark as they would end there; larger, stripes
# that make a shaded area would be borders in it.
THIN_LINE_POINTS = 0.75
# A filled area is shaded when this share of it is not white. Smaller, a white area would be shaded
# for the lines drawn in it; larger, one with white cells in it would not be.
SHOWN_SHARE_OF_FILL = 0.25
# What is drawn alone and is no wider or higher than this is a mark, such as a box or a dash.
# Smaller, a large box to tick would be a table of one cell; larger, a small cell that stands alone
# would be a mark.
WIDEST_MARK_POINTS = 14.0
# Lines no further apart than this touch. Smaller, boxes of a form would be marks though their rows
# hang together; larger, a box to tick close to its cell's border would be part of the grid.
TOUCHING_MARKS_POINTS = 1.0
# Ink smaller than this, in its greater direction, is the rim of something. Smaller, the soft end of
# a line would be ink that nobody read; larger, a full stop that is drawn would be none.
LEAST_INK_POINTS = 1.5
# And so is ink of fewer pixels than this. The same.
LEAST_INK_PIXELS = 5
# Type to be fitted into a form field is no larger than this, as viewers set it. Smaller, its words
# would be read as small print; larger, those of a high field would pass for a title. Halved or
# doubled, no sample fails.
LARGEST_FITTED_TYPE_POINTS = 12.0
# Lines that a viewer sets are this many times the type's size apart. Smaller, letters of two lines
# would touch; larger, lines of a low field would be set very small. Halved or doubled, no sample
# fails.
LINE_TIMES_TYPE = 1.2
# Where lines do not fit into a field, they are set in type of this share of the size, and again.
# Smaller, they would be read as smaller print than need be; larger, it would take long. Halved or
# doubled, no sample fails.
SMALLER_TYPE_SHARE_OF_SIZE = 0.9
# They are set no smaller than this. Smaller, neighbouring lines would be read as one; larger, the
# end of a long value would be left out. Halved, `test_annotations` fails; doubled, it does too.
SMALLEST_SET_TYPE_POINTS = 2.0
# A letter that the metrics of the viewer's font do not have is as wide as this share of its size.
# Smaller or larger, its word would be narrower or wider than it shows. Halved or doubled, no sample
# fails.
UNKNOWN_LETTER_SHARE_OF_SIZE = 0.6
# What is printed around a check box has its sides within this of those of the box. Smaller, a
# printed square around an empty box would not show that there is one; larger, a border of the cell
# beside a box would be taken for one. Halved or doubled, no sample fails.
AROUND_CHECK_BOX_POINTS = 3.0
# Characters of a text that a PDF gives as a whole are of another line where their baseline moves by
# more than this share of their size. Smaller, a raised or lowered letter would be a line; larger,
# lines set solid would be one. Halved or doubled, `test_actual_text` fails.
SPAN_LINE_SHARE_OF_SIZE = 0.5
# Type of at most this share of the size of the letters beside it is small, as a footnote's mark is
# set: a browser sets it in 0.83, a word processor in 0.58 to 0.66. Smaller, marks of a browser
# would be read as digits of the value; larger, type that a printer rounds would be one.
SMALL_SHARE_OF_SIZE = 0.86
# A mark's baseline stands above that of the letters beside it by this share of their size; 0.33 is
# usual. Smaller, small type in the middle of a row beside large type would be a mark; larger, marks
# that are raised by little would be read as digits of the value.
LEAST_RAISED_SHARE_OF_SIZE = 0.2
# And no higher than this. Smaller, marks at the top of capitals would be read as digits; larger,
# the foot of a small line above would be a mark.
HIGHEST_MARK_SHARE_OF_SIZE = 0.75
# A lowered mark's baseline stands below that of the letters by this share of their size. Smaller,
# type that stands on the foot of the same line would be one; larger, the digits of a formula, which
# are lowered by little, would be read as part of its word.
LEAST_LOWERED_SHARE_OF_SIZE = 0.1
# And no lower than this. Smaller, digits of a formula that are set low would be read as part of its
# word; larger, small type on the line below would be a mark.
LOWEST_MARK_SHARE_OF_SIZE = 0.4
# A mark stands no further from its letter than this share of the letter's size: a space may part
# them. Smaller, a mark after a space would be a value; larger, small type of the next column would
# be a mark of this one.
MARK_GAP_SHARE_OF_SIZE = 0.4
# And reaches into its box by no more than this: italic letters lean into what follows. Smaller,
# such a mark would be missed; larger, small type printed over a letter would be one.
MARK_OVERLAP_SHARE_OF_SIZE = 0.2
# Letters are of one type when their sizes and baselines differ by no more than this share of the
# size. Smaller, rounding would part the digits of a mark; larger, a mark of a mark would be one.
SAME_TYPE_SHARE_OF_SIZE = 0.06
# Letters beside a mark are looked up in steps of this. It changes how fast they are found, not
# which.
PLACE_STEP_POINTS = 8.0
# A thin annotation strikes out a word when it is no further from its middle than this share of its
# height. Smaller, one at the middle of its small letters would strike nothing; larger, a line below
# a word would strike it. Halved or doubled, `test_annotations` fails.
STRUCK_SHARE_OF_HEIGHT = 0.25
# An underline stands below the line of its letters by no more than this share of their size: 0.09
# to 0.16 in public files, where borders begin at 0.23. Smaller, underlines of some fonts would be
# borders; larger, the border of a tight row would be an underline.
LOWEST_UNDERLINE_SHARE_OF_SIZE = 0.2
# A strike-through goes through letters above their line by at least this share of their size.
# Smaller, a line just above the feet of letters would be one; larger, one through the middle of
# small letters would be a border.
LOWEST_STRIKE_SHARE_OF_SIZE = 0.12
# And by no more than this. Smaller, a line through the middle of capitals would be a border;
# larger, a border that the tops of letters reach over would be a strike-through.
HIGHEST_STRIKE_SHARE_OF_SIZE = 0.45
# A line of text begins and ends where letters do, to this share of their size. Smaller, lines that
# a printer rounds would be borders; larger, a border that is little wider than its text would be an
# underline.
LINE_END_SHARE_OF_SIZE = 0.12
# Letters above an underline stand no further apart than this share of their size: justified words
# do. Smaller, an underline of justified text would be a border; larger, a rule over several columns
# would be an underline.
TEXT_GAP_SHARE_OF_SIZE = 1.0
# Pieces of an underline are no further apart than this share of the size: a letter that reaches
# below is left free. Smaller, such underlines would be borders in pieces; larger, underlines of two
# columns would be one.
LINE_GAP_SHARE_OF_SIZE = 0.8
# The lines of a double underline are no further apart than this share of the size. Smaller, the
# second would be a border; larger, a border below an underlined heading would be none.
DOUBLE_LINE_SHARE_OF_SIZE = 0.2
# A line ends on a border when it ends this close to it. Smaller, a border that ends beside another
# one by rounding would be an underline; larger, an underline as wide as its cell would be a border.
BORDER_TOUCH_POINTS = 1.0
# A letter shows when so many pixels of it do. Smaller, the soft rim of what covers it would be its
# ink; larger, a full stop in small type would not show.
LEAST_LETTER_PIXELS = 2
# Text below a picture was recognised in that where the text of the page that does not show is most
# of it: the rest is no more than this many times smaller. Smaller, a page with half of its text
# covered on purpose would be a scan; larger, a scan with page numbers printed on it would be none.
LEAST_TIMES_HIDDEN = 1.1
# A line that is wider than its text strikes it out where it goes through so many letters. Smaller,
# a border that touches one letter would be none; larger, a short struck mark would be two rows.
LEAST_STRUCK_LETTERS = 2
# And where the next lines above and below are no further away than this many times the type's size.
# Smaller, the rows of a loose table could not be struck out; larger, a border that text runs over
# would be a strike-through.
STRUCK_ROW_TIMES_SIZE = 1.6
# A letter's line is in its box, or beyond it by no more than this share of the box's height; where
# it is farther off, the font says wrongly how far its letters rise and hang, and the box is moved.
# Smaller, fonts that round would be moved; larger, letters would be read a little off their line.
# Where it is much larger, `test_broken_metrics` fails; halved or doubled, no sample does.
FOOT_BEYOND_BOX_SHARE_OF_HEIGHT = 0.05
# How far above the foot of its box a letter is put then, as in usual fonts. Smaller or larger, its
# box would lie above or below its ink. Halved or doubled, no sample fails.
USUAL_FOOT_SHARE_OF_HEIGHT = 0.2
# A box that reaches below its letter's line by less than this share of its height has no room for
# the tail of a letter, and gets it where people are shown its place. Smaller, the frame around a
# cell would go through its tails; larger, it would grow where the font says how far they hang.
# Where there is no room at all, `test_broken_metrics` fails; halved or doubled, no sample does.
LEAST_FOOT_SHARE_OF_HEIGHT = 0.1
