"""A request to another site's server, with the token that it gave to this one."""

from __future__ import annotations

import urllib.request
from typing import Any

__all__ = ["ask_peer"]

TIMEOUT_S = 60


def ask_peer(url: str, token: str, content: bytes | None, method: str = "") -> Any:
    """Return the answer, open to be read; without a `method` it is a GET, or a POST where there is content.

    Raises
    ------
    OSError
        When the peer refuses (`urllib.error.HTTPError`), or cannot be reached.
    """
    method = method or ("GET" if content is None else "POST")
    request = urllib.request.Request(url, data=content, method=method)  # noqa: S310
    request.add_header("Authorization", f"Bearer {token}")
    if content is not None:
        kind = "json" if content.startswith(b"{") and method == "POST" else "octet-stream"
        request.add_header("Content-Type", f"application/{kind}")
    return urllib.request.urlopen(request, timeout=TIMEOUT_S)  # noqa: S310 -- http(s) only, checked
