"""``sulh recover iati``: activities of aid in the standard of the International Aid Transparency Initiative."""

from typing import Annotated, Literal
from pathlib import Path
from sulh.cli.parameters import Folder
from sulh.cli.options import AsOf, At, Author, Exercise, Json, writes

import contextlib
import json
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, AUTHOR, EXERCISE, FILE, JSON, output_option
from sulh.cli.output import write_output, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.recover import IatiAccount
    from sulh.recover.rebuild_records import Scale

__all__ = ["iati"]

SHOWN = 50


@click.group(cls=Group, short_help="Read, check, take in and write IATI 2.03 files.")
def iati() -> None:
    """Read, check, take in and write activities of aid as IATI 2.03."""


@iati.command(short_help="Check an IATI file, and list its activities.")
def read(
    ctx: click.Context,
    file: Annotated[Path, FILE],
    *,
    output: Annotated[Path | None, writes(".csv", ".json")] = None,
    as_json: Json = False,
) -> None:
    """Check FILE (.xml, .xml.gz) against the standard, and list the activities whose structure is right.

    Each fault is named with its line and its place in the file. The file is read in pieces, whatever its size.
    Ends with 1 when there is an error.
    """
    from sulh import recover as room
    from sulh import report, workspace

    account = room.IatiAccount()
    printed: report.ActivityList = report.ActivityJson() if as_json else report.ActivityLines()
    with contextlib.ExitStack() as files:
        sinks: list[tuple[report.ActivityList, Callable[[str], Any]]] = []
        if output is not None:
            own: report.ActivityList = (
                report.ActivityCsv()
                if output.suffix.casefold() == ".csv"
                else report.ActivityJson()
            )
            sinks.append((own, files.enter_context(writing(output)).write))
        sinks.append((printed, partial(click.echo, nl=False)))
        is_listed = as_json or output is None
        activities = workspace.read_iati(file, account, today=datetime.now(UTC).date())
        first = list(islice(activities, 1))  # a file that cannot be read at all begins no list
        for each, write_to in sinks:
            write_to(each.begin())
        for activity in chain(first, activities):
            for each, write_to in sinks if is_listed else sinks[:1]:
                write_to(each.piece(activity))
        _show_problems(account, as_json=as_json)
        for each, write_to in sinks:
            write_to(each.end(account))
    ctx.exit(1 if account.errors else 0)


@iati.command(short_help="Take the activities of an IATI file into the ledger.")
def take(
    folder: Folder,
    file: Annotated[Path, FILE],
    *,
    scale: Annotated[
        Literal["quick-impact", "reconstruction"],
        "What its projects are: the standard does not say.",
    ],
    update: Annotated[bool, "A newer file: each change becomes one correction."] = False,
    author: Author = "watch officer",
    as_json: Json = False,
) -> None:
    """Take the activities of FILE (.xml, .xml.gz) into the ledger, as records of who published them.

    Relief becomes deliveries: who does what where. Other activities become projects, and their
    transactions payments. An activity is known by its identifier: the same again is a duplicate. What has
    no place in a record is counted, and an activity that fits none is rejected with the reason.
    """
    from sulh import recover as room
    from sulh import workspace
    from sulh.cli.observe import show_results
    from sulh.cli.update import show_updates

    mission, rest = workspace.open_workspace(folder), room.IatiRest()
    opened = workspace.open_iati(file, rest, scale=scale)
    reading = workspace.ImportOptions(now=datetime.now(UTC), author=author)
    result: Any = (
        workspace.update_reports(mission, opened, workspace.UpdateOptions(reading=reading))
        if update
        else workspace.import_reports(mission, opened, reading)
    )
    left = dict(rest.elements.most_common())
    if as_json:
        content = result.as_json() | {"in_no_record": left}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in rest.problems:
        click.echo(f"{each.severity}: {each}", err=True)
    if update:
        show_updates([result], mission.pack.timezone)
    else:
        show_results([result])
    if left:
        listed = ", ".join(f"{count:,} {name}" for name, count in left.items())
        click.echo(f"In no record: {listed}.")


@iati.command(short_help="Write the mission's projects as an IATI file.")
def write(
    folder: Folder,
    *,
    ref: Annotated[str, "IATI identifier of the publisher: XM-DAC-41304.", "--org"],
    name: Annotated[str, "Name of the publisher."],
    kind: Annotated[str, "IATI code of its type.", "--type"] = "40",
    country: Annotated[str, "Country of the projects, two letters (ISO 3166)."],
    language: Annotated[str, "Language of the texts (ISO 639-1)."] = "en",
    at: At = None,
    as_of: AsOf = None,
    exercise: Exercise = False,
    output: Annotated[Path | None, writes(".xml")] = None,
) -> None:
    """Write the projects and payments of the ledger; without -o, on the terminal."""
    from sulh import recover as room
    from sulh import workspace

    mission = workspace.open_workspace(folder)
    moment = at or datetime.now(UTC)
    entries: Any = workspace.ledger_entries(mission, as_of=as_of, simulated=exercise)
    text = room.write_activities(
        entries["project"],
        entries["payment"],
        room.Publisher(ref=ref, name=name, type=kind, country=country.upper(), language=language),
        at=moment,
        stages=room.project_stages(entries["decision"], at=moment),
        timezone=mission.pack.timezone,
    )
    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, {".xml": lambda: text})


def _show_problems(account: IatiAccount, *, as_json: bool) -> None:
    if as_json:
        return
    for each in account.problems[:SHOWN]:
        click.echo(f"{each.severity}: {each}", err=True)
    left = account.errors + account.warnings - SHOWN
    if left > 0:
        click.echo(f"{left:,} more problems; --json shows up to 1,000.", err=True)
