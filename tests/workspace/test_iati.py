"""Activities of others in the ledger: once each, and a newer file corrects."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.recover.iati.test_take import activity, budget, document, transaction

from sulh import workspace
from sulh.recover import IatiRest

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_an_activity_enters_once_and_a_newer_file_corrects_it(tmp_path: Path) -> None:
    """By the identifier: a second time is a duplicate; another budget a conflict, or a correction."""
    mission = workspace.set_up(tmp_path / "m", pack_name="minusca", site="hq", now=NOW)
    first, newer = tmp_path / "first.xml", tmp_path / "newer.xml"
    paid = transaction("4", "2024-03-01", "700", org="Firm B"), transaction("4", "2024-04-01", "-5")
    first.write_bytes(document(activity(*paid), activity(status='<activity-status code="5"/>')))
    newer.write_bytes(document(activity(*paid, budgets=budget("2024-01-01", "2024-12-31", "9"))))

    def take(path: Path) -> tuple[int, ...]:
        opened = workspace.open_iati(path, IatiRest(), scale="reconstruction")
        done = workspace.import_reports(mission, opened, workspace.ImportOptions(now=NOW))
        return done.rows, done.entered, done.duplicates, done.conflicts, done.rejected

    assert take(first) == (4, 2, 0, 0, 2)
    assert take(first) == (4, 0, 2, 0, 2)
    assert take(newer) == (3, 0, 1, 1, 1)
    opened = workspace.open_iati(newer, IatiRest(), scale="reconstruction")
    options = workspace.UpdateOptions(reading=workspace.ImportOptions(now=NOW))
    assert workspace.update_reports(mission, opened, options).changed == 1
    entries = workspace.ledger_entries(mission, as_of=None, simulated=False)
    assert [each.budget for each in entries["project"]] == [Decimal(9)]
    (payment,) = entries["payment"]
    assert (payment.project, payment.amount) == ("XM-1-P", Decimal(700))
