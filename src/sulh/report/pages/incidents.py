"""The page of a fit to past incidents: its numbers, whether it fits, and real years among simulated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.exercise import YEAR_MEASURES
from sulh.languages.speech import ENGLISH
from sulh.report.charts.fits import measure_name, residual_figure, years_figure
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import Fallen, Fit, Hindcast
    from sulh.languages.speech import Speech

__all__ = ["fit_sheet", "inside_rows", "year_rows"]

ALPHA = 0.05
CHANCE_MIN = 0.0001
"""A smaller chance is only said to be smaller."""
SHOWN = ("count", "places", "step_km", "longest_days")
"""What is drawn."""
YEAR_HEADER = (
    *("fit-year", "fit-measure", "fit-real", "fit-low", "fit-middle", "fit-high"),
    "fit-share-below",
)
MONTH_DAYS = 30.4375


def fit_sheet(
    fit: Fit, years: Sequence[Hindcast] = (), *, source: str = "", speech: Speech = ENGLISH
) -> Sheet:
    """Return the page; `years` are those simulated from what was before them."""
    rates, check, history = fit.rates, fit.check, fit.history
    say = speech.say
    span = speech.stretch(f"{history.from_:%Y-%m-%d}", f"{history.until:%Y-%m-%d}")
    left_out = (
        say(
            "fit-left-out",
            incidents=say("fit-incidents", count=count),
            reason=say(f"fit-left-out-{name}"),
        )
        for name, count in history.left_out.items()
    )
    return Sheet(
        title=say("fit-title"),
        language=speech.language,
        subtitle=speech.comma([each for each in (source, span) if each]),
        facts=(
            Fact(
                speech.number(len(history.incidents)),
                say("fit-fact-incidents", count=len(history.incidents)),
            ),
            Fact(speech.decimal(rates.a_day * MONTH_DAYS), say("fit-fact-unexcited")),
            Fact(speech.decimal(rates.offspring), say("fit-fact-offspring")),
            Fact(speech.decimal(rates.mean_days, 1), say("fit-fact-days")),
            Fact(speech.decimal(check.distance, 3), say("fit-fact-distance")),
        ),
        sentences=(*left_out, _verdict(fit, speech)),
        sections=(_numbers(fit, speech), _residuals(fit, speech), *_of_years(years, speech)),
        landscape=True,
    )


def _chance(chance: float, digits: int, speech: Speech) -> str:
    if chance < CHANCE_MIN:
        return speech.say("fit-less", least=speech.brief(CHANCE_MIN))
    return speech.brief(chance, digits)


def _verdict(fit: Fit, speech: Speech) -> str:
    chance = fit.check.chance
    if chance < ALPHA:
        return speech.say("fit-against", chance=_chance(chance, 1, speech))
    return speech.say("fit-not-against", chance=speech.decimal(chance))


def _numbers(fit: Fit, speech: Speech) -> Section:
    rates, places, say = fit.rates, fit.places, speech.say
    return Section(
        heading=say("fit-process"),
        header=column_names(speech, "review-what", "fit-number"),
        rows=(
            (say("fit-a-day"), speech.brief(rates.a_day, 4)),
            (say("fit-offspring"), speech.decimal(rates.offspring, 3)),
            (say("fit-mean-days"), speech.brief(rates.mean_days, 3)),
            (say("fit-same-place"), speech.percent(rates.scatter.near_share)),
            (say("fit-far"), speech.brief(rates.scatter.far_km, 3)),
            (say("fit-old-place"), speech.percent(places.near_share)),
            (say("fit-far"), speech.brief(places.far_km, 3)),
            (say("fit-long-run"), speech.brief(rates.long_run, 3)),
        ),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=(say("fit-likelihood"), say("fit-drawn")),
    )


def _residuals(fit: Fit, speech: Speech) -> Section:
    check, say = fit.check, speech.say
    return Section(
        heading=say("fit-how-well"),
        figures=(residual_figure(fit, speech),),
        header=column_names(speech, "review-what", "fit-number"),
        rows=(
            (say("fit-distance"), speech.decimal(check.distance, 3)),
            (say("fit-chance"), _chance(check.chance, 2, speech)),
            (say("fit-echo"), speech.signed(check.echo)),
            (say("fit-gained"), speech.signed(check.gained)),
        ),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=(say("fit-flatters"),),
    )


def inside_rows(
    years: Sequence[Hindcast], speech: Speech = ENGLISH
) -> tuple[tuple[str, str, str, str], ...]:
    """Return in how many years each measure's real number was below, within and above 90 % of the simulated."""
    rows = []
    for measure in YEAR_MEASURES:
        fallen = [one for each in years for one in each.fallen if one.measure == measure]
        comparable = [each for each in fallen if each.real is not None]
        below = sum(each.real < each.low for each in comparable if each.real is not None)
        above = sum(each.real > each.high for each in comparable if each.real is not None)
        inside = speech.say(
            "fit-inside-of", count=f"{len(comparable) - below - above}", all=f"{len(comparable)}"
        )
        rows.append((measure_name(measure, speech), f"{below}", inside, f"{above}"))
    return tuple(rows)


def _of_years(years: Sequence[Hindcast], speech: Speech) -> tuple[Section, ...]:
    if not years:
        return ()
    names = {name: measure_name(name, speech) for name in SHOWN}
    figures = (
        Section(
            heading=f"{words[:1].upper()}{words[1:]}", figures=(years_figure(name, years, speech),)
        )
        for name, words in names.items()
    )
    return _inside(years, speech), *figures, _years(years, speech)


def _inside(years: Sequence[Hindcast], speech: Speech) -> Section:
    return Section(
        heading=speech.say("fit-years-after"),
        sentences=(speech.say("fit-each-simulated"), speech.say("fit-nine-of-ten")),
        header=column_names(speech, "fit-measure", "fit-below", "fit-within", "fit-above"),
        rows=inside_rows(years, speech),
        numbers=frozenset((1, 2, 3)),
        wide=frozenset((0,)),
    )


def year_rows(each: Hindcast, speech: Speech = ENGLISH) -> tuple[tuple[str | Cell, ...], ...]:
    """Return the rows of a year: the measure, the real number, three of the simulated, the real one's rank."""
    return tuple(
        (
            f"{each.from_:%Y}",
            measure_name(one.measure, speech),
            speech.say("fit-too-few") if one.real is None else _short(one.real, speech),
            _short(one.low, speech),
            _short(one.middle, speech),
            _short(one.high, speech),
            _rank(one, speech),
        )
        for one in each.fallen
    )


def _short(number: float, speech: Speech) -> str:
    return speech.number(number) if abs(number) >= 100 else speech.brief(number, 3)


def _rank(one: Fallen, speech: Speech) -> str | Cell:
    if one.rank is None:
        return "-"
    return Cell(speech.decimal(one.rank, 3), "good" if one.is_inside else "bad")


def _years(years: Sequence[Hindcast], speech: Speech) -> Section:
    return Section(
        heading=speech.say("fit-each-year"),
        header=column_names(speech, *YEAR_HEADER),
        rows=tuple(row for each in years for row in year_rows(each, speech)),
        numbers=frozenset((2, 3, 4, 5, 6)),
        wide=frozenset((1,)),
    )
