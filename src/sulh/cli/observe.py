"""``sulh init`` and ``sulh observe``: set up a mission's folder, take in reports."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import writes

import json
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.options import FILE, When, author_option, output_option
from sulh.cli.output import write_output
from sulh.cli.show import console, print_summary, reading_progress
from sulh.cli.update import show_updates
from sulh.errors import SulhError

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.progress import Progress

    from sulh.mission import Pack
    from sulh.mission.aliases import AliasProposal
    from sulh.workspace import ForeignReports, ImportResult

UNMATCHED_SHOWN = 10
COUNTS = ("rows", "entered", "duplicates", "conflicts", "left_out", "rejected")
"""The numbers of an import, of which the first is the sum of the others."""


@command()
def init(
    folder: Annotated[Path, click.Path(path_type=Path)],
    *,
    pack_name: Annotated[str, "A bundled pack's name, or a pack's folder.", "--pack"],
    site: Annotated[str, "Short name of this site; default: the folder's name."] = "",
    store: Annotated[
        str,
        "Empty PostgreSQL database for the ledger: postgresql://USER@HOST/DATABASE (no password).",
    ] = "",
) -> None:
    """Set up a mission: a copy of the pack, an empty ledger, a key."""
    from sulh import workspace

    mission = workspace.set_up(
        folder,
        pack_name=pack_name,
        site=site or folder.resolve().name,
        now=datetime.now(UTC),
        store=store,
    )
    click.echo(f"{mission.pack.title}: {folder} is ready.")
    place = f"the ledger in {mission.store.where}" if store else "the ledger"
    click.echo(f"The pack is in {folder / 'pack'}, {place} and the site's key in {mission.ledger}.")
    click.echo(f"Next: sulh -C {folder} observe FILE…")


@command()
def observe(
    folder: Folder,
    files: Annotated[tuple[Path, ...], FILE] = (),
    *,
    format_: Annotated[
        str | None, "Format of the files; default: recognised from the columns.", "--format"
    ] = None,
    mapping: Annotated[
        Path | None, "Mapping file (TOML) for any other table.", "--map", FILE
    ] = None,
    read_as: Annotated[
        tuple[str, ...],
        "Say how a file is written, for instance encoding=windows-1256; may be repeated.",
        {"metavar": "KEY=VALUE"},
    ] = (),
    source: Annotated[str, "Sender of the reports, if the file does not name one."] = "",
    simulated: Annotated[bool, "Mark every record as an exercise record."] = False,
    author: Annotated[str, "Role of the person who enters the reports."] = "watch officer",
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
    kind: Annotated[str, "Write an empty form for this record kind.", "--template"] = "",
    output: Annotated[Path | None, writes(".csv", ".xlsx")] = None,
    as_json: Annotated[bool, "Print JSON.", "--json"] = False,
) -> None:
    """Import reports from files; bad rows go to a rejects file.

    FILES are report forms, GeoJSON, UCDP GED, ACLED, Geo-PKO, or any mapped table. Good rows enter the
    ledger. Bad rows go to NAME.rejects.csv with row, field, value and reason. Reports that came in before
    are counted. With --update, each changed report becomes one correction. With --template KIND, Sulh
    writes an empty form instead: a table (.csv), or an XLSForm for telephones (.xlsx).
    """
    from sulh import workspace

    if kind:
        write_template(kind, output or Path(f"{kind}.csv"), folder)
        return
    if not files:
        raise click.UsageError("Name at least one file.")
    if not update and (dry_run or retract or covers or older):
        raise click.UsageError("--dry-run, --retract, --covers and --older need --update.")
    opened = workspace.open_workspace(folder)
    collections = {}
    if (folder / "serve.toml").exists():
        from sulh.server.share.mission_threats import reporting_collections

        collections = reporting_collections(folder, author)
    results: list[Any] = []
    failure: SulhError | None = None
    with reading_progress() as progress:
        for path in files:
            task = progress.add_task(path.name, total=path.stat().st_size)
            reading = workspace.ImportOptions(
                format=format_,
                mapping=mapping,
                read_as=dict(each.partition("=")[::2] for each in read_as),
                source=source,
                simulated=simulated or path.name.endswith(".simulated.csv"),
                author=author,
                collections=collections,
                now=datetime.now(UTC),
                ask_foreign=None if yes else partial(ask_foreign, progress, opened.pack),
            )
            enter = (
                partial(
                    workspace.update_reports,
                    options=workspace.UpdateOptions(
                        reading=reading,
                        retract=retract,
                        dry_run=dry_run,
                        covers=covers,
                        older=older,
                    ),
                )
                if update
                else partial(workspace.import_reports, options=reading)
            )
            try:
                results.append(
                    enter(
                        opened,
                        path,
                        progress=lambda seen, task=task: progress.update(task, completed=seen),  # type: ignore[misc]
                    )
                )
            except SulhError as error:
                failure = error
                break
    proposals = {each.name: each for result in results for each in getattr(result, "proposals", ())}
    if failure is not None and not results:
        raise failure
    if write_aliases:
        workspace.add_aliases(opened, tuple(proposals.values()))
    if as_json:
        click.echo(json.dumps([each.as_json() for each in results], indent=2, ensure_ascii=False))
    elif update:
        show_updates(results, opened.pack.timezone)
    else:
        show_results(results)
    stop_at(failure, [path.name for path in files[len(results) + 1 :]])
    if not as_json:
        show_proposals(proposals.values(), are_in_pack=write_aliases)


def stop_at(failure: SulhError | None, unread: list[str]) -> None:
    """Raise what stopped the reading, if anything did, and name the files that were not reached."""
    if failure is None:
        return
    if unread:
        click.echo(f"Not read: {', '.join(unread)}", err=True)
    raise failure


def show_proposals(proposals: Collection[AliasProposal], *, are_in_pack: bool) -> None:
    """Print the aliases that were proposed, or written into the mission's pack."""
    for each in proposals:
        click.echo(f"{'Alias written' if are_in_pack else 'Proposed alias'}: {each}")
    if proposals and not are_in_pack:
        click.echo("With --write-aliases Sulh writes these names into the mission's pack.")


def ask_foreign(progress: Progress, pack: Pack, first: ForeignReports) -> bool:
    """Ask whether reports from outside the pack's area enter; no, where nobody can answer."""
    if not sys.stdin.isatty():
        return False
    progress.stop()
    return click.confirm(
        f"{first.file} has reports from outside the area of {pack.title}, for instance in row "
        f"{first.first_row}: {first.where}. Enter them?",
        err=True,
    )


def write_template(name: str, output: Path, folder: Path) -> None:
    """Write an empty form; in a mission's folder it offers the words of the mission's pack."""
    from sulh.workspace.templates import form_header, form_workbook

    write_output(
        output,
        {".csv": lambda: form_header(name), ".xlsx": lambda: form_workbook(name, folder)},
    )


def show_results(results: list[ImportResult]) -> None:
    """Print what each file brought, and what a person should look at."""
    out = console()
    table = Table("file", "format", *(name.replace("_", " ") for name in COUNTS), box=None)
    for each in results:
        counts = (f"{getattr(each, name):,}" for name in COUNTS)
        table.add_row(each.file, each.format, *counts)
    out.print(table)
    for each in results:
        print_summary(each.assumptions, stderr=True)
        print_summary(problem for problem in each.problems if problem.severity != "assumption")
        if each.added:
            out.print(
                f"Sulh added {each.added:,} of its own: what {each.file} covers.", markup=False
            )
        if each.rejects:
            out.print(f"Rejected rows of {each.file} are in {each.rejects}", markup=False)
        if each.unmatched:
            names = ", ".join(
                f"{name} ({count:,})" for name, count in each.unmatched[:UNMATCHED_SHOWN]
            )
            more = len(each.unmatched) - UNMATCHED_SHOWN
            out.print(
                f"Actors in {each.file} that the pack does not know: {names}"
                + (f" and {more} more" if more > 0 else "")
                + f"; {each.unmatched_deaths:,} of {each.deaths:,} deaths are in reports that name one",
                markup=False,
            )
