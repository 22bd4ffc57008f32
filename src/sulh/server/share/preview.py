"""What the gate would let out of a mission's folder, without letting anything out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import AMENDMENTS
from sulh.ledger.tlp import Tlp
from sulh.server.answers.review import NATION
from sulh.server.records.record_index import RecordIndex
from sulh.server.settings import default_marking
from sulh.server.share.outside import agreed_words, guarded_records, public_of
from sulh.server.share.threat_entry import folder_writers, foreign_problem
from sulh.share import Audience, pass_gate
from sulh.workspace import RECORD_KINDS
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission import Pack
    from sulh.share import Passage, Purpose
    from sulh.workspace import Workspace

__all__ = ["audience_named", "preview"]


def audience_named(
    clearance: str, purpose: Purpose, names: tuple[str, ...], pack: Pack
) -> Audience:
    """Return the public, or an audience cleared up to a marking, for one purpose.

    Raises
    ------
    InputError
        When a name is no actor of the pack and no nation of three letters, or the public is given one.
    """
    if clearance == "public":
        if names:
            raise InputError("Nothing is released to the public by name.")
        return replace(public_of(pack), purposes=frozenset({purpose}))
    for name in names:
        if name not in pack.actors and not NATION.fullmatch(name):
            raise refusal(
                InputError, "no-actor", name=repr(name), names=", ".join(map(str, pack.actors))
            )
    return Audience(
        name=clearance,
        clearance=Tlp.parse(clearance),
        purposes=frozenset({purpose}),
        names=frozenset(names),
    )


def preview(
    workspace: Workspace,
    audience: Audience,
    purpose: Purpose,
    *,
    moment: datetime,
    simulated: bool = False,
    kinds: frozenset[str] | None = None,
) -> Passage:
    """Return what would leave for an audience at a moment (UTC), and what stays and why; of all kinds or some.

    Records without a marking have the default of the mission's server. It is for the mission's eyes: it names
    what stays.
    """
    writers = folder_writers(workspace.folder)
    index = RecordIndex(
        default_marking(workspace.folder),
        body_problem,
        own=workspace.site,
        foreign=lambda record: foreign_problem(record, writers),
    )
    index.refresh(workspace.store, lambda _: None)
    return pass_gate(
        guarded_records(
            workspace.store.records(kinds=None if kinds is None else sorted(kinds | AMENDMENTS)),
            index,
        ),
        audience,
        purpose,
        moment=moment,
        kinds=RECORD_KINDS,
        agreed=agreed_words(workspace.pack),
        simulated=simulated,
    )
