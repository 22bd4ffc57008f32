"""The TAXII door: which collections an account has, what it sees in them, what it adds."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from anyio import to_thread

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import RATES, READ
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.share.outside import audience_of
from sulh.server.share.threat_feed import SHELVES_MAX
from sulh.share.threats.content import threat_draft
from sulh.share.threats.stix import is_after_revocation, read_object
from sulh.share.threats.taxii import Collection, Page, ShelfIndex, TaxiiQuery, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.ledger import Draft
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.server.settings import CollectionSettings
    from sulh.share.threats.shelf import Shelf
    from sulh.share.threats.shelf_item import ShelfItem
    from sulh.share.threats.stix import StixObject

__all__ = ["ROOTS", "TaxiiDoor"]

ROOTS = {"mission": False, "exercise": True}
"""The API roots, and whether what they serve is simulated: real and simulated objects never mix."""
STATUSES_MAX = 1_000
THREATS = "threats"


class TaxiiDoor:
    """The collections of a mission. Any thread may call it."""

    def __init__(self, service: MissionService, settings: tuple[CollectionSettings, ...]) -> None:
        self.service = service
        mission = service.workspace.pack.id
        collections = [
            Collection(
                name=each.name,
                mission=mission,
                title=each.title,
                description=each.description,
                readers=frozenset(each.read),
                writers=frozenset(each.write),
            )
            for each in settings
        ] or [
            Collection(
                name=THREATS,
                mission=mission,
                title="Threats to the mission",
                readers=frozenset(READ),
                writers=frozenset(RATES),
            )
        ]
        self.collections = {each.id: each for each in collections}
        self.markings: dict[str, Tlp] = {
            each.name: each.marking for each in settings if each.marking is not None
        }
        self._statuses: OrderedDict[str, tuple[str, dict[str, Any]]] = OrderedDict()
        self._indexes: OrderedDict[
            tuple[object, ...], tuple[Shelf | None, dict[str, ShelfIndex]]
        ] = OrderedDict()
        self._lock = Lock()

    def may_read(self, user: Principal, collection: Collection) -> bool:
        """Say whether an account reads a collection."""
        return user.role in collection.readers and "read" in user.scopes

    def may_write(self, user: Principal, collection: Collection) -> bool:
        """Say whether an account adds to a collection."""
        return user.role in collection.writers and "submit" in user.scopes

    def listed(self, user: Principal) -> list[Collection]:
        """Return the collections that an account may know of."""
        return [
            each
            for each in self.collections.values()
            if self.may_read(user, each) or self.may_write(user, each)
        ]

    def find(self, user: Principal, identity: str) -> Collection:
        """Return a collection that an account may know of.

        Raises
        ------
        UnknownError
            When there is none, or the account may not know of it: the answer is the same for both.
        """
        collection = self.collections.get(identity)
        if collection is None or collection not in self.listed(user):
            raise UnknownError("There is no such collection, or this account has no access to it.")
        return collection

    def page(
        self, user: Principal, collection: Collection, query: TaxiiQuery, *, simulated: bool
    ) -> Page:
        """Return the objects that a request asks for, and log the restricted ones.

        Raises
        ------
        ForbiddenError
            When the account does not read this collection.
        InputError
            When `next` is none that this collection gave.
        """
        if not self.may_read(user, collection):
            raise ForbiddenError("This account does not read this collection.")
        with self._lock:
            page = select(self._index(user, collection, simulated=simulated), query)
        self._log(user, page.items)
        return page

    def versions_of(
        self, user: Principal, collection: Collection, ids: Iterable[str], *, simulated: bool
    ) -> dict[str, list[ShelfItem]]:
        """Return by id the versions of objects that an account may have of a collection, if it has any."""
        with self._lock:
            index = self._index(user, collection, simulated=simulated)
            several = {each: index.versions_of(each) for each in ids}
        return {name: versions for name, versions in several.items() if versions}

    def count(self, user: Principal, collection: Collection, *, simulated: bool) -> int:
        """Return how many objects of a collection an account may have."""
        with self._lock:
            return len(self._index(user, collection, simulated=simulated).last)

    def last_places(
        self,
        user: Principal,
        collections: Iterable[Collection],
        as_of: datetime | None,
        *,
        simulated: bool,
    ) -> tuple[Shelf | None, array[int]]:
        """Return an account's shelf, and the places on it of the last version of each object of collections.

        `as_of` (UTC): of those that had been added by then. Without collections there is no shelf.
        """
        shelf, places = None, array("i")
        with self._lock:  # for all of them: places are of one shelf
            for each in collections:
                index = self._index(user, each, simulated=simulated)
                shelf = index.shelf
                places += index.last_places(as_of)
        return shelf, places

    def _index(self, user: Principal, collection: Collection, *, simulated: bool) -> ShelfIndex:
        names = frozenset(
            each.name for each in self.collections.values() if self.may_read(user, each)
        )
        audience = audience_of(user)
        shelf = self.service.threats.shelf(audience, names, simulated=simulated)
        key = (audience, names, simulated)
        before, indexes = self._indexes.pop(key, (None, {}))
        if before is not shelf:
            indexes = {}
        self._indexes[key] = shelf, indexes
        while len(self._indexes) > SHELVES_MAX:  # so that none outlives its shelf
            self._indexes.popitem(last=False)
        index = indexes.setdefault(collection.name, ShelfIndex(shelf, collection.name))
        index.refresh()
        return index

    def _log(self, user: Principal, items: tuple[ShelfItem, ...]) -> None:
        ids = dict.fromkeys(each.record for each in items if each.marking >= Tlp.AMBER_STRICT)
        entries = [self.service.index.get(each) for each in ids]
        self.service.log_reads(user, [each for each in entries if each is not None], "taxii")

    async def add(
        self, user: Principal, collection: Collection, objects: list[Any], *, simulated: bool
    ) -> dict[str, Any]:
        """Add objects to a collection, each for itself, and return a TAXII status.

        An object that the account can see there already, with the same content, is no failure and makes no
        record. One with the same id and version and other content is refused, and so is a version by an
        account outside of the mission of an object that somebody else made first.

        Raises
        ------
        ForbiddenError
            When the account does not add to this collection.
        """
        if not self.may_write(user, collection):
            raise ForbiddenError("This account does not add to this collection.")
        status, drafts = await to_thread.run_sync(
            lambda: self._judged(user, collection, objects, simulated=simulated)
        )
        if drafts:
            now, author = self.service.now(), user.author
            await self.service.write_soon(
                user.account,
                lambda workspace, _: workspace.store.append(drafts, recorded_at=now, author=author),
            )
        content = status.content()
        with self._lock:
            self._statuses[content["id"]] = (user.account, content)
            while len(self._statuses) > STATUSES_MAX:
                self._statuses.popitem(last=False)
        return content

    def _judged(
        self, user: Principal, collection: Collection, objects: list[Any], *, simulated: bool
    ) -> tuple[_Status, list[Draft]]:
        """Return what becomes of objects, and drafts of those that are new.

        In a thread: the patterns of a large bundle take seconds to check.
        """
        status = _Status(self.service.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        ids = {str(each.get("id")) for each in objects if isinstance(each, dict)}
        versions = (
            self.versions_of(user, collection, ids, simulated=simulated)
            if self.may_read(user, collection)
            else {}
        )
        present = {
            (item.id, item.stock.version(item.number)): item
            for several in versions.values()
            for item in several
        }
        drafts: list[Draft] = []
        added: dict[tuple[str, str], bytes] = {}
        revoked: dict[str, list[str]] = {}
        for value in objects:
            each = _checked(value, status)
            if each is None:
                continue
            key = each.id, each.version
            before = added.get(key) or (present[key].content if key in present else None)
            if before is not None and before != each.content:
                status.fail(each.id, each.version, "Another object has this id and version.")
                continue
            if before is None and is_after_revocation(
                each.version, (*_revocations(versions.get(each.id, ())), *revoked.get(each.id, ()))
            ):
                status.fail(
                    each.id,
                    each.version,
                    "It was revoked, which is final. Make a new object, with another id.",
                )
                continue
            if before is None and not self._may_version(user, versions.get(each.id, ())):
                status.fail(
                    each.id, each.version, "Another made this object, and adds its versions."
                )
                continue
            status.succeed(each)
            if before is None:
                added[key] = each.content
                if each.fields.get("revoked") is True:
                    revoked.setdefault(each.id, []).append(each.version)
                drafts.append(
                    threat_draft(
                        each,
                        source=user.party if user.outside else "taxii",
                        collection=collection.name,
                        default=self.markings.get(collection.name, self.service.index.default),
                        simulated=simulated,
                    )
                )
        return status, drafts

    def _may_version(self, user: Principal, versions: Sequence[ShelfItem]) -> bool:
        """Return whether an account adds a version to those it sees.

        STIX 2.1, 3.6.2: who made an object alone makes versions of it. Those of the mission mend what
        others sent; nobody else takes an attack off a list, or puts another in its place.
        """
        if not versions or not user.outside:
            return True
        first = self.service.index.get(min(versions, key=lambda each: each.place).record)
        return first is not None and (
            user.whose(account=first.account, party=first.party) in {"own", "party"}
        )

    def status(self, user: Principal, identity: str) -> dict[str, Any]:
        """Return what became of something that this account added.

        Raises
        ------
        UnknownError
            When this account added nothing under that id, or it was long ago.
        """
        account, content = self._statuses.get(identity, ("", {}))
        if not content or account != user.account:
            raise UnknownError("There is no such status, or it is no longer kept.")
        return content


def _revocations(items: Iterable[ShelfItem]) -> list[str]:
    """Return the versions that take an object back."""
    return [each.version for each in items if each.stock.revoked_of[each.number]]


def _checked(value: Any, status: _Status) -> StixObject | None:
    """Return an object that fits STIX; None where it does not, with a failure that says why."""
    from sulh.share.threats.check import check_content

    try:
        each = read_object(value)
        check_content(each)
    except InputError as error:
        names = value if isinstance(value, dict) else {}
        status.fail(str(names.get("id", ""))[:300], str(names.get("modified", ""))[:60], str(error))
        return None
    return each


class _Status:
    """A TAXII status in the making: TAXII 2.1 section 4.3."""

    def __init__(self, moment: str) -> None:
        self.moment = moment
        self.successes: list[dict[str, str]] = []
        self.failures: list[dict[str, str]] = []

    def succeed(self, each: StixObject) -> None:
        """Take notice of an object that is in the collection now."""
        self.successes.append({"id": each.id, "version": each.version or self.moment})

    def fail(self, identity: str, version: str, message: str) -> None:
        """Take notice of an object that is not taken in."""
        self.failures.append(
            {"id": identity, "version": version or self.moment, "message": message}
        )

    def content(self) -> dict[str, Any]:
        """Return it as TAXII has it."""
        total = len(self.successes) + len(self.failures)
        return {
            "id": str(uuid4()),
            "status": "complete",
            "request_timestamp": self.moment,
            "total_count": total,
            "success_count": len(self.successes),
            "successes": self.successes,
            "failure_count": len(self.failures),
            "failures": self.failures,
            "pending_count": 0,
            "pendings": [],
        }
