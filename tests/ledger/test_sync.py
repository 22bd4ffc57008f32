"""Sites that exchange what the other lacks end with the same records, whatever happens to the link."""

from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.ledger.world import NOW, World, run_schedule

from sulh.errors import InputError
from sulh.ledger import Draft, audit, create, open_store
from sulh.ledger.head import SignedHead
from sulh.ledger.sync import PACKETS_MAX, bundle, state, take


@pytest.mark.parametrize("part", range(4))
def test_any_schedule_ends_with_the_same_records(part):
    """Reports, dropped links, late and repeated sticks in random order: all sites agree at last."""
    for seed in range(part * 40, part * 40 + 40):
        run_schedule(Random(seed), audit if seed % 10 == 0 else None)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_schedules_end_with_the_same_records(part):
    """The same, ten thousand times."""
    for seed in range(1_000_000 + part * 1000, 1_000_000 + part * 1000 + 1000):
        run_schedule(Random(seed), audit if seed % 100 == 0 else None)


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_a_sync_cut_at_any_byte_keeps_every_whole_batch(step):
    """Wherever the stream ends, what came whole is held, the rest comes next time, and audits hold.

    Every byte in the slow suite; here every eleventh, and those about the end of a line.
    """
    with World(["a", "b"]) as world:
        world.append("a", 2)
        world.append("a", 1)
        stream = world.stick("a")
    ends = [at + 1 for at in range(len(stream)) if stream[at : at + 1] == b"\n"]
    near_ends = {each + by for each in ends for by in (-1, 0, 1)} & {*range(len(stream) + 1)}
    for cut in sorted({*range(0, len(stream) + 1, step), *near_ends}):
        with World(["b"]) as world:
            taken = world.deliver("b", stream[:cut])
            whole = max((end for end in ends if end <= cut), default=0)
            heads = stream[:whole].count(b"\nH ")
            assert len(taken.added) == (1 if heads else 0)
            assert taken.whole == (cut == len(stream))
            assert taken.total == (0, 1, 3, 4)[heads]
            assert world.deliver("b", stream).total == 4 - taken.total
            if cut % 50 == 0:
                assert audit(world.folder / "b") == ()


def test_records_of_all_sites_come_in_the_order_recorded():
    """The union is ordered by recording time, then site; *as of* leaves out what any recorded later."""
    with World(["a", "b"]) as world:
        for name in ("a", "b", "a"):
            world.append(name, 1)
        world.settle()
        notes = [(r.site, r.recorded_at) for r in world.stores["b"].records(kinds=["note"])]
        assert [site for site, _ in notes] == ["a", "b", "a"]
        assert len(list(world.stores["a"].records(kinds=["note"], as_of=notes[1][1]))) == 2
        assert [r.site for r in world.stores["a"].records(sites=["b"])] == ["b", "b"]


def forked(world, key):
    """Return a stick of site a with another history under the same key, as long as the true one."""
    with create(
        world.folder / "forged-a", site="a", name="Test", pack=("p", "d"), now=NOW, key=key
    ) as store:
        for n in range(3):
            store.append([Draft(kind="note", body={"rewritten": n})], recorded_at=NOW, author="x")
        return b"".join(bundle(store, {})), state(store)


KEY_OF_A = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)


def test_a_forked_chain_is_refused_reported_and_kept_as_evidence():
    """A second history of a site changes nothing here; both signed heads and its records are kept."""
    with World(["a", "b"]) as world:
        for _ in range(3):
            world.append("a", 1)
        world.settle()
        before = world.holdings()["b"]
        stream, _ = forked(world, KEY_OF_A)
        taken = world.deliver("b", stream)
        assert {each.code for each in taken.refused} == {"fork"}
        refusal = taken.refused[0]
        assert refusal.ours.content != refusal.theirs.content
        assert refusal.ours.read().site == refusal.theirs.read().site == "a"
        assert (
            sum(content.count(b"rewritten") for each in taken.refused for content in each.contents)
            == 3
        )
        assert world.holdings()["b"] == before
        assert audit(world.folder / "b") == ()


def test_a_fork_of_the_same_length_is_seen_by_the_states():
    """Two ends as long as each other and not the same make the last batch travel, and the fork shows."""
    with World(["a", "b"]) as world:
        for _ in range(3):
            world.append("a", 1)
        world.settle()
        _, theirs = forked(world, KEY_OF_A)
        stream = b"".join(bundle(world.stores["b"], theirs))
        with open_store(world.folder / "forged-a") as store:
            taken = take(store, [stream])
        assert [each.code for each in taken.refused] == ["fork"]


def test_a_fork_behind_the_end_is_proven_by_the_chain():
    """Batches that go on from another past are a fork; the same batches with bent records are forged."""
    with World(["a", "b"]) as world:
        for _ in range(3):
            world.append("a", 1)
        world.settle()
        _, theirs = forked(world, KEY_OF_A)
        with open_store(world.folder / "forged-a") as store:
            store.append([Draft(kind="note", body={"more": 1})], recorded_at=NOW, author="x")
            stream = b"".join(bundle(store, theirs))
        (refusal,) = world.deliver("b", stream.replace(b'"more":1', b'"more":2')).refused
        assert refusal.code == "forged"
        refusal, *_ = world.deliver("b", stream).refused
        assert refusal.code == "fork"


def bent(stream, old, new):
    assert old in stream
    return stream.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (b'"n":0', b'"n":9', {"forged", "gap"}),
        (b'"site":"a"', b'"site":"z"', {"forged", "gap"}),
        (b"\nH ", b"\nH 00", {"forged", "malformed", "gap"}),
        (b"\nS a 1\n", b"\nS a x\n", {"malformed", "gap"}),
        (b"\nS a 1\n", b"\nS a 2\n", {"gap"}),
        (b"\nS a 1\n", b"\nS ../../a 1\n", {"gap"}),
        (b"\nS a 0\n", b"\nS ../../a 0\n", {"forged", "malformed", "gap"}),
        (b"\nR {", b"\nX {", {"malformed", "gap", "forged"}),
        (b"\nR {", b"\nR \xff\xfe{", {"forged", "gap"}),
        (b"\nH ", b"\n", {"malformed", "gap", "forged"}),
    ],
)
def test_a_bent_stream_is_refused_and_the_good_of_others_taken(old, new, codes):
    """What was changed on the way is refused with a reason; another site's batches still come in."""
    with World(["a", "b", "c"]) as world:
        world.append("a", 2)
        world.append("c", 2)
        world.pull("a", "c")
        stream = bent(world.stick("a"), old, new)
        taken = world.deliver("b", stream)
        assert taken.refused
        assert {each.code for each in taken.refused} <= codes
        assert taken.added.get("c") == 3
        assert all(str(each) for each in taken.refused)
        assert audit(world.folder / "b") == ()
        assert sorted(p.name for p in world.folder.iterdir()) == ["a", "b", "c"]
        world.settle()


def test_other_missions_and_strangers_stay_out():
    """A chain of another pack, or of a site that is not on the list, is refused by name."""
    with World(["a", "b"]) as world:
        stream = world.stick("a")
        store = world.stores["b"]
        assert [each.code for each in take(store, [stream], pack="other").refused] == [
            "other-mission"
        ]
        assert [each.code for each in take(store, [stream], known_keys={}).refused] == ["stranger"]
        key = world.stores["a"].chain("a").public_key
        assert take(store, [stream], known_keys={"a": key}).total == 1


def test_what_is_no_bundle_is_said_to_be_none():
    """A file of something else is refused with what to do; an endless line does not fill the memory."""
    with World(["a"]) as world:
        with pytest.raises(InputError, match="no bundle"):
            take(world.stores["a"], [b"PK\x03\x04 a zip file\n"])
        endless = [b"sulh-bundle 1 b\n", *[b"x" * 100_000] * 30]
        assert [each.code for each in take(world.stores["a"], endless).refused] == ["malformed"]


def test_a_site_that_lost_its_end_gets_it_back_from_its_peers():
    """A restored backup is brought up to date with what the site itself signed and others hold."""
    with World(["a", "b"]) as world:
        world.append("a", 2)
        stream = world.stick("a")
        world.append("a", 2)
        world.settle()
        with create(
            world.folder / "restored", site="a", name="Test", pack=("p", "d"), now=NOW, key=KEY_OF_A
        ) as store:
            assert take(store, [stream]).total == 2
            assert take(store, [world.stick("b", state(store))]).added["a"] == 2
            assert [r.id for r in store.records(sites=["a"])] == [
                r.id for r in world.stores["a"].records(sites=["a"])
            ]
        assert audit(world.folder / "restored") == ()


@pytest.mark.parametrize("line", [b"\n", b"S x 0\n", b"T x {}\n", b"K x\n", b"H 00 {}\n"])
def test_a_stream_that_says_nothing_is_given_up(tmp_path, line):
    """Megabytes of lines without a batch hold a reader for a moment, not for minutes."""
    chunks = iter([b"sulh-bundle 1 x\n", *[line * 1000] * 200])
    with create(tmp_path / "s", site="s", name="S", pack=("p", "d"), now=NOW) as store:
        receipt = take(store, chunks)
    assert not receipt.whole
    assert not receipt.added
    assert len(list(chunks)) > 90  # it did not read to the end
    assert len(receipt.packets) <= PACKETS_MAX


@pytest.mark.parametrize("name", [b"a", b"x", b"x%d"])
def test_many_forged_batches_are_not_all_looked_at(monkeypatch, name):
    """A peer that signs nothing costs little, whatever names it gives; known sites' batches still come in."""
    looks = []
    with World(["a", "b", "c"]) as world:
        world.pull("b", "c")
        world.append("c", 2)
        world.pull("b", "a")
        world.append("a", 1)
        stream = world.stick("a", state(world.stores["b"])).split(b"\n")
        start, *record, head, end = stream[1:-1]
        head = b"H " + b"00" * 64 + head[130:]
        forged = [
            line
            for n in range(3000)
            for line in (
                b"S %s %s" % (name % n if b"%" in name else name, start[4:]),
                *record,
                head,
            )
        ]
        good = world.stick("c", state(world.stores["b"])).split(b"\n")[1:-2]
        read = SignedHead.read
        monkeypatch.setattr(SignedHead, "read", lambda each: looks.append(1) or read(each))
        taken = world.deliver("b", b"\n".join([stream[0], *forged, *good, end, b""]))
        monkeypatch.undo()
        assert taken.added == {"c": 2}
        assert taken.whole
        assert len(looks) < 1000
        assert len(taken.refused) < 210
        assert "not looked at" in str(taken.refused[-1])
        assert audit(world.folder / "b") == ()
