"""What an exercise reports, as a table of the report form."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.exercise.run import Played

__all__ = ["reports_csv"]

FIRST = ("kind", "ref", "source", "start", "end", "lon", "lat", "accuracy_m", "zone")
"""The columns that come first; the others follow in the order of the alphabet."""


def reports_csv(played: Played) -> str:
    """Return the reports that come in before the end, in their order, as CSV of the report form.

    Every row is marked as simulated. The same scenario and seed give the same bytes.
    """
    rows = [each.row for each in played.all_in_time]
    names = {name for row in rows for name in row}
    columns = [*(name for name in FIRST if name in names), *sorted(names - {*FIRST})]
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
