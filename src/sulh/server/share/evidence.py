"""Evidence in a mission's folder: its chains through the gate, files beside it, and the record of what left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.languages import has_message
from sulh.languages.sentence import sentence
from sulh.languages.speech import ENGLISH, Speech
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.report.forms import ResultForms, json_text
from sulh.server.share.preview import preview
from sulh.share import Audience, disclosure_of
from sulh.share.evidence import ChainFault, evidence_sheet, evidence_statement
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.languages.sentence import Sentence
    from sulh.ledger import Record
    from sulh.share import Leaving, Staying
    from sulh.share.evidence import EvidenceStatement
    from sulh.workspace import Workspace

__all__ = ["EvidenceView", "compare_files", "evidence_forms", "evidence_view", "record_handover"]

KINDS = ("lawful-request", "evidence-item", "evidence-transfer")
CHUNK = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A statement of what may leave, the records it rests on, and how many records of evidence stay (TLP:RED).

    `ids` are the ids of records by sender and `ref`.
    """

    statement: EvidenceStatement
    audience: Audience
    leaves: tuple[Leaving, ...]
    ids: dict[tuple[str, str], str]
    stays: int


def evidence_view(
    workspace: Workspace,
    request: str,
    *,
    at: datetime,
    moment: datetime,
    simulated: bool = False,
) -> EvidenceView:
    """Return the evidence kept for a request, by its ref; empty: all evidence.

    It is what the gate lets out for a lawful request at a `moment` (UTC): nothing that is TLP:RED.

    Raises
    ------
    InputError
        When there is no such request.
    """
    audience = Audience(
        name=request or "lawful request",
        clearance=Tlp.AMBER_STRICT,
        purposes=frozenset({"lawful-request"}),
    )
    passage = preview(workspace, audience, "lawful-request", moment=moment, simulated=simulated)
    leaves = tuple(each for each in passage.leaves if each.kind in KINDS)
    entries: dict[str, list[Any]] = {name: [] for name in KINDS}
    ids: dict[tuple[str, str], str] = {}
    for each in leaves:
        entry = RECORD_KINDS.from_body(each.kind, each.body)
        entries[each.kind].append(entry)
        ids[entry.origin.source, entry.origin.ref] = each.id
    try:
        statement = evidence_statement(
            entries["evidence-item"],
            entries["evidence-transfer"],
            entries["lawful-request"],
            at=at,
            request=request,
            amendments=_amendments(workspace, {each.id for each in leaves}),
            simulated=simulated,
        )
    except KeyError as error:
        others = ", ".join(each.origin.ref for each in entries["lawful-request"]) or "none"
        raise InputError(
            f"There is no request {request!r}.", remedy=f"There are: {others}."
        ) from error
    refs = {each.item.origin.ref for each in statement.chains}
    retracted_ids = {each.id for each in passage.stays if _is_gone(each)}
    retractions = tuple(_retractions(workspace, retracted_ids, request, refs))
    used = refs | {request} | {link.record for each in statement.chains for link in each.links}
    return EvidenceView(
        statement=replace(statement, faults=(*statement.faults, *retractions)),
        audience=audience,
        leaves=tuple(each for each in leaves if each.body["ref"] in used),
        ids=ids,
        stays=sum(each.kind in KINDS and each.reason == "marking" for each in passage.stays),
    )


def _is_gone(each: Staying) -> bool:
    return each.kind in KINDS and each.reason == "retracted" and each.marking <= Tlp.AMBER_STRICT


def _amendments(workspace: Workspace, ids: set[str]) -> Iterator[ChainFault]:
    """Yield a fault for each correction of an item or a transfer, with the fields that it changed."""
    before: dict[str, Record] = {}
    for record in workspace.store.records(kinds=[*KINDS, "correction"]):
        if record.kind != "correction":
            before[record.id] = record
            continue
        target = before.get(str(record.body.get("corrects")))
        if target is None or target.id not in ids or target.kind == "lawful-request":
            continue
        old, new = target.body, record.body.get("body")
        if isinstance(new, dict):
            names = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
            fields = tuple(map(_field, names)) or sentence("custody-nothing")
            yield ChainFault(
                fault="amended",
                item="",
                record=str(new.get("ref", "")),
                detail=sentence(
                    "custody-amended", at=ENGLISH.moment(record.recorded_at), fields=fields
                ),
            )


def _field(name: str) -> str | Sentence:
    """Return the title of a field of the forms; of any other, its name."""
    title = f"field-{name}"
    return sentence(title) if has_message("en", title) else name


def _retractions(
    workspace: Workspace, retracted_ids: set[str], request: str, refs: set[str]
) -> Iterator[ChainFault]:
    """Yield a fault for each item of a request, or transfer of such an item, that was taken back."""
    for record in workspace.store.records(kinds=list(KINDS)):
        if record.id in retracted_ids:
            ref = str(record.body["ref"])
            items = [ref] if record.kind == "evidence-item" else record.body.get("evidence", [])
            mine = [each for each in items if each in refs or not request]
            if not mine and record.body.get("request") == request:
                mine = items
            yield from (ChainFault(fault="retracted", item=each, record=ref) for each in mine)


def evidence_forms(
    workspace: Workspace, view: EvidenceView, *, language: str = "en"
) -> ResultForms:
    """Return a sheet of evidence to hand over as a page in a language and JSON."""
    return ResultForms(
        sheet=lambda: evidence_sheet(
            view.statement,
            mission=workspace.pack.title,
            ids=view.ids,
            speech=Speech(language),
        ),
        text=lambda: json_text(view.statement.content()),
        work="A sheet of evidence in PDF",
    )


def compare_files(
    view: EvidenceView, paths: Iterable[Path]
) -> list[tuple[Path, str, tuple[str, ...]]]:
    """Return for each file its SHA-256 and the numbers of the items that have it; none: it is no evidence.

    Raises
    ------
    InputError
        When a file cannot be read.
    """
    numbers: dict[str, list[str]] = {}
    for each in view.statement.chains:
        numbers.setdefault(each.item.digest.lower(), []).append(each.item.origin.ref)
    results = []
    for path in paths:
        digest = sha256()
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}.") from error
        name = digest.hexdigest()
        results.append((path, name, tuple(numbers.get(name, ()))))
    return results


def record_handover(
    workspace: Workspace, view: EvidenceView, *, author: str, now: datetime
) -> None:
    """Write into the ledger that the sheet left: for whom, how many records, how marked, a digest."""
    request = view.statement.request
    record = disclosure_of(
        view.leaves,
        view.audience,
        "lawful-request",
        door="evidence",
        moment=now,
        source=workspace.site,
        ref=f"evidence {view.audience.name} {now:%Y%m%dT%H%M%S.%f}",
        part="" if request is None else f"to {request.requester}",
    )
    draft = Draft(
        kind="disclosure",
        body=RECORD_KINDS.to_body(record),
        simulated=view.statement.simulated,
    )
    workspace.store.append([draft], recorded_at=now, author=author)
