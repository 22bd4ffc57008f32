"""The bodies of the page of threats. All of it is what the account may have through TAXII."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from sulh.server.schemas.records import TlpLabel
from sulh.server.schemas.share import CollectionOut

IndicatorStateOut = Literal["valid", "expired", "revoked", "not-yet"]


class IndicatorOut(BaseModel):
    """An indicator. `record` is that of the ledger from which it comes, `blocked` why it is not safe to block.

    `blocked` is empty where at least one sign of it is safe to block by itself. Empty times: nobody said.
    """

    id: str
    collection: str
    record: str
    added: str
    name: str
    pattern: str
    state: IndicatorStateOut
    valid_from: str
    valid_until: str
    confidence: int | None
    sightings: int
    last_seen: str
    maker: str
    tlp: TlpLabel
    blocked: str


class ThreatsOut(BaseModel):
    """Indicators from `first` on, of the `total` that the filter is for, the one added last first.

    `states` counts all of the collections that are asked for, `others` their objects of other types.
    """

    at: str
    collections: list[CollectionOut]
    states: dict[str, int]
    others: dict[str, int]
    total: int
    first: int
    indicators: list[IndicatorOut]
