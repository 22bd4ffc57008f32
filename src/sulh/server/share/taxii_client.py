"""Questions to another server of TAXII 2.1 over HTTP: one place, so many bytes, so much time.

A server that a partner runs may be in a stranger's hands. So it is asked under the address that a person gave
and nowhere else: an answer that points to another host, scheme or port is refused, and so is a name that
pointed outside and then to an inner address. Credentials go to that place alone, and never in clear text to
another machine.
"""

from __future__ import annotations

import http.client
import socket  # noqa: TID251 -- to end a connection whose time is up
import ssl
import time
from base64 import b64encode
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from sulh.errors import InputError, shown
from sulh.server.share.taxii_remote import Answer
from sulh.share.notices import is_inside
from sulh.share.threats.taxii import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["TaxiiClient", "authorization", "read_credentials"]

ANSWER_BYTES_MAX = 64 * 1024 * 1024
SILENCE_S = 30.0
TIME_S = 600.0
CHUNK = 65_536
REDIRECTS_MAX = 5
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REMEDIES = {
    401: "Check the credentials.",
    403: "Ask its keepers for the right to read.",
    404: "Check the address.",
    406: "It does not speak TAXII 2.1.",
    429: "Try again later.",
    503: "Try again later.",
}
Origin = tuple[str, str, int]


def read_credentials(path: Path) -> str:
    """Return the credentials that a file holds.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def authorization(credentials: str) -> str:
    """Return the header for ``user:password`` (HTTP Basic) or a token (Bearer); empty for none.

    Raises
    ------
    InputError
        When a token holds what no token holds. The message does not show it.
    """
    text = credentials.strip()
    if not text:
        return ""
    if ":" in text:
        return f"Basic {b64encode(text.encode()).decode()}"
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise InputError(
            "The credentials are neither user:password nor a token.",
            remedy="Write one line: user:password, or the token.",
        )
    return f"Bearer {text}"


class TaxiiClient:
    """Asks one server; all questions together take at most `time_s` seconds. `clock` counts seconds."""

    def __init__(
        self,
        address: str,
        *,
        credentials: str = "",
        authority: Path | None = None,
        time_s: float = TIME_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = _split(address)
        if parts.username is not None or parts.password is not None:
            raise InputError(
                "The address holds a user or a password, which others on this machine can see.",
                remedy="Give them by --credentials FILE or SULH_TAXII_CREDENTIALS.",
            )
        self._origin = _origin(parts)
        self._headers = {"Accept": MEDIA_TYPE, "Accept-Encoding": "identity", "User-Agent": "sulh"}
        if header := authorization(credentials):
            if parts.scheme != "https" and parts.hostname not in LOCAL:
                raise InputError(
                    "Credentials would go over the network in clear text.",
                    remedy="Use an address that begins with https://.",
                )
            self._headers["Authorization"] = header
        self._tls = _tls(authority) if parts.scheme == "https" else None
        self._clock = clock
        self._time_s = time_s
        self._end = clock() + time_s
        self._inner: bool | None = None

    def ask(self, address: str) -> Answer:
        """Return what is at an address of this server.

        Raises
        ------
        InputError
            When it is elsewhere, answers with an error or too much, or the time is up.
        """
        for _ in range(REDIRECTS_MAX):
            parts = _split(address)
            if _origin(parts) != self._origin:
                raise InputError(
                    f"The server points elsewhere: {shown(address)}.",
                    remedy="Where that is right, pull from that address itself.",
                )
            status, answer = self._get(parts)
            if status not in REDIRECTS:
                return _checked(status, answer, address)
            try:
                address = urljoin(address, answer.headers.get("location", ""))
            except ValueError as error:
                raise InputError(f"{address} points to what is no address.") from error
        raise InputError(f"{address} points from one address to the next without end.")

    def _get(self, parts: SplitResult) -> tuple[int, Answer]:
        left = self._end - self._clock()
        if left <= 0:
            raise self._late()
        scheme, host, port = self._origin
        silence = min(SILENCE_S, left)
        connection = (
            http.client.HTTPSConnection(host, port, timeout=silence, context=self._tls)
            if scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=silence)
        )
        timer: Timer | None = None
        try:
            connection.connect()
            self._check_peer(connection.sock)
            timer = Timer(max(0.0, self._end - self._clock()), _cut, (connection.sock,))
            timer.daemon = True
            timer.start()
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers=self._headers)
            result = _read(connection.getresponse(), parts)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self._clock() >= self._end:
                raise self._late() from error
            raise InputError(
                f"{host}:{port} cannot be reached, or the connection dropped: {shown(str(error))}.",
                remedy="What came before is kept. Try again.",
            ) from error
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()
        if self._clock() >= self._end:
            raise self._late()  # what was cut off can look whole
        return result

    def _check_peer(self, connected: socket.socket) -> None:
        """Refuse a name that was outside and is inside now."""
        address = str(connected.getpeername()[0])
        inner = is_inside(address)
        if self._inner is None:
            self._inner = inner
        if inner and not self._inner:
            raise InputError(
                f"{self._origin[1]} points to the inner address {address} now, and did not before."
            )

    def _late(self) -> InputError:
        return InputError(
            f"The time of {self._time_s:,.0f} seconds is up.",
            remedy="What came is kept. Run it again to go on.",
        )


def _cut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError):
        return  # it ended by itself


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError as error:
        raise InputError(f"{shown(address)} is no address: {error}.") from error
    if not usable or not address.isascii() or not address.isprintable() or " " in address:
        raise InputError(
            f"{shown(address)} is no address.", remedy="Write https://HOST/…, in ASCII."
        )
    return parts


def _origin(parts: SplitResult) -> Origin:
    return parts.scheme, str(parts.hostname), parts.port or PORTS[parts.scheme]


def _tls(authority: Path | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=None if authority is None else str(authority))
    except (OSError, ssl.SSLError) as error:
        raise InputError(f"{authority} holds no certificates: {error}.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _read(response: http.client.HTTPResponse, parts: SplitResult) -> tuple[int, Answer]:
    content = bytearray()
    while chunk := response.read(CHUNK):
        content += chunk
        if len(content) > ANSWER_BYTES_MAX:
            raise InputError(f"{parts.hostname} answered more than {ANSWER_BYTES_MAX:,} bytes.")
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    headers = {name.lower(): value for name, value in response.getheaders()}
    return response.status, Answer(content=bytes(content), headers=headers)


def _checked(status: int, answer: Answer, address: str) -> Answer:
    """Return an answer that is one of TAXII."""
    kind = answer.headers.get("content-type", "")
    if status != 200:
        raise InputError(
            f"{shown(address)} answered {status}.",
            remedy=REMEDIES.get(status, "Ask its keepers."),
        )
    name = kind.partition(";")[0].strip().lower()
    if name != "application/taxii+json" or answer.headers.get(
        "content-encoding", "identity"
    ) not in {
        "",
        "identity",
    }:
        raise InputError(
            f"{shown(address)} answered {shown(kind) or 'without a type'}, not TAXII 2.1.",
            remedy="Check the address. A server of TAXII 1 or 2.0 cannot be pulled from.",
        )
    return answer
