"""What is kept in registers: who declares them complete, the records of duties, requests and notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.exercise.reported import CHECKER, SENDERS, Watch, day_of, instant, name_of, row_of, short
from sulh.exercise.subjects import registers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.exercise.chance import Draws
    from sulh.exercise.ground import Month
    from sulh.exercise.reported import PlayedReport

__all__ = ["arms", "checks", "duties", "papers"]


def checks(watch: Watch, months: tuple[Month, ...]) -> Iterator[PlayedReport]:
    """Yield the word of a second sender, each month, that the registers of a zone are complete."""
    for zone, names in registers_of(watch.ground.pack).items():
        if not watch.checked(zone):
            continue
        for month in months:
            ref = f"K-{zone or 'all'}-{month.name}"
            when = day_of(watch, month.from_)
            when["end"] = day_of(watch, month.until - timedelta(minutes=1))["start"]
            yield row_of(
                watch, "coverage", ref, watch.draw(ref), when, month.until, "", zone=zone,
                subjects=";".join(sorted(names)), complete="yes", source=CHECKER,
            )  # fmt: skip


def _filed(watch: Watch, draw: Draws, zone: str, share: float) -> str:
    """Return who files a record of a duty or a notice; empty: nobody, it is lost."""
    if not draw.happens(watch.quality.lost) and draw.happens(share):
        return SENDERS[0]
    again = watch.checked(zone) and not draw.happens(watch.quality.lost)
    return CHECKER if again else ""


def duties(watch: Watch) -> Iterator[PlayedReport]:
    """Yield a record of each duty that somebody files."""
    for duty in watch.world.duties:
        draw = watch.draw("duty", duty.id)
        month = f"{duty.moment.astimezone(watch.ground.pack.timezone):%Y-%m}"
        share = (
            1.0 if watch.watched(duty.zone, month) else 0.7
        )  # a register said to be complete, or some file
        source = _filed(watch, draw, duty.zone, share)
        if not source:
            continue
        yield row_of(
            watch, "inspection", f"D-{short(duty.id)}", draw, instant(duty.moment), duty.moment,
            duty.id, zone=duty.zone, inspector=name_of(watch, duty.party), duty=duty.duty,
            answers=f"R-{short(duty.answers)}" if duty.answers else "", means="document",
            source=source,
        )  # fmt: skip


def arms(watch: Watch) -> Iterator[PlayedReport]:
    """Yield a record of what was laid down, by each register that somebody keeps."""
    for some in watch.world.laid_down:
        draw = watch.draw("arms", some.id)
        source = _filed(watch, draw, some.zone, 1.0)
        if not source:
            continue
        is_weapons = some.what == "weapons"
        own = {"type": "other", "items": some.count} if is_weapons else {"people": some.count}
        yield row_of(
            watch, "weapon" if is_weapons else "combatant-count", f"A-{short(some.id)}", draw,
            instant(some.moment), some.moment, some.id, zone=some.zone,
            actor=name_of(watch, some.party), phase="" if is_weapons else some.what, source=source, **own,
        )  # fmt: skip


def papers(watch: Watch) -> Iterator[PlayedReport]:
    """Yield requests and notices."""
    for request in watch.world.requests:
        draw = watch.draw("paper", request.id)
        yield row_of(
            watch, "request", f"R-{short(request.id)}", draw, instant(request.moment), request.moment,
            request.id, zone=request.zone, actor=name_of(watch, request.by),
            request=request.request, means="document",
        )  # fmt: skip
    for notice in watch.world.notices:
        draw = watch.draw("paper", notice.id)
        source = _filed(watch, draw, notice.zone, 1.0)
        if not source:
            continue
        yield row_of(
            watch, "notification", f"N-{short(notice.id)}", draw, instant(notice.moment), notice.moment,
            notice.id, zone=notice.zone, actor=name_of(watch, notice.by), act=notice.act,
            activity_start=notice.begins.isoformat(), activity_end=notice.ends.isoformat(), means="document",
            source=source,
        )  # fmt: skip
