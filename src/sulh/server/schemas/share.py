"""The bodies of the page of what leaves: its doors, the preview of the gate, what left and to whom."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from sulh.server.schemas.records import AmendmentOut, TlpLabel
from sulh.server.schemas.recovery import Computed


class DoorOut(BaseModel):
    """A door through which something leaves: its address for programs, for which purpose.

    `door` is the word that records of what left use. An address without a scheme is host:port.
    """

    door: str
    purpose: str
    address: str


class CollectionOut(BaseModel):
    """A collection of threat objects, with its address for TAXII clients and the roles that read and add.

    `tlp` marks what is added without a marking. `objects` is how many of it this account may have.
    """

    name: str
    title: str
    description: str
    address: str
    readers: list[str]
    writers: list[str]
    tlp: TlpLabel
    objects: int


class DoorsOut(BaseModel):
    """All doors that are open, and the collections behind TAXII that the account may read."""

    doors: list[DoorOut]
    collections: list[CollectionOut]


class PreviewLineOut(BaseModel):
    """A report that would leave, or that stays; `reason`: why.

    `body` is what would leave of it, `cut` the fields that are cut or made coarse. `stale`: it would leave as
    it was, since an amendment of it stays.
    """

    id: str
    kind: str
    recorded_at: str
    tlp: TlpLabel
    simulated: bool
    summary: str
    set_aside: str
    amendments: list[AmendmentOut]
    leaves: bool
    reason: str
    stale: bool
    cut: list[str]
    body: dict[str, Any]


class PreviewOut(Computed):
    """What would leave, of the reports that the account may read, and what stays; the latest first.

    `kinds` and `reasons` count all, `lines` are those from `first` on of the `total` that the filter is for.
    `coarse`: places and times leave coarse.
    """

    coarse: bool = False
    leaves: int = 0
    stays: int = 0
    stale: int = 0
    kinds: dict[str, int] = Field({})
    reasons: dict[str, int] = Field({})
    total: int = 0
    first: int = 0
    lines: list[PreviewLineOut] = Field([])


class DisclosureOut(BaseModel):
    """A record of what left. Empty: it does not say."""

    id: str
    recorded_at: str
    tlp: TlpLabel
    simulated: bool
    set_aside: str
    amendments: list[AmendmentOut]
    start: str
    end: str
    door: str
    audience: str
    purpose: str
    items: int
    strictest: str
    digest: str
    recipient: str
    part: str


class DisclosuresOut(BaseModel):
    """What left, the latest first; `more`: ask again with `before`, the id of the last one."""

    disclosures: list[DisclosureOut]
    more: bool
