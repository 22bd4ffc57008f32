"""How sites exchange what the other lacks: a state, and a stream of batches.

A *state* says of each chain how far it is held. A *bundle* is a stream of lines with the batches that a
state lacks; it can be cut anywhere, and every whole batch before the cut counts. The same stream goes
over HTTP and onto a USB stick. Nothing conflicts, because each site appends only to its own chain; a
chain that forks was signed twice by one site, and that is refused, kept as evidence and reported.

Lines, each ended by a line feed::

    sulh-bundle 1 SITE          who made it
    T SITE {…}                  how far a site held each chain when it last touched the bundle
    S SITE FIRST                a batch of SITE begins with its record FIRST
    R {…}                       a record's canonical bytes
    H SIGNATURE {…}             the head that closes the batch, and its signature in hex
    K {…}                       a packet that is no record (keys of sealed fields)
    E                           the end: nothing was cut off
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from sulh.errors import InputError, LedgerError, SulhError, plural
from sulh.ledger.batch import public_key_of
from sulh.ledger.canonical import canonical
from sulh.ledger.head import SignedHead, head_holds
from sulh.ledger.receipt import Refusal, State, Taken
from sulh.ledger.record import BODY_BYTES_MAX, leaf_hash, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sulh.ledger.head import Head
    from sulh.ledger.store import Chain, Store

__all__ = ["Refusal", "State", "Taken", "bundle", "read_state", "state", "take", "taking"]

Item = TypeVar("Item")
FIRST_LINE = b"sulh-bundle 1 "
LAST_LINE = b"E\n"
LINE_BYTES_MAX = BODY_BYTES_MAX + 4096
BATCH_BYTES_MAX = 1_100_000_000  # a thousand records of the largest size
STATES_MAX = 1000
PACKETS_MAX = 100_000
IDLE_LINES_MAX = 1000
"""A stream that says nothing so often is given up: a faulty peer must not hold the reader for minutes."""


def state(store: Store) -> State:
    """Return how far each chain is held here."""
    state_of_sites: State = {}
    for site in store.sites():
        chain = store.chain(site)
        head = chain.head_at(chain.size)
        if head is not None:
            read = head.read()
            state_of_sites[site] = (read.size, read.root)
    return state_of_sites


def bundle(
    store: Store,
    lacking: State,
    *,
    packets: Iterable[str] = (),
    states: Mapping[str, State] | None = None,
) -> Iterator[bytes]:
    """Yield the lines of a bundle with what a state lacks, batch by batch in each chain's order.

    A chain that is held there as far as here, or farther, is left out; but where both ends are as
    long and not the same, the last batch is sent, so that the fork is seen.
    """
    yield first_line(store.site)
    for site, state_there in (states or {}).items():
        yield b"T " + site.encode() + b" " + canonical(state_there) + b"\n"
    for site in store.sites():
        chain = store.chain(site)
        first = _first_lacking(chain, *lacking.get(site, (0, "")))
        with _closing(chain.heads(after=first)) as heads:
            for head, _ in heads:
                size = head.read().size
                with _closing(chain.rows(first, size)) as rows:
                    yield from batch_lines(site, first, (row[4] for row in rows), head)
                first = size
    for packet in packets:
        yield b"K " + packet.encode() + b"\n"
    yield LAST_LINE


@contextmanager
def _closing(rows: Iterator[Item]) -> Iterator[Iterator[Item]]:
    """End a question to the store before the store, also where a bundle is not read to its end."""
    try:
        yield rows
    finally:
        close = getattr(rows, "close", None)
        if close is not None:
            close()


def first_line(site: str) -> bytes:
    """Return the line that says who made a bundle."""
    return FIRST_LINE + site.encode() + b"\n"


def batch_lines(
    site: str, first: int, contents: Iterable[bytes], head: SignedHead
) -> Iterator[bytes]:
    """Yield the lines of one batch."""
    yield f"S {site} {first}\n".encode()
    for content in contents:
        yield b"R " + content + b"\n"
    yield b"H " + head.signature.hex().encode() + b" " + head.content + b"\n"


def read_state(content: bytes) -> State:
    """Return the state that JSON holds; whatever is no state of a chain in it counts as not held."""
    try:
        fields = orjson.loads(content)
        return {
            str(site)[:64]: (pair[0], str(pair[1]))
            for site, pair in fields.items()
            if type(pair[0]) is int and 0 <= pair[0] < 2**53
        }
    except (ValueError, AttributeError, TypeError, LookupError):
        return {}


def _first_lacking(chain: Chain, size: int, root: str) -> int:
    """Return the first record to send to a site with `size` records under `root`."""
    ours = chain.head_at(size) if size else None
    if ours is None or ours.read().root == root:
        return size
    sizes = [0, *(head.read().size for head, _ in chain.heads())]
    return max(each for each in sizes if each < size)


def take(
    store: Store,
    chunks: Iterable[bytes],
    *,
    known_keys: Mapping[str, str] | None = None,
    pack: str | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> Taken:
    """Add the batches of a bundle to the chains they continue; each is durable before the next.

    Parameters
    ----------
    chunks
        The stream, cut anywhere. What comes after the last whole batch is not used.
    known_keys
        The public keys (hex) of the sites that may be taken in. None: any site is, and from then on
        only under the key of its first record.
    pack
        The id of the mission's pack; another mission's chain is refused. None: any.
    progress
        Called with a site and how many of its records were added, after each batch.

    Raises
    ------
    InputError
        When the stream is no bundle.
    """
    steps = taking(store, chunks, known_keys=known_keys, pack=pack, progress=progress)
    return deque(steps, maxlen=1)[0]


def taking(
    store: Store,
    chunks: Iterable[bytes],
    *,
    known_keys: Mapping[str, str] | None = None,
    pack: str | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> Iterator[Taken]:
    """Do what `take` does, and yield the receipt so far after each batch, for one who has other work too.

    Raises
    ------
    InputError
        When the stream is no bundle.
    """
    receipt = Taken()
    yield receipt
    batch: _Batch | None = None
    idle = 0
    sites = set(store.sites())
    lines = _lines(_begun(chunks))
    first = next(lines, b"")
    receipt.sender = first[len(FIRST_LINE) :].decode("ascii", "replace")[:64]
    for line in lines:
        mark, rest = line[:2], line[2:]
        if line == b"E":
            receipt.whole = True
            break
        if mark == b"S ":
            idle += batch is not None
            batch = _begin(rest)
        elif mark == b"R " and batch is not None and batch.bytes < BATCH_BYTES_MAX:
            batch.contents.append(rest)
            batch.bytes += len(rest)
        elif mark == b"H " and batch is not None:
            if not receipt.is_given_up(batch.site, is_held=batch.site in sites):
                _take_batch(store, sites, batch, rest, receipt, known_keys, pack)
                if progress and batch.site in receipt.added:
                    progress(batch.site, receipt.added[batch.site])
            batch = None
            yield receipt
        elif mark == b"K " and len(receipt.packets) < PACKETS_MAX:
            receipt.packets.append(rest.decode("utf-8", "replace"))
        elif mark == b"T " and len(receipt.states) < STATES_MAX:
            name, _, size = rest.partition(b" ")
            teller = name.decode("ascii", "replace")[:64]
            idle += teller in receipt.states
            receipt.states[teller] = read_state(size)
        else:
            site = batch.site[:64] if batch else ""
            receipt.refuse(Refusal(code="malformed", site=site, message="a line says nothing"))
            batch, idle = None, idle + 1
        if idle > IDLE_LINES_MAX:
            break


@dataclass(slots=True)
class _Batch:
    site: str
    first: int
    contents: list[bytes] = field(default_factory=list)
    bytes: int = 0


def _begin(rest: bytes) -> _Batch | None:
    site, _, first = rest.decode("ascii", "replace").partition(" ")
    return _Batch(site, int(first)) if first.isdecimal() and len(first) <= 18 else None


def _begun(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks once they have shown that they begin a bundle."""
    waiting, begin = iter(chunks), b""
    while len(begin) < len(FIRST_LINE) and (chunk := next(waiting, None)) is not None:
        begin += chunk
    if begin[: len(FIRST_LINE)] != FIRST_LINE[: len(begin)]:
        raise InputError("This is no bundle of Sulh.", remedy="Make one: `sulh sync --bundle`.")
    yield begin
    yield from waiting


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines without their line feed; an unfinished last one is left out."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LINE_BYTES_MAX:
            yield b"too long"
            return


def _take_batch(
    store: Store,
    sites: set[str],
    batch: _Batch,
    closing: bytes,
    receipt: Taken,
    known_keys: Mapping[str, str] | None,
    pack: str | None,
) -> None:
    """Add one batch, or say why not; nothing that is wrong with it raises."""
    try:
        signature, _, content = closing.partition(b" ")
        head = SignedHead(content=content, signature=bytes.fromhex(signature.decode("ascii")))
        read = head.read()
        if not batch.contents:
            reason = "a batch holds no record"
            receipt.refuse(Refusal(code="malformed", site=batch.site[:64], message=reason))
            return
        if batch.site not in sites:
            _adopt(store, batch, head, receipt, known_keys, pack)
            sites.update(receipt.added)
            return
        chain = store.chain(batch.site)
        if batch.first > chain.size:
            reason = f"its records from {chain.size} on come first; these begin with {batch.first}"
            receipt.refuse(Refusal(code="gap", site=batch.site, message=reason))
        elif read.size <= chain.size or batch.first < chain.size:
            _compare(chain, batch, head, read, receipt)
        else:
            _extend(chain, batch, head, receipt)
    except LedgerError as error:
        receipt.refuse(Refusal(code="forged", site=batch.site[:64], message=str(error)))
    except (SulhError, ValueError, AttributeError, TypeError) as error:
        reason = f"it cannot be read: {error}"
        receipt.refuse(Refusal(code="malformed", site=batch.site[:64], message=reason))


def _extend(chain: Chain, batch: _Batch, head: SignedHead, receipt: Taken) -> None:
    try:
        chain.extend(batch.contents, head)
    except LedgerError:
        ours = chain.head_at(batch.first)
        before = _id_before(batch.contents, head.read().last)
        signed = head_holds(head.content, head.signature, chain.public_key)
        if not signed or ours is None or before in ("", ours.read().last):
            raise
        reason = (
            "it signed a head over "
            f"{plural(head.read().size, 'record that does', 'records that do')} not continue the "
            f"{batch.first} held here: it has two histories"
        )
        receipt.refuse(_fork(batch, reason, ours, head))
        return
    receipt.added[batch.site] = receipt.added.get(batch.site, 0) + len(batch.contents)


def _fork(batch: _Batch, reason: str, ours: SignedHead | None, theirs: SignedHead) -> Refusal:
    return Refusal(
        code="fork",
        site=batch.site,
        message=reason,
        ours=ours,
        theirs=theirs,
        contents=tuple(batch.contents),
    )


def _id_before(contents: list[bytes], last: str) -> str:
    """Return the id of the record before these, or nothing when they do not end in the id `last`.

    A head signs the id of its last record, which holds the id before it, and so on: records that lead
    back from it are the site's own.
    """
    for content in reversed(contents):
        if leaf_hash(content).hex() != last:
            return ""
        last = parse(content).prev
    return last


def _compare(chain: Chain, batch: _Batch, head: SignedHead, read: Head, receipt: Taken) -> None:
    """Compare a batch that is held already with what is held; another under the same sizes is a fork."""
    ours = chain.head_at(read.size)
    if ours is not None and ours.content == head.content:
        return
    if not head_holds(head.content, head.signature, chain.public_key):
        raise LedgerError(f"A head of site {batch.site} is not signed by the key it had before.")
    if ours:
        reason = f"it signed two different heads over {plural(read.size, 'record')}: it has two histories"
    else:
        reason = (
            f"it signed a head over {plural(read.size, 'record')} that is not among those held here"
        )
    receipt.refuse(_fork(batch, reason, ours or chain.head_at(chain.size), head))


def _adopt(
    store: Store,
    batch: _Batch,
    head: SignedHead,
    receipt: Taken,
    known_keys: Mapping[str, str] | None,
    pack: str | None,
) -> None:
    """Begin the copy of a site that was not held here."""
    if batch.first > 0:
        reason = (
            f"{plural(batch.first, 'record')} at its beginning "
            f"{'is' if batch.first == 1 else 'are'} not held here"
        )
        receipt.refuse(Refusal(code="gap", site=batch.site[:64], message=reason))
        return
    key, genesis = public_key_of(batch.contents[0]), parse(batch.contents[0])
    if known_keys is not None and known_keys.get(batch.site) != key:
        reason = f"it is not among the sites this one knows, or has another key ({key[:64]})"
        receipt.refuse(Refusal(code="stranger", site=batch.site[:64], message=reason))
        return
    theirs = _pack_of(genesis.body)
    if pack is not None and theirs != pack:
        reason = f"it works with the pack {theirs[:64]!r}"
        receipt.refuse(Refusal(code="other-mission", site=batch.site[:64], message=reason))
        return
    store.adopt(batch.site, batch.contents, head)
    receipt.added[batch.site] = len(batch.contents)


def _pack_of(genesis: dict[str, Any]) -> str:
    pack = genesis.get("pack")
    return str(pack.get("id", "")) if isinstance(pack, dict) else ""
