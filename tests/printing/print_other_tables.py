"""Prints two other kinds of table, and what must be read from them, from invented facts.

`python -m tests.printing.print_other_tables` writes the committed files: a PDF in a folder
of `tests/documents` each, and beside it the CSV files, made from the facts without the pipeline.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.support.drawing import Paper, text_width

FOLDER = Path(__file__).resolve().parent.parent / "documents"
CONTRACTS, LIST = FOLDER / "contracts", FOLDER / "government-list"
PORTRAIT, LANDSCAPE = (595.28, 841.89), (841.89, 595.28)
SIZE, LEADING, ABOVE, BESIDE = 9.0, 12.0, 2.6, 4.0
LEFT, TOP, BOTTOM = 40.0, 60.0, 45.0
# The table's top on the first page, under its title.
FIRST_TOP = 90.0
Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """How a table is printed: its title, the paper, and headings with their column widths."""

    title: str
    paper: tuple[float, float]
    columns: tuple[tuple[str, float], ...]
    page_number: str
    right: tuple[int, ...] = ()
    breaks_rows: bool = False


@dataclass(frozen=True)
class Printed:
    """A row to print: its cells' lines, and the pages it was printed on."""

    cells: tuple[tuple[str, ...], ...]
    bold: bool = False
    pages: list[int] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """Lines of its highest cell."""
        return max(len(cell) for cell in self.cells)


@dataclass(frozen=True)
class Contract:
    """A contract."""

    register_number: str
    supplier: str
    subject: str
    start: date
    end: date | None
    value: Decimal
    procedure: str


@dataclass(frozen=True)
class Grant:
    """A line of the government list."""

    chapter: str
    number: str
    name: str
    amount: Decimal


CONTRACT_LAYOUT = Layout(
    "Voimassa olevat sopimukset",
    LANDSCAPE,
    (
        ("Diaarinumero", 80),
        ("Toimittaja", 110),
        ("Sopimuksen kohde", 230),
        ("Alkaa", 65),
        ("Päättyy", 75),
        ("Arvo (alv 0 %)", 90),
        ("Menettely", 110),
    ),
    "Sivu {page} / {pages}",
    right=(5,),
    breaks_rows=True,
)
LIST_LAYOUT = Layout(
    "Valtionavustukset luvuittain",
    PORTRAIT,
    (("Luku ja numero", 90), ("Nimi", 310), ("Määräraha €", 110)),
    "{page} ({pages})",
    right=(2,),
)
PROCEDURES = {
    "open": "Avoin menettely",
    "negotiated": "Neuvottelumenettely",
    "direct": "Suorahankinta",
    "framework": "Puitejärjestely",
}
SUBJECTS = (
    "Toimistotarvikkeet ja paperi",
    "Kiinteistöjen siivous ja ylläpito kaikissa toimipisteissä, ikkunoiden pesu kahdesti vuodessa "
    "sekä erikseen tilattavat suursiivoukset",
    "Tietojärjestelmän ylläpito, käyttäjien tuki ja pienkehitys",
    "Ateriapalvelut",
    "Ajoneuvojen vuokraus ja huolto, talvirenkaiden säilytys, katsastukset, vakuutukset ja "
    "vahinkojen korjaus; leasing-kausi on enintään neljä vuotta ja kilometriraja sovitaan "
    "ajoneuvoittain tilauksen yhteydessä",
    "Asiantuntijapalvelut hankkeen suunnitteluun ja arviointiin",
    "Työvaatteet ja turvajalkineet (myös pesu)",
)
CHAPTERS = (
    "Opetus ja varhaiskasvatus",
    "Kirjastot",
    "Liikunta ja ulkoilu",
    "Museot ja taide",
    "Nuorisotyö",
    "Tutkimus",
    "Tiet ja väylät",
    "Joukkoliikenne",
    "Vesihuolto",
    "Luonnonsuojelu",
    "Maaseudun kehittäminen",
    "Energia",
)
PURPOSES = ("Toiminta-avustus", "Hankeavustus", "Investointi", "Kalusto", "Palautus", "Koulutus")
LINES_PER_CHAPTER = 52
CONTRACT_COUNT = 68


def contracts() -> list[Contract]:
    """Invented contracts; the same ones each time."""
    found = []
    for n in range(1, CONTRACT_COUNT + 1):
        start = date(2023, 1, 1) + timedelta(days=17 * n)
        end = None if n % 9 == 0 else start + timedelta(days=365 * (1 + n % 4))
        value = Decimal(n * n * 1373 % 2_000_003) + Decimal(n * 37 % 100) / 100
        procedure = list(PROCEDURES)[n * 7 % 4]
        supplier = f"Toimittaja {n * 5 % 23 + 1} Oy"
        subject = SUBJECTS[n % len(SUBJECTS)]
        found.append(
            Contract(f"H-{start.year}/{n:03}", supplier, subject, start, end, value, procedure)
        )
    return found


def grants() -> list[Grant]:
    """Invented lines of a list; the same ones each time."""
    found = []
    for chapter, name in enumerate(CHAPTERS, 1):
        for line in range(1, LINES_PER_CHAPTER + 1):
            n = chapter * 100 + line
            purpose = PURPOSES[n % len(PURPOSES)]
            amount = Decimal(n * n * 7919 % 900_007) + Decimal(n * 13 % 100) / 100
            sign = -1 if purpose == "Palautus" else 1
            target = f"{purpose}, kohde {n}"
            found.append(Grant(name, f"{chapter}.{line:02}", target, sign * amount))
    return found


def printed_number(number: Decimal) -> str:
    """A number as Finnish documents print it, with a no-break space between thousands."""
    text = f"{abs(number):,.2f}".replace(",", "\u00a0").replace(".", ",")
    return f"−{text}" if number < 0 else text


def printed_date(day: date) -> str:
    """A date as Finnish documents print it."""
    return f"{day.day}.{day.month}.{day.year}"


def contract_rows(facts: Sequence[Contract]) -> list[Row]:
    """The cells of the contracts, as text."""
    return [
        {
            "register_number": c.register_number,
            "supplier": c.supplier,
            "subject": c.subject,
            "start_date": printed_date(c.start),
            "end_date": printed_date(c.end) if c.end else "toistaiseksi",
            "value": f"{printed_number(c.value)} €",
            "procedure": PROCEDURES[c.procedure],
        }
        for c in facts
    ]


def list_rows(facts: Sequence[Grant]) -> list[Row]:
    """The cells of the list, chapter headings and totals included, as text."""
    rows: list[Row] = []
    for chapter in CHAPTERS:
        own = [grant for grant in facts if grant.chapter == chapter]
        rows.append({"number": "", "name": chapter, "amount": ""})
        rows += [
            {"number": g.number, "name": g.name, "amount": printed_number(g.amount)} for g in own
        ]
        total = printed_number(sum((g.amount for g in own), Decimal(0)))
        rows.append({"number": "", "name": "Luku yhteensä", "amount": total})
    total = printed_number(sum((g.amount for g in facts), Decimal(0)))
    rows.append({"number": "", "name": "Kaikki yhteensä", "amount": total})
    return rows


def print_table(
    path: Path, rows: Sequence[Row], layout: Layout, closing: str = ""
) -> list[list[int]]:
    """Print a table, ruled, with its heading on each page; the pages of each row.

    Args:
        path: the PDF to write.
        rows: its rows.
        layout: how to print it.
        closing: a line below the table on the last page.
    """
    widths = [width for _, width in layout.columns]
    printed = [
        Printed(
            tuple(
                wrapped(text, w - 2 * BESIDE) for text, w in zip(row.values(), widths, strict=True)
            ),
            bold=not any(list(row.values())[2:]) or "yhteensä" in row.get("name", ""),
        )
        for row in rows
    ]
    pages = pages_of(printed, layout)
    paper = Paper(path, layout.paper)
    paper.text(LEFT, TOP, layout.title, 14, bold=True)
    for number, page in enumerate(pages, 1):
        heading = Printed(tuple((text,) for text, _ in layout.columns), bold=True)
        print_page(paper, [heading, *page], layout, FIRST_TOP if number == 1 else TOP)
        label = layout.page_number.format(page=number, pages=len(pages))
        paper.text(LEFT, layout.paper[1] - 20, label, 8)
        if number < len(pages):
            paper.next_page()
    paper.text(LEFT, layout.paper[1] - 34, closing, SIZE)
    paper.save()
    return [row.pages for row in printed]


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """A text in lines no wider than a column; broken at spaces alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line)


def height(row: Printed) -> float:
    """The height of a row."""
    return max(row.lines, 1) * LEADING + 2 * ABOVE


def pages_of(rows: Sequence[Printed], layout: Layout) -> list[list[Printed]]:
    """The rows page by page; where the layout breaks rows, what does not fit goes on."""
    pages: list[list[Printed]] = [[]]
    room = layout.paper[1] - BOTTOM - FIRST_TOP - LEADING - 2 * ABOVE
    whole = layout.paper[1] - BOTTOM - TOP - LEADING - 2 * ABOVE
    for row in rows:
        rest = row
        row.pages.append(len(pages))
        if height(rest) > room:
            fit = int((room - 2 * ABOVE) // LEADING)
            if layout.breaks_rows and 0 < fit < rest.lines:
                pages[-1].append(replace(rest, cells=tuple(c[:fit] for c in rest.cells)))
                rest = replace(rest, cells=tuple(c[fit:] for c in rest.cells))
            else:
                row.pages.pop()
            pages.append([])
            row.pages.append(len(pages))
            room = whole
        pages[-1].append(rest)
        room -= height(rest)
    return pages


def print_page(paper: Paper, rows: Sequence[Printed], layout: Layout, top: float) -> None:
    """Print rows on one page."""
    widths = [width for _, width in layout.columns]
    borders = [LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
    start = top
    for row in rows:
        paper.line(borders[0], top, borders[-1], top)
        for column, cell in enumerate(row.cells):
            for number, line in enumerate(cell):
                x = borders[column] + BESIDE
                if column in layout.right:
                    x = borders[column + 1] - BESIDE - text_width(line, SIZE, row.bold)
                paper.text(x, top + ABOVE + number * LEADING + SIZE, line, SIZE, row.bold)
        top += height(row)
    paper.line(borders[0], top, borders[-1], top)
    for x in borders:
        paper.line(x, start, x, top)


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def joined(pages: Sequence[int]) -> str:
    """Pages as the outputs have them."""
    return ";".join(str(page) for page in pages)


def write_contracts(folder: Path) -> None:
    """The list of contracts and what must be read from it."""
    facts = contracts()
    pages = print_table(folder / "contracts.pdf", contract_rows(facts), CONTRACT_LAYOUT)
    rows = [
        (
            c.register_number.lower().replace("/", "-"),
            c.register_number,
            c.supplier,
            c.subject,
            c.start.isoformat(),
            c.end.isoformat() if c.end else "",
            f"{c.value:.2f}",
            c.procedure,
            joined(on),
        )
        for c, on in zip(facts, pages, strict=True)
    ]
    header = (
        "contract_id register_number supplier subject start_date end_date value procedure pages"
    )
    write_csv(folder / "contracts.csv", header.split(), rows)
    values = [
        (p, f"{sum((c.value for c in facts if c.procedure == p), Decimal(0)):.2f}")
        for p in [*PROCEDURES, "not_stated"]
    ]
    write_csv(folder / "value_by_procedure.csv", ("procedure", "total"), values)
    codes = [*PROCEDURES, "not_stated"]
    counts = []
    for supplier in dict.fromkeys(c.supplier for c in facts):
        own = [c.procedure for c in facts if c.supplier == supplier]
        counts.append((supplier, *(own.count(code) for code in codes), len(own)))
    write_csv(folder / "contracts_by_supplier.csv", ("supplier", *codes, "total"), counts)


def write_list(folder: Path) -> None:
    """The government list and what must be read from it."""
    facts = grants()
    pages = print_table(folder / "government-list.pdf", list_rows(facts), LIST_LAYOUT)
    printed = [on for row, on in zip(list_rows(facts), pages, strict=True) if row["number"]]
    rows = [
        (g.number.replace(".", "-"), g.chapter, g.number, g.name, f"{g.amount:.2f}", joined(on))
        for g, on in zip(facts, printed, strict=True)
    ]
    header = ("grant_id", "chapter", "number", "name", "amount", "pages")
    write_csv(folder / "grants.csv", header, rows)
    sums = [
        (c, f"{sum((g.amount for g in facts if g.chapter == c), Decimal(0)):.2f}") for c in CHAPTERS
    ]
    write_csv(folder / "amount_by_chapter.csv", ("chapter", "total"), sums)


def main() -> None:
    """Write all committed files."""
    write_contracts(CONTRACTS)
    write_list(LIST)


if __name__ == "__main__":
    main()
