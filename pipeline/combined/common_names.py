"""Names as documents print them → what they are called together, by the vocabulary for it.

A name fits an entry only as a whole, printed so or without its parts in parentheses. One that fits
none stands under its own name, and what may be meant is proposed: likeness never joins two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.combined.model import CommonName
from pipeline.schema.vocabulary import NAME_PLACEHOLDER, Vocabulary
from pipeline.text.near_names import nearest_names
from pipeline.text.strings import SLUG_LENGTH, fold, slug, without_parentheses


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record by its document and key, its name as printed, and who the document is about."""

    document: str
    key: str
    printed: str
    area: str


@dataclass
class NameGroup:
    """The records of one common name as they are found."""

    records: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, None] = field(default_factory=dict)
    fitting: tuple[str, ...] = ()

    def add(self, record: NamedRecord) -> None:
        """Put a record into it."""
        self.records.setdefault(record.document, []).append(record.key)
        self.printed.setdefault(record.printed)


class Wordings:
    """The entries of a vocabulary by their wordings as a whole."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.named = [entry for entry in vocabulary.entries if NAME_PLACEHOLDER in entry.pattern]
        self.codes = self.by_wording(
            (entry.pattern, entry.code) for entry in vocabulary.entries if entry not in self.named
        )
        self.codes_of_area: dict[str, dict[str, list[str]]] = {}

    @staticmethod
    def by_wording(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """Codes by folded wording."""
        found: dict[str, list[str]] = {}
        for wording, code in pairs:
            codes = found.setdefault(fold(wording), [])
            if code not in codes:
                codes.append(code)
        return found

    def of_area(self, area: str) -> dict[str, list[str]]:
        """Codes by folded wording of the entries that name who the document is about."""
        if area not in self.codes_of_area:
            self.codes_of_area[area] = self.by_wording(
                (entry.pattern.replace(NAME_PLACEHOLDER, area), entry.code)
                for entry in self.named
                if area
            )
        return self.codes_of_area[area]

    def fitting(self, printed: str, area: str) -> tuple[str, ...]:
        """The codes that a name fits: printed so, or else without its parts in parentheses."""
        for wording in (fold(printed), fold(without_parentheses(printed))):
            own = self.of_area(area).get(wording, [])
            codes = dict.fromkeys([*self.codes.get(wording, []), *own])
            if wording and codes:
                return tuple(codes)
        return ()

    def known(self) -> dict[str, list[str]]:
        """For each code its name and its wordings, to find the nearest."""
        found = {code: [labels["fi"]] for code, labels in self.vocabulary.labels.items()}
        for entry in self.vocabulary.entries:
            found[entry.code].append(entry.pattern.replace(NAME_PLACEHOLDER, ""))
        return found


def common_names(
    records: Iterable[NamedRecord], vocabulary: Vocabulary
) -> tuple[tuple[CommonName, ...], list[str]]:
    """The common names, and the code of each record in turn.

    Args:
        records: of all documents, by document and in its order.
        vocabulary: maps printed names to common ones.
    """
    wordings = Wordings(vocabulary)
    groups = {code: NameGroup() for code in vocabulary.codes}
    unknown: dict[str, NameGroup] = {}
    found: list[NameGroup] = []
    for record in records:
        codes = wordings.fitting(record.printed, record.area)
        if len(codes) == 1:
            group = groups[codes[0]]
        else:
            # The same name in two documents is one name: that is identity, and no likeness.
            group = unknown.setdefault(fold(record.printed), NameGroup(fitting=codes))
        group.add(record)
        found.append(group)
    names = [known_name(code, group, vocabulary) for code, group in groups.items()]
    own = list(own_names(unknown, wordings, vocabulary.codes))
    codes_of = {
        id(group): name.code
        for group, name in zip((*groups.values(), *in_order(unknown)), (*names, *own), strict=True)
    }
    return (*names, *own), [codes_of[id(group)] for group in found]


def known_name(code: str, group: NameGroup, vocabulary: Vocabulary) -> CommonName:
    """A common name of the vocabulary."""
    labels = vocabulary.labels[code]
    return CommonName(
        code=code,
        fi=labels["fi"],
        en=labels["en"],
        known=True,
        records=keys_of(group),
        printed=tuple(group.printed),
    )


def own_names(
    unknown: Mapping[str, NameGroup], wordings: Wordings, taken: Sequence[str]
) -> Iterator[CommonName]:
    """Names that no entry fits, or several, each under its own; in the order of their letters."""
    codes, known = set(taken), wordings.known()
    for group in in_order(unknown):
        (first, *_) = group.printed
        code = unused_code(first, codes)
        codes.add(code)
        yield CommonName(
            code=code,
            fi=first,
            en=first,
            known=False,
            records=keys_of(group),
            printed=tuple(group.printed),
            proposals=tuple(nearest_names(first, known)),
            fitting=group.fitting,
        )


def in_order(unknown: Mapping[str, NameGroup]) -> list[NameGroup]:
    """The groups in the order of their folded names, which no document's order changes."""
    return [unknown[folded] for folded in sorted(unknown)]


def keys_of(group: NameGroup) -> dict[str, tuple[str, ...]]:
    """The keys of its records, by document."""
    return {document: tuple(keys) for document, keys in group.records.items()}


def unused_code(name: str, taken: Iterable[str]) -> str:
    """A code for a name, made like an identifier: none that is taken."""
    code = slug(name, SLUG_LENGTH).replace("-", "_")
    unique, number = code, 1
    while unique in taken:
        number += 1
        unique = f"{code}_{number}"
    return unique
