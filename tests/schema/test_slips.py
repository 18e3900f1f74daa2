"""Schemas that are not as they must be.

The exit code is 2 and nothing is written; one plain line on standard error names the file and,
where there is one, the line to correct.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.command_line import SCHEMAS, Desk, complaint, files_in


@dataclass(frozen=True)
class Slip:
    """A slip in one file of a schemas folder.

    Args:
        file: the file.
        old: what stands there, once; nothing where the file is to be removed.
        new: what is put there instead.
        says: words that must stand in the message.
        line: text on the line that the message must name, as the file stands after the slip.
    """

    file: str
    old: str
    new: str
    says: tuple[str, ...]
    line: str = ""

    def make(self, folder: Path) -> Path:
        """Make the slip; the file."""
        path = folder / self.file
        if not self.old:
            path.unlink()
            return path
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old) == 1
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")
        return path


DESCRIPTION, PRODUCERS = "appendix.yaml", "vocabulary/producers.csv"
SLIPS = {
    "setting misspelt": Slip(
        DESCRIPTION,
        "  service: {reader: text}",
        "  service: {raeder: text}",
        ("raeder", "reader"),
        "raeder",
    ),
    "reader that does not exist": Slip(
        DESCRIPTION,
        "  service: {reader: text}",
        "  service: {reader: texts}",
        ("fields.service.reader",),
        "texts",
    ),
    "check that does not exist": Slip(
        DESCRIPTION,
        "{check: heading-missing,",
        "{check: heading-mising,",
        ("heading-mising", "perhaps heading-missing is meant"),
    ),
    "severity that does not exist": Slip(
        DESCRIPTION,
        "{check: heading-missing, severity: error}",
        "{check: heading-missing, severity: fatal}",
        ("severity",),
        "severity: fatal",
    ),
    "field that does not exist": Slip(
        DESCRIPTION,
        "      tem_area: ['Työvoimapalvelujen viitearkkitehtuurin palvelualue (TEM)']\n"
        "      integration_client",
        "      tem_aera: ['Työvoimapalvelujen viitearkkitehtuurin "
        "palvelualue (TEM)']\n      integration_client",
        ("tem_aera", "perhaps tem_area is meant"),
    ),
    "code of a check that no vocabulary has": Slip(
        DESCRIPTION,
        "when: code, code: unclear}",
        "when: code, code: unclaer}",
        ("unclaer", "perhaps unclear is meant"),
    ),
    "doubled key": Slip(
        DESCRIPTION,
        "  key_length: 48\n",
        "  key_length: 48\n  key_length: 50\n",
        ("key_length",),
        "key_length: 50",
    ),
    "no YAML": Slip(
        DESCRIPTION, "uncertain: ['?']\n", "uncertain: : ['?']\n", ("YAML",), "uncertain: :"
    ),
    "pattern that cannot be compiled": Slip(
        DESCRIPTION, "(sivu\\s*|s\\.\\s*)?", "(sivu\\s*|s\\.\\s*?", ("pattern",), "page-number"
    ),
    "no description": Slip(DESCRIPTION, "", "", ("labels.yaml",)),
    "words of a check missing": Slip(
        "labels.yaml", "  mark-unknown:\n", "  mark-unknwon:\n", ("mark-unknown", "mark-unknwon")
    ),
    "language missing": Slip(
        "labels.yaml",
        "    message: {fi: Palvelulla ei ole tyyppiä., ",
        "    message: {fr: Palvelulla ei ole tyyppiä., ",
        ("type-missing",),
        "{fr: ",
    ),
    "wrong header": Slip(
        PRODUCERS,
        "code,fi,en,pattern,misprint\n",
        "code,fi,en,patern,misprint\n",
        ("pattern",),
        "patern",
    ),
    "value missing": Slip(
        PRODUCERS, "municipalities,,,kunta,\n", "municipalities,,kunta,\n", (), ",,kunta,"
    ),
    "wording of two codes": Slip(
        PRODUCERS,
        "municipalities,,,kunta,\n",
        "municipalities,,,kunta,\norganisations,Järjestöt,Organisations,Kunta,\n",
        ("Kunta", "municipalities"),
        ",Kunta,",
    ),
    "label with a control character": Slip(
        "labels.yaml",
        "  service: {fi: Palvelu, en: Service}",
        '  service: {fi: "Palvelu\\a", en: Service}',
        ("U+0007",),
        'fi: "Palvelu',
    ),
    "cross-tabulation named like a cell": Slip(
        DESCRIPTION, "name: section_by_tem_area,", "name: ab12,", ("ab12",)
    ),
    "cross-tabulation named like another sheet": Slip(
        DESCRIPTION, "name: section_by_tem_area,", "name: findings,", ("findings",)
    ),
    "cross-tabulation of an unknown field": Slip(
        DESCRIPTION, "rows: shared,", "rows: sharde,", ("sharde", "perhaps shared is meant")
    ),
    "possible apart where nothing can be": Slip(
        DESCRIPTION,
        "rows: shared, columns: tem_area,",
        "rows: shared, columns: tem_area, possible_apart: true,",
        ("possible_apart",),
    ),
    "table of all documents named like another": Slip(
        DESCRIPTION, "name: producer_by_area,", "name: documents,", ("documents",)
    ),
    "table of all documents by an unknown field": Slip(
        DESCRIPTION, "rows: tem_area}", "rows: tem_aera}", ("tem_aera", "perhaps tem_area is meant")
    ),
    "table of all documents by columns": Slip(
        DESCRIPTION,
        "{name: tem_area_by_area, rows: tem_area}",
        "{name: tem_area_by_area, rows: tem_area, columns: shared}",
        ("columns is no known setting",),
        "columns: shared}",
    ),
    "possible apart in a table of all documents where nothing can be": Slip(
        DESCRIPTION, "rows: shared}", "rows: shared, possible_apart: true}", ("possible_apart",)
    ),
    "sheet of all documents without a name": Slip(
        "labels.yaml",
        "  sheet_shared_by_area:",
        "  sheet_shraed_by_area:",
        ("sheet_shared_by_area", "sheet_shraed_by_area"),
    ),
    "folder of all documents elsewhere": Slip(
        DESCRIPTION, "  folder: all\n", "  folder: ../all\n", ("combined.folder: ../all",)
    ),
    "folder of all documents hidden": Slip(
        DESCRIPTION, "  folder: all\n", "  folder: .all\n", ("combined.folder: .all",)
    ),
    "column of the document named like another": Slip(
        DESCRIPTION,
        "  folder: all\n",
        "  document_field: section\n",
        ("combined.document_field: section", "name it otherwise"),
    ),
    "column of the document that is no name": Slip(
        DESCRIPTION,
        "  folder: all\n",
        "  document_field: ''\n",
        ("combined.document_field: an empty text",),
    ),
    "vocabulary of common names misspelt": Slip(
        DESCRIPTION,
        "  names: services\n",
        "  names: service # vocabulary: \n",
        ("service.csv: is missing", "perhaps services or service_types is meant"),
    ),
    "figure of an unknown code": Slip(
        DESCRIPTION,
        "codes: [statutory]",
        "codes: [statutroy]",
        ("statutroy", "perhaps statutory is meant"),
    ),
    "chart of what is not there": Slip(
        DESCRIPTION,
        "{of: shared_by_tem_area}",
        "{of: shared_by_area}",
        ("shared_by_area", "perhaps shared_by_tem_area is meant"),
    ),
    "figure without a label": Slip(
        "labels.yaml", "  figure_own:", "  figure_onw:", ("figure_own", "figure_onw")
    ),
    "optional setting misspelt": Slip(
        DESCRIPTION,
        "rows: shared, columns: tem_area,",
        "rows: shared, colums: tem_area,",
        ("colums is no known setting, perhaps columns or column is meant",),
        "colums: tem_area",
    ),
    "setting in a wrong place": Slip(
        DESCRIPTION,
        "rows: shared, columns: tem_area,",
        "rows: shared, columns: tem_area, reader: text,",
        ("reader is no known setting here: correct",),
        "reader: text",
    ),
    "vocabulary misspelt": Slip(
        DESCRIPTION,
        "    vocabulary: producers\n",
        "    vocabulary: producer\n",
        ("producer.csv: is missing", "perhaps producers is meant"),
    ),
    "vocabulary missing": Slip("vocabulary/marks.csv", "", "", ("marks.csv",)),
    "field of the records missing": Slip(
        "services.schema.json",
        '"name": "multidisciplinary"',
        '"name": "multidiscplinary"',
        ("multidiscplinary", "perhaps multidisciplinary is meant"),
    ),
    "no JSON": Slip("services.schema.json", '"fields": [', '"fields" [', ("JSON",)),
    "table schema missing": Slip("services.schema.json", "", "", ()),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_in_the_schemas_is_named(desk: Desk, tmp_path: Path, slip: Slip) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    path = slip.make(schemas)
    before = files_in(desk.output)
    completed = desk.build("--schemas", schemas)
    assert completed.returncode == 2
    line = complaint(completed)
    # A vocabulary that is missing is named itself.
    if "vocabulary: " not in slip.new:
        assert str(path.parent if slip.file == DESCRIPTION and not slip.old else path) in line
    for words in slip.says:
        assert words in line
    if slip.line:
        text = path.read_text(encoding="utf-8")
        numbers = [n for n, found in enumerate(text.splitlines(), 1) if slip.line in found]
        assert re.search(rf"\bline {numbers[-1]}\b", line)
    assert files_in(desk.output) == before


def described_corrections(folder: Path, key: str) -> Path:
    """A description of corrections.csv in a schemas folder, which says it in its own way."""
    columns = [key, "field", "printed", "value", "reason"]
    fields = [{"name": n, "type": "string", "description": "In own words."} for n in columns]
    described = {"fields": [*fields, {"name": "line", "type": "integer"}]}
    path = folder / "corrections.schema.json"
    path.write_text(json.dumps(described), encoding="utf-8")
    return path


def test_a_schemas_folder_may_describe_what_the_program_fills(desk: Desk, tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    path = described_corrections(schemas, "service_id")
    assert desk.build("--schemas", schemas).returncode == 0
    package = json.loads((desk.outputs / "datapackage.json").read_text(encoding="utf-8"))
    (found,) = (r["schema"] for r in package["resources"] if r["name"] == "corrections")
    assert found == json.loads(path.read_text(encoding="utf-8"))
    path = described_corrections(schemas, "record_id")
    completed = desk.build("--schemas", schemas)
    assert completed.returncode == 2
    line = complaint(completed)
    assert str(path) in line
    assert "service_id, field" in line


def test_a_schemas_folder_that_does_not_exist_is_named(desk: Desk, tmp_path: Path) -> None:
    before = files_in(desk.output)
    completed = desk.build("--schemas", tmp_path / "skeemat")
    assert completed.returncode == 2
    assert str(tmp_path / "skeemat") in complaint(completed)
    assert files_in(desk.output) == before
