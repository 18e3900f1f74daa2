"""YAML files read strictly: nothing stands twice, nothing is read as what it is not.

Each error names its line. What a few bytes can blow up, such as a value that stands for itself or
names that stand for ever more names, is counted before it is unfolded.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import SchemaError
from pipeline.schema.strict import Strict
from pipeline.system.regular_files import CONFIGURATION_LIMIT, read_regular
from pipeline.text.encodings import EncodingError, decoded_text
from pipeline.text.nearest import perhaps_meant
from pipeline.text.strings import UNWRITABLE, why_unwritable

Model = TypeVar("Model", bound=BaseModel)
# Where a value stands: keys and indices from the top of the file.
YamlPath = tuple[str | int, ...]

# The loader built on libyaml is ten times as fast, and not in every build of PyYAML.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG_PREFIX = "tag:yaml.org,2002:"
TEXT_TAG, MERGE_TAG, MAP_TAG, SEQUENCE_TAG = (
    f"{TAG_PREFIX}str",
    f"{TAG_PREFIX}merge",
    f"{TAG_PREFIX}map",
    f"{TAG_PREFIX}seq",
)
# What else a value may be; days are kept as they are written, and so is a lone equals sign.
VALUE_KINDS = {
    "int": "whole number",
    "float": "number",
    "bool": "truth value",
    "null": "empty value",
}
KEPT_AS_TEXT = {"timestamp": "date", "value": "text"}
EMPTY_WORDS = ("", "~", "null", "Null", "NULL")
# Descriptions are some six levels deep, and have some thousand values.
DEEPEST = 40
LARGEST_NUMBER = 10**18
LONGEST_SHOWN = 40
MOST_VALUES = 100_000
TOO_DEEP = f"is nested more than {DEEPEST} levels deep: correct it"
TOO_MANY = f"has more than {MOST_VALUES:,} values, names unfolded: shorten it"


@dataclass(frozen=True)
class YamlFile:
    """A YAML file.

    Args:
        path: where it stands.
        data: its content.
        lines: the line (from 1) of each value in it.
        text_lines: the first line on which a text stands as a value.
    """

    path: Path
    data: Any
    lines: Mapping[YamlPath, int]
    text_lines: Mapping[str, int]

    def where(self, text: str) -> str:
        """The file and the line of a text in it."""
        return f"{self.path} line {self.text_lines.get(text, 1)}"


def load_model(path: Path, model: type[Model]) -> Model:
    """The content of a YAML file as a model.

    Raises:
        SchemaError: the file cannot be read, or is not what the model declares.
    """
    file = load_yaml(path)
    try:
        return model.model_validate(file.data, context=file.where)
    except ValidationError as error:
        raise model_error(path, error, file.lines) from None


def load_yaml(path: Path) -> YamlFile:
    """The content of a YAML file, and where each value in it stands.

    Raises:
        SchemaError: the file cannot be read, is not YAML, or names something twice.
    """
    text = read_text(path)
    try:
        refuse_too_much(path, text)
        loader = LOADER(text)
    except yaml.YAMLError as error:
        raise no_yaml(path, error) from None
    try:
        node = loader.get_single_node()
        if node is None:
            raise SchemaError(f"{path}: is empty: restore it.")
        walk = Walk(path, loader)
        walk.note(node, (), ())
        return YamlFile(path, loader.construct_document(node), walk.lines, walk.text_lines)
    except yaml.YAMLError as error:
        raise no_yaml(path, error) from None
    finally:
        loader.dispose()


def no_yaml(path: Path, error: yaml.YAMLError) -> SchemaError:
    """What the library says of a file, as one sentence with the line."""
    mark = getattr(error, "problem_mark", None)
    where = f"{path} line {mark.line + 1}" if mark else str(path)
    problem = " ".join((getattr(error, "problem", None) or str(error)).split())
    return SchemaError(f"{where}: is not YAML ({problem}): correct it.")


def read_text(path: Path) -> str:
    """The text of a file in a schemas folder, or of a source file.

    Raises:
        SchemaError: it cannot be read, or is no text in UTF-8.
    """
    try:
        text = decoded_text(read_regular(path, CONFIGURATION_LIMIT))
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}): restore it.") from None
    except EncodingError as error:
        raise SchemaError(f"{path}: {error}.") from None
    if found := UNWRITABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise SchemaError(
            f"{path} line {line}: has the character U+{ord(found[0]):04X}: take it out."
        )
    return text


def refuse_too_much(path: Path, text: str) -> None:
    """Look through a text before anything is made of it, which would take the program down.

    Raises:
        SchemaError: it goes deeper than it may, or has more values.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or count > MOST_VALUES:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise SchemaError(f"{path} line {line}: {TOO_DEEP if depth > DEEPEST else TOO_MANY}.")


@dataclass
class Walk:
    """A walk through the values of a file, names unfolded, that stops at the first fault.

    Args:
        path: the file.
        loader: what makes values of them.
        lines: of each value the line it stands on.
        text_lines: the first line of each text.
        count: how many values were met.
    """

    path: Path
    loader: Any
    lines: dict[YamlPath, int] = field(default_factory=dict)
    text_lines: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def fault(self, node: yaml.Node, problem: str) -> SchemaError:
        """What is wrong with a value, with its line."""
        return SchemaError(f"{self.path} line {node.start_mark.line + 1}: {problem}.")

    def note(self, node: yaml.Node, place: YamlPath, above: tuple[yaml.Node, ...]) -> None:
        """Note the lines of a value and of all values in it.

        Args:
            node: the value.
            place: where it stands.
            above: the values that it stands in.

        Raises:
            SchemaError: something in it is not as it must be.
        """
        self.lines[place] = node.start_mark.line + 1
        self.count += 1
        if len(above) >= DEEPEST:
            raise self.fault(node, TOO_DEEP)
        if self.count > MOST_VALUES:
            # Not where a name is given, but where it is used once too often.
            raise SchemaError(f"{self.path} line {max(self.lines.values())}: {TOO_MANY}.")
        if isinstance(node, yaml.ScalarNode):
            self.note_scalar(node, place)
            return
        if any(node is other for other in above):
            raise self.fault(node, f"{self.name(place)} stands for what it is in: write it out")
        if node.tag not in (MAP_TAG, SEQUENCE_TAG):
            raise self.fault(node, f"the tag {short_tag(node)} is not used here: remove it")
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self.note(item, (*place, index), (*above, node))
            return
        for key, value in node.value:
            inner = (*place, self.key_text(key))
            if inner in self.lines:
                raise self.fault(
                    key,
                    f"{inner[-1]} stands here for the second time (first on line "
                    f"{self.lines[inner]}): remove one",
                )
            self.note(value, inner, (*above, node))
            self.lines[inner] = key.start_mark.line + 1

    def name(self, place: YamlPath) -> str:
        """What a value is called in a message: its name, or that of the list it is in."""
        return next((part for part in reversed(place) if isinstance(part, str)), self.path.name)

    def key_text(self, key: yaml.Node) -> str:
        """A key, which is a text.

        Raises:
            SchemaError: it is something else.
        """
        if isinstance(key, yaml.ScalarNode) and key.tag.removeprefix(TAG_PREFIX) in KEPT_AS_TEXT:
            key.tag = TEXT_TAG
        if not isinstance(key, yaml.ScalarNode) or key.tag not in (TEXT_TAG, MERGE_TAG):
            name = f"“{key.value}”" if isinstance(key, yaml.ScalarNode) else "in brackets"
            raise self.fault(key, f"the name {name} is not read as a text: put it in quotes")
        return str(key.value)

    def note_scalar(self, node: yaml.ScalarNode, place: YamlPath) -> None:
        """Note the line of a text, number or other single value.

        Raises:
            SchemaError: it is not what its tag or its looks say, or no output can hold it.
        """
        name = self.name(place)
        if problem := why_unwritable(node.value):
            raise self.fault(node, f"{name} {problem}")
        kind = node.tag.removeprefix(TAG_PREFIX)
        if node.tag == TEXT_TAG:
            self.text_lines.setdefault(node.value, node.start_mark.line + 1)
        elif kind not in VALUE_KINDS and kind not in KEPT_AS_TEXT:
            raise self.fault(node, f"the tag {short_tag(node)} is not used here: remove it")
        elif kind == "value" or (kind == "timestamp" and self.is_of_its_kind(node)):
            node.tag = TEXT_TAG
        elif not self.is_of_its_kind(node):
            what = {**VALUE_KINDS, **KEPT_AS_TEXT}[kind]
            shown = node.value if len(node.value) <= LONGEST_SHOWN else f"{node.value[:20]}…"
            raise self.fault(
                node, f"{name}: “{shown}” is no {what}: correct it, or put it in quotes as a text"
            )

    def is_of_its_kind(self, node: yaml.ScalarNode) -> bool:
        """Whether a value can be made what its tag or its looks say."""
        if node.tag == f"{TAG_PREFIX}null":
            return node.value in EMPTY_WORDS
        try:
            value = self.loader.yaml_constructors[node.tag](self.loader, node)
        except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
            return False
        if isinstance(value, float):
            return math.isfinite(value)
        return not isinstance(value, int) or abs(value) < LARGEST_NUMBER


def short_tag(node: yaml.Node) -> str:
    """A tag as people write it."""
    return (
        f"!!{node.tag.removeprefix(TAG_PREFIX)}"
        if node.tag.startswith(TAG_PREFIX)
        else str(node.tag)
    )


def known_settings() -> list[str]:
    """All that a description may declare, wherever."""
    parts = [part.model_fields.items() for part in Strict.__subclasses__()]
    return sorted({field.alias or name for part in parts for name, field in part})


def model_error(path: Path, error: ValidationError, lines: Mapping[YamlPath, int]) -> SchemaError:
    """The first thing a model found wrong, as one sentence with the line it stands on."""
    first = error.errors()[0]
    place: YamlPath = first["loc"]
    line = next((lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in lines), 1)
    name = ".".join(str(part) for part in place) or "all of it"
    if first["type"] == "extra_forbidden":
        known = [e["loc"][-1] for e in error.errors() if e["type"] == "missing"]
        hint = perhaps_meant(str(place[-1]), [str(k) for k in known] or known_settings())
        # One that there is in another place is no slip of the hand.
        is_misplaced = str(place[-1]) in known_settings()
        problem = f"{name} is no known setting{' here' if is_misplaced else hint}"
    elif first["type"] == "missing":
        extra = [str(e["loc"][-1]) for e in error.errors() if e["type"] == "extra_forbidden"]
        near = difflib.get_close_matches(str(place[-1]), extra, 1)
        hint = f", perhaps misspelt as {near[0]}" if near else ""
        problem = f"{name} is missing{hint}"
    elif first["type"] == "model_type":
        problem = f"{name} must be settings, each a name with its value"
    else:
        problem = f"{name}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    return SchemaError(f"{path} line {line}: {problem}: correct it.")
