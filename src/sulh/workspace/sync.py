"""Exchange records with other sites: over HTTP, or with a file on a USB stick.

After an exchange this site records, for each chain that grew, the head that it saw: a witness's record,
so that no site can rewrite its past without the others noticing. A fork is recorded with both signed
heads, and the refused history is stored in ``refused/``.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
from collections import Counter, deque
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, plural, shown
from sulh.ledger.record import parse
from sulh.ledger.sync import Taken, bundle, read_state, state, taking
from sulh.picture import set_aside_records
from sulh.workspace.attachment_sync import FileCounts, exchange_with_peer
from sulh.workspace.folder import known_sites
from sulh.workspace.joined_clock import follow_clock, is_joined
from sulh.workspace.joined_exercise import confirm_messages, fetch_messages
from sulh.workspace.peer_requests import ask_peer, check_peer, read_reply
from sulh.workspace.record_kinds import body_problem
from sulh.workspace.sights import sight_drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.ledger.sync import State
    from sulh.picture import SetAside
    from sulh.workspace.folder import Workspace

__all__ = [
    "SyncResult",
    "receive_bundle",
    "receiving_bundle",
    "send_bundle",
    "sync_with_file",
    "sync_with_peer",
    "unfit_records",
]

ATTEMPTS = 5
CHUNK = 1 << 16
PART_BYTES = 4_000_000
AUTHOR = "sulh sync"
STATE_BYTES_MAX = 1_000_000
NO_FILES = FileCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncResult:
    """Records received and sent, by site; what was refused; whether the exchange was complete.

    `set_aside` has a sentence for each record that came in and whose body does not fit its kind. `files` are
    the attachments that went with the records.
    """

    peer: str
    received: dict[str, int]
    sent_counts: dict[str, int]
    refused: tuple[str, ...]
    whole: bool
    set_aside: tuple[str, ...] = ()
    files: FileCounts = NO_FILES

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "peer": self.peer,
            "received": self.received,
            "sent": self.sent_counts,
            "refused": list(self.refused),
            "whole": self.whole,
            "set_aside": list(self.set_aside),
            "files": asdict(self.files),
        }


def receive_bundle(
    workspace: Workspace,
    chunks: Iterable[bytes],
    *,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
) -> Taken:
    """Store the records of a bundle, then record what this site saw and what it refused.

    A restored ledger takes the records, but records nothing itself until it is resumed.

    Raises
    ------
    InputError
        When the stream is not a bundle.
    """
    return deque(receiving_bundle(workspace, chunks, now=now, progress=progress), maxlen=1)[0]


def receiving_bundle(
    workspace: Workspace,
    chunks: Iterable[bytes],
    *,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
) -> Iterator[Taken]:
    """Do what `receive_bundle` does, batch by batch: whoever asks for the next may do other things between.

    Raises
    ------
    InputError
        When the stream is not a bundle.
    """
    before = dict(state(workspace.store))
    result = Taken()
    for result in taking(
        workspace.store,
        chunks,
        known_keys=known_sites(workspace.folder),
        pack=workspace.pack.id,
        progress=progress,
    ):
        yield result
    exchange_keys(workspace, result.packets)
    drafts = sight_drafts(workspace, before, result)
    if drafts and not workspace.store.is_closed_by_restore:
        workspace.store.append(drafts, recorded_at=now, author=AUTHOR)
    yield result


def unfit_records(
    workspace: Workspace, before: Mapping[str, tuple[int, str]]
) -> tuple[SetAside, ...]:
    """Return the records of other sites since a state whose bodies do not fit their kinds."""
    return set_aside_records(
        (
            parse(row[4])
            for site in workspace.store.sites()
            if site != workspace.site
            for row in workspace.store.chain(site).rows(before.get(site, (0, ""))[0])
        ),
        body_problem,
    )


def send_bundle(
    workspace: Workspace, lacking: State, *, states: dict[str, State] | None = None
) -> Iterator[bytes]:
    """Yield the bundle of the records that a site with this state does not have."""
    return bundle(workspace.store, lacking, packets=case_keys(workspace), states=states)


def case_keys(workspace: Workspace) -> list[str]:
    """Return the keys of sealed cases, which go with the records; empty where nothing is sealed."""
    if not (workspace.folder / "keys" / "cases").is_dir():
        return []
    from sulh.workspace.privacy import key_packets  # noqa: PLC0415 -- an extra

    return key_packets(workspace)


def exchange_keys(workspace: Workspace, packets: list[str]) -> None:
    """Store the keys that came, and destroy those that a record says to destroy."""
    if not packets and not (workspace.folder / "keys" / "cases").is_dir():
        return
    from sulh.workspace.privacy import store_key_packets  # noqa: PLC0415 -- an extra

    store_key_packets(workspace, packets)


def sync_with_file(
    workspace: Workspace,
    path: Path,
    *,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
) -> SyncResult:
    """Read what the file brings, and write into it what the sites that used it do not have.

    The file says how much of each chain each site had when it last used the file. A new file, and a
    site that never used it, gets everything. The file is replaced as a whole or not at all.

    Raises
    ------
    InputError
        When the file is not a bundle, or cannot be written.
    """
    result = Taken(whole=True)
    before = state(workspace.store)
    try:
        if path.exists():
            with path.open("rb") as file:
                result = receive_bundle(workspace, _chunks(file), now=now, progress=progress)
        ours = state(workspace.store)
        others = {site: state for site, state in result.states.items() if site != workspace.site}
        lacking = _least(others)
        partial = path.with_name(f".{path.name}.partial")
        with partial.open("wb") as file:
            for line in send_bundle(workspace, lacking, states={**others, workspace.site: ours}):
                file.write(line)
        partial.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be used: {error.strerror}") from error
    return SyncResult(
        peer=str(path),
        received=result.added,
        sent_counts=_more(ours, lacking),
        refused=tuple(map(str, result.refused)),
        whole=result.whole,
        set_aside=tuple(map(str, unfit_records(workspace, before))),
    )


def _least(states: dict[str, State]) -> State:
    """Return for each chain how much of it every site has; empty when no site is known."""
    if not states:
        return {}
    states_of_sites = list(states.values())
    everywhere = set.intersection(*(set(each) for each in states_of_sites))
    return {site: min(each[site] for each in states_of_sites) for site in everywhere}


def _more(ours: State, theirs: State) -> dict[str, int]:
    more = {site: size - theirs.get(site, (0, ""))[0] for site, (size, _) in ours.items()}
    return {site: count for site, count in more.items() if count > 0}


def _chunks(file: Any) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def sync_with_peer(
    workspace: Workspace,
    url: str,
    *,
    token: str,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
    attempts: int = ATTEMPTS,
    roles: tuple[str, ...] = (),
) -> SyncResult:
    """Fetch from the site at `url` what this site does not have, then send what that site does not have.

    A connection that drops is tried again up to `attempts` times, from where it dropped: complete
    batches are stored. `roles`: of the accounts here, said to the facilitator of an exercise that this site
    joined, whose messages come, too.

    Raises
    ------
    InputError
        When the address is wrong, the token would go over a network in clear text or to another address, the
        site refuses, or the connection drops every time.
    """
    check_peer(url, token)
    exchange = _PeerExchange(workspace, url.rstrip("/") + "/api/v1/sync", token)
    for attempt in range(1, attempts + 1):
        try:
            return exchange.run(now=now, progress=progress, roles=roles)
        except urllib.error.HTTPError as error:
            raise InputError(
                f"{url} answered {error.code} {shown(error.reason)}.",
                remedy="Check the address, and the token (--token or SULH_TOKEN).",
            ) from error
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            reason = getattr(error, "reason", None)
            if isinstance(reason, ssl.SSLCertVerificationError):
                raise InputError(
                    f"The certificate of {url} is not trusted: {shown(reason.verify_message)}.",
                    remedy="Check the address; name the file of an authority of your own by SSL_CERT_FILE.",
                ) from error
            if attempt == attempts:
                count = sum(exchange.received.values())
                raise InputError(
                    f"{url} cannot be reached, or the connection drops every time: {shown(error)}",
                    remedy=f"Received and stored: {plural(count, 'record')}. Try again.",
                ) from error
    raise AssertionError("unreachable")  # pragma: no cover


class _PeerExchange:
    """An exchange over HTTP, which can be run again after the connection dropped."""

    def __init__(self, workspace: Workspace, base: str, token: str) -> None:
        self.workspace, self.base, self.token = workspace, base, token
        self.before = state(workspace.store)
        self.received: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.refused: dict[str, None] = {}
        self.set_aside: dict[str, None] = {}
        self.files: Counter[str] = Counter()

    def run(
        self,
        *,
        now: datetime,
        progress: Callable[[str, int], None] | None,
        roles: tuple[str, ...] = (),
    ) -> SyncResult:
        """Fetch, then send; what an earlier run stored counts as well."""
        asked_s = time.monotonic()
        theirs, peer, clock = _state_of(self.base, self.token)
        waited = timedelta(seconds=time.monotonic() - asked_s)
        now = follow_clock(self.workspace, clock, real=now + waited)  # never ahead: at the answer
        delivered = (clock or {}).get("delivered") if is_joined(self.workspace.folder) else None
        if delivered is not None:
            fetch_messages(self.workspace.folder, self.base, self.token, now=now)
        ours = json.dumps(state(self.workspace.store)).encode()
        with ask_peer(f"{self.base}/bundle", self.token, ours) as answer:
            result = receive_bundle(self.workspace, _chunks(answer), now=now, progress=progress)
        self.received.update(result.added)
        self.refused |= dict.fromkeys(map(str, result.refused))
        if not result.whole:
            raise ConnectionError("the answer was cut off")
        for part in _parts(send_bundle(self.workspace, theirs)):
            self._send(part, peer)
        if delivered is not None:
            confirm_messages(
                self.workspace.folder, self.base, self.token, number=int(delivered), roles=roles
            )
        return SyncResult(
            peer=peer,
            received=dict(self.received),
            sent_counts=dict(self.sent),
            refused=tuple(self.refused),
            whole=True,
            set_aside=(*map(str, unfit_records(self.workspace, self.before)), *self.set_aside),
            files=exchange_with_peer(
                self.workspace, f"{self.base}/attachments", self.token, self.files
            ),
        )

    def _send(self, part: bytes, peer: str) -> None:
        with ask_peer(f"{self.base}/take", self.token, part) as answer:
            reply = read_reply(answer.read_all(STATE_BYTES_MAX))
        try:
            added = {shown(site): int(count) for site, count in reply["added"].items()}
            refused = [f"{peer} refuses {shown(each)}" for each in reply["refused"]]
            set_aside = [f"{peer}: {shown(each)}" for each in reply.get("set_aside", ())]
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError("its answer does not say what it took") from error
        self.sent.update(added)
        self.refused |= dict.fromkeys(refused)
        self.set_aside |= dict.fromkeys(set_aside)


def _parts(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a bundle in parts that are small enough for a server."""
    first = next(lines)
    part, size = [first], len(first)
    for line in lines:
        part.append(line)
        size += len(line)
        if size > PART_BYTES and line.startswith(b"H "):
            yield b"".join([*part, b"E\n"])
            part, size = [first], len(first)
    if len(part) > 2 or part[-1] != b"E\n":
        yield b"".join(part)


def _state_of(base: str, token: str) -> tuple[State, str, Any]:
    """Return how much a peer has of each chain, its site, and its exercise's clock, where it runs one."""
    with ask_peer(base, token, None) as answer:
        reply = read_reply(answer.read_all(STATE_BYTES_MAX))
    theirs = read_state(json.dumps(reply["state"]).encode())
    return theirs, shown(str(reply["site"])[:64]), reply.get("exercise")
