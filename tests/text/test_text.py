"""Lines joined, text folded, slugs made."""

from __future__ import annotations

import pytest

from pipeline.text.strings import fold, is_unreadable, join_lines, readable, running_texts, slug

CONJUNCTIONS = ["ja", "tai", "sekä", "eli"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Päijät-Hämeen", "työllisyysalue"], "Päijät-Hämeen työllisyysalue"),
        (["Päijät-", "Hämeen liitto"], "Päijät-Hämeen liitto"),
        (["Työ-", "ja koulutuskokeilut"], "Työ- ja koulutuskokeilut"),
        (["työnhaku-", "tai (eli)"], "työnhaku- tai (eli)"),
        (["  a\u00a0 b ", "c"], "a b c"),
        (["palve\u00ad", "lut"], "palvelut"),
        (["palve\u00adlut"], "palvelut"),
        (["palve\u2010", "lut"], "palvelut"),
        (["työnhaku\u2010", "ja"], "työnhaku\u2010 ja"),
        (["", "a", ""], "a"),
        ([], ""),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines, CONJUNCTIONS) == joined


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Starttiraha", "starttiraha"),
        (
            "Työnhakijan lakisääteinen palveluprosessi (POMA): palvelutarpeen arviointi",
            "tyonhakijan-lakisaateinen-palveluprosessi",
        ),
        ("Omaehtoinen koulutus (ja uudelleenkoulutus) (sis. muut)", "omaehtoinen-koulutus"),
        ("Hankkeet (mm. pienten kuntien", "hankkeet"),
        ("Sisäkkäiset (yksi (kaksi) kolme) sulut", "sisakkaiset-sulut"),
        ("Kesätyöpassi/-seteli", "kesatyopassi-seteli"),
        ("Kielen opetus/ suomen kielen opetus", "kielen-opetus-suomen-kielen-opetus"),
        ("a\u0308iti", "aiti"),
        ("Đuŋŋo šŧávval", "dungngo-stavval"),
        ("(vain sulut)", "unnamed"),
        ("x" * 48, "x" * 48),
        ("x" * 60, "x" * 48),
        ("a" * 40 + " " + "b" * 7, "a" * 40 + "-" + "b" * 7),
        ("a" * 40 + " " + "b" * 8, "a" * 40),
        ("a" * 40 + " " + "b" * 7 + " c", "a" * 40 + "-" + "b" * 7),
    ],
)
def test_slug(name: str, wanted: str) -> None:
    assert slug(name, 48) == wanted


def test_fold_ignores_case_white_space_and_composition() -> None:
    assert fold("Työllisyys\n alue") == fold("TYO\u0308LLISYYSALUE")
    assert fold("tyo") != fold("työ")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_cannot_be_written_is_seen(character: str) -> None:
    text = readable(f"a{character}b")
    assert text == "a\ufffdb"
    assert is_unreadable(text)


def test_glyphs_without_a_character_are_seen() -> None:
    assert is_unreadable("Pal(cid:12)velu")
    assert not is_unreadable("Palvelu (sis. 12)")


@pytest.mark.parametrize("character", ["\ue000", "\uf0b7", "\U000f0001", "\U0010fffd"])
def test_characters_of_private_use_mean_nothing(character: str) -> None:
    assert is_unreadable(f"Palvelu {character}")


def test_running_lines_of_two_pages_have_a_text_in_common() -> None:
    one, other = (set(running_texts(f"Liite 3, {n} (9)", n)) for n in (4, 5))
    assert one & other
    assert not set(running_texts("Yhteensä 40", 4)) & set(running_texts("Yhteensä 70", 5))
