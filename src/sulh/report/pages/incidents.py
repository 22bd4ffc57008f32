"""The page of a fit to past incidents: its numbers, whether it fits, and real years among simulated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.exercise import LEFT_OUT, YEAR_MEASURES
from sulh.report.charts.fits import residual_figure, years_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import Fallen, Fit, Hindcast, History

__all__ = ["fit_sheet", "inside_rows", "year_rows"]

ALPHA = 0.05
SHOWN = ("count", "places", "step_km", "longest_days")
"""What is drawn."""
YEAR_HEADER = (
    "year",
    "measure",
    "real",
    "simulated, 5 %",
    "middle",
    "95 %",
    "share below the real",
)


def fit_sheet(fit: Fit, years: Sequence[Hindcast] = (), *, source: str = "") -> Sheet:
    """Return the page; `years` are those simulated from what was before them."""
    rates, check, history = fit.rates, fit.check, fit.history
    return Sheet(
        title="Incidents that excite each other",
        subtitle=", ".join(
            part for part in (source, f"{history.from_:%Y-%m-%d} to {history.until:%Y-%m-%d}") if part
        ),
        facts=(
            Fact(f"{len(history.incidents):,}", "incident" if len(history.incidents) == 1 else "incidents"),
            Fact(f"{rates.a_day * 30.4375:,.2f}", "a month that nothing excites"),
            Fact(f"{rates.offspring:.2f}", "excited by each, in the mean"),
            Fact(f"{rates.mean_days:,.1f}", "days after it, in the mean"),
            Fact(f"{check.distance:.3f}", "distance of the residuals"),
        ),
        sentences=(
            *_left_out(history),
            _verdict(fit),
        ),
        sections=(_numbers(fit), _residuals(fit), *_of_years(years)),
        landscape=True,
    )  # fmt: skip


def _left_out(history: History) -> list[str]:
    return [
        f"{plural(count, 'incident')} {'is' if count == 1 else 'are'} left out: {LEFT_OUT[name]}."
        for name, count in history.left_out.items()
    ]


def _verdict(fit: Fit) -> str:
    check = fit.check
    if check.chance < ALPHA:
        return (
            f"The times do not fit an exponential excitement: residuals as far off come by chance in "
            f"{check.chance:.1g} of 1. Use it for exercises, not as a forecast."
        )
    return (
        f"The times do not speak against the fit: residuals as far off come by chance in "
        f"{check.chance:.2f} of 1."
    )


def _numbers(fit: Fit) -> Section:
    rates, places = fit.rates, fit.places
    return Section(
        heading="The process",
        header=("what", "number"),
        rows=(
            ("incidents a day that nothing excites", f"{rates.a_day:.4g}"),
            ("how many others each excites, in the mean", f"{rates.offspring:.3f}"),
            ("how many days after it these come, in the mean", f"{rates.mean_days:.3g}"),
            ("share of these at the same place", f"{rates.scatter.near_share:.0%}"),
            ("how far the others are, km (deviation)", f"{rates.scatter.far_km:.3g}"),
            ("share of the unexcited at a place of the past", f"{places.near_share:.0%}"),
            ("how far the others are, km (deviation)", f"{places.far_km:.3g}"),
            ("incidents a day in the long run", f"{rates.long_run:.3g}"),
        ),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=(
            "Fitted by maximum likelihood. Places within about 5 km count as one: reports locate no better.",
            "A report that names a day or some days has a moment drawn evenly from them.",
        ),
    )


def _residuals(fit: Fit) -> Section:
    check = fit.check
    return Section(
        heading="How well the times fit",
        figures=(residual_figure(fit),),
        header=("what", "number"),
        rows=(
            ("Kolmogorov's distance of the residuals", f"{check.distance:.3f}"),
            ("chance of one so large, if the process held", f"{check.chance:.2g}"),
            ("rank correlation of one interval with the next (0 if it held)", f"{check.echo:+.2f}"),
            ("log-likelihood gained over even times, an incident", f"{check.gained:+.2f}"),
        ),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=("The numbers come from the same incidents, so the chance flatters a little.",),
    )


def inside_rows(years: Sequence[Hindcast]) -> tuple[tuple[str, str, str, str], ...]:
    """Return in how many years each measure's real number was below, within and above 90 % of the simulated."""
    rows = []
    for measure, what in YEAR_MEASURES.items():
        fallen = [one for each in years for one in each.fallen if one.measure == measure]
        comparable = [each for each in fallen if each.real is not None]
        below = sum(each.real < each.low for each in comparable if each.real is not None)
        above = sum(each.real > each.high for each in comparable if each.real is not None)
        inside = f"{len(comparable) - below - above} of {len(comparable)}"
        rows.append((what, f"{below}", inside, f"{above}"))
    return tuple(rows)


def _of_years(years: Sequence[Hindcast]) -> tuple[Section, ...]:
    if not years:
        return ()
    figures = (
        Section(
            heading=f"{YEAR_MEASURES[name][:1].upper()}{YEAR_MEASURES[name][1:]}",
            figures=(years_figure(name, years),),
        )
        for name in SHOWN
    )
    return _inside(years), *figures, _years(years)


def _inside(years: Sequence[Hindcast]) -> Section:
    return Section(
        heading="Years that followed",
        sentences=(
            "Each year was simulated from a fit to what was before it.",
            "If the process held, the real year would lie within 90 % of the simulated in nine of ten years.",
        ),
        header=("measure", "years below", "within 90 %", "years above"),
        rows=inside_rows(years),
        numbers=frozenset((1, 2, 3)),
        wide=frozenset((0,)),
    )


def year_rows(each: Hindcast) -> tuple[tuple[str | Cell, ...], ...]:
    """Return the rows of a year, under `YEAR_HEADER`."""
    return tuple(
        (
            f"{each.from_:%Y}",
            YEAR_MEASURES[one.measure],
            "too few" if one.real is None else _short(one.real),
            _short(one.low),
            _short(one.middle),
            _short(one.high),
            _rank(one),
        )
        for one in each.fallen
    )


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def _rank(one: Fallen) -> str | Cell:
    if one.rank is None:
        return "-"
    return Cell(f"{one.rank:.3f}", "good" if one.is_inside else "bad")


def _years(years: Sequence[Hindcast]) -> Section:
    return Section(
        heading="Each year",
        header=YEAR_HEADER,
        rows=tuple(row for each in years for row in year_rows(each)),
        numbers=frozenset((2, 3, 4, 5, 6)),
        wide=frozenset((1,)),
    )
