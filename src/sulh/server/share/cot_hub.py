"""Cursor on Target over TCP and TLS: devices in the field see the picture and each other.

Off until `serve.toml` says otherwise. Whoever connects is one audience, which the settings clear for a
marking; on any address but this machine's own a client needs a certificate. The picture goes through the
gate of `sulh.share`. What devices send goes to the other devices as it came, and nowhere else: where somebody's
telephone is becomes no record.
"""

from __future__ import annotations

import asyncio
import logging
import socket  # noqa: TID251 -- to ask the system whether a device is there
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.share import Audience
from sulh.share.cot import EventStream, events_of, gone, pong, write_event
from sulh.share.features import GROUND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.server.service import MissionService
    from sulh.server.share.outside_picture import OutsidePicture, OutsideView
    from sulh.share.cot import CotEvent

__all__ = ["CotHub", "CotSettings", "read_cot_settings"]

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
CLIENTS_MAX = 200
WAITING_MAX = 20_000
"""So many events wait for one client; of one that reads no more the oldest are dropped, and counted."""
WAITING_BYTES_MAX = 16_000_000
"""As much may wait for one client: twenty thousand of the largest events would fill the memory."""
OF_ONE_DEVICE_MAX = 10
"""So many lines has one certificate at most: one device must not take the places of all others."""
CHUNK = 65_536
SEND_S = 30.0
HANDSHAKE_S = 10.0
"""So long a stranger may take to show a certificate: each that waits holds one of the process's files."""
HANDSHAKES_MAX = 64
"""So many may be about to show one; with more, the one that has waited longest goes."""
REFRESH_S = 5.0
RENEW = timedelta(hours=6)
"""A device forgets a mark after `sulh.share.cot.HOLDS`, so that all are sent again in good time."""
SLICE_S, REST = 0.005, 4.0
"""After so long at work the hub rests so many times as long: however much devices send, the server answers."""
KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 60_000}
"""A device that lost its line says nothing any more; the system asks (seconds; the last milliseconds)."""
PING, CONTROL = "t-x-c-t", "t-x-"
log = logging.getLogger("sulh.cot")


@dataclass(frozen=True, slots=True, kw_only=True)
class CotSettings:
    """Where devices connect, and how much they may have. Files are PEM; empty: no TLS."""

    port: int
    host: str = "127.0.0.1"
    clearance: Tlp = Tlp.GREEN
    certificate: str = ""
    private_key: str = ""
    client_authority: str = ""


def read_cot_settings(table: dict[str, object], folder: Path) -> CotSettings:
    """Return the settings of a table ``cot`` in `serve.toml`; file names are relative to the mission's folder.

    Raises
    ------
    ValueError
        When one is unknown or wrong, or devices elsewhere could connect without a certificate.
    """
    values = dict(table)
    clearance = Tlp.parse(str(values.pop("clearance", "TLP:GREEN")))
    for name in ("certificate", "private_key", "client_authority"):
        if values.get(name):
            values[name] = str(folder / str(values[name]))
    settings = CotSettings(clearance=clearance, **values)  # type: ignore[arg-type] # checked below
    if isinstance(settings.port, bool) or not isinstance(settings.port, int):
        raise ValueError("cot.port must be a whole number")  # noqa: TRY004 -- shown as the others
    if clearance is Tlp.RED:
        raise ValueError("cot.clearance cannot be TLP:RED")
    safe = settings.certificate and settings.private_key and settings.client_authority
    if settings.host not in LOCAL and not safe:
        raise ValueError(
            "cot.host is not this machine: cot.certificate, cot.private_key and cot.client_authority are needed"
        )
    return settings


@dataclass(eq=False, slots=True)
class _Client:
    """One device: what waits to be sent to it. `name` is its certificate; empty where there is none."""

    name: bytes = b""
    waiting: deque[bytes] = field(default_factory=deque)
    size: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    lost: int = 0

    def put(self, content: bytes) -> None:
        self.waiting.append(content)
        self.size += len(content)
        while len(self.waiting) > WAITING_MAX or self.size > WAITING_BYTES_MAX:
            self.size -= len(self.waiting.popleft())
            self.lost += 1
        self.ready.set()

    def take(self) -> bytes:
        """Return some of what waits, about `CHUNK` bytes, one event on a line."""
        parts: list[bytes] = []
        size = 0
        while self.waiting and size < CHUNK:
            parts.append(self.waiting.popleft())
            size += len(parts[-1])
        self.size -= size
        return b"\n".join((*parts, b""))


class _Pace:
    """Lets others of the event loop work between slices of a long piece of work. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._worked = 0.0
        self.begin()

    def begin(self) -> None:
        """Begin to work."""
        self._begun = self._clock()

    async def rest(self) -> None:
        """Rest, if enough was done since the last rest."""
        self._worked += self._clock() - self._begun
        if self._worked > SLICE_S:
            rest_s, self._worked = REST * self._worked, 0.0
            await asyncio.sleep(rest_s)
        self.begin()


class CotHub:
    """Accepts devices, sends them the picture as it changes, and passes on what they send.

    `dropped` counts what was no event, of all clients; `lost` what a client was too slow to read.
    """

    def __init__(
        self, settings: CotSettings, service: MissionService, picture: OutsidePicture
    ) -> None:
        self.settings = settings
        self.dropped = self.lost = 0
        self._service = service
        self._picture = picture
        self._clients: set[_Client] = set()
        self._sent: dict[str, bytes] = {}
        self._turn, self._pace = asyncio.Lock(), _Pace()
        self._shown: tuple[OutsideView, datetime] | None = None
        self._server: asyncio.Server | None = None
        self._tls: ssl.SSLContext | None = None
        self._strangers: dict[asyncio.Task[None], None] = {}
        self._refreshing: asyncio.Task[None] | None = None
        self._audience = Audience(
            name="field devices",
            clearance=settings.clearance,
            purposes=frozenset({"common-picture"}),
        )

    @property
    def port(self) -> int:
        """The port that it listens on."""
        assert self._server is not None  # noqa: S101 -- started before
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Begin to listen.

        Raises
        ------
        InputError
            When the address or a certificate cannot be used.
        """
        try:
            self._tls = _tls_of(self.settings)
            self._server = await asyncio.start_server(
                self._serve, self.settings.host, self.settings.port, limit=CHUNK
            )
        except (OSError, ssl.SSLError) as error:
            raise InputError(
                f"Cursor on Target cannot listen on {self.settings.host}:{self.settings.port}: {error}",
                remedy="See the table [cot] of serve.toml.",
            ) from error
        self._refreshing = asyncio.create_task(self._refresh())

    async def close(self) -> None:
        """Let all clients go."""
        if self._refreshing is not None:
            self._refreshing.cancel()
            await asyncio.gather(self._refreshing, return_exceptions=True)
        if self._server is not None:
            self._server.close()
            for client in self._clients:
                client.waiting.clear()
                client.size = 0
                client.ready.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await self._shake_hands(writer):
            writer.transport.abort()
            return
        name = _certificate_of(writer)
        several = sum(each.name == name for each in self._clients) if name else 0
        if len(self._clients) >= CLIENTS_MAX or several >= OF_ONE_DEVICE_MAX:
            writer.close()
            return
        _keep_alive(writer)
        client = _Client(name)
        for content in self._sent.values():
            client.put(content)
        self._clients.add(client)
        sending = asyncio.create_task(self._send(client, writer))
        try:
            await self._read(client, reader)
        except (ConnectionError, TimeoutError, ssl.SSLError):
            pass
        finally:
            self._clients.discard(client)
            self.lost += client.lost
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            writer.transport.abort()  # to close it would wait for a device that does not read

    async def _shake_hands(self, writer: asyncio.StreamWriter) -> bool:
        """Begin TLS, where there is any; say whether the device has shown its certificate."""
        if self._tls is None:
            return True
        own = cast("asyncio.Task[None]", asyncio.current_task())
        self._strangers[own] = None
        if len(self._strangers) > HANDSHAKES_MAX:
            longest = next(iter(self._strangers))
            del self._strangers[longest]
            longest.cancel()
        try:
            await writer.start_tls(self._tls, ssl_handshake_timeout=HANDSHAKE_S)
        except (OSError, TimeoutError, asyncio.CancelledError):
            return False
        finally:
            self._strangers.pop(own, None)
        return True

    async def _read(self, client: _Client, reader: asyncio.StreamReader) -> None:
        """Pass on what a device sends, until it goes. Devices take turns, a chunk each."""
        stream = EventStream()
        while content := await reader.read(CHUNK):
            async with self._turn:
                self._pace.begin()
                before = stream.dropped
                for raw, event in stream.feed(content):
                    self._pass_on(client, raw, event)
                    await self._pace.rest()
                self.dropped += stream.dropped - before
                await self._pace.rest()

    def _pass_on(self, client: _Client, raw: bytes, event: CotEvent) -> None:
        if event.type == PING:
            client.put(write_event(pong(self._service.now())))
        elif not event.type.startswith(CONTROL) and not event.uid.startswith("sulh-"):
            for other in self._clients:
                if other is not client:
                    other.put(raw)

    async def _send(self, client: _Client, writer: asyncio.StreamWriter) -> None:
        """Send what waits; a device that takes nothing for `SEND_S` is let go."""
        try:
            while True:
                await client.ready.wait()
                client.ready.clear()
                while client.waiting:
                    writer.write(client.take())
                    async with asyncio.timeout(SEND_S):
                        await writer.drain()
                    await asyncio.sleep(0)
        except (ConnectionError, TimeoutError, ssl.SSLError):
            writer.transport.abort()

    async def _refresh(self) -> None:
        """Send what is new in the picture, and take back what is no longer in it."""
        while True:
            try:
                picture = await asyncio.to_thread(self._events)
            except Exception:
                log.exception("the picture for field devices could not be made")
            else:
                if picture is not None:
                    await self._publish(*picture)
            await asyncio.sleep(REFRESH_S)

    def _events(self) -> tuple[list[tuple[CotEvent, bytes]], bool] | None:
        """Return the picture's events, and whether all are to be sent again; None: all is as it was."""
        view = self._picture.view(self._audience)
        moment = self._service.now()
        renew = self._shown is not None and moment - self._shown[1] >= RENEW
        if self._shown is not None and self._shown[0] is view and not renew:
            return None
        events = [
            event
            for name, each in view.collections.items()
            if name not in GROUND
            for event in events_of(each, moment=moment)
        ]
        since = moment if renew or self._shown is None else self._shown[1]
        pairs = [(each, write_event(each)) for each in events]
        self._shown = (view, since)  # last: what fails is tried again
        return pairs, renew

    async def _publish(self, events: Iterable[tuple[CotEvent, bytes]], renew: bool) -> None:  # noqa: FBT001
        """Send events that changed, or all. Who connects meanwhile gets `_sent` as far as it is."""
        pace, latest = _Pace(), set()
        for event, content in events:
            latest.add(event.uid)
            before = self._sent.get(event.uid)
            if renew or before is None or _matter(before) != _matter(content):
                self._sent[event.uid] = content
                self._broadcast(content)
            await pace.rest()
        for uid in self._sent.keys() - latest:
            del self._sent[uid]
            self._broadcast(write_event(gone(uid, self._service.now())))
            await pace.rest()

    def _broadcast(self, content: bytes) -> None:
        for client in self._clients:
            client.put(content)


def _matter(content: bytes) -> bytes:
    """Return an event without its times, which are those of its sending."""
    return content[content.index(b"<point") :]


def _tls_of(settings: CotSettings) -> ssl.SSLContext | None:
    if not settings.certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(settings.certificate, settings.private_key)
    if settings.client_authority:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(settings.client_authority)
    return context


def _certificate_of(writer: asyncio.StreamWriter) -> bytes:
    """Return a device's certificate (DER); empty where it has none."""
    connection = writer.get_extra_info("ssl_object")
    return (connection.getpeercert(binary_form=True) or b"") if connection else b""


def _keep_alive(writer: asyncio.StreamWriter) -> None:
    """Let the system ask a silent device whether it is there; what a system cannot do is left out."""
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        if hasattr(socket, name):
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
