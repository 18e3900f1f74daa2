"""Every tolerance of texts, its unit in its name, and what another number would do wrong."""

from __future__ import annotations

# A wording is perhaps a misprint of a known one where the two have this share of their letters in
# common, in the same order. Smaller, new words would pass for misprints of words that only sound
# like them; larger, a slip in a word of four letters would not be seen. `test_misprints` fails at
# 0.5 and at 0.85.
NEAR_SHARE_OF_LETTERS = 0.75
# The same of wordings of up to three letters, such as marks, in which one letter is a larger part.
# Larger, a letter put for another in three would not be seen; smaller, any two marks of two signs
# would be near. `test_misprints` fails at 0.5 and at 0.85.
NEAR_SHARE_OF_SHORT_LETTERS = 0.66
# A text is a sentence, and no abbreviation, when it has so many words and ends like one. Fewer, a
# heading such as *Muut ym.* would be a note; more, a short note would be a heading. Halved or
# raised by a half, `test_note_rows` fails.
FEWEST_SENTENCE_WORDS = 4
# Two words are forms of one, or begin with one, where this share of the longer one's letters is a
# beginning that both have. Smaller, any two compounds that begin alike would count (kehittämis-);
# larger, inflected words would not (työnhaku, työnhaun). `test_near_names` fails at 0.3 and at 0.9.
BEGINNING_SHARE_OF_LETTERS = 0.5
# A name is proposed for another where this share of their letters stands in words of both. Smaller,
# names that share one common word would be proposed; larger, a name would not be that another area
# prints with a word more. `test_near_names` fails at 0.25 and at 0.75.
PROPOSED_SHARE_OF_LETTERS = 0.5
