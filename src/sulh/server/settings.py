"""The server's settings: ``serve.toml`` in the mission's folder. All have defaults."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sulh.errors import InputError
from sulh.server.tlp import Tlp

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE", "OidcSettings", "Settings", "read_settings"]

FILE = "serve.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """A provider of identities (OpenID Connect Core 1.0) that people may sign in with."""

    issuer: str
    client_id: str
    client_secret_file: str = ""
    label: str = "your organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is told, beside its address.

    `origin` is how browsers call it (scheme, host, port): passkeys and OIDC need it.
    `default_marking` is that of records that carry none. `body_bytes_max` limits one request,
    `streams_max` the live streams of one account.
    """

    origin: str = "http://127.0.0.1:8000"
    default_marking: Tlp = Tlp.AMBER
    body_bytes_max: int = 10_000_000
    streams_max: int = 10
    sign_ins_per_minute: int = 10
    oidc: OidcSettings | None = None

    @property
    def secure(self) -> bool:
        """Whether browsers reach it by HTTPS, so that cookies are bound to it."""
        return self.origin.startswith("https://")

    @property
    def host(self) -> str:
        """The host's name, without scheme and port."""
        return urlsplit(self.origin).hostname or ""


def read_settings(folder: Path, *, origin: str) -> Settings:
    """Return the settings of a mission's folder; `origin` holds where the file names none.

    Raises
    ------
    InputError
        When the file cannot be read, or holds a key or value that is no setting.
    """
    path = folder / FILE
    if not path.exists():
        return Settings(origin=origin)
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    try:
        return _settings(found, origin)
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{path}: {error}", remedy="See docs/how-to/run-a-headquarters.md."
        ) from error


def _settings(found: dict[str, Any], origin: str) -> Settings:
    values: dict[str, Any] = {"origin": origin} | found
    known = {each.name: each for each in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{name!r} is no setting")
        if name.endswith(("_max", "_minute")) and (
            isinstance(value, bool) or not isinstance(value, int) or value < 1
        ):
            raise ValueError(f"{name} is a whole number of at least 1")
    if not str(values["origin"]).startswith(("http://", "https://")):
        raise ValueError("origin begins with http:// or https://")
    values["origin"] = str(values["origin"]).rstrip("/")
    if "default_marking" in values:
        values["default_marking"] = Tlp.parse(str(values["default_marking"]))
    if "oidc" in values:
        values["oidc"] = OidcSettings(**values["oidc"])
        if not values["oidc"].issuer.startswith(("https://", "http://127.0.0.1")):
            raise ValueError("oidc.issuer begins with https://")
    return Settings(**values)
