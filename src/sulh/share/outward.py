"""Which parts of a record's body leave, and how: sealed words never, for the public little more than facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.observe.sides import ParticipantsField
from sulh.picture import fields as f
from sulh.picture.place_fields import dump_span, load_span
from sulh.share.coarsen import coarse_point, coarse_span
from sulh.values import ten_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.picture import Kind
    from sulh.picture.compiled import Field
    from sulh.share.coarsen import Coarsening

__all__ = ["NEVER", "outward_body", "without_sealed"]

NEVER = frozenset({"device", "file", "row", "tlp"})
"""Keys of a body that say how the mission handled a record; its marking leaves as a field of its own."""

FACTS = (f.BoundsField, f.ChoiceField, f.DayField, f.QuantityField, f.WholeField, f.YesNoField)
"""Fields that hold a number, a day or one of a few words: they name nobody."""
AREAS = ("country", "district")
DEPTH_MAX = 20
PLAIN_DEPTH_MAX = 3


def without_sealed(value: Any, depth: int = 0) -> tuple[Any, bool]:
    """Return a JSON value without its sealed parts, and whether it had any.

    What is nested deeper than any reader of Sulh nests is cut as sealed.
    """
    if depth > DEPTH_MAX:
        return None, True
    if isinstance(value, dict):
        if value.keys() == {"sealed"}:
            return None, True
        items = {key: without_sealed(each, depth + 1) for key, each in value.items()}
        open_items = {key: each for key, (each, cut) in items.items() if not (cut and each is None)}
        return open_items, any(cut for _, cut in items.values())
    if isinstance(value, list):
        parts = [without_sealed(each, depth + 1) for each in value]
        return (
            [each for each, cut in parts if not (cut and each is None)],
            any(cut for _, cut in parts),
        )
    return value, False


def outward_body(
    kind: Kind,
    body: Mapping[str, Any],
    coarsening: Coarsening | None,
    agreed: frozenset[str],
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the parts of a body that leave, and the names of the keys that are cut, in order.

    Counts of people leave rounded down to tens, and fewer than ten not at all. Without a coarsening everything
    else leaves but sealed words and how the mission handled the record. With one
    only these leave: numbers, days and words of a list; actors, acts and items that stand in `agreed`,
    the words of the pack; country and district; places and times made coarse. All else is cut: whatever
    words somebody wrote may name somebody.
    """
    people = [
        each.name
        for each in kind.fields
        if isinstance(each.type, f.WholeField) and each.type.in_tens and each.name in body
    ]
    if coarsening is None:
        outward, cut = _unsealed_body(body)
        if not people:
            return outward, cut
        outward = _in_tens(outward, people)
        return outward, tuple(
            sorted({*cut, *(key for key in people if outward.get(key) != body[key])})
        )
    stored = {key: value for key, value in body.items() if key not in NEVER}
    outward = {}
    for field in kind.fields:
        if not field.path.startswith("origin."):
            outward |= _coarse_field(field, stored, coarsening, agreed)
    outward = _in_tens(outward, people)
    return outward, tuple(sorted(key for key in body if outward.get(key) != body[key]))


def _in_tens(body: dict[str, Any], people: Iterable[str]) -> dict[str, Any]:
    """Return a body with its counts of people as the least of their ten; those of fewer than ten are cut."""
    least = {key: ten_of(body[key])[0] for key in people if isinstance(body.get(key), int)}
    return {key: least.get(key, value) for key, value in body.items() if least.get(key) != 0}


def _unsealed_body(body: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the parts of a body that are not sealed, and the names of the others. Few have any."""
    outward: dict[str, Any] = {}
    cut: list[str] = []
    if "sealed" in body and body.keys() - NEVER == {"sealed"}:
        return {}, tuple(sorted(body))
    for key, value in body.items():
        form = value.__class__
        if key in NEVER:
            cut.append(key)
        elif form is not dict and (form is not list or _is_plain(value, 0)):
            outward[key] = value
        else:
            rest, sealed = without_sealed(value, 1)
            if sealed:
                cut.append(key)
            if not (sealed and rest is None):
                outward[key] = rest
    cut.sort()
    return outward, tuple(cut)


def _is_plain(values: list[Any], depth: int) -> bool:
    """Say whether a list can have no sealed part: it holds words, and lists of words that are not deep."""
    for each in values:
        form = each.__class__
        if form is dict:
            return False
        if form is list and (depth + 1 >= PLAIN_DEPTH_MAX or not _is_plain(each, depth + 1)):
            return False
    return True


def _coarse_field(
    field: Field, stored: Mapping[str, Any], coarsening: Coarsening, agreed: frozenset[str]
) -> dict[str, Any]:
    """Return what the public gets of one field."""
    type_, name = field.type, field.name
    if isinstance(type_, f.PlaceField):
        return _coarse_place(stored, coarsening)
    if stored.get(name) is None:
        return {}
    value = stored[name]
    if isinstance(type_, f.SpanField):
        return {name: dump_span(coarse_span(load_span(tuple(value)), coarsening.timezone))}
    if isinstance(type_, ParticipantsField):
        return {name: [each for each in value if each[0] in agreed]}
    is_word = isinstance(type_, f.ActorField) or type_.vocabulary
    if isinstance(type_, FACTS) or (is_word and isinstance(value, str) and value in agreed):
        return {name: value}
    return {}


def _coarse_place(stored: Mapping[str, Any], coarsening: Coarsening) -> dict[str, Any]:
    outward = {key: stored[key] for key in AREAS if stored.get(key)}
    lon, lat = stored.get("lon"), stored.get("lat")
    if lon is None or lat is None:
        return outward
    point = coarse_point(lon, lat, stored.get("accuracy_m"), coarsening.cell_deg)
    numbers = zip(("lon", "lat", "accuracy_m"), point, strict=True)
    return outward | {key: value for key, value in numbers if value is not None}
