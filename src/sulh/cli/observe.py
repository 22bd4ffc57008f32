"""``sulh init`` and ``sulh observe``: set up a mission's folder, take in reports."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from sulh.cli import rooms
from sulh.cli.options import OFFICER, AnyFile, InFile, Json, NewPath, When, writes
from sulh.cli.output import print_json, write_output
from sulh.cli.parameters import Folder, command
from sulh.cli.show import console, reading_progress

if TYPE_CHECKING:
    from rich.progress import Progress

    from sulh.mission import Pack
    from sulh.workspace import FilesEntered, ForeignReports


@command()
def init(
    folder: NewPath,
    *,
    pack: Annotated[str, "A bundled pack's name, or a pack's folder."],
    site: Annotated[str, "Short name of this site; default: the folder's name."] = "",
    store: Annotated[
        str,
        "Empty PostgreSQL database for the ledger: postgresql://USER@HOST/DATABASE (no password).",
    ] = "",
) -> None:
    """Set up a mission: a copy of the pack, an empty ledger, a key."""
    site, now = site or folder.resolve().name, datetime.now(UTC)
    mission = rooms.workspace.set_up(folder, pack_name=pack, site=site, now=now, store=store)
    click.echo(f"{mission.pack.title}: {folder} is ready.")
    place = f"the ledger in {mission.store.where}" if store else "the ledger"
    click.echo(f"The pack is in {folder / 'pack'}, {place} and the site's key in {mission.ledger}.")
    click.echo(f"Next: sulh -C {folder} observe FILE…")


@command()
def observe(
    folder: Folder,
    files: tuple[InFile, ...] = (),
    *,
    format_: Annotated[
        str | None, "Format of the files; default: recognised from the columns.", "--format"
    ] = None,
    mapping: Annotated[AnyFile, "Mapping file (TOML) for any other table.", "--map"] = None,
    read_as: Annotated[
        tuple[str, ...],
        "Say how a file is written, for instance encoding=windows-1256; may be repeated.",
        {"metavar": "KEY=VALUE"},
    ] = (),
    source: Annotated[str, "Sender of the reports, if the file does not name one."] = "",
    simulated: Annotated[bool, "Mark every record as an exercise record."] = False,
    author: Annotated[str, "Role of the person who enters the reports."] = OFFICER,
    yes: Annotated[bool, "Enter reports from outside the pack's area, too."] = False,
    write_aliases: Annotated[bool, "Write the proposed aliases into the mission's pack."] = False,
    update: Annotated[bool, "FILES are newer releases: enter what changed since the last."] = False,
    dry_run: Annotated[bool, "With --update: show the difference, write nothing."] = False,
    retract: Annotated[bool, "With --update: retract what the source withdrew."] = False,
    older: Annotated[bool, "With --update: take in a release older than the last, too."] = False,
    covers: Annotated[
        tuple[datetime, datetime] | None,
        "With --update: the time for which FILES are whole; default: from first row to last.",
        (When("start", on_mission_clock=True), When("end", on_mission_clock=True)),
        {"metavar": "FROM UNTIL"},
    ] = None,
    template: Annotated[str, "Write an empty form for this record kind."] = "",
    output: Annotated[Path | None, writes(".csv", ".xlsx")] = None,
    as_json: Json = False,
) -> None:
    """Import reports from files; bad rows go to a rejects file.

    FILES are report forms, GeoJSON, UCDP GED, ACLED, Geo-PKO, or any mapped table. Good rows enter the
    ledger. Bad rows go to NAME.rejects.csv with row, field, value and reason. Reports that came in before
    are counted. With --update, each changed report becomes one correction. With --template KIND, Sulh
    writes an empty form instead: a table (.csv), or an XLSForm for telephones (.xlsx).
    """
    if template:
        writers = rooms.workspace.template_writers(template, folder)
        write_output(output or Path(f"{template}.csv"), writers)
        return
    if not files:
        raise click.UsageError("Name at least one file.")
    if not update and (dry_run or retract or covers or older):
        raise click.UsageError("--dry-run, --retract, --covers and --older need --update.")
    room = rooms.workspace
    mission, now = room.open_workspace(folder), partial(datetime.now, UTC)
    with reading_progress() as progress:
        reading = room.ImportOptions(
            format=format_,
            mapping=mapping,
            read_as=dict(each.partition("=")[::2] for each in read_as),
            source=source,
            simulated=simulated,
            author=author,
            collections=_collections(folder, author),
            now=now(),
            ask_foreign=None if yes else partial(ask_foreign, progress, mission.pack),
        )
        release = room.UpdateOptions(
            reading=reading, retract=retract, dry_run=dry_run, covers=covers, older=older
        )
        entered = room.import_files(
            mission,
            files,
            release if update else reading,
            clock=now,
            progress=partial(_bar, progress),
        )
    if write_aliases:
        room.add_aliases(mission, tuple(entered.proposals.values()))
    if as_json:
        print_json([each.as_json() for each in entered.results])
    else:
        show_entered(entered.results, mission.pack, update=update)
    stop_at_failure(entered)
    if not as_json:
        room.terminal.show_proposals(
            console(), entered.proposals.values(), are_in_pack=write_aliases
        )


def _bar(progress: "Progress", path: Path) -> Callable[[int], None]:
    task = progress.add_task(path.name, total=path.stat().st_size)
    return lambda seen: progress.update(task, completed=seen)


def _collections(folder: Path, author: str) -> dict[str, frozenset[str]]:
    """Return the collections that an author's threats may enter, where the mission is served."""
    if not (folder / "serve.toml").exists():
        return {}
    from sulh.server.share.mission_threats import reporting_collections

    return reporting_collections(folder, author)


def show_entered(results: Any, pack: "Pack", *, update: bool) -> None:
    """Print what files brought."""
    if update:
        rooms.workspace.terminal.show_updates(console(), results, pack.timezone)
    else:
        rooms.workspace.terminal.show_imports(console(), console(stderr=True), results)


def stop_at_failure(entered: "FilesEntered") -> None:
    """Raise what stopped the reading, if anything did, and name the files that were not reached."""
    if entered.unread:
        click.echo(f"Not read: {', '.join(path.name for path in entered.unread)}", err=True)
    if entered.failure is not None:
        raise entered.failure


def ask_foreign(progress: "Progress", pack: "Pack", first: "ForeignReports") -> bool:
    """Ask whether reports from outside the pack's area enter; no, where nobody can answer."""
    if not sys.stdin.isatty():
        return False
    progress.stop()
    return click.confirm(
        f"{first.file} has reports from outside the area of {pack.title}, for instance in row "
        f"{first.first_row}: {first.where}. Enter them?",
        err=True,
    )
