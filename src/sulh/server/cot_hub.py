"""Cursor on Target over TCP and TLS: devices in the field see the picture and each other.

Off until `serve.toml` says otherwise. Whoever connects is one audience, which the settings clear for a
marking; on any address but this machine's own a client needs a certificate. The picture goes through the
gate of `sulh.share`. What devices send goes to the other devices as it came, and nowhere else: where somebody's
telephone is becomes no record.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.share import Audience
from sulh.share.cot import EventStream, events_of, gone, pong, write_event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sulh.server.outside_picture import OutsidePicture
    from sulh.server.service import MissionService
    from sulh.share.cot import CotEvent

__all__ = ["CotHub", "CotSettings", "read_cot_settings"]

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
CLIENTS_MAX = 200
WAITING_MAX = 20_000
"""So many events wait for one client; of one that reads no more the oldest are dropped, and counted."""
CHUNK = 65_536
SEND_S = 30.0
REFRESH_S = 5.0
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
    """One device: what waits to be sent to it."""

    waiting: deque[bytes] = field(default_factory=deque)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    lost: int = 0

    def put(self, content: bytes) -> None:
        if len(self.waiting) >= WAITING_MAX:
            self.waiting.popleft()
            self.lost += 1
        self.waiting.append(content)
        self.ready.set()


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
        self._server: asyncio.Server | None = None
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
            self._server = await asyncio.start_server(
                self._serve, self.settings.host, self.settings.port, ssl=self._tls(), limit=CHUNK
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
                client.ready.set()

    def _tls(self) -> ssl.SSLContext | None:
        if not self.settings.certificate:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.settings.certificate, self.settings.private_key)
        if self.settings.client_authority:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.settings.client_authority)
        return context

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._clients) >= CLIENTS_MAX:
            writer.close()
            return
        client = _Client()
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
            writer.close()

    async def _read(self, client: _Client, reader: asyncio.StreamReader) -> None:
        """Pass on what a device sends, until it goes."""
        stream = EventStream()
        while content := await reader.read(CHUNK):
            before = stream.dropped
            for raw, event in stream.feed(content):
                self._pass_on(client, raw, event)
            self.dropped += stream.dropped - before

    def _pass_on(self, client: _Client, raw: bytes, event: CotEvent) -> None:
        if event.type == PING:
            client.put(write_event(pong(self._service.now())))
        elif not event.type.startswith(CONTROL) and not event.uid.startswith("sulh-"):
            for other in self._clients:
                if other is not client:
                    other.put(raw)

    async def _send(self, client: _Client, writer: asyncio.StreamWriter) -> None:
        while True:
            await client.ready.wait()
            client.ready.clear()
            while client.waiting:
                writer.write(client.waiting.popleft() + b"\n")
                async with asyncio.timeout(SEND_S):
                    await writer.drain()

    async def _refresh(self) -> None:
        """Send what is new in the picture, and take back what is no longer in it."""
        while True:
            try:
                events = await asyncio.to_thread(self._events)
            except Exception:
                log.exception("the picture for field devices could not be made")
            else:
                self._publish(events)
            await asyncio.sleep(REFRESH_S)

    def _events(self) -> list[tuple[CotEvent, bytes]]:
        view = self._picture.view(self._audience)
        moment = self._service.now()
        events = [
            event
            for name, each in view.collections.items()
            if name not in {"zones", "lines", "sites"}
            for event in events_of(each, moment=moment)
        ]
        return [(each, write_event(each)) for each in events]

    def _publish(self, events: Iterable[tuple[CotEvent, bytes]]) -> None:
        latest = {}
        for event, content in events:
            before = self._sent.get(event.uid)
            is_same = before is not None and _matter(before) == _matter(content)
            latest[event.uid] = before if is_same and before is not None else content
            if not is_same:
                self._broadcast(content)
        for uid in self._sent.keys() - latest.keys():
            self._broadcast(write_event(gone(uid, self._service.now())))
        self._sent = latest

    def _broadcast(self, content: bytes) -> None:
        for client in self._clients:
            client.put(content)


def _matter(content: bytes) -> bytes:
    """Return an event without its times, which are those of its sending."""
    return content[content.index(b"<point") :]
