"""``sulh exercise``: play a scenario, review it, compare two, and measure what monitoring is worth."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.exercise_fit import fit
from sulh.cli.exercise_flight import flight
from sulh.cli.options import FILE, JSON, LANGUAGE, Command, output_option
from sulh.cli.output import deliver, write_output

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.values import Executor

__all__ = ["exercise"]

MANY = 100_000


def number_option(
    name: str, least: int, most: int | None, default: int, help_: str
) -> Callable[[Command], Command]:
    """Return an option for a whole number from `least` to `most`."""
    return click.option(
        name, type=click.IntRange(least, most), default=default, show_default=True, help=help_
    )


SCHEDULER = click.option(
    "--scheduler",
    default="",
    help="Play on this Dask cluster: tcp://HOST:PORT. The results are the same.",
)


def _executor(address: str, processes: int) -> AbstractContextManager[Executor | None]:
    from sulh.cli.processes import ProcessExecutor
    from sulh.warn import on_cluster

    if address:
        return on_cluster(address)
    return nullcontext(ProcessExecutor(processes) if processes > 1 else None)


PROCESSES = number_option("--processes", 1, 256, 1, "Play side by side in so many processes.")
SEED = number_option("--seed", 0, None, 1, "A whole number: the same gives the same exercise.")


@click.group(short_help="Exercises: play one, review it, measure monitoring.")
def exercise() -> None:
    """Play exercises, review them, and measure what monitoring is worth."""


exercise.add_command(fit)
exercise.add_command(flight)


@exercise.command(short_help="Play a scenario with one seed or many.")
@click.argument("scenario", type=FILE)
@SEED
@number_option("--replications", 1, MANY, 1, "How many to play, with consecutive seeds.")
@SCHEDULER
@PROCESSES
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A new folder: a mission with the first one's reports, for trainees; or a .csv file of them.",
)
@JSON
def run(
    scenario: Path,
    *,
    seed: int,
    replications: int,
    scheduler: str,
    processes: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Play SCENARIO (a TOML file), and show what findings are worth against what truly happened.

    With -o FOLDER the reports of the first replication enter the ledger of a new mission, each at its
    simulated time: trainees judge it with `sulh -C FOLDER verify --exercise`, and
    `sulh -C FOLDER exercise review` says what they missed.
    """
    from sulh import exercise as room
    from sulh import workspace
    from sulh.report.pages.exercise import replications_sheet

    read = room.read_scenario(scenario)
    if output is not None:
        played = room.play_scenario(read, seed=seed)
        if output.suffix.lower() == ".csv":
            write_output(output, {".csv": lambda: room.reports_csv(played)})
            count = len(played.in_time)
        else:
            count = workspace.write_exercise(output, scenario, played)
        click.echo(f"{output}: {count:,} reports of {read.title}, seed {seed}.", err=True)
    with _executor(scheduler, processes) as executor:
        rows = room.play_many(read, range(seed, seed + replications), executor=executor)
    deliver(
        partial(replications_sheet, read.title, rows),
        json.dumps(rows),
        None,
        as_json=as_json,
        work="The page",
    )


@exercise.command(short_help="Run one with trainees at their consoles.")
@click.argument("scenario", type=FILE, required=False)
@SEED
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@number_option("--port", 0, 65_535, 8000, "The port; 0 means any free port.")
@click.option("--behind-proxy", is_flag=True, help="A proxy in front does TLS.")
@click.option("--quiet", is_flag=True, help="Log errors only, not every request.")
@click.pass_context
def live(ctx: click.Context, /, scenario: Path | None, *, seed: int, **options: Any) -> None:
    """Serve a live exercise: a facilitator steers, trainees sit at their consoles.

    With SCENARIO (a TOML file) it begins in the folder given with -C, which must be new or empty. Without one
    it goes on where it was, and so does `sulh serve` in that folder. Its clock stands until the facilitator
    starts it: make that account with `sulh account add NAME --role facilitator`.
    """
    from sulh import workspace
    from sulh.cli.serve import serve

    if scenario is not None:
        title = workspace.set_up_live(ctx.obj, scenario, seed=seed).title
        click.echo(f"{ctx.obj}: {title}, seed {seed}.", err=True)
    workspace.check_live(ctx.obj)
    ctx.invoke(serve, **options)


@exercise.command(short_help="Join the exercise of another site.")
@click.argument("peer")
@click.option("--pack", required=True, help="The pack of the exercise: a bundled one, or a folder.")
@click.option("--site", required=True, help="The name of this site.")
@click.option(
    "--token", envvar="SULH_TOKEN", default="", help="The token that PEER gave to this site."
)
@click.pass_obj
def join(folder: Path, /, peer: str, *, pack: str, site: str, token: str) -> None:
    """Make a mission for trainees of another site, in the folder given with -C, which must be new or empty.

    PEER is http://HOST:PORT of the site that runs the exercise. `sulh serve` here uses its clock, as the last
    `sulh sync PEER` told it; every record is simulated.
    """
    from sulh import workspace

    reading = workspace.exercise_clock_of(peer, token=token, now=datetime.now(UTC))
    workspace.set_up_joined(folder, pack_name=pack, site=site, reading=reading)
    at = f"{reading.clock:%Y-%m-%d %H:%M} UTC"
    click.echo(f"{folder}: it is {at} in the exercise. Next: sulh -C {folder} sync {peer}")


@exercise.command(short_help="Say what was found, missed, and wrongly found.")
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
@click.pass_obj
def review(folder: Path, *, output: Path | None, language: str, as_json: bool) -> None:
    """Hold the findings of an exercise against its truth: the after-action review."""
    from sulh import workspace
    from sulh.languages.speech import Speech
    from sulh.report.pages.review import review_sheet

    reviewed = workspace.review_exercise(folder)
    text = json.dumps(
        [
            {"question": each.question, "truth": each.conduct, "outcome": each.outcome}
            for each in reviewed.scored
        ]
    )
    page = partial(review_sheet, reviewed, speech=Speech(language))
    deliver(page, text, output, as_json=as_json, work="The review in PDF")


@exercise.command(short_help="Record who has a course's certificate.")
@click.option("--unit", required=True, help="The unit that was trained.")
@click.option("--course", required=True, help="The course of the objectives that were judged.")
@click.option("--holders", type=click.IntRange(1), required=True, help="How many persons.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="The last valid day.")
@click.pass_obj
def certify(
    folder: Path, *, unit: str, course: str, holders: int, expires: datetime | None
) -> None:
    """Record a certificate, where each objective of its course was judged and has enough points.

    It is simulated like every record of an exercise: `sulh sustain training` shows it beside the real ones.
    """
    from sulh import workspace

    day = expires.date() if expires else None
    ref = workspace.certify_exercise(folder, unit=unit, course=course, holders=holders, expires=day)
    click.echo(f"{ref}: {holders:,} holders.")


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
@number_option("--most", 10, MANY, 160, "Replications after which it stops in any case.")
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
    same = one.title == two.title
    names = [
        f"{each.title} ({path.name})" if same else each.title
        for each, path in ((one, first), (two, second))
    ]
    page = partial(comparison_sheet, names[0], names[1], result)
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
@number_option("--months", 1, 60, 6, "How many months to play.")
@number_option("--exercises", 1, MANY, 10, "How many exercises.")
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
@SCHEDULER
@PROCESSES
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
    scheduler: str,
    processes: int,
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
    seeds = range(seed, seed + exercises)
    with _executor(scheduler, processes) as executor:
        rows = room.measure(
            agreed, ways, from_=begins, seeds=seeds, months=months, executor=executor
        )
    page = partial(monitoring_sheet, rows, place=agreed.title)
    text = json.dumps([each.content() for each in rows])
    deliver(page, text, output, as_json=as_json, work="The page in PDF")
