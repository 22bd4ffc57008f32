"""Notices as webhooks: signed HTTP requests that never go where the administrator did not want them.

A name is looked up once, every address that it has is checked, and the connection goes to a checked address, so
that a name which changes its mind gains nothing. No redirect is followed.
"""

from __future__ import annotations

import http.client
import socket  # noqa: TID251 -- to look a name up, and to connect to the address that was checked
import ssl
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from sulh import __version__
from sulh.server.notices.errors import NoticeError
from sulh.share.notices import is_inside, is_listed, signed_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ipaddress import IPv4Network, IPv6Network

__all__ = ["send_hook"]

TIMEOUT_S, DEADLINE_S = 15.0, 40.0
"""So long may each step take, and all of it from the connection on: TLS and the answer may come in drops."""
ADDRESSES_TRIED = 4
"""A host with a hundred addresses that do not answer held the sender for half an hour."""
GONE, TOO_MANY, REFUSES = 410, 429, 503
WAIT_MAX_S = 86_400

Address = tuple[int, tuple[Any, ...]]


def _addresses(
    parts: SplitResult, inside: Sequence[IPv4Network | IPv6Network]
) -> tuple[Address, ...]:
    """Return the socket addresses of a webhook's host, each with its family, once all of them are allowed."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoticeError(f"The host {host!r} cannot be found: {error}") from error
    addresses = tuple((int(family), place) for family, _, _, _, place in answers)
    for _, place in addresses:
        text = str(place[0])
        if is_listed(text, inside):
            continue
        if is_inside(text):
            raise NoticeError(
                f"{host!r} is {text}, an address inside the house. An administrator can allow it: add its"
                " network to notices.inside in serve.toml.",
                final=True,
            )
        if parts.scheme != "https":
            raise NoticeError(f"A webhook to {text} must begin with https://", final=True)
    return addresses


def _connect(addresses: Sequence[Address]) -> socket.socket:
    """Return a connection to the first address that answers; of very many, only some are tried."""
    fault: OSError = OSError("it has no address")
    for family, place in addresses[:ADDRESSES_TRIED]:
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT_S)
        try:
            line.connect(place)
        except OSError as error:
            line.close()
            fault = error
        else:
            return line
    raise fault


def _over_tls(line: socket.socket, host: str, authority: str) -> ssl.SSLSocket:
    """Return a connection that speaks TLS to a host of this name, once it shakes hands."""
    context = ssl.create_default_context(cafile=authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


def send_hook(
    url: str,
    key: bytes,
    body: bytes,
    *,
    identity: str,
    seconds: int,
    inside: Sequence[IPv4Network | IPv6Network] = (),
    authority: str = "",
    leaving: Callable[[], None],
) -> None:
    """Send a webhook; an answer from 200 to 299 means that it was taken.

    `seconds` since 1970 is the time of this try, `authority` a file (PEM) instead of the system's. `leaving` is
    called just before the words go.

    Raises
    ------
    NoticeError
        When it was not taken.
    """
    parts = urlsplit(url)
    addresses = _addresses(parts, inside)
    try:
        line = _connect(addresses)
        if parts.scheme == "https":
            line = _over_tls(line, parts.hostname or "", authority)
    except OSError as error:
        raise NoticeError(f"{parts.hostname} cannot be reached: {error}") from error
    stop = Timer(DEADLINE_S, _cut, (line,))
    stop.daemon = True
    stop.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        leaving()
        headers = {
            "Host": parts.netloc,
            "Content-Type": "application/json",
            "User-Agent": f"Sulh/{__version__}",
            "Connection": "close",
            **signed_headers(key, identity, seconds, body),
        }
        # It only writes the request and reads the answer, on the line that there is.
        speaker = http.client.HTTPConnection(parts.hostname or "", timeout=TIMEOUT_S)
        speaker.sock = line
        path = parts.path or "/"
        speaker.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
        answer = speaker.getresponse()
        status, wait = answer.status, answer.getheader("retry-after", "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoticeError(f"{parts.hostname} does not answer as it should: {error!r}") from error
    finally:
        stop.cancel()
        line.close()
    _check(status, wait)


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _check(status: int, wait: str) -> None:
    if 200 <= status <= 299:
        return
    if 300 <= status <= 399:
        raise NoticeError(
            f"It answers {status}, to go elsewhere, which no webhook does: name the right address.",
            final=True,
        )
    wait_s = (
        min(int(wait), WAIT_MAX_S) if wait.isascii() and wait.isdigit() and len(wait) < 10 else 0
    )
    raise NoticeError(
        f"It answers {status}.",
        final=status == GONE,
        wait_s=wait_s if status in {TOO_MANY, REFUSES} else 0,
    )
