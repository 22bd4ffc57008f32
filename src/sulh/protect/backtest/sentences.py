"""What a back-test comes to, in sentences; what a commander can do first, also where the plan is not better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.backtest.summary import Bounded, Summary

__all__ = ["bounded", "laydown_name", "sentences"]

MOVES = ("one", "two", "quarter")
RIVALS = ("next", "rule", "last-year")


def laydown_name(method: str, speech: Speech = ENGLISH) -> str:
    """Return what a laydown that was replayed is called."""
    return speech.say(f"backtest-laydown-{method}")


def bounded(figure: Bounded, speech: Speech = ENGLISH, *, is_share: bool = False) -> str:
    """Write a figure with its interval if it has one, or n/a where it has no value."""
    if figure.value is None:
        return speech.say("backtest-none")
    write = speech.percent if is_share else speech.decimal
    if figure.low is None or figure.high is None:
        return write(figure.value)
    return speech.say(
        "backtest-bounded",
        value=write(figure.value),
        low=write(figure.low),
        high=write(figure.high),
    )


def sentences(result: Backtest, speech: Speech = ENGLISH) -> list[str]:
    """Return what moving some sites would have brought, then all, and what limits it."""
    summary, say = result.summary, speech.say
    if summary is None:
        return [say("backtest-no-deaths")]
    intervals = "backtest-intervals" if summary.missions > 1 else "backtest-one-mission"
    return [
        *(_moved(summary, name, speech) for name in MOVES),
        _whole(summary, speech),
        _settled(summary, speech),
        _limit(result, summary, speech),
        say(
            "backtest-planned",
            view=say(f"backtest-view-{result.view}"),
            knowledge=say(f"backtest-knowledge-{result.knowledge}"),
            intervals=say(intervals),
        ),
    ]


def _moved(summary: Summary, name: str, speech: Speech) -> str:
    near, far = (summary.compare(name, "real", km) for km in (25, 50))
    return speech.say(
        "backtest-moved",
        sites=speech.say(f"backtest-moved-{name}"),
        near=bounded(near.ratio, speech),
        far=bounded(far.ratio, speech),
        better=bounded(near.better, speech, is_share=True),
        same=bounded(near.not_worse, speech, is_share=True),
    )


def _whole(summary: Summary, speech: Speech) -> str:
    near, far = (summary.compare("plan", "real", km) for km in (25, 50))
    rivals = [
        speech.say(
            f"backtest-times-{rival}",
            times=bounded(summary.compare("plan", rival, 25).ratio, speech),
        )
        for rival in RIVALS
    ]
    values = {
        "near": bounded(near.ratio, speech),
        "far": bounded(far.ratio, speech),
        "rivals": speech.comma(rivals),
    }
    alone = near.without.get(summary.largest)
    if alone is None:
        return speech.say("backtest-whole", **values)
    return speech.say(
        "backtest-whole-without",
        **values,
        mission=summary.largest,
        alone=speech.decimal(alone),
    )


def _settled(summary: Summary, speech: Speech) -> str:
    near, far = (summary.compare("settled", "real", km).ratio for km in (25, 50))
    return speech.say("backtest-settled", near=bounded(near, speech), far=bounded(far, speech))


def _limit(result: Backtest, summary: Summary, speech: Speech) -> str:
    near = summary.compare("foresight", "real", 25)
    chance = result.replay.mission_years["chance_of_better"].drop_nulls().drop_nans()
    values = {
        "times": bounded(near.ratio, speech),
        "better": bounded(near.better, speech, is_share=True),
    }
    if not len(chance):
        return speech.say("backtest-foresight", **values)
    share = speech.percent(chance.to_numpy().mean())
    return speech.say("backtest-foresight-chance", **values, share=share)
