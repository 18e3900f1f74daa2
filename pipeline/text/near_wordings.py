"""A printed wording that no vocabulary has → the known ones that it is perhaps a misprint of."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from pipeline.text.strings import fold
from pipeline.text.tolerances import NEAR_SHARE_OF_LETTERS, NEAR_SHARE_OF_SHORT_LETTERS

# A wording of no more letters is short.
SHORT_LETTERS = 3
# Letters that stand in one of two near wordings alone, whatever their length: three slips. In a
# long wording a whole word would be a small share.
MOST_LETTERS_APART = 6


def share_in_common(text: str, known: str) -> float:
    """The share of letters that two folded wordings have in common; 0 where they are not near.

    What can be told without comparing them letter by letter is told so.
    """
    short = max(len(text), len(known)) <= SHORT_LETTERS
    least = NEAR_SHARE_OF_SHORT_LETTERS if short else NEAR_SHARE_OF_LETTERS
    if abs(len(text) - len(known)) > MOST_LETTERS_APART:
        return 0
    if 2 * min(len(text), len(known)) < least * (len(text) + len(known)):
        return 0
    matcher = difflib.SequenceMatcher(None, text, known, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0
    share = matcher.ratio()
    apart = round((1 - share) * (len(text) + len(known)))
    return share if share >= least and apart <= MOST_LETTERS_APART else 0


def nearest_wordings(text: str, known: Sequence[str]) -> list[str]:
    """The known wordings that a text is perhaps a misprint of, the nearest first."""
    shares = {wording: share_in_common(fold(text), fold(wording)) for wording in known}
    near = [wording for wording in dict.fromkeys(known) if shares[wording]]
    return sorted(near, key=lambda wording: -shares[wording])
