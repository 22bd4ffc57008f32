"""A mission of several sites for tests: ledgers on disk, links that drop, sticks that arrive late."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sulh.ledger import Draft, create
from sulh.ledger.sync import bundle, state, take

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
FAST = Path("/dev/shm")


class World:
    """Sites by name. `acknowledged` is what each site's `append` returned."""

    def __init__(self, names):
        self.folder = Path(tempfile.mkdtemp(dir=FAST if FAST.is_dir() else None))
        self.stores = {
            name: create(
                self.folder / name, site=name, name="Test", pack=("p", "d"), now=NOW,
                key=Ed25519PrivateKey.from_private_bytes(bytes([at + 1]) * 32),
            )
            for at, name in enumerate(names)
        }  # fmt: skip
        self.acknowledged = []
        self.clock = NOW

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for store in self.stores.values():
            store.close()
        shutil.rmtree(self.folder)

    def append(self, name, count, *, clock=None):
        """Let a site report, and note what it was told stands."""
        self.clock += timedelta(seconds=1)
        drafts = [Draft(kind="note", body={"n": len(self.acknowledged) + n}) for n in range(count)]
        self.acknowledged += self.stores[name].append(
            drafts, recorded_at=clock or self.clock, author="t"
        )

    def stick(self, sender, receiver_state=None):
        """Return a bundle as bytes: of everything, or of what a state lacks."""
        return b"".join(bundle(self.stores[sender], receiver_state or {}))

    def pull(self, receiver, sender, *, cut=None, chunk=7_000):
        """Let one site fetch from another over a link that drops after `cut` bytes."""
        stream = self.stick(sender, state(self.stores[receiver]))
        return self.deliver(receiver, stream[:cut], chunk=chunk)

    def deliver(self, receiver, stream, *, chunk=7_000):
        """Give a site a stream in chunks."""
        chunks = [stream[i : i + chunk] for i in range(0, len(stream), chunk)]
        return take(self.stores[receiver], chunks, pack="p")

    def settle(self):
        """Sync every pair until nothing moves any more, over links that hold."""
        moved = True
        while moved:
            moved = False
            for receiver in self.stores:
                for sender in self.stores:
                    if receiver != sender:
                        taken = self.pull(receiver, sender)
                        assert taken.whole
                        assert not taken.refused
                        moved |= taken.total > 0

    def holdings(self):
        """Return for each site the bytes of all records and heads it holds, by chain."""
        return {
            name: {
                site: (
                    [row[4] for row in store.chain(site).rows()],
                    [
                        (head.content, head.signature, kept)
                        for head, kept in store.chain(site).heads()
                    ],
                )
                for site in store.sites()
            }
            for name, store in self.stores.items()
        }


def run_schedule(random, audit):
    """Play one random schedule of reports, partial syncs, late and repeated sticks; then check all."""
    names = [f"site-{n}" for n in range(random.randint(2, 4))]
    with World(names) as world:
        sticks = []
        for _ in range(random.randint(3, 14)):
            match random.randrange(5):
                case 0 | 1:
                    world.append(random.choice(names), random.randint(1, 3))
                case 2:
                    receiver, sender = random.sample(names, 2)
                    length = len(world.stick(sender, state(world.stores[receiver])))
                    cut = random.choice([None, random.randrange(length)])
                    taken = world.pull(receiver, sender, cut=cut, chunk=random.randint(1, 3000))
                    assert not taken.refused
                case 3:
                    sender, other = random.sample(names, 2)
                    known = random.choice([{}, state(world.stores[other])])
                    sticks.append(world.stick(sender, known))
                case _ if sticks:
                    late = random.choice(sticks)
                    cut = random.choice([None, random.randrange(len(late))])
                    taken = world.deliver(random.choice(names), late[:cut])
                    # A stick made for another site may begin where this one is not yet: a gap, no more.
                    assert {each.code for each in taken.refused} <= {"gap"}
        world.settle()
        held = list(world.holdings().values())
        assert all(
            each == {site: held[0][site] for site in each} and len(each) == len(names)
            for each in held
        )
        for store in world.stores.values():
            ids = [record.id for record in store.records()]
            assert len(ids) == len(set(ids)) == len(world.acknowledged) + len(names)
            assert set(world.acknowledged) <= set(ids)
        if audit:
            for name in names:
                assert audit(world.folder / name) == ()
