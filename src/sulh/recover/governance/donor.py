"""What a donor is told: what it gave, what was spent, who was reached, what is late and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.values import format_utc

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.recover.governance.statement import GovernanceStatement
    from sulh.recover.governance_records import Decision
    from sulh.recover.rebuild.projects import ProjectLine
    from sulh.recover.rebuild.statement import RebuildStatement

__all__ = ["DonorProject", "DonorReport", "donor_names", "donor_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorProject:
    """A project that a donor gave to, and its own gift; what is spent is the whole project's."""

    line: ProjectLine
    gift: Decimal

    @property
    def share(self) -> float:
        """The donor's share of what the project received, 0 to 1."""
        return float(self.gift / self.line.received) if self.line.received else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorReport:
    """What a donor is told at a moment (UTC). People are rounded; no sum mixes currencies."""

    donor: str
    at: datetime
    projects: tuple[DonorProject, ...]
    decisions: tuple[Decision, ...]
    overdue_complaints: int
    simulated: bool = False

    def money(self) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
        """Return what the donor gave, what its projects received from all, and paid, by currency."""
        sums: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
        for each in self.projects:
            currency = each.line.project.currency
            gift, received, paid = sums.get(currency, (Decimal(0),) * 3)
            sums[currency] = (
                gift + each.gift,
                received + each.line.received,
                paid + each.line.paid,
            )
        return dict(sorted(sums.items()))

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has; amounts are texts, persons bounds."""
        return {
            "donor": self.donor,
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "money": {
                name: {"given": f"{gift:f}", "received": f"{received:f}", "paid": f"{paid:f}"}
                for name, (gift, received, paid) in self.money().items()
            },
            "projects": [
                each.line.content() | {"given": f"{each.gift:f}", "share": round(each.share, 4)}
                for each in self.projects
            ],
            "decisions": [each.origin.ref for each in self.decisions],
            "overdue_complaints": self.overdue_complaints,
        }


def donor_names(statement: RebuildStatement) -> list[str]:
    """Return the names of those who fund a project or gave money to one, each once whatever its case."""
    names = sorted(
        {each for line in statement.projects for each in (line.project.funder, *line.gifts) if each}
    )
    return list({each.casefold(): each for each in reversed(names)}.values())[::-1]


def donor_report(
    name: str, statement: RebuildStatement, governance: GovernanceStatement
) -> DonorReport:
    """Return the report for a donor by its name, whatever its case.

    A project is the donor's where its record names it as the funder, or where it gave money.

    Raises
    ------
    InputError
        When no project has this donor.
    """
    names = donor_names(statement)
    own = next((each for each in names if each.casefold() == name.strip().casefold()), None)
    if own is None:
        raise InputError(
            f"No project names the donor {shown(name)!r}.",
            remedy=f"Donors: {', '.join(names[:20]) or 'none so far'}.",
        )
    projects = tuple(
        DonorProject(
            line=line,
            gift=sum(
                (
                    amount
                    for giver, amount in line.gifts.items()
                    if giver.casefold() == own.casefold()
                ),
                Decimal(0),
            ),
        )
        for line in statement.projects
        if own.casefold() in {each.casefold() for each in (line.project.funder, *line.gifts)}
    )
    numbers = {each.line.number for each in projects}
    return DonorReport(
        donor=own,
        at=statement.at,
        projects=projects,
        decisions=tuple(each for each in governance.decisions if numbers & {*each.projects}),
        overdue_complaints=sum(each.about in numbers for each in governance.overdue),
        simulated=statement.simulated,
    )
