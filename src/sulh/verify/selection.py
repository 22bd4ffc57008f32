"""Some of the findings: those of a party, on a provision, with a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.mission.lookup import find_party, find_provision
from sulh.query_names import match_name
from sulh.verify.findings import Findings
from sulh.verify.reasons import VERDICT_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission.pack import Pack

__all__ = ["select_findings"]


def select_findings(
    pack: Pack,
    findings: Findings,
    *,
    verdicts: Sequence[str] = (),
    parties: Sequence[str] = (),
    provisions: Sequence[str] = (),
) -> Findings:
    """Return the findings with one of the values of each kind; no value means any.

    Parties are named by id, name or alias, provisions by id or title, in any case.

    Raises
    ------
    InputError
        When a value names nothing in the pack; it suggests near names.
    """
    aims = {
        "verdict": [match_name("verdict", each, dict.fromkeys(VERDICT_NAMES, ())) for each in verdicts],
        "party": [find_party(pack, each) for each in parties],
        "provision": [find_provision(pack, each) for each in provisions],
    }  # fmt: skip
    frame = findings.frame
    for column, values in aims.items():
        if values:
            frame = frame.filter(pl.col(column).is_in(values))
    return Findings(frame)
