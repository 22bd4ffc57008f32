"""Findings in short: breaches, then doubts, a line each; the others counted by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission.pack import Pack
    from sulh.values import Verdict
    from sulh.verify.findings import Finding

__all__ = ["SEVERITIES", "FindingLine", "FindingsSummary", "ReasonCount", "summarise_findings"]

SEVERITIES = ("grave", "serious", "minor", "technical")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """The findings of one provision, party and zone that have one verdict, in order of time."""

    findings: tuple[Finding, ...]

    @property
    def latest(self) -> Finding:
        """Return the last finding."""
        return self.findings[-1]

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months, each once."""
        return tuple(dict.fromkeys(each.month for each in self.findings))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the reasons, the most frequent first."""
        counts = Counter(reason for each in self.findings for reason in each.reasons)
        return tuple(reason for reason, _ in counts.most_common())


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many findings have these reasons."""

    reasons: tuple[str, ...]
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsSummary:
    """What a commander asks first.

    `breached` and `doubted` (undetermined, though something was reported) are lines; of `silent`
    (undetermined because nothing is reported) and `met` there are only counts.
    """

    counts: dict[Verdict, int]
    breached: tuple[FindingLine, ...]
    doubted: tuple[FindingLine, ...]
    silent: tuple[ReasonCount, ...]
    met: tuple[ReasonCount, ...]


def summarise_findings(pack: Pack, findings: Iterable[Finding]) -> FindingsSummary:
    """Return findings in short; the gravest and then the latest lines come first."""
    every = list(findings)
    counts = Counter(each.verdict for each in every)
    return FindingsSummary(
        counts={"breached": counts["breached"], "undetermined": counts["undetermined"],
                "met": counts["met"]},
        breached=_lines(pack, [each for each in every if each.verdict == "breached"]),
        doubted=_lines(
            pack,
            [each for each in every if each.verdict == "undetermined" and not each.is_silent],
        ),
        silent=_by_reason(each for each in every if each.is_silent),
        met=_by_reason(each for each in every if each.verdict == "met"),
    )  # fmt: skip


def _lines(pack: Pack, findings: list[Finding]) -> tuple[FindingLine, ...]:
    severity = {each.id: SEVERITIES.index(each.severity) for each in pack.provisions}
    order = {each.id: place for place, each in enumerate(pack.provisions)}
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in sorted(findings, key=lambda each: each.from_):
        groups.setdefault((each.provision, each.party, each.zone), []).append(each)
    lines = [FindingLine(tuple(group)) for group in groups.values()]
    lines.sort(key=lambda line: order[line.latest.provision])  # type: ignore[index]
    lines.sort(key=lambda line: line.latest.from_, reverse=True)
    lines.sort(key=lambda line: severity[line.latest.provision])  # type: ignore[index]
    return tuple(lines)


def _by_reason(findings: Iterable[Finding]) -> tuple[ReasonCount, ...]:
    counts = Counter(each.reasons for each in findings)
    return tuple(ReasonCount(reasons, count) for reasons, count in counts.most_common())
