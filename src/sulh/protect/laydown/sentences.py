"""What a laydown comes to, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural, shown

if TYPE_CHECKING:
    from sulh.protect.laydown.entry import LaydownPlan

__all__ = ["CAUTION", "cut_off_note", "headline", "sentences"]

CAUTION = "Within reach is not protected: a plan shows from where help can come in time."
DISTRICTS_MAX = 10


def headline(plan: LaydownPlan) -> str:
    """Return the result in one sentence, and whether it is proven best."""
    result = plan.result
    share = result.weight_covered / result.weight if result.weight else 0.0
    words = {
        "cover": f"{result.weight_covered:,.6g} of {result.weight:,.6g} within reach ({share:.1%})",
        "median": f"{_distance(plan, result.mean_distance)} to the nearest site on average; "
        f"{share:.1%} within reach",
        "centre": f"the farthest is {_distance(plan, result.value)} away; {share:.1%} within reach",
        "fewest": f"{result.value:.0f} bases reach everyone whom the sites can reach; {share:.1%} within reach",
    }[result.goal]
    if plan.proven:
        return f"{words}; proven: no other plan is better."
    if plan.cut_off and not plan.accepts_cut_off:
        return (
            f"{words}; not called proven: {len(plan.cut_off):,} of "
            f"{plural(len(plan.demands.names), 'demand')} {'has' if len(plan.cut_off) == 1 else 'have'} "
            "no way at all to any site. If that is right, say so with --yes."
        )
    if result.goal == "fewest":
        return f"{words}; not proven: at least {result.bound:.0f} are needed."
    if result.goal == "cover":
        return (
            f"{words}; not proven: the best is at most {result.bound:,.6g} (gap {result.gap:.2%})."
        )
    return f"{words}; not proven: the best is at most {result.gap:.2%} nearer."


def sentences(plan: LaydownPlan) -> list[str]:
    """Return what the plan closes, the districts with the least, the bad cases, and what has no road."""
    result, sites = plan.result, plan.problem.sites
    lines = []
    if result.closures:
        lines.append(f"Closes: {', '.join(sites[i].name for i in result.closures)}.")
    shares = sorted(result.shares.items(), key=lambda each: each[1])
    lines += [
        f"District {name}: {share:.1%} within reach." for name, share in shares[:DISTRICTS_MAX]
    ]
    if result.missed_tail is not None:
        lines.append(
            f"In the worst {plan.problem.rules.tail:.0%} of {plural(len(plan.problem.weights), 'sample')}, "
            f"{result.missed_tail:,.6g} is out of reach on average."
        )
    if result.weight:
        share = result.backup / float(plan.problem.mean.sum())
        lines.append(
            f"Backup: {result.backup:,.6g} within reach of two sites or more ({share:.1%})."
        )
    if plan.cut_off:
        lines.append(cut_off_note(plan))
    if result.unserved and result.goal == "fewest":
        lines.append(f"{result.unserved:,.6g} is out of reach of the sites that may be used.")
    elif result.unserved:
        lines.append(f"{result.unserved:,.6g} is not connected to any site of the plan.")
    return lines


def cut_off_note(plan: LaydownPlan) -> str:
    """Return a sentence on the demands that have no way at all to any site."""
    own = set(plan.cut_off)
    weights = [
        w for name, w in zip(plan.demands.names, plan.problem.mean, strict=True) if name in own
    ]
    shut = ", or behind a closure" if plan.ways is not None and plan.ways.closures else ""
    return (
        f"{len(plan.cut_off):,} of {plural(len(plan.demands.names), 'demand')}, {sum(weights):,.6g} of "
        f"{plan.problem.mean.sum():,.6g} in weight, are not connected to any site: too far from a road "
        f"(--off-road-km), or on a part of the network without a site, or without a row of travel times{shut}. "
        f"They are {shown(', '.join(plan.cut_off))}."
    )


def _distance(plan: LaydownPlan, length: float) -> str:
    return f"{length / 1000:,.1f} km" if plan.unit == "metres" else f"{length:,.1f} minutes"
