"""Names that may mean the same as one that is not known, the nearest first."""

from __future__ import annotations

import pytest

from pipeline.text.near_names import nearest_names

KNOWN = {
    "pay_subsidy": ["Palkkatuki ja työllistämistuki", "Palkkatuki"],
    "youth_subsidy": ["Nuorten palkkatuki"],
    "job_search": ["Työnhaun tukeminen", "Työnhaun tuki"],
    "workshops": ["Työpajat / Työvalmennuspalvelut"],
    "eures": ["EURES-palvelu työnhakijoille"],
    "language": ["Kielen opetus"],
    "health": ["Työttömän terveystarkastus"],
    "companies": ["Kehittämisyhtiöt"],
    "projects": ["Hankkeet"],
    "summer_jobs": ["Kesätyöseteli"],
    "benefits": ["Neuvonta etuuksista"],
}


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Palkkatuki", ["pay_subsidy", "youth_subsidy"]),
        ("Nuorten palkkaneuvonta", []),
        ("Palkkatuen myöntäminen", ["pay_subsidy"]),
        ("Työnhaun tuki ja muu neuvonta", ["job_search"]),
        ("Etuuksien neuvottelu", ["benefits"]),
        ("Työpajat", ["workshops"]),
        ("EURES", ["eures"]),
        ("Työttömien terveystarkastukset", ["health"]),
        ("Kesätyösetelit (kunnat)", ["summer_jobs"]),
        ("Kesatyoseteli", ["summer_jobs"]),
        ("Hanke", ["projects"]),
        ("Uraohjaus", []),
        ("Kehittämisverkosto", ["companies"]),
        ("ja", []),
        ("", []),
    ],
)
def test_names_in_the_vocabulary_that_may_be_meant(name: str, nearest: list[str]) -> None:
    assert [code for code, _ in nearest_names(name, KNOWN)] == nearest


def test_the_same_words_are_nearest_of_all() -> None:
    assert nearest_names("Kielen  OPETUS (suomi)", KNOWN) == [("language", 1.0)]


def test_three_at_most_and_equals_in_the_order_of_the_codes() -> None:
    known = {f"code_{number}": ["Kielen opetus"] for number in (3, 1, 2, 4)}
    found = nearest_names("Kielen opetus", known)
    assert [code for code, _ in found] == ["code_3", "code_1", "code_2"]


def test_a_nearer_one_comes_first() -> None:
    known = {"far": ["Palkkatuki ja työllistämistuki"], "near": ["Palkkatuki ja muu tuki"]}
    assert [code for code, _ in nearest_names("Palkkatuki", known)] == ["near", "far"]
