"""The hashtags of HXL that stand for the fields of an incident: casualties by event."""

from __future__ import annotations

from sulh.picture.hxl_form import HxlForm

__all__ = ["REPORT_HXL"]

DEAD = "#affected+killed-civilians-f-m-children-adults"

REPORT_HXL = (
    HxlForm(
        kind="incident",
        tags={
            "act": ("#event+code", "#event+type", "#event-name-id", "#cause"),
            "actor": ("#group+name-opponent-target", "#group-opponent-target-code"),
            "opponent": ("#group+opponent", "#group+target"),
            "deaths_low": (f"{DEAD}+min",),
            "deaths_best": (f"{DEAD}-max-min",),
            "deaths_high": (f"{DEAD}+max",),
            "civilian_deaths_best": ("#affected+killed+civilians-f-m-children-adults",),
        },
        required=("act", "deaths_best"),
    ),
)
"""The forms of reports. One number of dead alone is exact; ``+min`` and ``+max`` are its bounds."""
