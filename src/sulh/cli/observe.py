"""``sulh init`` and ``sulh observe``: set up a mission's folder, take in reports."""

from __future__ import annotations

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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--pack", "pack_name", required=True, help="A bundled pack's name, or a pack's folder."
)
@click.option("--site", default="", help="Short name of this site; default: the folder's name.")
@click.option(
    "--store",
    default="",
    help="Empty PostgreSQL database for the ledger: postgresql://USER@HOST/DATABASE (no password).",
)
def init(folder: Path, *, pack_name: str, site: str, store: str) -> None:
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


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--format",
    "format_",
    default=None,
    help="Format of the files; default: recognised from the columns.",
)
@click.option(
    "--map",
    "mapping",
    type=FILE,
    help="Mapping file (TOML) for any other table.",
)
@click.option(
    "--read-as",
    multiple=True,
    metavar="KEY=VALUE",
    help="Say how a file is written, for instance encoding=windows-1256; may be repeated.",
)
@click.option("--source", default="", help="Sender of the reports, if the file does not name one.")
@click.option("--simulated", is_flag=True, help="Mark every record as an exercise record.")
@author_option("Role of the person who enters the reports.")
@click.option("--yes", is_flag=True, help="Enter reports from outside the pack's area, too.")
@click.option(
    "--write-aliases", is_flag=True, help="Write the proposed aliases into the mission's pack."
)
@click.option(
    "--update", is_flag=True, help="FILES are newer releases: enter what changed since the last."
)
@click.option("--dry-run", is_flag=True, help="With --update: show the difference, write nothing.")
@click.option("--retract", is_flag=True, help="With --update: retract what the source withdrew.")
@click.option(
    "--older", is_flag=True, help="With --update: take in a release older than the last, too."
)
@click.option(
    "--covers",
    type=(When("start", on_mission_clock=True), When("end", on_mission_clock=True)),
    metavar="FROM UNTIL",
    help="With --update: the time for which FILES are whole; default: from first row to last.",
)
@click.option("--template", "kind", default="", help="Write an empty form for this record kind.")
@output_option(".csv", ".xlsx")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def observe(
    folder: Path,
    files: tuple[Path, ...],
    *,
    format_: str | None,
    mapping: Path | None,
    read_as: tuple[str, ...],
    source: str,
    simulated: bool,
    author: str,
    yes: bool,
    write_aliases: bool,
    update: bool,
    dry_run: bool,
    retract: bool,
    older: bool,
    covers: tuple[datetime, datetime] | None,
    kind: str,
    output: Path | None,
    as_json: bool,
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
