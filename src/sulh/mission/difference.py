"""What changed between two versions of a pack, in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sulh.mission.pack import Pack

__all__ = ["PackChange", "change_sentences", "pack_changes"]

GRADES = ("approximate", "to_verify", "secondary", "verified")
KM_A_DEGREE = 111.2
NAMES = {
    "in_force_from": "in force from",
    "in_force_until": "in force until",
    "signed": "signed",
    "at_most": "limit",
    "times_per_month": "times a month",
    "every_days": "days between",
    "hours": "hours",
    "accuracy_m": "accuracy in metres",
    "from_": "from",
    "is_a": "wider kind",
    "adds": "more allowed",
}
"""Fields whose name says too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """One thing that is new, gone or changed: a provision, a party, a zone.

    `what` is the sort of thing (``provision``), `id` its id, `name` its name or title. `text` says in words
    what changed; `field` is the field of the pack that did, empty where the thing is new or gone.
    """

    what: str
    id: str
    name: str
    change: Literal["new", "gone", "changed"]
    text: str
    field: str = ""

    def as_json(self) -> dict[str, str]:
        """Return it in types that JSON has."""
        return asdict(self)


def pack_changes(old: Pack, new: Pack) -> tuple[PackChange, ...]:
    """Return what changed from one version of a pack to another, agreements and provisions first."""
    changes: list[PackChange] = []
    for what, section in _sections(old).items():
        changes += _of_section(what, section, _sections(new)[what])
    return tuple(changes)


def change_sentences(changes: Iterable[PackChange]) -> tuple[str, ...]:
    """Return one sentence for each thing that changed, with all that changed of it."""
    texts: dict[tuple[str, str], list[PackChange]] = {}
    for each in changes:
        texts.setdefault((each.what, each.id), []).append(each)
    return tuple(
        f"{own[0].what.capitalize()} {own[0].name} ({own[0].id}) {'; '.join(each.text for each in own)}."
        for own in texts.values()
    )


def _sections(pack: Pack) -> dict[str, Mapping[Any, Any]]:
    return {
        "agreement": pack.agreements,
        "provision": {each.id: each for each in pack.provisions},
        "actor": pack.actors,
        "zone": pack.zones,
        "line": pack.lines,
        "item": pack.items,
        "act": pack.acts,
        "site": pack.sites,
        "source": pack.sources,
        "pack": {pack.id: _Head(pack)},
    }


class _Head:
    """What a pack says of itself, as the fields that `_fields` compares."""

    def __init__(self, pack: Pack) -> None:
        rule = pack.evidence_rule
        self.title = pack.title
        self.values = {
            "version": pack.version,
            "timezone": pack.timezone.key,
            "evidence rule": f"{rule.source_at_least}{rule.credibility_at_least}",
            "reports for a breach by acts": str(rule.reports_at_least or "2 where one is weak"),
            "districts": pack.districts,
        }


def _of_section(what: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[PackChange]:
    for key in (*old, *(each for each in new if each not in old)):
        thing = new.get(key, old.get(key))
        name = getattr(thing, "title", "") or getattr(thing, "name", "") or key
        if key not in new:
            yield PackChange(what=what, id=key, name=name, change="gone", text="is gone")
        elif key not in old:
            text = f"is new{_of_new(thing)}"
            yield PackChange(what=what, id=key, name=name, change="new", text=text)
        else:
            before, after = _fields(old[key]), _fields(new[key])
            for field in dict.fromkeys((*before, *after)):
                one, other = before.get(field), after.get(field)
                if one != other:
                    text = _change(field, one, other)
                    yield PackChange(
                        what=what, id=key, name=name, change="changed", text=text, field=field
                    )


def _of_new(thing: Any) -> str:
    """Say of a new provision whom it binds, where, and by which article."""
    if not hasattr(thing, "parties"):
        return ""
    where = ", ".join(thing.zones) or "everywhere"
    terms = "; ".join(
        f"{_name(field)} {_words(value)}"
        for field, value in _fields(thing.terms).items()
        if value not in (None, (), False)
    )
    return (
        f": {thing.kind} by {thing.article}, binds {', '.join(thing.parties)}, in {where}; {terms}"
    )


def _fields(thing: Any) -> dict[str, Any]:
    """Return the fields of a thing by name, those of a provision's terms among them."""
    if isinstance(thing, _Head):
        return thing.values
    values = {each.name: getattr(thing, each.name) for each in fields(thing)}
    terms = values.pop("terms", None)
    return values | (_fields(terms) if terms is not None else {})


def _change(field: str, before: Any, after: Any) -> str:
    """Say how one field changed."""
    if field in SPECIAL:
        return SPECIAL[field](before, after)
    if isinstance(before, tuple) and isinstance(after, tuple):
        added = [_words(each) for each in after if each not in before]
        removed = [_words(each) for each in before if each not in after]
        parts = [f"has more {_name(field)}: {', '.join(added)}"] * bool(added)
        parts += [f"has no longer as {_name(field)}: {', '.join(removed)}"] * bool(removed)
        return " and ".join(parts) or f"names its {_name(field)} in another order"
    numbers = [each for each in (before, after) if isinstance(each, int | float)]
    if len(numbers) == 2 and not isinstance(before, bool):
        way = "raised" if after > before else "lowered"
        return f"has its {_name(field)} {way} from {before:,} to {after:,}"
    if field in LONG:
        return f"has another {_name(field)}: {_words(after)!r}, before {_words(before)!r}"
    return f"has {_name(field)} {_words(after)}, before {_words(before)}"


def _evidence(before: str, after: str) -> str:
    way = "raised" if GRADES.index(after) > GRADES.index(before) else "lowered"
    return f"has its evidence {way} from {_words(before)} to {_words(after)}"


def _parties(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    added = [each for each in after if each not in before]
    removed = [each for each in before if each not in after]
    parts = [f"binds also {', '.join(added)}"] * bool(added)
    parts += [f"binds {', '.join(removed)} no longer"] * bool(removed)
    return " and ".join(parts) or "names its parties in another order"


def _zones(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    if not before or not after:
        return f"holds in {', '.join(after) or 'every place'}, before in {', '.join(before) or 'every place'}"
    added = [each for each in after if each not in before]
    removed = [each for each in before if each not in after]
    parts = [f"holds also in {', '.join(added)}"] * bool(added)
    parts += [f"holds no longer in {', '.join(removed)}"] * bool(removed)
    return " and ".join(parts) or "names its zones in another order"


def _geometry(before: Any, after: Any) -> str:
    if before is None or after is None:
        return "is drawn now" if before is None else "is no longer drawn"
    degrees = shapely.hausdorff_distance(before, after)
    return f"has its geometry moved, by {degrees * KM_A_DEGREE:,.1f} km at most"


SPECIAL: dict[str, Callable[[Any, Any], str]] = {
    "evidence": _evidence,
    "parties": _parties,
    "zones": _zones,
    "geometry": _geometry,
    "by": lambda before, after: f"is decided first by {after}, before by {before}",
}
LONG = frozenset({"text", "note", "title"})


def _name(field: str) -> str:
    return NAMES.get(field, field.strip("_").replace("_", " "))


def _words(value: Any) -> str:
    """Return a value in words."""
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    if is_dataclass(value) or hasattr(value, "__struct_fields__"):
        names = getattr(value, "__struct_fields__", None) or [each.name for each in fields(value)]
        first, *others = [(name, getattr(value, name)) for name in names]
        parts = [f"{_name(name)} {_words(each)}" for name, each in others if each]
        return _words(first[1]) + (f" ({', '.join(parts)})" if parts else "")
    return str(value).replace("_", " ")
