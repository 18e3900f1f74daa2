"""How wide a gap between two letters ends a word."""

from __future__ import annotations

import pytest

from pipeline.pages.model import Word
from tests.support.drawing import Paper, text_width
from tests.support.reading import read_document

SIZE = 10.0
# As shares of the size of the type: the closest letters that are two words, and the widest apart
# that are one.
WORDS, LETTERS = 0.16, 0.14
LEFT, TOP, STEP = 40.0, 40.0, 20.0


@pytest.fixture(name="lines", scope="module")
def printed_lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Word]]:
    """The words of each line of a page, by what the line is."""
    paper = Paper(tmp_path_factory.mktemp("gaps") / "gaps.pdf", (400, 300))
    names = ["space", "narrowest gap", "widest letters", "capitals", "capitals apart"]
    for number, name in enumerate(names):
        baseline = TOP + number * STEP
        if name == "space":
            paper.text(LEFT, baseline, "palvelu tuki", SIZE)
            continue
        gap = WORDS if name in ("narrowest gap", "capitals apart") else LETTERS
        if name.startswith("capitals"):
            # Small capitals beside a large first letter: lower, and at one foot with it.
            after = LEFT + text_width("P", SIZE) + gap * SIZE
            paper.text(LEFT, baseline, "P", SIZE)
            paper.text(after, baseline, "ALVELU", SIZE * 0.7)
        else:
            paper.text(LEFT, baseline, "palvelu", SIZE)
            paper.text(LEFT + text_width("palvelu", SIZE) + gap * SIZE, baseline, "tuki", SIZE)
    paper.save()
    (page,) = read_document(paper.path).pages
    found: dict[str, list[Word]] = {name: [] for name in names}
    for word in page.words:
        found[names[round((word.box.bottom - TOP) / STEP)]].append(word)
    return found


def texts(words: list[Word]) -> list[str]:
    """The words in order."""
    return [word.text for word in sorted(words, key=lambda word: word.box.x0)]


def test_letters_further_apart_than_letters_of_one_word_are_two_words(
    lines: dict[str, list[Word]],
) -> None:
    assert texts(lines["space"]) == ["palvelu", "tuki"]
    assert texts(lines["narrowest gap"]) == ["palvelu", "tuki"]


def test_letters_a_little_apart_are_one_word(lines: dict[str, list[Word]]) -> None:
    assert texts(lines["widest letters"]) == ["palvelutuki"]


def test_small_capitals_go_on_a_word_only_close_to_its_first_letter(
    lines: dict[str, list[Word]],
) -> None:
    assert texts(lines["capitals"]) == ["PALVELU"]
    first, others = sorted(lines["capitals apart"], key=lambda word: word.box.x0)
    assert (first.text, others.text) == ("P", "ALVELU")
    # A word of their own is no higher than its letters.
    assert others.box.top > first.box.top + 0.2 * SIZE
