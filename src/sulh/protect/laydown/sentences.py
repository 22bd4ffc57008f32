"""What a laydown comes to, in sentences, in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.languages.speech import ENGLISH

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.protect.laydown.entry import LaydownPlan

__all__ = ["cut_off_note", "headline", "sentences"]

DISTRICTS_MAX = 10


def headline(plan: LaydownPlan, speech: Speech = ENGLISH) -> str:
    """Return the result in one sentence, and whether it is proven best."""
    say, result = speech.say, plan.result
    words = _reached(plan, speech)
    if plan.proven:
        return say("deploy-proven", result=words)
    if plan.cut_off and not plan.accepts_cut_off:
        lost, every = len(plan.cut_off), len(plan.demands.names)
        return say(
            "deploy-not-called-proven",
            result=words,
            lost=speech.number(lost),
            all=speech.number(every),
        )
    if result.goal == "fewest":
        return say("deploy-needed", result=words, least=speech.number(result.bound))
    gap = speech.percent(result.gap, 2)
    if result.goal == "cover":
        return say("deploy-at-most", result=words, best=speech.brief(result.bound), gap=gap)
    return say("deploy-nearer", result=words, gap=gap)


def _reached(plan: LaydownPlan, speech: Speech) -> str:
    """Return what the plan reaches by its goal, without whether that is proven."""
    result = plan.result
    share = speech.percent(result.weight_covered / result.weight if result.weight else 0.0, 1)
    if result.goal == "cover":
        return speech.say(
            "deploy-cover",
            part=speech.brief(result.weight_covered),
            whole=speech.brief(result.weight),
            share=share,
        )
    if result.goal == "median":
        away = _distance(plan, result.mean_distance, speech)
        return speech.say("deploy-median", away=away, share=share)
    if result.goal == "centre":
        away = _distance(plan, result.value, speech)
        return speech.say("deploy-centre", away=away, share=share)
    return speech.say("deploy-fewest", bases=speech.number(result.value), share=share)


def sentences(plan: LaydownPlan, speech: Speech = ENGLISH) -> list[str]:
    """Return what the plan closes, the districts with the least, the bad cases, and what has no road."""
    say, result, sites = speech.say, plan.result, plan.problem.sites
    lines = []
    if result.closures:
        lines.append(
            say("deploy-closes", sites=speech.comma([sites[i].name for i in result.closures]))
        )
    shares = sorted(result.shares.items(), key=lambda each: each[1])
    lines += [
        say("deploy-district", name=name, share=speech.percent(share, 1))
        for name, share in shares[:DISTRICTS_MAX]
    ]
    if result.missed_tail is not None:
        lines.append(
            say(
                "deploy-worst",
                tail=speech.percent(plan.problem.rules.tail),
                samples=speech.number(len(plan.problem.weights)),
                weight=speech.brief(result.missed_tail),
            )
        )
    if result.weight:
        share = speech.percent(result.backup / float(plan.problem.mean.sum()), 1)
        lines.append(say("deploy-backup", weight=speech.brief(result.backup), share=share))
    if plan.cut_off:
        lines.append(cut_off_note(plan, speech))
    if result.unserved:
        name = "deploy-unreached" if result.goal == "fewest" else "deploy-unconnected"
        lines.append(say(name, weight=speech.brief(result.unserved)))
    return lines


def cut_off_note(plan: LaydownPlan, speech: Speech = ENGLISH) -> str:
    """Return a sentence on the demands that have no way at all to any site."""
    own = set(plan.cut_off)
    weights = [
        w for name, w in zip(plan.demands.names, plan.problem.mean, strict=True) if name in own
    ]
    has_closures = plan.ways is not None and plan.ways.closures
    return speech.say(
        "deploy-cut-off-closed" if has_closures else "deploy-cut-off",
        lost=speech.number(len(plan.cut_off)),
        all=speech.number(len(plan.demands.names)),
        weight=speech.brief(sum(weights)),
        whole=speech.brief(float(plan.problem.mean.sum())),
        names=shown(", ".join(plan.cut_off)),
    )


def _distance(plan: LaydownPlan, length: float, speech: Speech) -> str:
    if plan.unit == "metres":
        return speech.say("deploy-km", km=speech.decimal(length / 1000, 1))
    return speech.say("deploy-minutes", minutes=speech.decimal(length, 1))
