"""``sulh ledger prove``, ``check``, ``export``, ``head``, ``countersign`` and ``witness``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, FROM
from sulh.cli.verify import open_and_judge
from sulh.errors import InputError, LedgerError
from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.ledger import Countersignature, HeadFile, Proof

__all__ = ["check", "countersign", "export", "head", "heads", "prove", "witness"]

OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it."
)
EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)


def _write(content: dict[str, Any], output: Path | None, sentence: str) -> None:
    """Write JSON to the file and say so, or print it."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{sentence} Written to {output}.")


@click.command()
@click.argument("record")
@OUTPUT
@click.pass_obj
def prove(folder: Path, record: str, *, output: Path | None) -> None:
    """Write a small file that shows that RECORD (an id or its beginning) stands in a signed head.

    Anybody can check it with the site's public key: `sulh ledger check`, or examples/check_proof.py.
    """
    from sulh import workspace

    proof = workspace.prove_record(workspace.open_workspace(folder).store, record)
    head = proof.head.read()
    sentence = (
        f"Record {proof.check().seq} of site {head.site}, under its head over {head.size:,} records"
        f" with {len(proof.witnesses)} witnesses."
    )
    _write(proof.to_json(), output, sentence)


@click.command()
@click.argument("file", type=EXISTING)
@click.option(
    "--key", "keys", multiple=True, help="The site's public key (64 hex digits), known otherwise."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: Path, *, keys: tuple[str, ...], as_json: bool) -> None:
    """Check FILE: a proof, a head, a countersignature or an evidence bundle. No mission is needed.

    Exits with 4 when it does not hold.
    """
    from sulh import ledger, workspace
    from sulh.ledger import HeadFile, Proof

    if file.suffix.lower() == ".zip":
        bundle = workspace.check_evidence(file)
        facts = {
            "what": "evidence",
            "finding": bundle.manifest["finding"],
            "verdict": bundle.manifest["verdict"],
            "simulated": bundle.manifest["simulated"],
            "records": len(bundle.proofs),
            "pack": bundle.manifest["pack"],
            "signed_by": list(bundle.keys),
        }
    else:
        read = ledger.read_file(file.read_bytes(), str(file))
        if isinstance(read, Proof):
            facts = _proof_facts(read)
        elif isinstance(read, HeadFile):
            facts = _head_facts(read)
        else:
            facts = _countersignature_facts(read)
    strangers = [each for each in facts["signed_by"] if keys and each not in keys]
    if strangers:
        raise LedgerError(f"It is signed by {strangers[0]}, which is none of the keys given.")
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    click.secho(f"{file} holds.", fg="green")
    for name, value in facts.items():
        click.echo(f"  {name.replace('_', ' ')}: {json.dumps(value, ensure_ascii=False)}")
    if not keys:
        click.secho(
            "  Compare the key with the one you know by other means, or give it with --key.",
            fg="yellow",
        )


def _proof_facts(proof: Proof) -> dict[str, Any]:
    from sulh import workspace

    record = proof.check()
    return {
        "what": "record",
        "record": record.id,
        "site": record.site,
        "place": record.seq,
        "recorded": format_utc(record.recorded_at),
        "author": record.author,
        "kind": record.kind,
        "simulated": record.simulated,
        "says": workspace.record_summary(record),
        "head_over": proof.head.read().size,
        "witnesses": [f"{each.witness} ({each.public_key})" for each in proof.witnesses],
        "signed_by": [proof.public_key],
    }


def _head_facts(file: HeadFile) -> dict[str, Any]:
    head = file.check()
    return {
        "what": "head",
        "site": head.site,
        "records": head.size,
        "root": head.root,
        "time": format_utc(head.time),
        "continues": sorted(file.since),
        "signed_by": [file.public_key],
    }


def _countersignature_facts(signed: Countersignature) -> dict[str, Any]:
    signed.check()
    seen = signed.head.read()
    return {
        "what": "countersignature",
        "witness": signed.witness,
        "time": signed.time,
        "site": seen.site,
        "records": seen.size,
        "root": seen.root,
        "signed_by": [signed.public_key],
    }


@click.command()
@click.argument("finding")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The zip file to write.",
)
@AT
@AS_OF
@FROM
@EXERCISE
@click.pass_obj
def export(
    folder: Path,
    /,
    finding: str,
    *,
    output: Path,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
) -> None:
    """Write the evidence bundle of FINDING: its records with their proofs, and the pack."""
    from sulh import workspace

    opened, judgement = open_and_judge(folder, at=at, as_of=as_of, since=since, exercise=exercise)
    manifest = workspace.export_evidence(
        opened, judgement, finding, output, generated_at=datetime.now(UTC)
    )
    proofs = sum(name.startswith("proofs/") for name in manifest["files"])
    mark = "SIMULATED " if manifest["simulated"] else ""
    click.echo(
        f"{mark}Finding {manifest['finding']} ({manifest['verdict']}): {proofs} records with their "
        f"proofs, and the pack {manifest['pack']['id']}. Written to {output}."
    )


@click.command()
@click.option("--site", help="Of another site whose records are held here.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def heads(folder: Path, *, site: str | None, as_json: bool) -> None:
    """List the signed heads, the latest last."""
    from sulh import workspace

    store = workspace.open_workspace(folder).store
    for signed, _ in store.chain(site or store.site).heads():
        head = signed.read()
        if as_json:
            click.echo(signed.content.decode())
        else:
            click.echo(f"{head.size:>10,}  {format_utc(head.time)}  {head.root}")


@click.command()
@click.option("--site", help="Of another site whose records are held here.")
@click.option("--since", multiple=True, type=click.IntRange(min=1), help="Prove it from this size.")
@OUTPUT
@click.pass_obj
def head(folder: Path, *, site: str | None, since: tuple[int, ...], output: Path | None) -> None:
    """Write the latest signed head, for a witness to countersign.

    The file proves that it continues every head that a witness is known to have signed.
    """
    from sulh import workspace

    file = workspace.head_file(workspace.open_workspace(folder).store, site=site, since=since)
    read = file.check()
    _write(file.to_json(), output, f"Head of site {read.site} over {read.size:,} records.")


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--as", "name", required=True, help="The witness: an office, never a person's name.")
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The witness's own key; it is made when there is none.",
)
@click.option(
    "--memory",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What the witness signed before.  [default: beside the key]",
)
@OUTPUT
def countersign(
    file: Path, *, name: str, key: Path, memory: Path | None, output: Path | None
) -> None:
    """Sign, as a witness, that the head in FILE was seen. No mission is needed.

    A later head is signed only when FILE proves that it continues the one signed before. Exits with 4
    when the past was rewritten.
    """
    from sulh import ledger, workspace
    from sulh.ledger import HeadFile

    read = ledger.read_file(file.read_bytes(), str(file))
    if not isinstance(read, HeadFile):
        raise InputError(f"{file} is no head.", remedy="Ask for one: `sulh ledger head -o FILE`.")
    signed, earlier = workspace.countersign_file(
        read,
        witness=name,
        key=key,
        memory=memory or key.with_suffix(".memory.json"),
        now=datetime.now(UTC),
    )
    seen = signed.head.read()
    sentence = f"{name} signed the head of site {seen.site} over {seen.size:,} records"
    if earlier is None:
        sentence += (
            f", the first of that site. Compare its public key by other means: {read.public_key}."
        )
    else:
        sentence += f", which continues the one over {earlier.size:,}."
    _write(signed.to_json(), output, sentence)


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--author", default="watch officer", show_default=True, help="Who enters it: a role.")
@click.pass_obj
def witness(folder: Path, file: Path, *, author: str) -> None:
    """Enter a witness's countersignature (FILE) as a record, for audits and proofs to show."""
    from sulh import ledger, workspace
    from sulh.ledger import Countersignature

    read = ledger.read_file(file.read_bytes(), str(file))
    if not isinstance(read, Countersignature):
        raise InputError(f"{file} is no countersignature.")
    record_id = workspace.record_countersignature(
        workspace.open_workspace(folder), read, author=author, now=datetime.now(UTC)
    )
    seen = read.head.read()
    click.echo(
        f"Recorded {record_id[:12]}: {read.witness} saw {seen.size:,} records of {seen.site}."
    )
