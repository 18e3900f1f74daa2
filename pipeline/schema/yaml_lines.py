"""YAML files read strictly: a doubled key is an error, and each error names its line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline.errors import SchemaError
from pipeline.text.strings import why_unwritable

# Where a value stands: keys and indices from the top of the file.
YamlPath = tuple[str | int, ...]

# The loader built on libyaml is ten times as fast, and not in every build of PyYAML.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Path) -> tuple[Any, Mapping[YamlPath, int]]:
    """The content of a YAML file, and the line (from 1) of each value in it.

    Raises:
        SchemaError: the file cannot be read, is not YAML, or names something twice.
    """
    try:
        loader = LOADER(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}): restore it.") from None
    except UnicodeDecodeError:
        raise SchemaError(f"{path}: is not UTF-8: save it as UTF-8.") from None
    try:
        node = loader.get_single_node()
        if node is None:
            raise SchemaError(f"{path}: is empty: restore it.")
        lines: dict[YamlPath, int] = {}
        note_lines(node, (), lines, path)
        return loader.construct_document(node), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path} line {mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or str(error)
        raise SchemaError(f"{where}: is not YAML ({problem}): correct it.") from None
    finally:
        loader.dispose()


def note_lines(node: yaml.Node, place: YamlPath, lines: dict[YamlPath, int], path: Path) -> None:
    """Note the line of a node and of all nodes in it."""
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode) and (problem := why_unwritable(node.value)):
        raise SchemaError(f"{path} line {lines[place]}: {place[-1]} {problem}.")
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            note_lines(item, (*place, index), lines, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            if inner in lines:
                raise SchemaError(
                    f"{path} line {key.start_mark.line + 1}: {key.value} stands here for the "
                    f"second time (first on line {lines[inner]}): remove one."
                )
            note_lines(value, inner, lines, path)
            lines[inner] = key.start_mark.line + 1


def model_error(path: Path, error: ValidationError, lines: Mapping[YamlPath, int]) -> SchemaError:
    """The first thing a model found wrong, as one sentence with the line it stands on."""
    first = error.errors()[0]
    place: YamlPath = first["loc"]
    line = next((lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in lines), 1)
    name = ".".join(str(part) for part in place)
    if first["type"] == "extra_forbidden":
        known = [e["loc"][-1] for e in error.errors() if e["type"] == "missing"]
        near = difflib.get_close_matches(str(place[-1]), [str(k) for k in known], 1)
        hint = f", perhaps {near[0]} is meant" if near else ""
        problem = f"{name} is no known setting{hint}"
    elif first["type"] == "missing":
        extra = [str(e["loc"][-1]) for e in error.errors() if e["type"] == "extra_forbidden"]
        near = difflib.get_close_matches(str(place[-1]), extra, 1)
        hint = f", perhaps misspelt as {near[0]}" if near else ""
        problem = f"{name} is missing{hint}"
    else:
        problem = f"{name}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    return SchemaError(f"{path} line {line}: {problem}: correct it.")
