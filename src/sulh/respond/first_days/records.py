"""What is assessed after a disaster: sectors, and worksites where people may be alive under rubble.

Levels of assessment, search and rescue (ASR), and the triage of worksites, as in the INSARAG Guidelines 2020,
volume II, manual B, and their Worksite Triage Form, fields E1 to F17 (read in the form's guidance notes).
Persons are counts.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.picture import Kind, KindForm, Origin
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = [
    "AREA_ASSESSMENTS",
    "FIRST_DAYS_FORMS",
    "FIRST_DAYS_KINDS",
    "WORKSITES",
    "AreaAssessment",
    "Worksite",
    "worksite_category",
]

Level = Literal["asr-1", "asr-2", "asr-3", "asr-4", "asr-5"]
"""1 wide area, 2 sector and triage of worksites, 3 rapid search and rescue, 4 full, 5 total coverage."""

Victims = Literal["confirmed-live", "unknown-big-voids", "unknown-small-voids", "none-live"]
Rescue = Literal["rapid", "full"]
Work = Literal["waiting", "under-way", "finished"]
Access = Literal["open", "hard", "closed", ""]

INSARAG = "INSARAG Guidelines 2020, Worksite Triage Form"
UNDAC = "UNDAC Field Handbook, 7th edition 2018 [GK]"
CATEGORIES: dict[tuple[str, str], str] = {
    ("confirmed-live", "rapid"): "A",
    ("confirmed-live", "full"): "B",
    ("unknown-big-voids", "rapid"): "C",
    ("unknown-small-voids", "rapid"): "D",
    ("unknown-big-voids", "full"): "E",
    ("unknown-small-voids", "full"): "F",
}
"""The matrix of field F11: who may be alive, against the level of rescue that is needed (ASR 3 or 4)."""


class AreaAssessment(Struct, frozen=True, kw_only=True, gc=False):
    """A sector as a team assessed it: how far assessment is there, damage, people, access, first needs.

    The last assessment of a sector holds.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was assessed")]
    sector: Annotated[
        str, f.KeyField(required=True, meaning="the sector's letter", standard=INSARAG)
    ]
    level: Annotated[
        Level,
        f.ChoiceField(
            required=True, meaning="the level that is finished", standard="INSARAG, ASR levels",
            choices=get_args(Level),
        ),
    ]  # fmt: skip
    disaster: Annotated[str, f.KeyField(meaning="the reference of the disaster")] = ""
    affected: Annotated[
        int | None,
        f.WholeField(prominent=True, unit="persons", meaning="people affected", standard=UNDAC),
    ] = None
    standing: Annotated[
        int | None, f.WholeField(high=1_000_000, unit="items", meaning="buildings that stand")
    ] = None
    harmed: Annotated[
        int | None, f.WholeField(high=1_000_000, unit="items", meaning="buildings that are damaged")
    ] = None
    collapsed: Annotated[
        int | None,
        f.WholeField(
            prominent=True, high=1_000_000, unit="items", meaning="buildings that collapsed"
        ),
    ] = None
    access: Annotated[
        Access,
        f.ChoiceField(prominent=True, meaning="how one gets there", choices=get_args(Access)),
    ] = ""
    first_needs: Annotated[
        tuple[str, ...],
        f.WordsField(prominent=True, meaning="what is needed first", standard=UNDAC),
    ] = ()
    place: Annotated[Place, f.PlaceField(meaning="where")] = Place()


class Worksite(Struct, frozen=True, kw_only=True, gc=False):
    """A building or a block where people may be alive under rubble; the last record of a number holds."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was assessed")]
    site: Annotated[
        str,
        f.KeyField(
            required=True, meaning="its number with the sector's letter: C-6", standard=INSARAG
        ),
    ]
    victims: Annotated[
        Victims,
        f.ChoiceField(
            required=True, meaning="who may be alive in it", standard=INSARAG,
            choices=get_args(Victims),
        ),
    ]  # fmt: skip
    rescue: Annotated[
        Rescue,
        f.ChoiceField(
            required=True, meaning="the rescue that it needs: rapid (ASR 3), full (ASR 4)",
            standard=INSARAG, choices=get_args(Rescue),
        ),
    ]  # fmt: skip
    work: Annotated[
        Work,
        f.ChoiceField(required=True, meaning="how far the work is", choices=get_args(Work)),
    ]
    disaster: Annotated[str, f.KeyField(meaning="the reference of the disaster")] = ""
    live: Annotated[
        int | None,
        f.WholeField(prominent=True, unit="persons", meaning="confirmed live", standard=INSARAG),
    ] = None
    missing: Annotated[
        int | None, f.WholeField(prominent=True, unit="persons", meaning="people missing")
    ] = None
    dangers: Annotated[
        tuple[str, ...],
        f.WordsField(prominent=True, meaning="unusual hazards: gas, fire, power", standard=INSARAG),
    ] = ()
    place: Annotated[Place, f.PlaceField(meaning="where", standard="EPSG:4326")] = Place()


def worksite_category(worksite: Worksite) -> str:
    """Return the triage category of a worksite, A (first) to F; empty where nobody can be alive."""
    return CATEGORIES.get((worksite.victims, worksite.rescue), "")


def check_worksite(worksite: Worksite) -> None:
    """Refuse a worksite without a position, and live victims that contradict each other."""
    if worksite.place.lon is None:
        raise FaultyField(
            "missing", "lon", "", message="is missing", expected="the longitude, in degrees"
        )
    live, missing = worksite.live, worksite.missing
    if live is not None and (live > 0) != (worksite.victims == "confirmed-live"):
        raise FaultyField(
            "bad-count",
            "live",
            str(live),
            message=f"does not go with victims {worksite.victims}",
            expected="1 or more with confirmed-live, otherwise 0",
            remedy="Correct one of the two.",
        )
    if live is not None and missing is not None and live > missing:
        raise FaultyField(
            "bad-count",
            "live",
            str(live),
            message=f"is more than all who are missing, {missing}",
            remedy="Correct one of the two.",
        )


FIRST_DAYS_KINDS = (
    Kind(AreaAssessment, table="area_assessments"),
    Kind(Worksite, table="worksites", rule=check_worksite),
)
"""The kinds of record of a disaster's first days."""

AREA_ASSESSMENTS, WORKSITES = (
    KindForm(name=name, kind=kind, renames={}, has_source=False)
    for name, kind in zip(("area-assessments", "worksites"), FIRST_DAYS_KINDS, strict=True)
)
FIRST_DAYS_FORMS = (AREA_ASSESSMENTS, WORKSITES)
