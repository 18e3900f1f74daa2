"""A name that is not known → the known ones that may mean the same, the nearest first.

Names of several words: what they have in common is words, and beginnings of words, as inflection
and compounds leave them (*palkkatuki*, *palkkatuen*). It is a proposal for a person, never a proof.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.text.strings import fold, without_parentheses
from pipeline.text.tolerances import (
    BEGINNING_SHARE_OF_LETTERS,
    NEAR_SHARE_OF_LETTERS,
    PROPOSED_SHARE_OF_LETTERS,
)

WORD_OF_NAME = re.compile(r"[^\W_]+")
# Words of fewer letters join others, and say nothing themselves (ja, tai, mm, the).
SHORTEST_WORD = 4
# More proposals than this help nobody.
MOST_PROPOSALS = 3
# Pairs of words that are kept: many more than the names of a few hundred documents have.
PAIRS_KEPT = 1 << 16


def nearest_names(name: str, known: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """The codes whose wordings are near a name, each with how near, the nearest first.

    Args:
        name: as printed.
        known: for each code its wordings.

    Returns:
        At most three; 1 is the same words, and the order of the codes decides between equals.
    """
    found = []
    for code, wordings in known.items():
        nearness = max((nearness_of(name, wording) for wording in wordings), default=0.0)
        if nearness >= PROPOSED_SHARE_OF_LETTERS:
            found.append((code, round(nearness, 2)))
    return sorted(found, key=lambda pair: -pair[1])[:MOST_PROPOSALS]


def nearness_of(name: str, known: str) -> float:
    """How near two names are, from 0 to 1, with or without their parts in parentheses."""
    short, short_known = without_parentheses(name), without_parentheses(known)
    whole = words_in_common(words_of_name(name), words_of_name(known))
    return max(whole, words_in_common(words_of_name(short), words_of_name(short_known)))


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name that say something, folded; all where none is long."""
    words = tuple(fold(found[0]) for found in WORD_OF_NAME.finditer(name))
    return tuple(word for word in words if len(word) >= SHORTEST_WORD) or words


def words_in_common(words: Sequence[str], known: Sequence[str]) -> float:
    """How much of two names stands in words both have; alike ones count as far as they are.

    That is the mean of two shares: of all their letters, and of those of the shorter name, since
    one area may print a service with more words than another.
    """
    sizes = [sum(map(len, own)) for own in (words, known)]
    pairs = sorted(
        (
            (likeness, place, other)
            for place, word in enumerate(words)
            for other, known_word in enumerate(known)
            if (likeness := word_likeness(word, known_word))
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    common, common_known = 0.0, 0.0
    taken, taken_known = set(), set()
    for likeness, place, other in pairs:
        if place not in taken and other not in taken_known:
            taken.add(place)
            taken_known.add(other)
            common += likeness * len(words[place])
            common_known += likeness * len(known[other])
    if not all(sizes):
        return 0.0
    of_shorter = common if sizes[0] <= sizes[1] else common_known
    return ((common + common_known) / sum(sizes) + of_shorter / min(sizes)) / 2


@lru_cache(PAIRS_KEPT)
def word_likeness(word: str, known: str) -> float:
    """How alike two words are: 1 where equal, else by their beginning, or as one misprinted."""
    if word == known:
        return 1.0
    longest = max(len(word), len(known))
    shared = next((n for n, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    beginning = min(len(word), len(known)) if shared is None else shared
    share = beginning / longest if beginning >= SHORTEST_WORD else 0.0
    likeness = share if share >= BEGINNING_SHARE_OF_LETTERS else 0.0
    if 2 * min(len(word), len(known)) < NEAR_SHARE_OF_LETTERS * (len(word) + len(known)):
        return likeness
    matcher = difflib.SequenceMatcher(None, word, known, autojunk=False)
    if matcher.quick_ratio() < NEAR_SHARE_OF_LETTERS:
        return likeness
    ratio = matcher.ratio()
    return max(likeness, ratio if ratio >= NEAR_SHARE_OF_LETTERS else 0.0)
