"""Layers of a PDF (optional content): which are off when it is opened."""

from __future__ import annotations

from collections.abc import Iterable

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from pipeline.pdf.form_fields import as_dict, as_list, as_text


def is_off(layer: object, document: PDFDocument) -> bool:
    """Whether what is on a layer, or on several, does not show (ISO 32000-1, 8.11.2).

    Args:
        layer: what an `OC` entry says: a layer, or several and the rule for them; None for none.
        document: whose layers they are.
    """
    if layer is None:
        return False
    off = layers_off(document)
    if isinstance(layer, PDFObjRef) and layer.objid in off:
        return True
    group = as_dict(layer)
    if as_text(group.get("Type")) != "OCMD":
        return False
    one = group.get("OCGs")
    members = resolve1(one) if isinstance(resolve1(one), list) else [one]
    hidden = [member.objid in off for member in members if isinstance(member, PDFObjRef)]
    if not hidden:
        return False
    shows = {
        "AllOn": not any(hidden),
        "AnyOff": any(hidden),
        "AllOff": all(hidden),
    }.get(as_text(group.get("P")), not all(hidden))
    return not shows


def layers_off(document: PDFDocument) -> set[int]:
    """The object numbers of the layers that are off when the document is opened."""
    properties = as_dict(document.catalog.get("OCProperties"))
    usual = as_dict(properties.get("D"))
    every = numbers(as_list(properties.get("OCGs")))
    off = every if as_text(usual.get("BaseState")) == "OFF" else set()
    return (off - numbers(as_list(usual.get("ON")))) | numbers(as_list(usual.get("OFF")))


def numbers(layers: Iterable[object]) -> set[int]:
    """The object numbers of layers."""
    return {layer.objid for layer in layers if isinstance(layer, PDFObjRef)}
