"""The picture and the findings of a mission that is being served: kept, and grown by what is new."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sulh.observe import REPORT_KINDS
from sulh.picture import LivePicture
from sulh.verify import verify
from sulh.verify.live import LiveFindings, touched_spans

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.ledger.tlp import Tlp
    from sulh.picture import Version
    from sulh.server.service import MissionService
    from sulh.verify import Finding

__all__ = ["LiveMission"]

Row = TypeVar("Row")
QUESTIONS_KEPT = 4
SPANS_MAX = 100_000


@dataclass(slots=True, kw_only=True)
class _Question:
    """A question that is asked again as the mission goes on.

    Its findings, each as the caller marked it, and how many spans they have taken in.
    """

    findings: LiveFindings
    rows: list[Any] = field(default_factory=list)
    spans: int = 0


@dataclass(slots=True, kw_only=True)
class _Side:
    """What happened, or an exercise: its picture, the records it has taken in, and the spans they touched.

    `ratings` is the revision of the unrated reports that it was begun with.
    """

    picture: LivePicture
    ratings: int
    counts: dict[str, int] = field(default_factory=dict)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    questions: OrderedDict[datetime | None, _Question] = field(default_factory=OrderedDict)


class LiveMission:
    """Judges all that is recorded. One thread at a time may use it."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._sides: dict[tuple[bool, Tlp | None], _Side] = {}

    def judge(
        self,
        mark: Callable[[Finding], Row],
        *,
        moment: datetime | None,
        at: datetime,
        since: datetime | None = None,
        simulated: bool = False,
        hidden: Tlp | None = None,
    ) -> tuple[list[Row], tuple[Version, ...]]:
        """Judge conduct up to `at`; return what `mark` makes of each finding, and reports in two versions.

        `moment` is the same for questions that are one and the same: then only findings that may differ
        are judged and marked again. Findings since some time are all judged anew. `hidden`: without the
        unrated reports that are so strict, or stricter.
        """
        side = self._grown(simulated=simulated, hidden=hidden)
        tables, versions = side.picture.tables, side.picture.versions
        pack = self._service.workspace.pack
        if since is not None:
            return [mark(each) for each in verify(pack, tables, at=at, since=since)], versions
        question = side.questions.pop(moment, None) or _Question(findings=LiveFindings(pack))
        question.findings.update(tables, side.spans[question.spans :], at=at)
        question.rows = [
            question.rows[each] if isinstance(each, int) else mark(each)
            for each in question.findings.changed()
        ]
        question.spans = len(side.spans)
        side.questions[moment] = question
        while len(side.questions) > QUESTIONS_KEPT:
            side.questions.popitem(last=False)
        return question.rows, versions

    def forget_marks(self) -> None:
        """Let all findings be marked anew: who may read their records has changed."""
        for side in self._sides.values():
            side.spans.clear()
            side.questions.clear()

    def _grown(self, *, simulated: bool, hidden: Tlp | None) -> _Side:
        """Return a side after it has taken in what is new.

        It is begun anew after a fault, and where it hides reports of which some are rated since.
        """
        side = self._sides.pop((simulated, hidden), None)
        unrated = self._service.index.unrated
        ratings = unrated.revision
        if side is None or (hidden is not None and side.ratings != ratings):
            picture = LivePicture(
                REPORT_KINDS,
                check=lambda _kind, _body: "",  # the index has checked every body
                fetch=self._service.record_at,
                simulated=simulated,
            )
            side = _Side(picture=picture, ratings=ratings)
        records = self._service.history_after(side.counts)
        if hidden is not None:
            records = [each for each in records if not unrated.is_hidden(each.id, hidden)]
        change = side.picture.add(records)
        if side.questions:
            side.spans += touched_spans(change, side.picture.tables)
        if len(side.spans) > SPANS_MAX:
            side.spans.clear()
            side.questions.clear()
        self._sides[simulated, hidden] = side
        return side
