"""The known words that a wrong one is nearest to, for a message that asks which was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# How much of two words is alike (difflib's ratio) where one may be a slip for the other: at least
# two letters turned round in a word of five. Ids of two findings stay below it.
ALIKE = 0.75
# A word of this many letters may also be the beginning of the one that is meant.
SHORTEST_BEGINNING = 4
# More proposals than this help nobody.
PROPOSALS = 3


def nearest_words(word: str, known: Iterable[str]) -> list[str]:
    """The known words that a word may be a slip for, the likeliest first; none where none is near.

    Args:
        word: the wrong one.
        known: the right ones; case does not matter.
    """
    # Imported here, because most calls have nothing wrong.
    import difflib

    by_folded: dict[str, str] = {}
    for one in known:
        by_folded.setdefault(one.casefold(), one)
    folded = word.casefold()
    found = difflib.get_close_matches(folded, by_folded, PROPOSALS, ALIKE)
    if len(folded) >= SHORTEST_BEGINNING:
        found += [one for one in by_folded if one.startswith(folded) and one not in found]
    return [by_folded[one] for one in found[:PROPOSALS]]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question which known word was meant; empty where none is near."""
    return question(nearest_words(word, known))


def question(proposed: Sequence[str]) -> str:
    """The question whether one of some words was meant; empty without any."""
    return f"did you mean {' or '.join(proposed)}?" if proposed else ""


def perhaps_meant(word: str, known: Iterable[str]) -> str:
    """The same within a sentence; empty where none is near."""
    found = nearest_words(word, known)
    return f", perhaps {' or '.join(found)} is meant" if found else ""
