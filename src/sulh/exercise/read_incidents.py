"""Random incidents of a scenario, read and checked; and the file that keeps a fit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from sulh.exercise.fit_incidents import Fit
from sulh.exercise.incidents import FittedIncidents, StatedIncidents
from sulh.exercise.self_exciting import Rates, Scatter

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.mission.documents import Document

__all__ = ["fit_json", "parse_fit", "read_incidents"]

DAYS_A_MONTH = 30.4375
ONE_PLACE = 0.5
"""The share of what is excited that comes within a third of the stated spread."""
STATED = ("a_month", "acts", "by", "zones")


class _FitFile(msgspec.Struct, frozen=True, kw_only=True):
    made_by: Literal["sulh exercise fit"]
    version: Literal[1]
    fit: Fit


def fit_json(fit: Fit) -> str:
    """Return a fit as the text of a file that a scenario can name."""
    content = msgspec.json.encode(_FitFile(made_by="sulh exercise fit", version=1, fit=fit))
    return msgspec.json.format(content, indent=1).decode() + "\n"


def parse_fit(content: bytes) -> Fit:
    """Return the fit of a file's content.

    Raises
    ------
    ValueError
        When it holds none; the message says where and what was expected.
    """
    fit = msgspec.json.decode(content, type=_FitFile).fit
    incidents = fit.history.incidents
    if not incidents:
        raise ValueError("Expected one incident or more - at `$.fit.history.incidents`")
    if len(fit.alone) != len(incidents) or not all(0 <= each <= 1 for each in fit.alone):
        raise ValueError("Expected a chance for each incident - at `$.fit.alone`")
    if sum(fit.alone) <= 0:
        raise ValueError("Expected a chance above 0 - at `$.fit.alone`")
    if any(two.day < one.day for one, two in pairwise(incidents)):
        raise ValueError("Expected incidents in the order of days - at `$.fit.history.incidents`")
    if fit.history.from_.tzinfo is None or fit.history.until.tzinfo is None:
        raise ValueError("Expected times with their offset - at `$.fit.history`")
    if incidents[-1].day > fit.history.days:
        raise ValueError("Expected days before the end - at `$.fit.history.incidents`")
    return fit


def read_incidents(
    document: Document, pack: Pack, folder: Path, value: dict[str, Any] | None
) -> FittedIncidents | StatedIncidents | None:
    """Return the incidents that a scenario's table `incidents` asks for; a fit lies in `folder`.

    Faults are noted in the document.
    """
    if value is None:
        return None
    if "fit" in value:
        return _fitted(document, pack, folder, value)
    for name in STATED:
        if not value.get(name):
            document.fault(
                "missing", ("incidents", name), "is missing",
                expected="a fit, or " + ", ".join(STATED),
            )  # fmt: skip
    for name, names, what in (
        ("acts", pack.acts, "act"), ("by", pack.actors, "actor"), ("zones", pack.zones, "zone"),
    ):  # fmt: skip
        for n, each in enumerate(value.get(name, ())):
            if each not in names:
                document.fault(
                    "unknown-reference", ("incidents", name, n), f"is no {what} of the pack", value=each,
                    expected=f"one of: {', '.join(sorted(map(str, names))[:20])}",
                )  # fmt: skip
    spread = float(value.get("spread_km", 10.0))
    return StatedIncidents(
        rates=Rates(
            a_day=float(value.get("a_month", 0.0))
            / DAYS_A_MONTH
            * (1.0 - value.get("offspring", 0.0)),
            offspring=float(value.get("offspring", 0.0)),
            mean_days=float(value.get("mean_days", 7.0)),
            scatter=Scatter(near_km=spread / 3, far_km=spread, near_share=ONE_PLACE),
        ),
        acts=tuple(value.get("acts", ())),
        by=tuple(value.get("by", ())),
        zones=tuple(value.get("zones", ())),
    )


def _fitted(
    document: Document, pack: Pack, folder: Path, value: dict[str, Any]
) -> FittedIncidents | None:
    path = ("incidents", "fit")
    others = sorted(set(value) - {"fit"})
    if others:
        document.fault(
            "unknown-key", ("incidents", others[0]), "stands beside a fit, which says all of it",
            remedy="Name a fit, or state the numbers.",
        )  # fmt: skip
    name = value["fit"]
    try:
        fit = parse_fit((folder / name).read_bytes())
    except OSError as error:
        document.fault(
            "unreadable", path, f"cannot be read: {error.strerror}", value=name,
            remedy="Make it with `sulh exercise fit EVENTS -o FILE.json`, beside the scenario.",
        )  # fmt: skip
        return None
    except ValueError as error:
        document.fault(
            "bad-json", path, f"is no fit: {error}", value=name,
            remedy="Make it again with `sulh exercise fit EVENTS -o FILE.json`.",
        )  # fmt: skip
        return None
    strange = sorted({each.act for each in fit.history.incidents} - set(pack.acts))
    if strange:
        document.fault(
            "unknown-reference", path, "has incidents whose act the pack does not know", value=strange[0],
            expected=f"one of: {', '.join(sorted(map(str, pack.acts))[:20])}",
        )  # fmt: skip
    return FittedIncidents(file=name, fit=fit)
