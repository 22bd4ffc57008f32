"""The log: one line for each request and each fault, without anything that a person wrote.

A line names the route, not the address that was asked for; the account's id, not its name; the kind of an
error and where it was raised, not its words. So no restricted word, token, body or name is in it.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from starlette.requests import ClientDisconnect
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sulh.server.middleware.metrics import Metrics

__all__ = ["LineFormatter", "ProxyMiddleware", "RequestLog", "log_settings"]

ID_HEADER = b"x-request-id"
ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
PROXY_ID = "sulh.request_id"
"""Where the id that a proxy gave stands in the scope."""
FRAMES_MAX = 12
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("sulh.requests")
faults = logging.getLogger("sulh.server")


class ProxyMiddleware(ProxyHeadersMiddleware):
    """Takes the client's address and the request's id from a trusted proxy, and from nobody else."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on as the proxy describes it."""
        if (
            scope["type"] == "http"
            and scope.get("client")
            and scope["client"][0] in self.trusted_hosts
        ):
            text = dict(scope["headers"]).get(ID_HEADER, b"").decode("latin-1")
            if ID.fullmatch(text):
                scope[PROXY_ID] = text
        await super().__call__(scope, receive, send)


class RequestLog:
    """Gives each request an id, also in its answer, and logs and counts it. The outermost of all."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        own_id = scope.get(PROXY_ID) or secrets.token_hex(8)
        begun, status = time.perf_counter(), 499  # the client went away before an answer
        method = scope["method"] if scope["method"] in METHODS else "other"
        scope.setdefault("state", {})

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (ID_HEADER, own_id.encode())]
            await send(message)

        token = request_id.set(own_id)
        try:
            await self.app(scope, receive, answer)
        except ClientDisconnect:
            status = 499  # in the middle of its body: no fault of ours, whatever would have been answered
        except Exception as error:  # noqa: BLE001 -- answered by the application, to be logged here
            faults.error("A fault of Sulh.", exc_info=error)
        finally:
            seconds = time.perf_counter() - begun
            route = getattr(scope.get("route"), "path", "none")
            user = scope["state"].get("user")
            self.metrics.count_request(method, route, status, seconds)
            log.info(
                "request",
                extra={
                    "client": scope["client"][0] if scope.get("client") else "",
                    "method": method,
                    "route": route,
                    "status": status,
                    "ms": round(seconds * 1000, 1),
                    "account": getattr(user, "account", ""),
                },
            )
            request_id.reset(token)


class LineFormatter(logging.Formatter):
    """Writes a line: JSON, or text for people."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
        }
        names = ("client", "method", "route", "status", "ms", "account")
        fields |= {name: getattr(record, name) for name in names if hasattr(record, name)}
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None:
            if record.name not in {"sulh.server", "sulh.requests"}:
                fields["message"] = "A fault."  # of a library, whose words we do not know
            fields |= {"error": type(error).__name__, "raised": _frames(error)}
        if self.as_json:
            return orjson.dumps(fields).decode()
        words = [f"{name}={value}" for name, value in list(fields.items())[4:] if value != ""]
        text = " ".join([*map(str, list(fields.values())[:4]), *words])
        return text.translate(CONTROL)


CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")


def _frames(error: BaseException) -> list[str]:
    """Return where an error was raised, the innermost last; without its words, which may be data."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_MAX:]
    return [f"{each.filename}:{each.lineno} {each.name}" for each in frames]


def log_settings(*, as_json: bool, quiet: bool) -> dict[str, Any]:
    """Return the settings of `logging` for a server's process: everything goes to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LineFormatter, "as_json": as_json}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            name: {"level": "ERROR" if quiet else "INFO"}
            for name in ("sulh.requests", "sulh.server", "uvicorn")
        },
    }
