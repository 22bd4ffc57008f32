"""``sulh ledger prove``, ``check``, ``export``, ``head``, ``countersign`` and ``witness``."""

import json
from pathlib import Path
from typing import Annotated, Any

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.ledger import ledger
from sulh.cli.options import OFFICER, Author, InFile, Json, Judging, writes
from sulh.cli.output import plain_json, print_json, write_output
from sulh.cli.parameters import Folder, Mission, Now
from sulh.cli.verify import open_and_judge
from sulh.errors import LedgerError, plural
from sulh.values import format_utc

JsonFile = Annotated[Path | None, writes(".json")]
KeyFile = click.Path(path_type=Path, dir_okay=False)


def _write(content: dict[str, Any], output: Path | None, sentence: str) -> None:
    """Write JSON to the file and say what it holds, or print it."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if output is None:
        click.echo(text)
        return
    write_output(output, {".json": lambda: text + "\n"})
    click.echo(sentence)


@ledger.command()
def prove(mission: Mission, record: str, *, output: JsonFile = None) -> None:
    """Write a small file that proves that RECORD (an id or its beginning) is under a signed head.

    Anybody can check it with the site's public key: `sulh ledger check`, or examples/check_proof.py.
    """
    proof = rooms.workspace.prove_record(mission.store, record)
    head = proof.head.read()
    sentence = (
        f"Record {proof.check().seq} of site {head.site}, under its head over {plural(head.size, 'record')}"
        f" with {plural(len(proof.witnesses), 'witness', 'witnesses')}."
    )
    _write(proof.to_json(), output, sentence)


@ledger.command()
def check(
    file: InFile,
    *,
    key: Annotated[tuple[str, ...], "Public key of the site (64 hex digits) that you trust."] = (),
    as_json: Json = False,
) -> None:
    """Check FILE: a proof, a head, a countersignature or an evidence bundle.

    No mission folder is needed. Exits with 4 when the file does not hold.
    """
    facts = rooms.workspace.check_file(file)
    strangers = [each for each in facts["signed_by"] if key and each not in key]
    if strangers:
        raise LedgerError(f"It is signed by {strangers[0]}, which is none of the keys given.")
    if as_json:
        print_json(facts)
        return
    click.secho(f"{file} holds.", fg="green")
    for name, value in facts.items():
        click.echo(f"  {name.replace('_', ' ')}: {plain_json(value)}")
    if not key:
        click.secho(
            "  Compare the key with the one you know by other means, or give it with --key.",
            fg="yellow",
        )


@ledger.command()
def export(
    folder: Folder,
    finding: str,
    *,
    output: Annotated[Path | None, writes(".zip")] = None,
    judging: Judging,
    now: Now,
) -> None:
    """Write the evidence bundle of FINDING: its records with their proofs, and the pack.

    Without -o the file is named after the finding.
    """
    opened, judgement = open_and_judge(folder, judging)
    path = output or Path(f"evidence-{finding}.zip")
    manifest = rooms.workspace.export_evidence(opened, judgement, finding, path, generated_at=now)
    proofs = sum(name.startswith("proofs/") for name in manifest["files"])
    mark = "SIMULATED " if manifest["simulated"] else ""
    click.echo(
        f"{mark}Finding {manifest['finding']} ({manifest['verdict']}): {plural(proofs, 'record')} with their "
        f"proofs, and the pack {manifest['pack']['id']}. Written to {path}."
    )


@ledger.command()
def heads(
    mission: Mission,
    *,
    site: Annotated[str | None, "Use another site's chain; default: your own."] = None,
    as_json: Json = False,
) -> None:
    """List the signed heads, the latest last.

    With --json there is one object in each line.
    """
    store = mission.store
    for signed, _ in store.chain(site or store.site).heads():
        head = signed.read()
        if as_json:
            click.echo(signed.content.decode())
        else:
            click.echo(f"{head.size:>10,}  {format_utc(head.time)}  {head.root}")


@ledger.command()
def head(
    mission: Mission,
    *,
    site: Annotated[str | None, "Use another site's chain; default: your own."] = None,
    since: Annotated[
        tuple[int, ...],
        "Also prove that the head continues the one over this many records.",
        IntRange(min=1),
    ] = (),
    output: JsonFile = None,
) -> None:
    """Write the latest signed head for a witness to countersign.

    The file also proves that this head continues every head that a witness signed before.
    """
    file = rooms.workspace.head_file(mission.store, site=site, since=since)
    latest = file.check()
    _write(
        file.to_json(), output, f"Head of site {latest.site} over {plural(latest.size, 'record')}."
    )


@ledger.command()
def countersign(
    file: InFile,
    *,
    name: Annotated[str, "Office of the witness, never a person's name.", "--as"],
    key: Annotated[
        Path, "Key file of the witness; a new one is made if it does not exist.", KeyFile
    ],
    memory: Annotated[
        Path | None,
        "File with the heads that the witness signed; default: next to the key.",
        KeyFile,
    ] = None,
    output: JsonFile = None,
    now: Now,
) -> None:
    """Sign, as a witness, that you saw the head in FILE. No mission folder is needed.

    You sign a later head only when FILE proves that it continues the one you signed before. Exits with 4
    when the past was rewritten.
    """
    head_file = rooms.workspace.read_head(file)
    signed, earlier = rooms.workspace.countersign_file(
        head_file,
        witness=name,
        key=key,
        memory=memory or key.with_suffix(".memory.json"),
        now=now,
    )
    head, then = signed.head.read(), "the first of that site. Compare its public key by other means"
    then = f"{then}: {head_file.public_key}"
    if earlier is not None:
        then = f"which continues the one over {earlier.size:,}"
    sentence = (
        f"{name} signed the head of site {head.site} over {plural(head.size, 'record')}, {then}."
    )
    _write(signed.to_json(), output, sentence)


@ledger.command()
def witness(mission: Mission, file: InFile, *, author: Author = OFFICER, now: Now) -> None:
    """Record the countersignature in FILE; audits and proofs then use it."""
    room, signed = rooms.workspace, rooms.workspace.read_countersignature(file)
    record_id = room.record_countersignature(mission, signed, author=author, now=now)
    head = signed.head.read()
    click.echo(
        f"Recorded {record_id[:12]}: {signed.witness} saw {plural(head.size, 'record')} of {head.site}."
    )
