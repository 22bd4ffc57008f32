"""Evidence to hand over: proofs of single records, signed heads, and the bundle of a finding."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sulh import mission
from sulh.errors import InputError, LedgerError
from sulh.ledger import AMENDMENTS, Countersignature, Proof, ProofMaker, read_file
from sulh.ledger.bodies import usable
from sulh.values import format_utc
from sulh.verify import explain
from sulh.workspace.amendments import read_amendments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.ledger import Record, Store
    from sulh.verify.explain import Explanation
    from sulh.workspace.folder import Workspace
    from sulh.workspace.judge import Judgement

__all__ = [
    "BundleTimes",
    "EvidenceBundle",
    "check_evidence",
    "countersignatures",
    "evidence_records",
    "export_evidence",
    "pack_evidence",
    "proof_makers",
    "prove_record",
]

BUNDLE = "sulh-evidence"
FILES = ("file", "release")
"""The keys of a body that name the file that a report, or its correction, came in."""
BUNDLE_BYTES_MAX = 1_000_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say: the same evidence, the same bytes
READ_ME = """\
The evidence of one finding, exported by Sulh.

manifest.json  what this is, the pack it rests on, the digest of every file here
finding.json   the finding and its explanation; finding.txt says the same in words
proofs/        one file for each record: its exact bytes, and the proof that it is in a signed head
pack/          the mission pack, as it was at the time of the finding

Check all of it with `sulh ledger check FILE --key PUBLIC-KEY`, or each proof with
examples/check_proof.py, which works without Sulh. Get the site's public key from another source
than this file. "attachments" names the files of the reports by their SHA-256.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBundle:
    """The content of a checked bundle: its manifest, and its proofs, all of them valid."""

    manifest: dict[str, Any]
    proofs: tuple[Proof, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The public keys (hex) that signed the heads."""
        return tuple(sorted({proof.public_key for proof in self.proofs}))


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleTimes:
    """Of a bundle: conduct up to `at`, known by `as_of` (None: everything), and the `moment` it is of."""

    at: datetime
    as_of: datetime | None
    moment: datetime


def prove_record(store: Store, beginning: str) -> Proof:
    """Return the proof of a record, named by the beginning of its id, with all countersignatures.

    The proof is under the latest head that covers the record and that a witness signed, else under
    the latest head.
    """
    record = store.find(beginning)
    return _maker(store, record.site, record.seq).prove(record.seq)


def countersignatures(store: Store) -> list[Countersignature]:
    """Return the countersignatures in all chains of this ledger."""
    signatures = []
    for record in usable(store.records(kinds=["witness"])):
        if record.body.get("countersignature") is not None:
            try:
                signatures.append(Countersignature.from_json(record.body["countersignature"]))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # the audit names it
    return signatures


def _maker(store: Store, site: str, seq: int) -> ProofMaker:
    signed = countersignatures(store)
    chain = store.chain(site)
    sizes_by_head = {head.digest: head.read().size for head, _ in chain.heads(after=seq)}
    sizes = [
        sizes_by_head[each.head_digest] for each in signed if each.head_digest in sizes_by_head
    ]
    return ProofMaker(chain, size=max(sizes, default=None), witnesses=signed)


def proof_makers(store: Store, records: Iterable[Record]) -> dict[str, ProofMaker]:
    """Return for each site of the records one maker whose head covers all of them."""
    last: dict[str, int] = {}
    for record in records:
        last[record.site] = max(last.get(record.site, -1), record.seq)
    return {site: _maker(store, site, seq) for site, seq in last.items()}


def export_evidence(
    workspace: Workspace,
    judgement: Judgement,
    finding: str,
    output: Path,
    *,
    generated_at: datetime,
) -> dict[str, Any]:
    """Write the evidence bundle of a finding as a zip file, and return its manifest.

    It holds the finding and its explanation, every record that decides it or raises doubt, their
    corrections and retractions, the parties' answers, the import records that name the files they came in,
    a proof of each, and the pack. Sealed fields stay sealed.

    Raises
    ------
    InputError
        When there is no such finding, or the file cannot be written.
    """
    explained = explain(
        workspace.pack,
        judgement.tables,
        judgement.findings,
        finding,
        read_amendments(workspace, judgement),
    )
    row = judgement.findings.find(explained.finding)
    records = evidence_records(workspace.store.records(), set(row.records), explained.finding)
    times = BundleTimes(at=judgement.at, as_of=judgement.as_of, moment=generated_at)
    manifest, content = pack_evidence(
        workspace, workspace.store, explained, row.as_json(), records, times
    )
    _write(output, content)
    return manifest


def pack_evidence(
    workspace: Workspace,
    store: Store,
    explained: Explanation,
    row: Mapping[str, Any],
    records: Sequence[Record],
    times: BundleTimes,
) -> tuple[dict[str, Any], bytes]:
    """Return the manifest and the bytes of an evidence bundle.

    `row` is the finding in types that JSON has; every record that it names must be among `records`,
    whose proofs come from `store`.
    """
    makers = proof_makers(store, records)
    files: dict[str, bytes] = {
        "READ-ME.txt": READ_ME.encode(),
        "finding.json": _json({"finding": row, "explanation": explained.as_json()}),
        "finding.txt": (explained.as_text() + "\n").encode(),
    }
    for record in records:
        proof = makers[record.site].prove(record.seq)
        files[f"proofs/{record.site}-{record.seq:08d}.json"] = _json(proof.to_json())
    files |= _pack_files(workspace)
    manifest = {
        "what": BUNDLE,
        "v": 1,
        "finding": explained.finding,
        "verdict": row["verdict"],
        "simulated": explained.simulated,
        "withheld": row.get("withheld", 0),
        "at": format_utc(times.at),
        "as_of": format_utc(times.as_of) if times.as_of else None,
        "made": format_utc(times.moment),
        "site": workspace.site,
        "pack": {name: getattr(workspace.pack, name) for name in ("id", "version", "digest")},
        "attachments": [
            {"name": each.body.get("name", ""), "sha256": each.body.get("digest", "")}
            for each in records
            if each.kind == "import"
        ],
        "files": {name: _digest(content) for name, content in sorted(files.items())},
    }
    return manifest, _zipped({"manifest.json": _json(manifest), **files})


def _pack_files(workspace: Workspace) -> dict[str, bytes]:
    """Return the files of the mission's copy of the pack, by their names in a bundle."""
    folder = workspace.folder / "pack" / workspace.pack.id
    return {
        f"pack/{workspace.pack.id}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def evidence_records(history: Iterable[Record], ids: set[str], finding: str) -> list[Record]:
    """Return the records of a finding and all that says something about them, in order.

    `history` holds them and the import records, in the order recorded.
    """
    ids_left = set(ids)
    records: list[Record] = []
    imports: dict[tuple[str, str], Record] = {}
    came_in: set[tuple[str, str]] = set()
    for record in usable(history):
        body = record.body
        if record.kind in AMENDMENTS:
            target = body.get("corrects") or body.get("retracts")
            if target not in ids_left:
                continue
            ids_left.add(record.id)
        elif record.kind == "answer" and body.get("finding") == finding:
            ids_left.add(record.id)
        elif record.kind == "import":
            imports[record.site, str(body.get("name", ""))] = record
        if record.id in ids_left:
            records.append(record)
            came_in.update((record.site, str(body[name])) for name in FILES if name in body)
    records += [imports[key] for key in sorted(came_in & imports.keys())]
    return records


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zipped(files: dict[str, bytes]) -> bytes:
    """Return the files in order under one date, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _write(output: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all."""
    partial = output.with_name(f".{output.name}.partial")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{output} cannot be written: {error.strerror}") from error


def check_evidence(path: Path) -> EvidenceBundle:
    """Return the content of a bundle after checking its files, its proofs and the pack.

    Raises
    ------
    InputError
        When it is not a bundle.
    LedgerError
        When anything in it is wrong; the message names it.
    """
    try:
        with zipfile.ZipFile(path) as bundle:
            if sum(each.file_size for each in bundle.infolist()) > BUNDLE_BYTES_MAX:
                raise InputError(f"{path} unpacks to more than a gigabyte.")
            files = {name: bundle.read(name) for name in bundle.namelist()}
        manifest = json.loads(files.pop("manifest.json"))
        if manifest["what"] != BUNDLE or manifest["v"] != 1:
            raise ValueError("its manifest is of something else")  # noqa: TRY301 -- caught below
        digests = dict(manifest["files"])
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise InputError(f"{path} is not an evidence bundle of Sulh: {error}") from error
    for name in sorted(digests.keys() | files.keys()):
        if name not in files:
            raise LedgerError(f"{name} is in the manifest but missing from the bundle.")
        if digests.get(name) != _digest(files[name]):
            raise LedgerError(f"{name} differs from the file that the manifest lists.")
    proofs = []
    for name, content in sorted(files.items()):
        if name.startswith("proofs/"):
            proof = read_file(content, name)
            if not isinstance(proof, Proof):
                raise LedgerError(f"{name} is not a proof of a record.")
            proof.check()
            proofs.append(proof)
    _check_finding(files, proofs)
    _check_pack(files, manifest)
    return EvidenceBundle(manifest=manifest, proofs=tuple(proofs))


def _check_finding(files: dict[str, bytes], proofs: list[Proof]) -> None:
    """Check that every record that the finding names is proven."""
    finding = json.loads(files.get("finding.json", b"{}")).get("finding", {})
    proven = {proof.check().id for proof in proofs}
    for record in (*finding.get("evidence", ()), *finding.get("possible", ())):
        if record not in proven:
            raise LedgerError(f"Record {record[:12]}, on which the finding rests, is not proven.")


def _check_pack(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    """Check that the pack's files are those whose digest the manifest states."""
    pack = manifest["pack"]
    beginning = f"pack/{pack['id']}/"
    with TemporaryDirectory() as name:
        folder = Path(name)
        for each, content in files.items():
            inside = PurePosixPath(each)
            if each.startswith(beginning) and ".." not in inside.parts:
                target = folder / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        if mission.load(folder / "pack" / pack["id"]).digest != pack["digest"]:
            raise LedgerError("The pack in the bundle differs from the one in the manifest.")
