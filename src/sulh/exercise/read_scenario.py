"""Read a scenario file, and say each fault with its line and field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.exercise.behaviour import Behaviour
from sulh.exercise.conditions import Hindrances
from sulh.exercise.ground import YEARS, months_of
from sulh.exercise.inject_order import check_follows, check_order
from sulh.exercise.quality import QUALITIES
from sulh.exercise.read_field import is_known, read_evacuation, read_row, read_supply
from sulh.exercise.read_incidents import read_incidents
from sulh.exercise.scenario import (
    Cut,
    Inject,
    Objective,
    ReactionRules,
    Scenario,
    Unit,
    report_row,
)
from sulh.exercise.visible_text import check_texts
from sulh.mission import find, load
from sulh.mission.documents import Document, read_toml
from sulh.mission.schema import hold_to_schema
from sulh.observe.records import REPORT_KINDS
from sulh.query_times import parse_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sulh.mission import Pack

__all__ = ["ScenarioError", "read_inject", "read_scenario"]

YEARS_MAX = 5
PLACEHOLDER = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for a time that is not known, so that the rest can be read too."""
NEEDS = {
    "act": {"act": "the word of an act", "by": "who does it"},
    "report": {
        "row": "a row of the report form: [inject.row], with kind, act, actor, zone and what else it says"
    },
    "message": {"to": "the roles that get it", "text": "what it says"},
}
"""What an inject of each kind has."""


class ScenarioError(InputError):
    """A scenario cannot be played; `problems` lists every fault at once."""

    def __init__(self, name: str, problems: tuple[Any, ...]) -> None:
        count = len(problems)
        super().__init__(
            f"{name} cannot be played: {count} fault{'s' * (count > 1)}.",
            remedy="Mend each line named, and run it again.",
        )
        self.problems = problems


def read_scenario(
    path: Path,
    *,
    pack: Pack | None = None,
    change: Callable[[dict[str, Any]], None] | None = None,
) -> Scenario:
    """Return the scenario of a TOML file; `pack` is the one to play, where it is not to be looked up.

    `change` alters what the file says before it is checked and read.

    Raises
    ------
    ScenarioError
        When it cannot be played; every fault is named with its line.
    InputError
        When there is no such pack.
    AgreementError
        When its pack is faulty.
    """
    document = read_toml(path.parent, path.name)
    if change is not None and document.value is not None:
        change(document.value)
    if document.value is None or not hold_to_schema(document, "scenario", document.value):
        raise ScenarioError(path.name, tuple(document.problems))
    value = document.value
    check_texts(document, value)
    head = value["exercise"]
    if pack is None:
        near = path.parent / head["pack"]
        pack = load(near if near.is_dir() else find(head["pack"]))
    from_ = _moment(document, pack, ("exercise", "from"), head["from"])
    until = _moment(document, pack, ("exercise", "until"), head["until"])
    if not document.problems:
        _check_length(document, pack, (from_, until), head["until"])
    scenario = Scenario(
        id=head["id"],
        title=head["title"],
        pack=pack,
        from_=from_,
        until=until,
        density=float(value["observers"]["density"]),
        quality=replace(
            QUALITIES[value["observers"]["quality"]], **value["observers"].get("changes", {})
        ),
        behaviour=_behaviour(document, pack, value.get("behaviour", {})),
        conditions=Hindrances(**value.get("conditions", {})),
        incidents=read_incidents(document, pack, path.parent, value.get("incidents")),
        injects=_injects(document, pack, value.get("inject", []), (from_, until)),
        units=_units(document, pack, value.get("unit", [])),
        reaction=_reaction(document, pack, value),
        cuts=_cuts(document, pack, value.get("cut", []), (from_, until)),
        objectives=_objectives(document, value.get("objective", [])),
        evacuation=read_evacuation(document, pack, value),
        supply=read_supply(document, pack, value),
        spans={name: (low, high) for name, (low, high) in value.get("sensitivity", {}).items()},
    )
    if any(each.severity == "error" for each in document.problems):
        problems = sorted(document.problems, key=lambda each: (each.row, each.field))
        raise ScenarioError(path.name, tuple(problems))
    return scenario


def _moment(document: Document, pack: Pack, path: tuple[Any, ...], text: str) -> datetime:
    """Return a time, or the beginning of a day on the mission's clock; where it is none, `PLACEHOLDER`."""
    try:
        moment = parse_when(text, "start", pack.timezone)
    except ValueError:
        moment = None
    if moment is not None and moment.year in YEARS:
        return moment
    document.fault(
        "bad-date", path, "is no day, and no time with its offset from UTC", value=text,
        expected=f"such as 2021-03-01, or 2021-03-01T06:00:00-02:00, from {YEARS[0]} to {YEARS[-1]}",
    )  # fmt: skip
    return PLACEHOLDER


def _check_length(
    document: Document, pack: Pack, span: tuple[datetime, datetime], text: str
) -> None:
    path = ("exercise", "until")
    from_, until = span
    if until <= from_:
        document.fault("ends-before-start", path, "is not after the beginning", value=text)
    elif until > from_ + timedelta(days=366 * YEARS_MAX):
        document.fault(
            "never-ends", path, f"is more than {YEARS_MAX} years after the beginning", value=text,
            remedy="Play it in parts.",
        )  # fmt: skip
    elif not tuple(months_of(pack, from_, until)):
        document.fault(
            "bad-date", path, "leaves no whole month of the mission's clock to be judged", value=text,
            remedy="Begin on the first of a month, and end on the first of a later one.",
        )  # fmt: skip


def _known(document: Document, path: tuple[Any, ...], name: str, names: Any, what: str) -> bool:
    return is_known(document, path, name, names, f"{what} of the pack or the scenario")


def _behaviour(document: Document, pack: Pack, value: dict[str, Any]) -> Behaviour:
    actors = [each.id for each in pack.actors.values() if each.kind in ("party", "mission")]
    for name in value.get("parties", {}):
        _known(document, ("behaviour", "parties", name), name, actors, "party")
    for name in value.get("acts", {}):
        _known(document, ("behaviour", "acts", name), name, pack.acts, "act")
    rest = {key: each for key, each in value.items() if key != "parties"}
    return Behaviour(manners=value.get("parties", {}), **rest)


def _units(document: Document, pack: Pack, values: list[dict[str, Any]]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    for n, value in enumerate(values):
        path = ("unit", n)
        lon, lat = value.get("lon"), value.get("lat")
        if any(each.id == value["id"] for each in units):
            document.fault("duplicate-id", (*path, "id"), "is another unit's", value=value["id"])
        if "site" in value and _known(document, (*path, "site"), value["site"], pack.sites, "site"):
            site = pack.sites[value["site"]]
            lon, lat = site.lon, site.lat
        elif "site" not in value and (lon is None or lat is None):
            document.fault(
                "missing", (*path, "site"), "is missing", expected="a site, or lon and lat"
            )
        zones = tuple(value.get("patrols", ()))
        for m, zone in enumerate(zones):
            _known(document, (*path, "patrols", m), zone, pack.zones, "zone")
        if "patrol" in value and not zones:
            document.fault(
                "missing", (*path, "patrols"), "is missing", expected="the zones that it patrols"
            )
        units.append(
            Unit(
                id=value["id"], lon=lon or 0.0, lat=lat or 0.0, kmh=float(value["kmh"]), patrols=zones,
                patrol=value.get("patrol", "rounds"),
            )
        )  # fmt: skip
    return tuple(units)


def _reaction(document: Document, pack: Pack, value: dict[str, Any]) -> ReactionRules:
    rules = value.get("reaction", {})
    for n, act in enumerate(rules.get("acts", ())):
        _known(document, ("reaction", "acts", n), act, pack.acts, "act")
    if rules and not value.get("unit"):
        document.fault(
            "missing",
            ("reaction",),
            "has no unit that could react",
            expected="one [[unit]] or more",
        )
    return ReactionRules(**{**rules, **({"acts": tuple(rules["acts"])} if "acts" in rules else {})})


def _cuts(
    document: Document,
    pack: Pack,
    values: list[dict[str, Any]],
    within: tuple[datetime, datetime],
) -> tuple[Cut, ...]:
    cuts: list[Cut] = []
    for n, value in enumerate(values):
        span = [
            _moment(document, pack, ("cut", n, name), value[name]) for name in ("from", "until")
        ]
        if span[1] <= span[0]:
            document.fault(
                "ends-before-start", ("cut", n, "until"), "is not after its beginning",
                value=value["until"],
            )  # fmt: skip
        elif within[0] < within[1] and not (span[0] < within[1] and span[1] > within[0]):
            document.fault(
                "future", ("cut", n, "from"), "lies outside of the exercise", value=value["from"]
            )
        cuts.append(Cut(site=value["site"], from_=span[0], until=span[1]))
    return tuple(cuts)


def _objectives(document: Document, values: list[dict[str, Any]]) -> tuple[Objective, ...]:
    ids = [each["id"] for each in values]
    for n, name in enumerate(ids):
        if ids.index(name) < n:
            document.fault("duplicate-id", ("objective", n, "id"), "is another one's", value=name)
    return tuple(Objective(**each) for each in values)


def _injects(
    document: Document,
    pack: Pack,
    values: list[dict[str, Any]],
    span: tuple[datetime, datetime],
    before: tuple[str, ...] = (),
) -> tuple[Inject, ...]:
    injects: list[Inject] = []
    latest: tuple[datetime, str] | None = None
    kinds: dict[str, str] = {}
    earlier = set(before)
    soonest: dict[str, datetime] = {}
    for n, value in enumerate(values):
        path = ("inject", n)
        if value["id"] in kinds:
            document.fault("duplicate-id", (*path, "id"), "is another inject's", value=value["id"])
        at = _moment(document, pack, (*path, "at"), value["at"]) if "at" in value else None
        if (at is None) == ("after" not in value):
            document.fault("missing", path, "has not one time", expected="either `at` or `after`")
        if at is not None:
            check_order(document, (*path, "at"), (at, value["at"]), latest, span)
            if latest is None or at > latest[0]:
                latest = (at, value["id"])
        for name, expected in NEEDS[value["kind"]].items():
            if not value.get(name):
                document.fault("missing", (*path, name), "is missing", expected=expected)
        check_follows(document, path, value, earlier, kinds)
        _check_names(document, pack, path, value)
        first = at or soonest.get(value.get("after", ""))
        if first is not None:
            first += timedelta(hours=value.get("hours", 0) if at is None else 0)
            soonest[value["id"]] = first
        if at is None and first is not None and span[0] < span[1] <= first:
            document.fault(
                "future", (*path, "hours"), "makes it come after the end of the exercise",
                value=value.get("hours", 0), remedy="Let it follow sooner, or end the exercise later.",
            )  # fmt: skip
        kinds[value["id"]] = value["kind"]
        earlier.add(value["id"])
        fields = {key: each for key, each in value.items() if key not in ("at", "row", "to")}
        row = {key: str(each) for key, each in value.get("row", {}).items()}
        injects.append(Inject(at=at, row=row, to=tuple(value.get("to", ())), **fields))
    return tuple(injects)


def read_inject(scenario: Scenario, value: dict[str, Any], before: Iterable[str]) -> Inject:
    """Return an inject that is added while the exercise runs; `before` are the ids that it may follow.

    Raises
    ------
    ScenarioError
        When it is none; every fault is named with its field.
    """
    document = Document("inject", {"inject": [value]})
    head = {"id": scenario.id, "title": scenario.title, "pack": scenario.pack.id}
    head |= {"from": scenario.from_.isoformat(), "until": scenario.until.isoformat()}
    whole = {
        "exercise": head,
        "observers": {"density": 0, "quality": "exact"},
        "inject": [value],
    }
    injects: tuple[Inject, ...] = ()
    if hold_to_schema(document, "scenario", whole):
        check_texts(document, value, ("inject", 0))
        span = (scenario.from_, scenario.until)
        injects = _injects(document, scenario.pack, [value], span, tuple(before))
    if any(each.severity == "error" for each in document.problems):
        raise ScenarioError("The inject", tuple(document.problems))
    return injects[0]


def _check_names(
    document: Document, pack: Pack, path: tuple[Any, ...], value: dict[str, Any]
) -> None:
    for name, names, what in (
        ("act", pack.acts, "act"), ("by", pack.actors, "actor"), ("zone", pack.zones, "zone"),
    ):  # fmt: skip
        if name in value:
            _known(document, (*path, name), value[name], names, what)
    if ("lon" in value) != ("lat" in value):
        document.fault("bad-coordinates", path, "has lon or lat, not both")
    if value.get("civilian_deaths", 0) > value.get("deaths", 0):
        document.fault("bounds", (*path, "civilian_deaths"), "is more than all the dead")
    if value["kind"] == "report" and value.get("row"):
        texts = {key: str(each) for key, each in value["row"].items()}
        row = report_row(value["id"], texts, PLACEHOLDER)
        kind = row.get("kind", "")
        if not _known(document, (*path, "row", "kind"), kind, REPORT_KINDS.names, "kind"):
            return
        read_row(document, pack, (*path, "row"), row, REPORT_KINDS)
