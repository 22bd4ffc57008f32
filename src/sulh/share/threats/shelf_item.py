"""One object as it stands on a shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.share.threats.stock import OLD_SPEC

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.ledger.tlp import Tlp
    from sulh.share.threats.stix import StixObject
    from sulh.share.threats.stock import Stock

__all__ = ["ShelfItem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfItem:
    """One object on the shelf. `added` (UTC) is unique on it; a withdrawn object stays in place, unseen."""

    place: int
    added: datetime
    collection: str
    number: int
    marking: Tlp
    record: str
    withdrawn: bool
    stock: Stock

    @property
    def id(self) -> str:
        """Return the object's id."""
        return self.stock.names[self.stock.name_of[self.number]]

    @property
    def type(self) -> str:
        """Return the object's type."""
        return self.stock.types[self.stock.type_of[self.number]]

    @property
    def spec_version(self) -> str:
        """Return the version of STIX that the object is of."""
        return "2.0" if self.stock.spec_of[self.number] == OLD_SPEC else "2.1"

    @property
    def content(self) -> bytes:
        """Return the object's canonical JSON: it is read anew each time."""
        return self.stock.content(self.number)

    @property
    def object(self) -> StixObject:
        """Return the object: it is fetched anew each time."""
        return self.stock.fetch(self.number)

    @property
    def version(self) -> str:
        """Return the object's version; of an observable without one, when it was added."""
        return self.stock.version(self.number) or f"{self.added:%Y-%m-%dT%H:%M:%S.%fZ}"
