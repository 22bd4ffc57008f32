"""A STIX object as it leaves to somebody who may not have all that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.share.threats.stix import TLP_MARKINGS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

__all__ = ["without_hidden"]

REQUIRED: Mapping[str, frozenset[str]] = {
    "grouping": frozenset({"object_refs"}),
    "note": frozenset({"object_refs"}),
    "opinion": frozenset({"object_refs"}),
    "relationship": frozenset({"source_ref", "target_ref"}),
    "report": frozenset({"object_refs"}),
    "sighting": frozenset({"sighting_of_ref"}),
    "language-content": frozenset({"object_ref"}),
}
"""References that an object of a type cannot be without (STIX 2.1)."""


def without_hidden(fields: Mapping[str, Any], visible: Container[str]) -> dict[str, Any] | None:
    """Return an object without references to what is not visible; None where it cannot be without one.

    It asks what the reader may have and never what exists, so that a reference to a hidden object and one
    to an object that never came look the same: whoever sends a reference to learn whether
    there is such an object learns nothing. The fixed TLP markings are visible to all.
    """
    required = REQUIRED.get(str(fields.get("type")), frozenset())
    outward: dict[str, Any] = _part(fields, visible)
    if any(fields.get(name) and not outward.get(name) for name in required):
        return None
    return outward


def _part(value: Any, visible: Container[str]) -> Any:
    if isinstance(value, list):
        return [each for each in (_part(one, visible) for one in value) if each is not None]
    if not isinstance(value, dict):
        return value
    outward: dict[str, Any] = {}
    for name, each in value.items():
        if name.endswith("_ref") and isinstance(each, str):
            if _shows(each, visible):
                outward[name] = each
        elif name.endswith("_refs") and isinstance(each, list):
            refs = [one for one in each if not isinstance(one, str) or _shows(one, visible)]
            if refs or not each:
                outward[name] = refs
        else:
            outward[name] = _part(each, visible)
    if "marking_ref" in value and "marking_ref" not in outward and "selectors" in value:
        return None  # a granular marking without its marking says nothing
    return outward


def _shows(name: str, visible: Container[str]) -> bool:
    """Say whether a reference may stay: keys of the older form of observed data name no object."""
    return name in visible or name in TLP_MARKINGS or "--" not in name
