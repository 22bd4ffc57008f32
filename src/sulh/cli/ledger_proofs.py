"""``sulh ledger prove``, ``check``, ``export``, ``head``, ``countersign`` and ``witness``."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Author, Json, Judging, writes

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from sulh.cli.options import AUTHOR, FILE, JSON, Judging, judging_options, output_option
from sulh.cli.output import write_output
from sulh.cli.verify import open_and_judge
from sulh.errors import InputError, LedgerError
from sulh.values import format_utc

__all__ = ["check", "countersign", "export", "head", "heads", "prove", "witness"]


def _write(content: dict[str, Any], output: Path | None, sentence: str) -> None:
    """Write JSON to the file and say what it holds, or print it."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if output is None:
        click.echo(text)
        return
    write_output(output, {".json": lambda: text + "\n"})
    click.echo(sentence)


@command()
def prove(
    folder: Folder,
    record: str,
    *,
    output: Annotated[Path | None, writes(".json")] = None,
) -> None:
    """Write a small file that proves that RECORD (an id or its beginning) is under a signed head.

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


@command()
def check(
    file: Annotated[Path, FILE],
    *,
    keys: Annotated[
        tuple[str, ...], "Public key of the site (64 hex digits) that you trust.", "--key"
    ] = (),
    as_json: Json = False,
) -> None:
    """Check FILE: a proof, a head, a countersignature or an evidence bundle.

    No mission folder is needed. Exits with 4 when the file does not hold.
    """
    from sulh.workspace.check_file import check_file

    facts = check_file(file)
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


@command()
def export(
    folder: Folder,
    finding: str,
    *,
    output: Annotated[Path | None, writes(".zip")] = None,
    judging: Judging,
) -> None:
    """Write the evidence bundle of FINDING: its records with their proofs, and the pack.

    Without -o the file is named after the finding.
    """
    from sulh import workspace

    opened, judgement = open_and_judge(folder, judging)
    path = output or Path(f"evidence-{finding}.zip")
    manifest = workspace.export_evidence(
        opened, judgement, finding, path, generated_at=datetime.now(UTC)
    )
    proofs = sum(name.startswith("proofs/") for name in manifest["files"])
    mark = "SIMULATED " if manifest["simulated"] else ""
    click.echo(
        f"{mark}Finding {manifest['finding']} ({manifest['verdict']}): {proofs} records with their "
        f"proofs, and the pack {manifest['pack']['id']}. Written to {path}."
    )


@command()
def heads(
    folder: Folder,
    *,
    site: Annotated[str | None, "Use another site's chain; default: your own."] = None,
    as_json: Json = False,
) -> None:
    """List the signed heads, the latest last.

    With --json there is one object in each line.
    """
    from sulh import workspace

    store = workspace.open_workspace(folder).store
    for signed, _ in store.chain(site or store.site).heads():
        head = signed.read()
        if as_json:
            click.echo(signed.content.decode())
        else:
            click.echo(f"{head.size:>10,}  {format_utc(head.time)}  {head.root}")


@command()
def head(
    folder: Folder,
    *,
    site: Annotated[str | None, "Use another site's chain; default: your own."] = None,
    since: Annotated[
        tuple[int, ...],
        "Also prove that the head continues the one over this many records.",
        click.IntRange(min=1),
    ] = (),
    output: Annotated[Path | None, writes(".json")] = None,
) -> None:
    """Write the latest signed head for a witness to countersign.

    The file also proves that this head continues every head that a witness signed before.
    """
    from sulh import workspace

    file = workspace.head_file(workspace.open_workspace(folder).store, site=site, since=since)
    latest = file.check()
    _write(file.to_json(), output, f"Head of site {latest.site} over {latest.size:,} records.")


@command()
def countersign(
    file: Annotated[Path, FILE],
    *,
    name: Annotated[str, "Office of the witness, never a person's name.", "--as"],
    key: Annotated[
        Path,
        "Key file of the witness; a new one is made if it does not exist.",
        click.Path(path_type=Path, dir_okay=False),
    ],
    memory: Annotated[
        Path | None,
        "File with the heads that the witness signed; default: next to the key.",
        click.Path(path_type=Path, dir_okay=False),
    ] = None,
    output: Annotated[Path | None, writes(".json")] = None,
) -> None:
    """Sign, as a witness, that you saw the head in FILE. No mission folder is needed.

    You sign a later head only when FILE proves that it continues the one you signed before. Exits with 4
    when the past was rewritten.
    """
    from sulh import ledger, workspace
    from sulh.ledger import HeadFile

    head_file = ledger.read_file(file.read_bytes(), str(file))
    if not isinstance(head_file, HeadFile):
        raise InputError(
            f"{file} is not a head.", remedy="Ask for one: `sulh ledger head -o FILE`."
        )
    signed, earlier = workspace.countersign_file(
        head_file,
        witness=name,
        key=key,
        memory=memory or key.with_suffix(".memory.json"),
        now=datetime.now(UTC),
    )
    head = signed.head.read()
    sentence = f"{name} signed the head of site {head.site} over {head.size:,} records"
    if earlier is None:
        sentence += (
            ", the first of that site. Compare its public key by other means: "
            f"{head_file.public_key}."
        )
    else:
        sentence += f", which continues the one over {earlier.size:,}."
    _write(signed.to_json(), output, sentence)


@command()
def witness(
    folder: Folder,
    file: Annotated[Path, FILE],
    *,
    author: Author = "watch officer",
) -> None:
    """Record the countersignature in FILE; audits and proofs then use it."""
    from sulh import ledger, workspace
    from sulh.ledger import Countersignature

    signed = ledger.read_file(file.read_bytes(), str(file))
    if not isinstance(signed, Countersignature):
        raise InputError(f"{file} is not a countersignature.")
    record_id = workspace.record_countersignature(
        workspace.open_workspace(folder), signed, author=author, now=datetime.now(UTC)
    )
    head = signed.head.read()
    click.echo(
        f"Recorded {record_id[:12]}: {signed.witness} saw {head.size:,} records of {head.site}."
    )
