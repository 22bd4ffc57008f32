"""Very many objects on a shelf, and readers who page through them while others come in."""

import tracemalloc
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson

from sulh.ledger import Record
from sulh.ledger.tlp import Tlp
from sulh.share import Audience, Guarded
from sulh.share.threats.shelf import Shelf, TakenRecord
from sulh.share.threats.stix import StixObject
from sulh.share.threats.stock import Stock
from sulh.share.threats.taxii import ShelfIndex, TaxiiQuery, envelope, select

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
PARTNER = Audience(name="p", clearance=Tlp.GREEN, purposes=frozenset({"cyber-defence"}))
LIMIT = 1_000


def name_of(number):
    return f"indicator--{UUID(int=number)}"


def made(number):
    """Return an object of a few hundred bytes; every tenth is a new version of the one before."""
    of = number - 1 if number % 10 == 9 else number
    version = f"2024-01-01T00:00:00.{number % 10:03d}Z"
    fields = {"id": name_of(of), "modified": version, "type": "indicator", "name": "x" * 200}
    return StixObject(
        id=fields["id"],
        type="indicator",
        version=version,
        spec_version="2.1",
        content=orjson.dumps(fields),
    )


class Feed:
    """A shelf that grows: `add` puts so many objects more on it, all recorded at one moment."""

    def __init__(self):
        self.count = 0
        self.moment = BEGIN
        self.stock = Stock()
        self.shelf = Shelf(
            audience=PARTNER, collections=frozenset({"c"}), read=self.read, stock=self.stock
        )
        self.index = ShelfIndex(self.shelf, "c")

    def read(self, guarded, _, marking):
        """Return the object of a record."""
        return TakenRecord(
            collection="c", marking=marking, objects=(self.stock.keep(made(guarded.record.seq)),)
        )

    def add(self, count):
        """Add objects; the moment is often the one of those before."""
        self.moment += timedelta(seconds=self.count % 3)
        records = [
            Guarded(
                record=Record(
                    site="hq",
                    seq=number,
                    kind="threat-object",
                    recorded_at=self.moment,
                    author="a",
                    body={},
                    prev="",
                    id=f"{number:064x}",
                    simulated=False,
                ),
                marking=Tlp.GREEN,
            )
            for number in range(self.count, self.count + count)
        ]
        self.count += count
        self.shelf.take(records, self.moment)

    def page(self, **query):
        """Return a page as a request gets it."""
        self.index.refresh()
        return select(self.index, TaxiiQuery(limit=LIMIT, **query))


class Reader:
    """Somebody who asks for page after page, by `next` or by the date of the last object alone."""

    def __init__(self, feed, *, by_date, words):
        self.feed, self.by_date, self.words = feed, by_date, frozenset(words)
        self.seen, self.twice, self.next, self.after = set(), 0, "", None

    def ask(self):
        """Take one page; say whether there was anything."""
        query = {"added_after": self.after} | ({"next": self.next} if self.next else {})
        page = self.feed.page(**query, version_words=self.words)
        for item in page.items:
            key = (item.id, item.version)
            self.twice += key in self.seen
            self.seen.add(key)
        self.next = "" if self.by_date else page.next
        if page.items and not self.next:
            self.after = page.items[-1].added
        return bool(page.next)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How many objects and pages there were; how many were lost and came twice; bytes of one page."""

    objects: int
    pages: int
    lost: int
    twice: int
    page_bytes: int


def page_all(size, *, added, steps):
    """Page a collection of `size` objects four ways, while `steps` times so many others come in together.

    By `next` and by date alone, all versions and the last: a reader of the last versions may also see one
    that was the last when it asked.
    """
    feed = Feed()
    while feed.count < size:
        feed.add(1_000)
    readers = [
        Reader(feed, by_date=by_date, words=words)
        for by_date in (False, True)
        for words in ({"all"}, {"last"})
    ]
    pages, running = 0, True
    while running:
        if steps:
            feed.add(added)
            steps -= 1
        running = sum(each.ask() for each in readers) + steps > 0
        pages += len(readers)
    everything = {(each.id, each.version) for each in map(made, range(feed.count))}
    latest = {each for each in everything if int(each[1][20:23]) != 8}
    assert all(each.seen <= everything for each in readers)
    return Outcome(
        objects=feed.count,
        pages=pages,
        lost=sum(
            len((everything if "all" in each.words else latest) - each.seen) for each in readers
        ),
        twice=sum(each.twice for each in readers),
        page_bytes=_page_bytes(feed),
    )


def _page_bytes(feed):
    """Return the most memory that a page takes, at the beginning and in the middle."""
    tracemalloc.start()
    for place in (0, feed.count // 2):
        after = feed.shelf.items[place].added
        page = feed.page(version_words=frozenset({"all"}), added_after=after)
        assert len(page.items) == LIMIT
        envelope(page)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
