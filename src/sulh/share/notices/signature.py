"""How a webhook is signed, so that its receiver knows who sent it, what, and that it is new.

Standard: Standard Webhooks 1.0 (2023), symmetric signatures ``v1``: HMAC-SHA256 over the id, the time in
seconds since 1970 and the body, with full stops between them.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from hashlib import sha256

from sulh.errors import InputError

__all__ = ["SECRET_BYTES_MIN", "read_secret", "signed_headers"]

SECRET_BYTES_MIN, SECRET_BYTES_MAX = 24, 64
PREFIX = "whsec_"


def read_secret(text: str) -> bytes:
    """Return the key that a secret holds: ``whsec_`` and Base64, as the standard has it.

    Raises
    ------
    InputError
        When it is none, or has less than 24 bytes, which could be guessed, or more than 64.
    """
    try:
        key = base64.b64decode(text.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not SECRET_BYTES_MIN <= len(key) <= SECRET_BYTES_MAX:
        raise InputError(
            "The secret of a webhook is Base64 of 24 to 64 bytes.",
            remedy=f"Make one: echo {PREFIX}$(head -c 32 /dev/urandom | base64)",
        )
    return key


def signed_headers(key: bytes, identity: str, seconds: int, body: bytes) -> dict[str, str]:
    """Return the three headers of a webhook. `identity` is the same for each try to send it."""
    signed = f"{identity}.{seconds}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return {
        "webhook-id": identity,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{signature}",
    }
