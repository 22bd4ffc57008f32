"""A request to another site's server, with the token that it gave to this one.

A peer may be in a stranger's hands, or only faulty. So the token goes to the address that a person gave and
nowhere else, never in clear text to another machine; and what answers too slowly, too much, or with what is no
answer ends with a sentence.
"""

from __future__ import annotations

import http.client
import json
import socket
import time
import urllib.request
from contextlib import contextmanager
from functools import cache
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sulh.errors import InputError, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PeerAnswer", "ask_peer", "check_peer", "read_reply"]

SILENCE_S = 60.0
"""So long a peer may say nothing."""
BEGIN_S = 300.0
"""So long a peer may take until all headers of its answer are here: it stores what it was sent first."""
BYTES_PER_S_MIN = 100
"""An answer comes at least as fast as this after its first `SILENCE_S`: a slow link does, no trickle."""
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


class PeerAnswer:
    """The body of an answer, read as it comes. `silence_s`: seconds before its speed counts."""

    def __init__(self, response: Any, silence_s: float = SILENCE_S) -> None:
        self._response = response
        self._silence_s = silence_s
        self._begun, self._size = time.monotonic(), 0

    def read(self, most: int) -> bytes:
        """Return what has come, up to so many bytes; nothing at the end.

        Raises
        ------
        TimeoutError
            When it comes too slowly.
        """
        content: bytes = self._response.read1(most)
        self._size += len(content)
        passed = time.monotonic() - self._begun
        if content and passed > self._silence_s + self._size / BYTES_PER_S_MIN:
            raise TimeoutError(f"it sends less than {BYTES_PER_S_MIN} bytes a second")
        return content

    def read_all(self, most: int) -> bytes:
        """Return the whole body.

        Raises
        ------
        ValueError
            When it has more than so many bytes.
        OSError, http.client.HTTPException
            When it comes too slowly, or was cut off.
        """
        parts, size = [], 0
        while content := self.read(1 << 16):
            parts.append(content)
            size += len(content)
            if size > most:
                raise ValueError(f"its answer has more than {plural(most, 'byte')}")
        if self._response.length:
            raise http.client.IncompleteRead(b"", self._response.length)
        return b"".join(parts)


def check_peer(url: str, token: str) -> None:
    """Refuse an address or a token that cannot be used safely. No message shows the token.

    Raises
    ------
    InputError
        When the address is none or holds a password, the token would go over a network in clear text, or
        holds what no token holds.
    """
    remedy = "Write https://HOST:PORT; http://HOST:PORT for a site on this machine."
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as error:
        raise InputError(f"{shown(url)!r} is not an address.", remedy=remedy) from error
    if not usable or not (url.isascii() and url.isprintable()) or " " in url:
        raise InputError(f"{shown(url)!r} is not an address.", remedy=remedy)
    if parts.username is not None or parts.password is not None:
        raise InputError(
            "The address holds a user or a password, which others on this machine can see.",
            remedy="Give the token by SULH_TOKEN.",
        )
    if parts.scheme == "http" and token and parts.hostname not in LOCAL:
        raise InputError(
            f"The token would go to {parts.hostname} over the network in clear text.",
            remedy="Use an address that begins with https://.",
        )
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise InputError(
            "This is not a token.", remedy="Write the token as `account token` shows it."
        )


@contextmanager
def ask_peer(url: str, token: str, content: bytes | None, method: str = "") -> Iterator[PeerAnswer]:
    """Yield the answer, to be read; without a `method` it is a GET, or a POST where there is content.

    Raises
    ------
    InputError
        When the address or the token cannot be used safely, or the peer points elsewhere.
    OSError
        When the peer refuses (`urllib.error.HTTPError`), or cannot be reached.
    """
    check_peer(url, token)
    method = method or ("GET" if content is None else "POST")
    request = urllib.request.Request(url, data=content, method=method)  # noqa: S310 -- checked
    request.add_header("Authorization", f"Bearer {token}")
    if content is not None:
        kind = "json" if content.startswith(b"{") and method == "POST" else "octet-stream"
        request.add_header("Content-Type", f"application/{kind}")
    with _opener().open(request, timeout=SILENCE_S) as response:
        yield PeerAnswer(response)


def read_reply(content: bytes) -> dict[str, Any]:
    """Return the JSON object that a peer answered.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        reply = json.loads(content)
    except RecursionError as error:
        raise ValueError("its answer is nested too deeply") from error
    if not isinstance(reply, dict):
        raise ValueError("its answer is no JSON object")  # noqa: TRY004 -- of the peer, not of a caller
    return reply


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the token would go along."""

    def redirect_request(self, *parts: Any) -> None:
        """Refuse it; `parts` are the request, its answer, code, reason and headers, and the new address."""
        raise InputError(
            f"{parts[0].host} points elsewhere: {shown(parts[-1])}.",
            remedy="Where that is right, give that address itself.",
        )


class _Prompt(http.client.HTTPConnection):
    """A connection whose answer begins within `BEGIN_S`, however slowly its headers drip."""

    def getresponse(self) -> http.client.HTTPResponse:
        timer = Timer(BEGIN_S, _cut, (self.sock,))
        timer.daemon = True
        timer.start()
        try:
            return super().getresponse()
        finally:
            timer.cancel()


class _PromptTls(_Prompt, http.client.HTTPSConnection):
    """The same with TLS."""


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Prompt, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PromptTls, req)


@cache
def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirects, _Http, _Https)


def _cut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError):
        return  # it ended by itself
