"""A STIX object as it leaves to somebody who may not have all that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.share.threats.stix import TLP_MARKINGS, references

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

__all__ = ["REQUIRED", "needed", "without_hidden"]

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
    if any(all(each not in visible for each in names) for names in needed(fields)):
        return None
    outward: dict[str, Any] = _part(fields, visible)
    return outward


def needed(fields: Mapping[str, Any]) -> list[list[str]]:
    """Return for each reference that an object cannot be without the ids of which one must be visible.

    A property that no object of STIX has so, neither an id nor a list of ids, needs all that it names.
    """
    groups: list[list[str]] = []
    for name in sorted(REQUIRED.get(str(fields.get("type")), frozenset())):
        value = fields.get(name)
        if not value:
            continue
        is_list = name.endswith("_refs")
        if isinstance(value, list if is_list else str):
            names: list[Any] = [value] if isinstance(value, str) else value
            if all(isinstance(each, str) and not _is_open(each) for each in names):
                groups.append(names)
        else:
            groups += [[each] for each in references(value) if not _is_open(each)]
    return groups


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
    return name in visible or _is_open(name)


def _is_open(name: str) -> bool:
    """Say whether a reference tells nothing: a fixed marking, or no id."""
    return name in TLP_MARKINGS or "--" not in name
