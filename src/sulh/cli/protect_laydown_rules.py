"""The options of `sulh protect laydown` that say what a plan must observe, as two parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import as_one

if TYPE_CHECKING:
    from sulh.protect import Effort, LaydownRules

__all__ = ["effort_options", "rule_options"]

SHARE = click.FloatRange(0.0, 1.0)
ABOVE_ZERO = click.FloatRange(0.0, min_open=True)
RULES = (
    click.option("--sites-max", type=click.IntRange(1), help="Maximum number of sites in use."),
    click.option(
        "--moves-max",
        type=click.IntRange(0),
        help="Maximum number of existing sites that the plan may close.",
    ),
    click.option(
        "--moves-share", type=SHARE, help="The same limit as a share of the existing sites."
    ),
    click.option("--budget", type=float, help="Maximum cost of sites in use and sites closed."),
    click.option(
        "--price",
        type=click.FloatRange(0.0),
        default=0.0,
        help="Weight that one unit of cost must gain.",
    ),
    click.option(
        "--fair-share", type=SHARE, default=0.0, help="Cover at least this share of each district."
    ),
    click.option(
        "--worst-first", is_flag=True, help="First serve the worst-off district, then the sum."
    ),
    click.option(
        "--in-reach",
        type=click.IntRange(1, 9),
        default=1,
        show_default=True,
        help="Count a demand only with so many sites in reach; 2: each has a backup.",
    ),
    click.option(
        "--averse", type=SHARE, default=0.0, help="How much the worst samples count, 0 to 1."
    ),
    click.option(
        "--tail",
        type=click.FloatRange(0.0, 1.0, min_open=True),
        default=0.1,
        show_default=True,
        help="Share of the samples that are the worst.",
    ),
)
EFFORT = (
    click.option(
        "--gap",
        type=click.FloatRange(0.0, 0.5),
        default=0.0,
        help="Stop this close to the best possible plan, as a share.",
    ),
    click.option(
        "--nodes", type=click.IntRange(1), help="Maximum number of nodes of the search tree."
    ),
    click.option(
        "--seconds",
        type=ABOVE_ZERO,
        help="Time limit of the solver; the plan then depends on the machine.",
    ),
)


def _rules(**options: Any) -> LaydownRules:
    from sulh.protect import LaydownRules

    return LaydownRules(**options)


def _effort(*, gap: float, nodes: int | None, seconds: float | None) -> Effort:
    from sulh.protect import make_effort

    return make_effort(gap_max=gap, nodes_max=nodes, seconds_max=seconds)


RULE_NAMES = (
    *("sites_max", "moves_max", "moves_share", "budget", "price", "fair_share", "worst_first"),
    *("in_reach", "averse", "tail"),
)
rule_options = as_one("rules", RULE_NAMES, RULES, _rules)
"""Gives a command the options of rules, and the parameter ``rules: LaydownRules``."""
effort_options = as_one("effort", ("gap", "nodes", "seconds"), EFFORT, _effort)
"""Gives a command the options of the solver, and the parameter ``effort: Effort``."""
