"""``sulh exercise``: play a scenario, review it, compare two, and measure what monitoring is worth."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import click
from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import (
    FromUtc,
    InFile,
    InFolder,
    Json,
    Language,
    Page,
    Until,
    executor_on,
    writes,
)
from sulh.cli.output import show, write_output
from sulh.cli.parameters import Folder, Group
from sulh.cli.serve import Host, Port, QuietLog, serve
from sulh.cli.show import print_summary
from sulh.cli.tables import Maps
from sulh.errors import plural

MANY = 100_000
DAY = click.DateTime(["%Y-%m-%d"])
Seed = Annotated[int, "A whole number: the same gives the same exercise.", IntRange(0)]
Scheduler = Annotated[str, "Play on this Dask cluster: tcp://HOST:PORT. The results are the same."]
Processes = Annotated[int, "Play side by side in so many processes.", IntRange(1, 256)]
MeasureName = Literal[
    "found", "left-open", "missed", "accused", "cleared", "in-standard", "evacuated-in-time",
    "days-without",
]  # fmt: skip
Quality = Literal["exact", "vague", "usual", "poor"]


@click.group(cls=Group, short_help="Exercises: play one, review it, measure monitoring.")
def exercise() -> None:
    """Play exercises, review them, and measure what monitoring is worth."""


@exercise.command(short_help="Play a scenario with one seed or many.")
def run(
    scenario: InFile,
    *,
    seed: Seed = 1,
    replications: Annotated[
        int, "How many to play, with consecutive seeds.", IntRange(1, MANY)
    ] = 1,
    scheduler: Scheduler = "",
    processes: Processes = 1,
    output: Annotated[
        Path | None,
        "A new folder: a mission with the first one's reports, for trainees; or a .csv file of them.",
        "-o",
        "--output",
        click.Path(path_type=Path),
    ] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Play SCENARIO (a TOML file), and show what findings are worth against what truly happened.

    With -o FOLDER the reports of the first replication enter the ledger of a new mission, each at its
    simulated time: trainees judge it with `sulh -C FOLDER verify --exercise`, and
    `sulh -C FOLDER exercise review` says what they missed.
    """
    room = rooms.exercise
    read = room.read_scenario(scenario)
    if output is not None:
        played = room.play_scenario(read, seed=seed)
        if output.suffix.lower() == ".csv":
            write_output(output, {".csv": lambda: room.reports_csv(played)})
            count = len(played.in_time)
        else:
            count = rooms.workspace.write_exercise(output, scenario, played)
        click.echo(f"{output}: {plural(count, 'report')} of {read.title}, seed {seed}.", err=True)
    with executor_on(scheduler, processes) as executor:
        rows = room.play_many(read, range(seed, seed + replications), executor=executor)
    show(rooms.forms.replications_forms(read.title, rows, language=language), None, as_json=as_json)


@exercise.command(short_help="Run one with trainees at their consoles.")
def live(
    ctx: click.Context,
    scenario: Annotated[
        Path | None, click.Path(path_type=Path, dir_okay=False, exists=True)
    ] = None,
    *,
    seed: Seed = 1,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    behind_proxy: Annotated[bool, "A proxy in front does TLS."] = False,
    quiet: QuietLog = False,
) -> None:
    """Serve a live exercise: a facilitator steers, trainees sit at their consoles.

    With SCENARIO (a TOML file) it begins in the folder given with -C, which must be new or empty. Without one
    it goes on where it was, and so does `sulh serve` in that folder. Its clock stands until the facilitator
    starts it: make that account with `sulh account add NAME --role facilitator`.
    """
    if scenario is not None:
        title = rooms.workspace.set_up_live(ctx.obj, scenario, seed=seed).title
        click.echo(f"{ctx.obj}: {title}, seed {seed}.", err=True)
    rooms.workspace.check_live(ctx.obj)
    ctx.invoke(serve, host=host, port=port, behind_proxy=behind_proxy, quiet=quiet)


@exercise.command(short_help="Join the exercise of another site.")
def join(
    folder: Folder,
    peer: str,
    *,
    pack: Annotated[str, "The pack of the exercise: a bundled one, or a folder."],
    site: Annotated[str, "The name of this site."],
    token: Annotated[str, "The token that PEER gave to this site.", {"envvar": "SULH_TOKEN"}] = "",
) -> None:
    """Make a mission for trainees of another site, in the folder given with -C, which must be new or empty.

    PEER is https://HOST:PORT of the site that runs the exercise; http:// only for one on this machine.
    `sulh serve` here uses its clock, as the last `sulh sync PEER` told it; every record is simulated.
    """
    reading = rooms.workspace.exercise_clock_of(peer, token=token, now=datetime.now(UTC))
    rooms.workspace.set_up_joined(folder, pack_name=pack, site=site, reading=reading)
    at = f"{reading.clock:%Y-%m-%d %H:%M} UTC"
    click.echo(f"{folder}: it is {at} in the exercise. Next: sulh -C {folder} sync {peer}")


@exercise.command(short_help="Say what was found, missed, and wrongly found.")
def review(
    folder: Folder, *, output: Page = None, language: Language = "en", as_json: Json = False
) -> None:
    """Hold the findings of an exercise against its truth: the after-action review."""
    reviewed = rooms.workspace.review_exercise(folder)
    show(rooms.forms.review_forms(reviewed, language=language), output, as_json=as_json)


@exercise.command(short_help="Record who has a course's certificate.")
def certify(
    folder: Folder,
    *,
    unit: Annotated[str, "The unit that was trained."],
    course: Annotated[str, "The course of the objectives that were judged."],
    holders: Annotated[int, "How many persons.", IntRange(1)],
    expires: Annotated[datetime | None, "The last valid day.", DAY] = None,
) -> None:
    """Record a certificate, where each objective of its course was judged and has enough points.

    It is simulated like every record of an exercise: `sulh sustain training` shows it beside the real ones.
    """
    day = expires.date() if expires else None
    ref = rooms.workspace.certify_exercise(
        folder, unit=unit, course=course, holders=holders, expires=day
    )
    click.echo(f"{ref}: {plural(holders, 'holder')}.")


@exercise.command(short_help="Compare two scenarios on the same chance.")
def compare(
    first: InFile,
    second: InFile,
    *,
    measure: Annotated[MeasureName, "What is counted."] = "found",
    most: Annotated[
        int, "Replications after which it stops in any case.", IntRange(10, MANY)
    ] = 160,
    seed: Seed = 1,
    output: Page = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Compare the scenarios FIRST and SECOND, and say whether the difference is more than noise.

    Both play the same seeds, so that what differs between them is the policy. It stops as soon as the
    answer is plain.
    """
    room = rooms.exercise
    one, two = room.read_scenario(first), room.read_scenario(second)
    result = room.compare_scenarios(one, two, measure=measure, seed=seed, most=most)
    names = (one.title, two.title)
    if one.title == two.title:
        names = (f"{one.title} ({first.name})", f"{two.title} ({second.name})")
    show(rooms.forms.comparison_forms(*names, result, language=language), output, as_json=as_json)


@exercise.command(short_help="Say which assumption moves the result.")
def sensitivity(
    scenario: InFile,
    *,
    measure: Annotated[MeasureName, "What is counted."] = "found",
    vary: Annotated[
        tuple[str, ...],
        "NAME=LOW:HIGH, such as conditions.breakdown_chance=0:0.3; may be given again. "
        "With it the scenario's own spans do not count.",
    ] = (),
    replications: Annotated[int, "How many to play of each.", IntRange(10, MANY)] = 40,
    seed: Seed = 1,
    scheduler: Scheduler = "",
    processes: Processes = 1,
    output: Page = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Vary each assumption of SCENARIO alone over its span, and show which of them moves the result.

    Spans stand in the scenario's table `[sensitivity]`, or are given with --vary. All play the same seeds,
    so that what differs is the assumption.
    """
    room = rooms.exercise
    base = room.read_scenario(scenario)
    spans = {name: (low, high) for name, low, high in map(room.parse_span, vary)} or base.spans
    assumptions = room.read_assumptions(scenario, base, spans)
    with executor_on(scheduler, processes) as executor:
        result = room.vary_each(
            base,
            assumptions,
            measure=measure,
            seed=seed,
            replications=replications,
            executor=executor,
        )
    forms = rooms.forms.sensitivity_forms(base.title, result, language=language)
    show(forms, output, as_json=as_json)


@exercise.command(short_help="Measure how often findings are right.")
def measure(
    pack: str,
    *,
    from_: Annotated[datetime, "The whole months from this day on are played.", "--from", DAY],
    months: Annotated[int, "How many months to play.", IntRange(1, 60)] = 6,
    exercises: Annotated[int, "How many exercises.", IntRange(1, MANY)] = 10,
    density: Annotated[
        tuple[float, ...],
        "The chance that a zone is watched in a month; may be given again.",
        FloatRange(0, 1),
    ] = (0.2, 0.5, 0.8, 1.0),
    quality: Annotated[
        tuple[Quality, ...], "How well reports tell what happened; may be given again."
    ] = ("exact", "vague", "usual", "poor"),
    seed: Seed = 1,
    scheduler: Scheduler = "",
    processes: Processes = 1,
    output: Page = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Play exercises of PACK with known truth, and count how often findings are right, open or wrong."""
    room, agreed = rooms.exercise, rooms.mission.load(rooms.mission.find(pack))
    with executor_on(scheduler, processes) as executor:
        rows = room.measure(
            agreed,
            [room.Watching(density=share, quality=name) for name in quality for share in density],
            from_=from_.replace(tzinfo=agreed.timezone),
            seeds=range(seed, seed + exercises),
            months=months,
            executor=executor,
        )
    show(
        rooms.forms.monitoring_forms(rows, place=agreed.title, language=language),
        output,
        as_json=as_json,
    )


@exercise.command(short_help="Fit random incidents to the past.")
def fit(
    files: tuple[InFile, ...],
    *,
    maps: Maps,
    since: FromUtc = None,
    until: Until = None,
    pack: Annotated[str, "Use the time zone of this pack; UTC without one."] = "",
    test_years: Annotated[
        int, "Also simulate each of so many last years from what was before it.", IntRange(0, 50)
    ] = 0,
    ensemble: Annotated[
        int, "How often each of these years is simulated.", IntRange(20, 10_000)
    ] = 200,
    seed: Annotated[int, "A whole number: the same gives the same answer.", IntRange(0)] = 1,
    output: Annotated[Path | None, writes(".json", ".html", ".pdf", ".xlsx")] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Fit incidents that excite each other to FILES: UCDP GED, ACLED, or the report form.

    Written as JSON, the fit is what a scenario names under `[incidents]`. The page says whether it fits,
    and with --test-years where real years fall among simulated ones.
    """
    room, tables = rooms.exercise, [maps.open(path) for path in files]
    past = rooms.workspace.read_past(tables, pack_name=pack, from_=since, until=until, seed=seed)
    print_summary(past.problems, stderr=True)
    forms = rooms.forms.fit_forms(
        room.fit_incidents(past.history),
        room.last_years(past.history, test_years, ensemble=ensemble, seed=seed),
        source=", ".join(path.name for path in files),
        language=language,
    )
    show(forms, output, as_json=as_json)


@exercise.command(short_help="Simulate where people who flee arrive.")
def flight(
    folder: InFolder, *, output: Page = None, language: Language = "en", as_json: Json = False
) -> None:
    """Simulate the flight in FOLDER, and hold it against what camps registered by day.

    FOLDER has `input_csv` and `source_data` as FabFlee's cases have them. The page shows the error, beside
    those of naive guesses and of other assumptions.
    """
    case, problems = rooms.workspace.read_flight_folder(folder)
    print_summary(problems, stderr=True)
    check = rooms.exercise.check_flight(case)
    show(rooms.forms.flight_forms(check, language=language), output, as_json=as_json)
