"""Run the application on a socket."""

from __future__ import annotations

import asyncio
import gc
import os
import socket  # noqa: TID251 -- the server's own
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn

from sulh.errors import InputError
from sulh.server.middleware.connections import allow_files, bounded_protocol, quiet_out_of_files
from sulh.server.middleware.request_log import ProxyMiddleware, RequestLog

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Address", "bind", "collect_rarely", "server_on"]

HEADER_BYTES_MAX = 32_768
BACKLOG = 256
LOCAL = "127.0.0.1,::1"
SWITCH_S = 0.001
"""So often threads take turns: while one judges, the others still answer at once."""
OBJECTS_BETWEEN = 50_000
"""So many objects are made between two searches for cycles: the usual 700 are one report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The address to listen on. `certificate` and `private_key` are PEM files; empty: no TLS."""

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
    """Return a socket to listen on; port 0 means any free port.

    Raises
    ------
    InputError
        When passwords would cross a network unencrypted, or the address cannot be used.
    """
    if not (address.is_local or address.certificate or address.behind_proxy):
        raise InputError(
            f"On {address.host}, passwords would cross the network in the clear.",
            remedy="Give --certificate and --private-key, or --behind-proxy if a proxy in front "
            "of the server does TLS.",
        )
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Naming TCP lets asyncio switch Nagle's algorithm off, which costs 40 ms an answer otherwise.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address.host, address.port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"{address.host}:{address.port} cannot be used: {error.strerror}",
            remedy="Choose another --port.",
        ) from error
    return listening


def collect_rarely() -> None:
    """Let Python search for cycles rarely, and never among what is there now: for a process that only serves.

    What the process has read to begin with (the index, the routes) stays as long as it runs. To look through
    it again and again took a tenth of the time of each submission.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN, *gc.get_threshold()[1:])


def server_on(
    app: FastAPI,
    address: Address,
    *,
    connections_max: int = 2000,
    log: dict[str, Any] | None = None,
) -> uvicorn.Server:
    """Return a server for a bound socket; run it with ``server.run(sockets=[socket])``.

    `log`: the settings of `logging` for this process; None leaves them as they are.
    """
    most = allow_files(connections_max, backlog=BACKLOG)
    outermost: Any = RequestLog(app, app.state.sulh.metrics)
    if address.behind_proxy:
        outermost = ProxyMiddleware(outermost, os.environ.get("FORWARDED_ALLOW_IPS") or LOCAL)
    return Server(
        uvicorn.Config(
            outermost,
            http=bounded_protocol(most),
            loop="asyncio",
            h11_max_incomplete_event_size=HEADER_BYTES_MAX,
            ws="none",
            backlog=BACKLOG,
            log_config=log,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
            ssl_certfile=address.certificate or None,
            ssl_keyfile=address.private_key or None,
        )
    )


class Server(uvicorn.Server):
    """Uvicorn's server, whose loop stays calm when there are no files left."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        asyncio.get_running_loop().set_exception_handler(quiet_out_of_files())
        sys.setswitchinterval(SWITCH_S)
        await super().startup(sockets)
