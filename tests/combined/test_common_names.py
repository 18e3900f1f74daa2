"""What services that areas word differently are called together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.combined.common_names import NamedRecord, common_names
from pipeline.combined.model import Combined, CommonName
from pipeline.combined.parts import PartPlace
from pipeline.schema.vocabulary import Vocabulary, load_vocabulary
from tests.support.command_line import SCHEMAS
from tests.support.together import Built, plain_rows, put_together, schema_of, written

HEADER = "code,fi,en,pattern,misprint"
VOCABULARY = (
    "subsidy,Tuki,Subsidy,Palkkatuki ja muu tuki,",
    "subsidy,,,Palkkatuki,",
    "council,Liitto,Council,{name}en liitto,",
    "guidance,Ohjaus,Guidance,Ohjaus (nuoret),",
    "coaching,Valmennus,Coaching,,",
)


def vocabulary_of(folder: Path, *lines: str) -> Vocabulary:
    """A vocabulary of some lines."""
    path = folder / "names.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return load_vocabulary(path)


def named(vocabulary: Vocabulary, *printed: str, area: str = "Lapin alue") -> list[CommonName]:
    """The common name of each of some names, all of one document."""
    records = [NamedRecord("a", f"key-{n}", name, area) for n, name in enumerate(printed)]
    names, codes = common_names(records, vocabulary)
    by_code = {name.code: name for name in names}
    return [by_code[code] for code in codes]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Palkkatuki", "subsidy"),
        ("PALKKA TUKI", "subsidy"),
        ("Palkkatuki (95 §) (uusi)", "subsidy"),
        ("Palkkatuki (95 § ja uusi", "subsidy"),
        ("Palkkatuki ja\xa0muu tuki", "subsidy"),
        ("Lapin alueen liitto", "council"),
        ("Ohjaus (nuoret)", "guidance"),
        ("Ohjaus", None),
        ("Ohjaus (vanhat)", None),
        ("Palkkatuki ja", None),
        ("Palkkatuki ja muu", None),
        ("Palkkatuk", None),
        ("Uudenmaan alueen liitto", None),
        ("(Palkkatuki)", None),
        ("Valmennus", None),
    ],
)
def test_a_name_fits_as_a_whole_or_not_at_all(
    tmp_path: Path, printed: str, code: str | None
) -> None:
    (name,) = named(vocabulary_of(tmp_path, *VOCABULARY), printed)
    assert (name.code if name.known else None) == code
    if code is None:
        assert (name.fi, name.en, name.printed) == (printed, printed, (printed,))


def test_a_wording_with_the_name_fits_no_document_without_one(tmp_path: Path) -> None:
    vocabulary = vocabulary_of(tmp_path, *VOCABULARY)
    (name,) = named(vocabulary, "en liitto", area="")
    assert not name.known


def test_what_is_printed_with_its_parentheses_goes_first(tmp_path: Path) -> None:
    lines = ("short,L,S,Tuki,", "long,P,L,Tuki (uusi),")
    names = named(vocabulary_of(tmp_path, *lines), "Tuki (uusi)", "Tuki (vanha)", "Tuki")
    assert [name.code for name in names] == ["long", "short", "short"]


def test_a_name_that_fits_two_is_joined_to_none_and_told(tmp_path: Path) -> None:
    lines = ("own,O,O,{name}en tuki,", "lapland,L,L,Lapin alueen tuki,")
    (name,) = named(vocabulary_of(tmp_path, *lines), "Lapin alueen tuki")
    assert (name.known, name.fitting) == (False, ("lapland", "own"))
    (other,) = named(vocabulary_of(tmp_path, *lines), "Kainuun alueen tuki", area="Kainuun alue")
    assert (other.code, other.fitting) == ("own", ())


def test_names_of_their_own_are_one_where_they_are_the_same(tmp_path: Path) -> None:
    vocabulary = vocabulary_of(tmp_path, *VOCABULARY)
    records = [
        NamedRecord("a", "k1", "Uusi palvelu", ""),
        NamedRecord("a", "k2", "Uusi palvelu (nuoret)", ""),
        NamedRecord("b", "k1", "UUSI PALVELU", ""),
        NamedRecord("b", "k2", "Uusi palvelut", ""),
    ]
    names, codes = common_names(records, vocabulary)
    own = [name for name in names if not name.known]
    assert [name.printed for name in own] == [
        ("Uusi palvelu", "UUSI PALVELU"),
        ("Uusi palvelu (nuoret)",),
        ("Uusi palvelut",),
    ]
    assert own[0].records == {"a": ("k1",), "b": ("k1",)}
    assert codes == [own[0].code, own[1].code, own[0].code, own[2].code]
    assert [name.code for name in own] == ["uusi_palvelu", "uusi_palvelu_2", "uusi_palvelut"]


def test_the_code_of_its_own_name_is_none_of_the_vocabulary(tmp_path: Path) -> None:
    (name,) = named(vocabulary_of(tmp_path, *VOCABULARY), "Subsidy")
    assert (name.known, name.code) == (False, "subsidy_2")


def test_codes_without_records_are_there_in_the_order_of_the_file(tmp_path: Path) -> None:
    names, codes = common_names([], vocabulary_of(tmp_path, *VOCABULARY))
    assert [name.code for name in names] == ["subsidy", "council", "guidance", "coaching"]
    assert not codes
    assert not any(name.records for name in names)


def test_the_nearest_are_proposed_and_none_is_joined(tmp_path: Path) -> None:
    (name,) = named(vocabulary_of(tmp_path, *VOCABULARY), "Palkkatuen tuki")
    assert [code for code, _ in name.proposals] == ["subsidy"]
    assert all(0.5 <= nearness < 1 for _, nearness in name.proposals)


def test_every_service_of_the_appendix_has_a_common_name(built: Built, combined: Combined) -> None:
    names = {name.code: name for name in combined.names}
    rows = combined.tables["services"].to_dict("records")
    unknown = {row["service"] for row in rows if not names[row["common_service"]].known}
    assert unknown == {"Starttirahan myöntäminen", "Uusi yhteinen palvelu", "Uusi Yhteinen palvelu"}
    assert set(names["pay_subsidy"].records) == {"kajaani", "kajaani-2", "lahti"}
    assert set(names["pay_subsidy"].printed) == {
        "Palkkatuki ja työllistämistuki (95 § 55 vuotta täyttäneiden työllistämistuki)",
        "Palkkatuki ja työllistämistuki",
        "Palkkatuki",
    }
    assert set(names["vocational_guidance"].records) == {"kajaani", "lahti"}
    assert names["uusi_yhteinen_palvelu"].records.keys() == {"kajaani", "kajaani-2"}


def test_a_proposed_line_joins_the_name_and_a_new_one_makes_it_known(
    built: Built, places: tuple[PartPlace, ...], all_files: Path, tmp_path: Path
) -> None:
    report = json.loads((all_files / "validation.json").read_text(encoding="utf-8"))
    unknown = {one["printed"][0]: one for one in report["unknown_names"]}
    assert set(unknown) == {"Starttirahan myöntäminen", "Uusi yhteinen palvelu"}
    (proposal,) = unknown["Starttirahan myöntäminen"]["proposals"]
    assert proposal["code"] == "startup_grant"
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    vocabulary = schemas / "vocabulary" / "services.csv"
    lines = (proposal["line"], unknown["Uusi yhteinen palvelu"]["new_line"])
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    combined = put_together(places, schema_of(schemas))
    assert all(name.known for name in combined.names)
    folder = written(combined, tmp_path / "all")
    common = {row["common_service"]: row for row in plain_rows(folder / "common_services.csv")}
    assert common["startup_grant"]["documents"] == "2"
    before = {r["common_service"]: r for r in plain_rows(all_files / "common_services.csv")}
    assert common["uusi_yhteinen_palvelu"] == {
        **before["uusi_yhteinen_palvelu"],
        "known": "true",
    }


def test_each_wording_of_the_appendix_is_written_once() -> None:
    vocabulary = load_vocabulary(SCHEMAS / "vocabulary" / "services.csv")
    assert len(vocabulary.codes) > 50
    for code, labels in vocabulary.labels.items():
        assert labels["fi"] != labels["en"]
        (name,) = named(vocabulary, labels["fi"])
        # What a service is called together is no other service's printed name.
        assert not name.known or name.code == code
