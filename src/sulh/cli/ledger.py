"""``sulh ledger``, ``correct``, ``retract``, ``compare``, ``backup``, ``restore``: the records themselves."""

from dataclasses import asdict
from typing import Annotated, Literal

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.options import OFFICER, Author, InFile, Json, NewPath
from sulh.cli.output import plain_json, print_json, print_lines
from sulh.cli.parameters import Folder, Group, Mission, Now, command
from sulh.cli.show import console, counting_progress
from sulh.errors import plural
from sulh.query_names import match_name

DIFFERENT = "Each tells of its own."


@click.group(cls=Group)
def ledger() -> None:
    """Show, check, prove and rebuild the signed records."""


@ledger.command()
def log(
    mission: Mission,
    *,
    kind: Annotated[tuple[str, ...], "Show only records of this kind."] = (),
    last: Annotated[int, "Number of records.", IntRange(min=1)] = 20,
    every: Annotated[bool, "Show all records, oldest first.", "--all"] = False,
    as_json: Json = False,
) -> None:
    """List the records, the latest last.

    With --json there is one object in each line.
    """
    room, store = rooms.workspace, mission.store
    kinds = tuple(match_name("record kind", each, room.KIND_NAMES) for each in kind)
    records = store.records(kinds=kinds or None)
    entries = list(records) if every else room.latest_records(records, last)
    if as_json:
        for record in entries:
            click.echo(plain_json(room.record_json(record)))
    else:
        several = len(store.sites()) > 1
        room.terminal.show_records(console(), entries, several_sites=several)


@ledger.command()
def audit(ctx: click.Context, *, as_json: Json = False) -> None:
    """Check every record, link and signature; name each record that was changed or is missing.

    Exits with 4 when anything is wrong.
    """
    with counting_progress() as bar:
        task = bar.add_task("records", total=None)
        result = rooms.workspace.audit_folder(
            ctx.obj, progress=lambda count: bar.update(task, completed=count)
        )
    if as_json:
        print_json(result.as_json())
    else:
        print_lines(rooms.workspace.terminal.audit_lines(result))
    ctx.exit(0 if result.is_sound else 4)


@ledger.command()
def rebuild(
    ctx: click.Context,
    target: Annotated[NewPath, {"metavar": "FOLDER"}],
    *,
    as_json: Json = False,
) -> None:
    """Write a clean ledger into the new FOLDER from the good records, and list the lost ones.

    The old ledger is left as it is. Exits with 4 when a record is lost.
    """
    chains = rooms.workspace.rebuild_ledger(ctx.obj, target)
    if as_json:
        print_json([asdict(chain) for chain in chains])
    else:
        for chain in chains:
            print_lines(rooms.terminal.rebuilt_lines(chain))
        click.echo(
            f"To use it, put {target} in the place of the old ledger folder and move site.key into it."
        )
    ctx.exit(4 if any(chain.lost for chain in chains) else 0)


@ledger.command()
def move(
    folder: Folder,
    *,
    to: Annotated[
        str,
        "New place: postgresql://USER@HOST/DATABASE (without a password), or the word files.",
    ],
) -> None:
    """Move the ledger from files to PostgreSQL or back; no record changes.

    Sulh checks every batch, audits the copy and compares it before it uses it. First stop all programs
    that write to the ledger.
    """
    result = rooms.workspace.migrate_ledger(folder, to)
    for site, size in result.sizes.items():
        click.echo(f"Site {site}: {plural(size, 'record')} copied and checked.")
    click.echo(f"The ledger is now kept in {result.after}.")
    if result.aside:
        click.echo(f"The old files are in {result.aside}. Do not add records to them.")
    else:
        click.echo(f"{result.before} keeps its copy. Do not add records to it.")


@ledger.command()
def resume(
    folder: Folder,
    *,
    yes: Annotated[bool, "Do not ask: every site that can be reached was asked."] = False,
) -> None:
    """Let a restored ledger take new records again.

    Sync with the other sites first. Sulh refuses while any of them is known to have seen more of this
    site's records than there are.
    """
    if not yes:
        click.confirm(
            "If a site that you have not asked holds later records of this one, they will show as two "
            "histories. Was every site asked?",
            abort=True,
        )
    result = rooms.workspace.resume(folder)
    click.echo(
        f"{result.path}: {plural(result.size, 'record holds', 'records hold')}. New records are taken again."
    )


@command()
def backup(folder: Folder, file: NewPath, *, now: Now) -> None:
    """Write the whole mission into a new FILE, also while it is served.

    FILE holds the site's signing key, the accounts and every record. Store it encrypted, and apart
    from the machine.
    """
    size = rooms.workspace.back_up(folder, file, now=now)
    click.echo(f"Wrote {file}: {plural(size, 'byte')}. Only you can read it.")
    for name in rooms.workspace.hidden_files(folder):
        click.secho(f"Not in it: {name}. A backup takes no file with such a name.", fg="yellow")
    click.secho(
        "It holds the site's signing key, the accounts and every record. Who has it can sign as this "
        "site: store it encrypted.",
        fg="yellow",
    )


@command()
def restore(
    folder: Folder,
    file: InFile,
    *,
    store: Annotated[str, "An empty database instead of the one that the backup names."] = "",
) -> None:
    """Make the mission of a backup anew in the empty folder -C.

    Sulh checks every record. The ledger takes no new record before `sulh ledger resume`. Never run
    the old folder again beside the restored one.
    """
    result = rooms.workspace.restore(file, folder, store=store)
    print_lines(rooms.workspace.terminal.restored_lines(folder, result))


@command()
def correct(
    mission: Mission,
    record: str,
    *,
    file: Annotated[InFile, "Report form with the one corrected row.", "--with"],
    reason: Annotated[str, "Reason for the correction."],
    author: Author = OFFICER,
    now: Now,
) -> None:
    """Correct a record with a new record; the old one stays.

    RECORD is its id, or the first letters of it.
    """
    new = rooms.workspace.Correction(file=file, reason=reason, author=author, now=now)
    record_id = rooms.workspace.correct_record(mission, record, new)
    click.echo(f"Recorded correction {record_id[:12]} of {record}.")


@command()
def retract(
    mission: Mission,
    record: str,
    *,
    reason: Annotated[str, "Reason for the retraction."],
    author: Author = OFFICER,
    now: Now,
) -> None:
    """Take a record back with a new record; the old one stays.

    RECORD is its id, or the first letters of it.
    """
    record_id = rooms.workspace.retract_record(
        mission, record, reason=reason, author=author, now=now
    )
    click.echo(f"Recorded retraction {record_id[:12]} of {record}.")
    for copy in rooms.workspace.other_copies(mission, record):
        click.secho(
            f"Site {copy.site} has the same report as record {copy.id[:12]}: it stands until that is "
            "retracted too.",
            fg="yellow",
        )


@command()
def compare(
    mission: Mission,
    records: tuple[str, ...],
    *,
    judgement: Annotated[
        Literal["same", "different"],
        "They tell of one event.",
        "--same",
        {"flag_value": "same", "type": str},
        click.Option(["--different", "judgement"], flag_value="different", help=DIFFERENT),
    ],
    reason: Annotated[str, "Reason for the judgement."],
    author: Author = OFFICER,
    now: Now,
) -> None:
    """Settle whether incidents are the same event or different ones.

    RECORDS are two or more ids, or the first letters of them. Findings count one event once.
    """
    record_id = rooms.workspace.compare_records(
        mission, records, judgement=judgement, reason=reason, author=author, now=now
    )
    click.echo(
        f"Recorded comparison {record_id[:12]}: {plural(len(records), 'record')}, {judgement}."
    )
