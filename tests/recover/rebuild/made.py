"""Records of rebuilding for the tests."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sulh.picture import Origin
from sulh.recover import Milestone, Payment, Project, ProjectProgress, ProjectReach
from sulh.values import Place, Span

START = datetime(2026, 1, 1, tzinfo=UTC)
AT = START + timedelta(days=50)


def span(first, last):
    return Span(START + timedelta(days=first), START + timedelta(days=last))


def project(ref="P-1", *, budget=100_000, place="Bria", days=100, source="mission", **more):
    return Project(
        origin=Origin(source=source, ref=ref),
        span=span(0, days),
        place=Place(name=place),
        title=more.pop("title", "Well"),
        scale="quick-impact",
        service=more.pop("service", "water"),
        budget=Decimal(budget),
        currency=more.pop("currency", "USD"),
        stage=more.pop("stage", "agreed"),
        **more,
    )


def milestone(ref="m1", *, first=0, last=100, share=100, project="P-1"):
    return Milestone(
        origin=Origin(source="mission", ref=ref),
        span=span(first, last),
        project=project,
        title=f"part {ref}",
        share=Decimal(share),
    )


def progress(percent, *, milestone="m1", day=40, source="engineer", project="P-1", **more):
    return ProjectProgress(
        origin=Origin(source=source, ref=f"g{day}{percent}"),
        span=span(day, day),
        project=project,
        milestone=milestone,
        percent=percent,
        **more,
    )


def payment(amount, *, money="paid", day=30, project="P-1", currency="USD", who="Builders"):
    return Payment(
        origin=Origin(source="finance", ref=f"y{day}{amount}{money}"),
        span=span(day, day),
        project=project,
        money=money,
        amount=Decimal(amount),
        currency=currency,
        organisation=who,
    )


def reach(people, *, place="Bria", word="reached", project="P-1", source="team", day=40, **parts):
    return ProjectReach(
        origin=Origin(source=source, ref=f"r{project}{place}{word}{day}"),
        span=span(day, day),
        place=Place(name=place),
        project=project,
        reach=word,
        people=people,
        **parts,
    )
