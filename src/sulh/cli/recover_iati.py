"""``sulh recover iati``: activities of aid in the standard of the International Aid Transparency Initiative."""

from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click

from sulh.cli import rooms
from sulh.cli.observe import show_entered
from sulh.cli.options import OFFICER, Author, InFile, Json, Moment, writes
from sulh.cli.output import print_json, whole_output, write_output, writing
from sulh.cli.parameters import Group, Mission, Now
from sulh.cli.recover import recover

if TYPE_CHECKING:
    from sulh.report import ActivityList


@recover.group(cls=Group, short_help="Read, check, take in and write IATI 2.03 files.")
def iati() -> None:
    """Read, check, take in and write activities of aid as IATI 2.03."""


@iati.command(short_help="Check an IATI file, and list its activities.")
def read(
    ctx: click.Context,
    file: InFile,
    *,
    output: Annotated[Path | None, writes(".csv", ".json")] = None,
    as_json: Json = False,
    now: Now,
) -> None:
    """Check FILE (.xml, .xml.gz) against the standard, and list the activities whose structure is right.

    Each fault is named with its line and its place in the file. The file is read in pieces, whatever its size.
    JSON is printed when all of the file was read; of a file that breaks off there is none.
    Ends with 1 when there is an error.
    """
    room, account = rooms.report, rooms.recover.IatiAccount()
    printed: ActivityList = (
        room.ActivityJson() if as_json else room.ActivityLines(each=output is None)
    )
    echo = partial(click.echo, nl=False)
    notes = None if as_json else partial(click.echo, err=True)
    activities = rooms.workspace.read_iati(file, account, today=now.date())
    with (
        whole_output() if as_json else nullcontext(echo) as print_,
        writing(output) if output else nullcontext() as table,
    ):
        lists: list[tuple[ActivityList, Any]] = [(printed, print_)]
        if output is not None and table is not None:
            is_csv = output.suffix.casefold() == ".csv"
            own: ActivityList = room.ActivityCsv() if is_csv else room.ActivityJson()
            lists.insert(0, (own, table.write))
        room.write_activity_lists(activities, account, lists, notes=notes)
    ctx.exit(1 if account.errors else 0)


@iati.command(short_help="Take the activities of an IATI file into the ledger.")
def take(
    mission: Mission,
    file: InFile,
    *,
    scale: Annotated[
        Literal["quick-impact", "reconstruction"],
        "What its projects are: the standard does not say.",
    ],
    update: Annotated[bool, "A newer file: each change becomes one correction."] = False,
    author: Author = OFFICER,
    as_json: Json = False,
    now: Now,
) -> None:
    """Take the activities of FILE (.xml, .xml.gz) into the ledger, as records of who published them.

    Relief becomes deliveries: who does what where. Other activities become projects, and their
    transactions payments. An activity is known by its identifier: the same again is a duplicate. What has
    no place in a record is counted, and an activity that fits none is rejected with the reason.
    """
    room, rest = rooms.workspace, rooms.recover.IatiRest()
    opened = room.open_iati(file, rest, scale=scale)
    reading = room.ImportOptions(now=now, author=author)
    release = room.UpdateOptions(reading=reading)
    result = room.enter_reports(mission, opened, release if update else reading)
    left = dict(rest.elements.most_common())
    if as_json:
        print_json(result.as_json() | {"in_no_record": left})
        return
    for each in rest.problems:
        click.echo(f"{each.severity}: {each}", err=True)
    show_entered([result], mission.pack, update=update)
    if left:
        listed = ", ".join(f"{count:,} {name}" for name, count in left.items())
        click.echo(f"In no record: {listed}.")


@iati.command(short_help="Write the mission's projects as an IATI file.")
def write(
    mission: Mission,
    *,
    org: Annotated[str, "IATI identifier of the publisher: XM-DAC-41304."],
    name: Annotated[str, "Name of the publisher."],
    type_: Annotated[str, "IATI code of its type.", "--type"] = "40",
    country: Annotated[str, "Country of the projects, two letters (ISO 3166)."],
    language: Annotated[str, "Language of the texts (ISO 639-1)."] = "en",
    when: Moment,
    output: Annotated[Path | None, writes(".xml")] = None,
) -> None:
    """Write the projects and payments of the ledger; without -o, on the terminal."""
    publisher = rooms.recover.Publisher(
        ref=org, name=name, type=type_, country=country.upper(), language=language
    )
    text = rooms.workspace.iati_of_ledger(
        mission,
        publisher,
        at=when.moment,
        as_of=when.as_of,
        simulated=when.exercise,
    )
    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, {".xml": lambda: text})
