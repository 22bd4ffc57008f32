"""Who fetches the wounded and who treats them: of tables, or of the mission's ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.respond import MEDICAL_ASSETS, MEDICAL_FACILITIES, Medical
from sulh.workspace.tasks import ledger_units_out

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.workspace.trips import Trip

__all__ = ["medical_of"]


def medical_of(
    trip: Trip, assets: Path | None, facilities: Path | None, *, simulated: bool = False
) -> Medical:
    """Return the assets and facilities of two tables; without a table, those of the ledger.

    Assets of the ledger that a task keeps when the trip begins are left out, and each is named.

    Raises
    ------
    InputError
        When there is no asset that is ready, or no facility.
    """
    rows = trip.rows(simulated=simulated)
    fleet = rows.of(assets, MEDICAL_ASSETS)
    if assets is None:
        out = ledger_units_out(rows.entries, trip.moment)
        for each in fleet:
            if each.origin.ref in out:
                trip.tables.say(
                    f"{each.origin.ref} is out: {out[each.origin.ref]}. It does not count."
                )
        fleet = tuple(each for each in fleet if each.origin.ref not in out)
    treated = rows.of(facilities, MEDICAL_FACILITIES)
    for what, there, name, kind in (
        ("asset is ready to fetch the wounded", fleet, "ASSETS", "medical-asset"),
        ("facility treats the wounded", treated, "FACILITIES", "medical-facility"),
    ):
        if not there:
            raise InputError(
                f"No {what}.",
                remedy=f"Give {name}, or observe records of the kind {kind} in the mission.",
            )
    return Medical(assets=fleet, facilities=treated)
