"""Changes of one cell of the appendix, and what each must change in its outputs.

Written down from the transcription and the output contract, not from outputs.
"""

from __future__ import annotations

from dataclasses import dataclass

Row = dict[str, str]
# check, field and printed value of a finding on the changed service.
Found = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """A changed cell and what it must change.

    Args:
        table: table of the cell.
        row: its row.
        cells: the changed cell: column of the transcription and new text.
        service: the service it belongs to, before the change.
        values: new values in services.csv.
        fields: the fields whose cells differ.
        producers: producers and certainties after the change; None where they stay.
        gone: findings on the service that must be gone.
        new: findings on the service that must be new.
        gone_elsewhere: checks of groups whose findings on no service must be gone.
        exit_code: of the build.
        renamed: identifier of the service after the change, where it has another.
        moved: findings on the service that go over to its new identifier.
    """

    table: str
    row: int
    cells: Row
    service: str
    values: Row
    fields: tuple[str, ...]
    producers: tuple[tuple[str, str], ...] | None = None
    gone: frozenset[Found] = frozenset()
    new: frozenset[Found] = frozenset()
    gone_elsewhere: frozenset[str] = frozenset()
    exit_code: int = 0
    renamed: str = ""
    moved: frozenset[Found] = frozenset()

    @property
    def service_after(self) -> str:
        """The service's identifier after the change."""
        return self.renamed or self.service


CHANGES = {
    "service renamed": Change(
        "person",
        5,
        {"service": "Ammatinvalinnan tuki"},
        "person.ammatinvalinnan-ohjaus",
        {"service_id": "person.ammatinvalinnan-tuki", "service": "Ammatinvalinnan tuki"},
        ("service",),
        renamed="person.ammatinvalinnan-tuki",
    ),
    "service with a finding renamed": Change(
        "person",
        15,
        {"service": "Matkakorvaukset"},
        "person.kulukorvaukset",
        {"service_id": "person.matkakorvaukset", "service": "Matkakorvaukset"},
        ("service",),
        renamed="person.matkakorvaukset",
        moved=frozenset({("tem-area-unclear", "tem_area", "?")}),
    ),
    "service renamed in brackets alone": Change(
        "employer",
        12,
        {"service": "Työkokeilu (sopimus)"},
        "employer.tyokokeilu",
        {"service": "Työkokeilu (sopimus)"},
        ("service",),
    ),
    "other type": Change(
        "person",
        8,
        {"type": "Muu lisäpalvelu"},
        "person.tyovoimakoulutus",
        {"service_type": "additional"},
        ("service_type",),
    ),
    "type with a note": Change(
        "person",
        21,
        {"type": "Lakisääteinen\n(HVA)"},
        "person.tyottoman-terveystarkastus",
        {"service_type_note": "HVA"},
        ("service_type",),
    ),
    "misprint of a type corrected": Change(
        "employer",
        21,
        {"type": "Muu lisäpalvelu"},
        "employer.kuntalisat",
        {},
        ("service_type",),
        gone=frozenset({("misprint", "service_type", "Muu lisäpavelu")}),
    ),
    "empty type filled": Change(
        "person",
        33,
        {"type": "Muu lisäpalvelu"},
        "person.etsiva-nuorisotyo",
        {"service_type": "additional"},
        ("service_type",),
        gone=frozenset({("type-missing", "service_type", "")}),
    ),
    "unknown type": Change(
        "person",
        8,
        {"type": "Pakollinen"},
        "person.tyovoimakoulutus",
        {"service_type": "Pakollinen"},
        ("service_type",),
        new=frozenset({("type-unknown", "service_type", "Pakollinen")}),
        exit_code=1,
    ),
    "other producer": Change(
        "person",
        8,
        {"producer": "Kunnat"},
        "person.tyovoimakoulutus",
        {"producer_text": "Kunnat"},
        ("producer_text",),
        producers=(("municipalities", "stated"),),
    ),
    "further producers, one of them possible": Change(
        "person",
        25,
        {"producer": "ostopalvelu ja\nmahdollinen HVA"},
        "person.kielen-opetus-suomen-kielen-opetus",
        {"producer_text": "ostopalvelu ja mahdollinen HVA"},
        ("producer_text",),
        producers=(("purchased_service", "stated"), ("wellbeing_services_county", "possible")),
    ),
    "unknown producer": Change(
        "employer",
        20,
        {"producer": "Kaupungit"},
        "employer.jarjestoille-myonnettavat-avustukset",
        {"producer_text": "Kaupungit"},
        ("producer_text",),
        producers=(),
        new=frozenset({("producer-unknown", "producer_text", "Kaupungit")}),
        exit_code=1,
    ),
    "empty producer filled": Change(
        "employer",
        24,
        {"producer": "Kunnat"},
        "employer.kehittamishankkeet",
        {"producer_text": "Kunnat"},
        ("producer_text",),
        producers=(("municipalities", "stated"),),
        gone=frozenset({("producer-missing", "producer_text", "")}),
    ),
    "producer emptied": Change(
        "employer",
        20,
        {"producer": ""},
        "employer.jarjestoille-myonnettavat-avustukset",
        {"producer_text": ""},
        ("producer_text",),
        producers=(),
        new=frozenset({("producer-missing", "producer_text", "")}),
    ),
    "empty mark filled": Change(
        "person",
        4,
        {"shared": "(x)"},
        "person.palveluihin-ohjaaminen-ja-neuvonta",
        {"shared": "bracketed"},
        ("shared",),
    ),
    "uncertain mark made certain": Change(
        "person",
        17,
        {"shared": "x"},
        "person.nuorten-monialaisen-tuen-yhteispalvelu",
        {"shared": "yes"},
        ("shared",),
        gone=frozenset({("mark-uncertain", "shared", "?")}),
    ),
    "unknown mark": Change(
        "person",
        13,
        {"integration_client": "kyllä"},
        "person.velvoittava-tyonvalitys",
        {"integration_client": "kyllä"},
        ("integration_client",),
        new=frozenset({("mark-unknown", "integration_client", "kyllä")}),
        exit_code=1,
    ),
    "first mark of a column": Change(
        "person",
        4,
        {"new_jobseeker": "x"},
        "person.palveluihin-ohjaaminen-ja-neuvonta",
        {"new_jobseeker": "yes"},
        ("new_jobseeker",),
        gone_elsewhere=frozenset({"column-without-marks"}),
    ),
    "other TEM area": Change(
        "person",
        9,
        {"tem": "2 Osaamisen kehittäminen"},
        "person.palkkatuki-ja-tyollistamistuki",
        {"tem_area": "2"},
        ("tem_area",),
    ),
    "TEM area with a question mark": Change(
        "employer",
        8,
        {"tem": "1 Työn löytyminen ?"},
        "employer.tyotarjoukset",
        {"tem_area_uncertain": "true"},
        ("tem_area",),
        new=frozenset({("tem-area-uncertain", "tem_area", "1 Työn löytyminen ?")}),
    ),
    "number and name of a TEM area disagree": Change(
        "person",
        9,
        {"tem": "2 Työn löytyminen"},
        "person.palkkatuki-ja-tyollistamistuki",
        {"tem_area": "2 Työn löytyminen"},
        ("tem_area",),
        new=frozenset({("tem-area-conflict", "tem_area", "2 Työn löytyminen")}),
        exit_code=1,
    ),
    "empty TEM area filled": Change(
        "person",
        19,
        {"tem": "4 Työkyvyn tukeminen"},
        "person.tyokykykoordinaattorin-palvelut",
        {"tem_area": "4"},
        ("tem_area",),
        gone=frozenset({("tem-area-missing", "tem_area", "")}),
    ),
    "TEM area emptied": Change(
        "employer",
        2,
        {"tem": ""},
        "employer.starttiraha",
        {"tem_area": "not_stated"},
        ("tem_area",),
        new=frozenset({("tem-area-missing", "tem_area", "")}),
    ),
}
