"""Pages of rebuilding: damage and projects, and the choice under a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.returns import ROUNDED
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from decimal import Decimal

    from sulh.recover import Choice, ChoiceAnswer, PersonCount, ProjectLine, RebuildStatement

__all__ = ["choice_sheet", "late_section", "money_text", "rebuilding_sheet"]

TWICE = "A person whom two projects reach counts twice."
FORMULAS = (
    "Planned: the budget of the work that should be done by now. Earned: that of the work that is done.",
    "Cost index: earned / paid; under 1 it costs more than planned.",
    "Schedule index: earned / planned; under 1 it is late.",
    "Cost at the end, least to greatest: paid + rest, budget / cost index, paid + rest / both indices.",
    "End at this pace: planned length * time so far / the time in which the plan had earned as much.",
    "ISO 21508:2018, earned value management; the end after Lipke 2003, Schedule is different [not checked].",
)
WORKING: dict[str, tuple[str, Tone]] = {
    "works": ("yes", "good"),
    "partly": ("partly", "doubt"),
    "stopped": ("no", "bad"),
    "": ("unknown", "soft"),
}
RISKS: dict[str, Tone] = {"low": "good", "medium": "doubt", "high": "bad", "": "soft"}


def money_text(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency; whole ones without cents."""
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{digits} {currency}"


def rebuilding_sheet(statement: RebuildStatement, *, place: str = "") -> Sheet:
    """Return the page of damage and projects; `place` is the mission's title."""
    late = [each for each in statement.projects if each.late]
    stopped = {(each.place, each.service) for each in statement.damage if each.working == "stopped"}
    money = statement.money()
    return Sheet(
        title=f"Rebuilding{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"At {statement.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{len(statement.projects):,}", "projects"),
            Fact(f"{len(late):,}", "with a milestone that is late"),
            Fact(
                f"{len(stopped):,}",
                "service that stopped" if len(stopped) == 1 else "services that stopped",
            ),
            Fact(
                "; ".join(
                    f"{money_text(paid, name)} of {money_text(budget, name)}"
                    for name, (budget, _, paid) in money.items()
                )
                or "nothing",
                "paid, of the budgets",
            ),
        ),
        sections=(
            _projects(statement),
            _forecast(statement),
            late_section(statement.projects),
            _communities(statement),
            _damage(statement),
            *_faults(statement),
        ),
        landscape=True,
    )


def _projects(statement: RebuildStatement) -> Section:
    return Section(
        heading="Projects",
        sentences=() if statement.projects else ("No project was recorded.",),
        header=(
            "project",
            "title",
            "place",
            "service",
            "stage",
            "contractor",
            "funder",
            "risk",
            "budget",
            "paid",
            "done",
        ),
        rows=tuple(
            (
                each.number,
                each.project.title,
                each.project.place.name or each.project.place.district,
                each.project.service,
                each.stage,
                each.project.contractor or Cell("nobody", "soft"),
                each.project.funder or Cell("nobody", "soft"),
                Cell(each.project.risk or "unknown", RISKS[each.project.risk]),
                money_text(each.project.budget, each.project.currency),
                money_text(each.paid, each.project.currency),
                f"{each.progress:.0%}" if each.value else Cell("unknown", "soft"),
            )
            for each in statement.projects
        ),
        numbers=frozenset((8, 9, 10)),
        wide=frozenset((1,)),
        notes=tuple(
            f"{each.number}: {each.project.risk_note}"
            for each in statement.projects
            if each.project.risk_note
        ),
    )


def _forecast(statement: RebuildStatement) -> Section:
    rows = [_forecast_row(each) for each in statement.projects if each.value]
    return Section(
        heading="Progress and forecast",
        sentences=() if rows else ("No project has milestones, so that nothing can be forecast.",),
        header=(
            "project",
            "planned",
            "earned",
            "paid",
            "cost index",
            "schedule index",
            "cost at the end",
            "planned end",
            "end at this pace",
        ),
        rows=tuple(rows),
        numbers=frozenset(range(1, 7)),
        notes=FORMULAS if rows else (),
    )


def _forecast_row(line: ProjectLine) -> tuple[str | Cell, ...]:
    value, currency = line.value, line.project.currency
    if value is None:
        return ()
    low, high = value.cost_low, value.cost_high
    cost: str | Cell = Cell("unknown", "soft")
    if low is not None and high is not None:
        tone: Tone = "good" if high <= value.budget else "bad" if low > value.budget else "doubt"
        words = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
        cost = Cell(f"{words} {currency}", tone)
    finish = "done" if value.earned >= value.budget else "unknown"
    return (
        line.number,
        money_text(value.plan, currency),
        money_text(value.earned, currency),
        money_text(value.paid, currency),
        _index(value.cost_index),
        _index(value.schedule_index),
        cost,
        f"{line.project.span.end:%Y-%m-%d}",
        Cell(f"{value.ends:%Y-%m-%d}", "bad" if value.ends > line.project.span.end else "good")
        if value.ends
        else finish,
    )


def _index(index: Decimal | None) -> Cell:
    if index is None:
        return Cell("none", "soft")
    return Cell(f"{index:.2f}", "good" if index >= 1 else "bad")


def late_section(projects: tuple[ProjectLine, ...]) -> Section:
    """Return what is late and why, for this page and the donor's."""
    rows = tuple(
        (
            project.number,
            each.title,
            f"{each.due:%Y-%m-%d}",
            f"{each.percent} %",
            Cell(each.cause, "doubt") if each.cause else Cell("nobody said why", "bad"),
            each.remark,
        )
        for project in projects
        for each in project.late
    )
    return Section(
        heading="What is late, and why",
        sentences=() if rows else ("No milestone is late.",),
        header=("project", "milestone", "due", "done", "cause", "what was seen"),
        rows=rows,
        numbers=frozenset((3,)),
        wide=frozenset((5,)),
    )


def _communities(statement: RebuildStatement) -> Section:
    return Section(
        heading="What each community gains",
        sentences=(TWICE, ROUNDED) if statement.communities else ("Nobody said who is reached.",),
        header=("community", "projects", "to be reached", "reached so far"),
        rows=tuple(
            (each.community, f"{each.projects:,}", _people(each.intended), _people(each.reached))
            for each in statement.communities
        ),
        numbers=frozenset((1, 2, 3)),
    )


def _people(count: PersonCount) -> str | Cell:
    """Return a count in words; where nobody reported any, that is said, which no record has to hide."""
    return str(count) if count.high else Cell("no report", "soft")


def _damage(statement: RebuildStatement) -> Section:
    return Section(
        heading="Damage",
        sentences=("Each sender's own count; two senders are never added.",)
        if statement.damage
        else ("No damage was recorded.",),
        header=(
            "place",
            "service",
            "works",
            "slight",
            "moderate",
            "heavy",
            "very heavy",
            "destruction",
            "repair costs",
            "depend on it",
            "source",
        ),
        rows=tuple(
            (
                each.place,
                each.service,
                Cell(*WORKING[each.working]),
                *(f"{number:,}" for number in each.buildings.values()),
                "; ".join(money_text(cost, name) for name, cost in each.costs.items()),
                str(each.serves) if each.serves.high else "",
                each.source,
            )
            for each in statement.damage
        ),
        numbers=frozenset((3, 4, 5, 6, 7, 8, 9)),
        notes=("Grades 1 to 5 of the European Macroseismic Scale, EMS-98.",)
        if statement.damage
        else (),
    )


def _faults(statement: RebuildStatement) -> tuple[Section, ...]:
    if not statement.faults:
        return ()
    return (Section(heading="Records that do not fit", bullets=statement.faults[:100]),)


def choice_sheet(answer: ChoiceAnswer, *, place: str = "") -> Sheet:
    """Return the page of a choice: what is fair beside what reaches most; `place` is the mission's title."""
    rule = (
        "the smallest share is as large as it can be"
        if answer.fairness == "max-min"
        else f"every community gains at least {float(answer.fairness):.0%} of its people"
    )
    return Sheet(
        title=f"Projects under a budget{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if answer.simulated else "",
        subtitle=f"Budget: {money_text(answer.budget, answer.currency)}. Fair: {rule}.",
        facts=(
            Fact(f"{answer.fair.total:,}", "people, the fair choice"),
            Fact(f"{answer.most.total:,}", "people, the choice that reaches most"),
            Fact(f"{answer.price:.1%}", "price of fairness"),
            Fact(
                f"{answer.smallest(answer.fair):.0%} against {answer.smallest(answer.most):.0%}",
                "smallest share, fair against most",
            ),
        ),
        sections=(_sides(answer), _candidates(answer), *_no_candidates(answer)),
    )


def _sides(answer: ChoiceAnswer) -> Section:
    def share(choice: Choice, name: str, size: int) -> str:
        return f"{choice.gains[name]:,} ({choice.gains[name] / size:.0%})"

    return Section(
        heading="What each community gains",
        sentences=(
            "A gain is the people to be reached, in brackets as a share of those who live there.",
            TWICE,
            "The price of fairness: how many fewer people the fair choice reaches than the other.",
            "The names of communities play no part.",
            ROUNDED,
        ),
        header=("community", "people", "fair", "most", "difference"),
        rows=tuple(
            (
                name,
                f"{size:,}",
                share(answer.fair, name, size),
                share(answer.most, name, size),
                _difference(answer.fair.gains[name] - answer.most.gains[name]),
            )
            for name, size in answer.sizes.items()
        ),
        numbers=frozenset((1, 2, 3, 4)),
    )


def _difference(people: int) -> Cell:
    return Cell(
        f"{people:+,}" if people else "0", "good" if people > 0 else "bad" if people else "soft"
    )


def _candidates(answer: ChoiceAnswer) -> Section:
    def mark(choice: Choice, project: str) -> Cell:
        return Cell("yes", "good") if project in choice.projects else Cell("no", "soft")

    return Section(
        heading="Which projects",
        sentences=(
            f"Fair: {money_text(answer.fair.cost, answer.currency)}.",
            f"Most: {money_text(answer.most.cost, answer.currency)}.",
        )
        if answer.candidates
        else ("No project is proposed in this currency.",),
        header=("project", "cost", "to reach", "fair", "most"),
        rows=tuple(
            (
                each.project,
                money_text(each.cost, answer.currency),
                "; ".join(f"{name} {gain:,}" for name, gain in sorted(each.gains.items())),
                mark(answer.fair, each.project),
                mark(answer.most, each.project),
            )
            for each in answer.candidates
        ),
        numbers=frozenset((1,)),
        wide=frozenset((2,)),
    )


def _no_candidates(answer: ChoiceAnswer) -> tuple[Section, ...]:
    if not answer.left_out:
        return ()
    return (Section(heading="Projects that could not be chosen", bullets=answer.left_out),)
