"""Run the application on a socket."""

from __future__ import annotations

import socket  # noqa: TID251 -- the server's own
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from sulh.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Address", "bind", "server_on"]

HEADER_BYTES_MAX = 32_768
BACKLOG = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen. `certificate` and `private_key` are PEM files; empty: no TLS here."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: str = ""
    private_key: str = ""
    behind_proxy: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in {"127.0.0.1", "::1", "localhost"}


def bind(address: Address) -> socket.socket:
    """Return a listening socket; port 0 takes a free one.

    Raises
    ------
    InputError
        When passwords would cross a network in the clear, or the address cannot be had.
    """
    if not (address.is_local or address.certificate or address.behind_proxy):
        raise InputError(
            f"{address.host} would carry passwords in the clear.",
            remedy="Give --certificate and --private-key, or --behind-proxy when a proxy in front "
            "does TLS.",
        )
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Naming TCP lets asyncio switch Nagle's algorithm off, which costs 40 ms an answer otherwise.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address.host, address.port))
    except OSError as error:
        made.close()
        raise InputError(
            f"{address.host}:{address.port} cannot be listened on: {error.strerror}",
            remedy="Choose another --port.",
        ) from error
    return made


def server_on(app: FastAPI, address: Address, *, quiet: bool = False) -> uvicorn.Server:
    """Return a server for a bound socket; run it with ``server.run(sockets=[socket])``."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            h11_max_incomplete_event_size=HEADER_BYTES_MAX,
            ws="none",
            backlog=BACKLOG,
            log_level="error" if quiet else "info",
            access_log=not quiet,
            server_header=False,
            proxy_headers=address.behind_proxy,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
            ssl_certfile=address.certificate or None,
            ssl_keyfile=address.private_key or None,
        )
    )
