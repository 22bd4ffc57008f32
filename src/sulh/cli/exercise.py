"""``sulh exercise``: play a scenario, review it, compare two, and measure what monitoring is worth."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sulh.cli.options import FILE, JSON, output_option
from sulh.cli.output import deliver

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["exercise"]

SEED = click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="A whole number: the same gives the same exercise.",
)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(short_help="Exercises: play one, review it, measure monitoring.")
def exercise() -> None:
    """Play exercises, review them, and measure what monitoring is worth."""


@exercise.command(short_help="Play a scenario with one seed or many.")
@click.argument("scenario", type=FILE)
@SEED
@click.option(
    "--replications",
    type=click.IntRange(1, 100_000),
    default=1,
    show_default=True,
    help="How many to play, with consecutive seeds.",
)
@click.option(
    "-o",
    "--output",
    type=FOLDER,
    help="A new folder: a mission with the first one's reports, for trainees.",
)
@JSON
def run(
    scenario: Path, *, seed: int, replications: int, output: Path | None, as_json: bool
) -> None:
    """Play SCENARIO (a TOML file), and show what findings are worth against what truly happened.

    With -o the reports of the first replication enter the ledger of a new mission, each at its simulated
    time: trainees judge it with `sulh -C FOLDER verify --exercise`, and `sulh -C FOLDER exercise review`
    says what they missed.
    """
    from sulh import exercise as room
    from sulh import workspace
    from sulh.report.pages.exercise import replications_sheet

    read = room.read_scenario(scenario)
    if output is not None:
        played = room.play_scenario(read, seed=seed)
        count = workspace.write_exercise(output, scenario, played)
        click.echo(f"{output}: {count:,} reports of {read.title}, seed {seed}.", err=True)
    rows = room.play_many(read, range(seed, seed + replications))
    deliver(
        partial(replications_sheet, read.title, rows),
        json.dumps(rows),
        None,
        as_json=as_json,
        work="The page",
    )


@exercise.command(short_help="Say what was found, missed, and wrongly found.")
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
@click.pass_obj
def review(folder: Path, *, output: Path | None, as_json: bool) -> None:
    """Hold the findings of an exercise against its truth: the after-action review."""
    from sulh import workspace
    from sulh.report.pages.exercise import review_sheet

    played, scored, decisions = workspace.review_exercise(folder)
    text = json.dumps(
        [
            {"question": each.question, "truth": each.conduct, "outcome": each.outcome}
            for each in scored
        ]
    )
    page = partial(review_sheet, played, scored, decisions)
    deliver(page, text, output, as_json=as_json, work="The review in PDF")


@exercise.command(short_help="Compare two scenarios on the same chance.")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option(
    "--measure",
    type=click.Choice(["found", "left-open", "missed", "accused", "cleared", "in-standard"]),
    default="found",
    show_default=True,
    help="What is counted.",
)
@click.option(
    "--most",
    type=click.IntRange(10, 100_000),
    default=160,
    show_default=True,
    help="Replications after which it stops in any case.",
)
@SEED
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
def compare(
    first: Path,
    second: Path,
    *,
    measure: str,
    most: int,
    seed: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Compare the scenarios FIRST and SECOND, and say whether the difference is more than noise.

    Both play the same seeds, so that what differs between them is the policy. It stops as soon as the
    answer is plain.
    """
    from sulh import exercise as room
    from sulh.report.pages.exercise import comparison_sheet

    one, two = room.read_scenario(first), room.read_scenario(second)
    result = room.compare_scenarios(one, two, measure=measure, seed=seed, most=most)
    page = partial(comparison_sheet, one.title, two.title, result)
    deliver(page, json.dumps(asdict(result)), output, as_json=as_json, work="The comparison in PDF")


@exercise.command(short_help="Measure how often findings are right.")
@click.argument("pack")
@click.option(
    "--from",
    "from_",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The whole months from this day on are played.",
)
@click.option(
    "--months",
    type=click.IntRange(1, 60),
    default=6,
    show_default=True,
    help="How many months to play.",
)
@click.option(
    "--exercises",
    type=click.IntRange(1, 100_000),
    default=10,
    show_default=True,
    help="How many exercises.",
)
@click.option(
    "--density",
    type=click.FloatRange(0, 1),
    multiple=True,
    default=(0.2, 0.5, 0.8, 1.0),
    show_default=True,
    help="The chance that a zone is watched in a month; may be given again.",
)
@click.option(
    "--quality",
    type=click.Choice(["exact", "vague", "usual", "poor"]),
    multiple=True,
    default=("exact", "vague", "usual", "poor"),
    show_default=True,
    help="How well reports tell what happened; may be given again.",
)
@SEED
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
def measure(
    pack: str,
    *,
    from_: datetime,
    months: int,
    exercises: int,
    density: tuple[float, ...],
    quality: tuple[str, ...],
    seed: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Play exercises of PACK with known truth, and count how often findings are right, open or wrong."""
    from sulh import exercise as room
    from sulh.mission import find, load
    from sulh.report.pages.exercise import monitoring_sheet

    agreed = load(find(pack))
    begins = from_.replace(tzinfo=agreed.timezone)
    ways = [room.Watching(density=share, quality=name) for name in quality for share in density]
    rows = room.measure(
        agreed, ways, from_=begins, seeds=range(seed, seed + exercises), months=months
    )
    page = partial(monitoring_sheet, rows, place=agreed.title)
    text = json.dumps([each.content() for each in rows])
    deliver(page, text, output, as_json=as_json, work="The page in PDF")
