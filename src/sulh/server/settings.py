"""The server's settings: ``serve.toml`` in the mission's folder. All have defaults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.recover import Publisher
from sulh.server.access.policy import RATES, READ, ROLES, Role
from sulh.server.notices.settings import NoticeSettings, read_notice_settings
from sulh.server.share.cot_hub import CotSettings, read_cot_settings
from sulh.share.threats.records import COLLECTION_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["FILE", "CollectionSettings", "OidcSettings", "Settings", "read_settings"]

FILE = "serve.toml"
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
SECOND_FACTOR: frozenset[Role] = frozenset({"administrator"})
HOST_NAME = re.compile(r"[A-Za-z0-9_.-]{1,253}|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """A provider of identities (OpenID Connect Core 1.0) that people may sign in with.

    `hosts` are the hosts, besides the issuer's own, that its endpoints may be on.
    """

    issuer: str
    client_id: str
    client_secret_file: str = ""
    label: str = "your organisation"
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSettings:
    """A collection of threat objects: table ``[collections.NAME]``.

    `read` and `write` are the roles that may; what is added without a TLP marking of its own gets `marking`.
    """

    name: str
    title: str
    description: str = ""
    read: frozenset[Role] = frozenset(READ)
    write: frozenset[Role] = RATES
    marking: Tlp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server works, apart from its address.

    `origin` is how browsers call it (scheme, host, port): passkeys and OIDC need it. `host_names` are other
    names that it answers to. Roles of `second_factor` sign in with a code or a passkey besides the password,
    or by OIDC.
    `default_marking` holds for records without one. `body_bytes_max` limits one request, `daily_bytes_max` all
    that one account sends in a day,
    `streams_max` the live streams of one account, `connections_max` the connections of all.
    `roads` is a file of roads in the mission's folder, for travel times; empty: straight lines.
    Without `collections` there is one, ``threats``.
    """

    origin: str = "http://127.0.0.1:8000"
    host_names: frozenset[str] = frozenset()
    second_factor: frozenset[Role] = frozenset()
    default_marking: Tlp = Tlp.AMBER
    body_bytes_max: int = 10_000_000
    daily_bytes_max: int = 5_000_000_000
    streams_max: int = 10
    connections_max: int = 2000
    sign_ins_per_minute: int = 10
    roads: str = ""
    oidc: OidcSettings | None = None
    collections: tuple[CollectionSettings, ...] = ()
    cot: CotSettings | None = None
    notices: NoticeSettings | None = None
    iati: Publisher | None = None

    @property
    def secure(self) -> bool:
        """Whether browsers reach it by HTTPS, so that cookies are bound to it."""
        return self.origin.startswith("https://")

    @property
    def host(self) -> str:
        """The host's name, without scheme and port."""
        return urlsplit(self.origin).hostname or ""

    @property
    def names(self) -> frozenset[str]:
        """The names that the server answers to, in lower case and without ports."""
        return LOCAL | {self.host} | self.host_names

    def is_own(self, origin: str, host: str) -> bool:
        """Say whether a page of this server sent a request, by the headers Origin and Host.

        A server that browsers reach on this machine may be called by any of the machine's local
        names, and through a tunnel by another port.
        """
        if origin == self.origin:
            return True
        name = _hostname(origin)
        return self.host in LOCAL and name in LOCAL and urlsplit(origin).netloc == host


def read_settings(
    folder: Path, *, origin: str, host_names: Iterable[str] = (), is_public: bool = False
) -> Settings:
    """Return the settings of a mission's folder; `origin` holds where the file names none.

    `host_names` are answered to as well as those of the file. Where the file says nothing of a second factor,
    administrators need one on a server that other machines reach: one that `is_public`, or whose origin is no
    name of this machine.

    Raises
    ------
    InputError
        When the file cannot be read, or a key or value in it is not a setting.
    """
    path = folder / FILE
    try:
        values = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    try:
        values |= {"roads": _roads(values, folder)}
        values["host_names"] = _host_names(values, host_names)
        settings = _settings(values, origin, folder)
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{path}: {error}", remedy="See docs/how-to/run-a-headquarters.md."
        ) from error
    if "second_factor" in values or not (is_public or settings.host not in LOCAL):
        return settings
    return replace(settings, second_factor=SECOND_FACTOR)


def default_marking(folder: Path) -> Tlp:
    """Return the marking of records without one: that of the server's settings in a mission's folder.

    Raises
    ------
    InputError
        As `read_settings` does.
    """
    return read_settings(folder, origin=Settings().origin).default_marking


def _settings(table: dict[str, Any], origin: str, folder: Path) -> Settings:
    values: dict[str, Any] = {"origin": origin} | table
    names = {each.name for each in fields(Settings)}
    for name, value in values.items():
        if name not in names:
            raise ValueError(f"{name!r} is not a setting")
        if name.endswith(("_max", "_minute")) and (
            isinstance(value, bool) or not isinstance(value, int) or value < 1
        ):
            raise ValueError(f"{name} must be a whole number of at least 1")
    if not str(values["origin"]).startswith(("http://", "https://")):
        raise ValueError("origin must begin with http:// or https://")
    values["origin"] = str(values["origin"]).rstrip("/")
    if "second_factor" in values:
        values["second_factor"] = _second_factor(values["second_factor"])
    if "default_marking" in values:
        values["default_marking"] = Tlp.parse(str(values["default_marking"]))
    if "oidc" in values:
        values["oidc"] = _oidc(values["oidc"])
    if "cot" in values:
        values["cot"] = read_cot_settings(values["cot"], folder)
    if "iati" in values:
        values["iati"] = _publisher(values["iati"])
    if "notices" in values:
        values["notices"] = read_notice_settings(values["notices"], folder)
    tables = values.pop("collections", {})
    return Settings(
        **values, collections=tuple(_collection(name, tables[name]) for name in sorted(tables))
    )


def _collection(name: str, table: dict[str, Any]) -> CollectionSettings:
    where = f"collections.{name}"
    if not COLLECTION_NAME.fullmatch(name):
        raise ValueError(f"{where}: a name has lower-case letters, digits and hyphens")
    values: dict[str, Any] = {"title": name} | table
    for each in ("read", "write"):
        if each in values:
            values[each] = _roles(f"{where}.{each}", values[each])
    if "marking" in values:
        values["marking"] = Tlp.parse(str(values["marking"]))
    return CollectionSettings(name=name, **values)


def _roles(name: str, value: object) -> frozenset[Role]:
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list of roles, such as ['analyst'], not {value!r}")  # noqa: TRY004
    strangers = [each for each in value if each not in ROLES]
    if strangers:
        raise ValueError(f"{name}: {strangers[0]!r} is no role; roles are: {', '.join(ROLES)}")
    return frozenset(value)


def _second_factor(value: object) -> frozenset[Role]:
    roles = _roles("second_factor", value)
    if "site" in roles:
        raise ValueError("second_factor: 'site' is the role of programs, which use tokens")
    return roles


def _host_names(values: dict[str, Any], more: Iterable[str]) -> frozenset[str]:
    names = values.get("host_names", [])
    if not isinstance(names, list):
        raise ValueError(f"host_names must be a list of names, not {names!r}")  # noqa: TRY004
    for each in (*names, *more):
        if not isinstance(each, str) or not HOST_NAME.fullmatch(each):
            raise ValueError(
                f"host_names: {each!r} is not a name or address of a server; without scheme and port"
            )
    return frozenset(each.lower().strip("[]") for each in (*names, *more))


def _publisher(table: dict[str, Any]) -> Publisher:
    values = {"type": "40"} | table
    for name in ("ref", "name", "country"):
        if not isinstance(values.get(name), str) or not values[name]:
            raise ValueError(f"iati.{name} is missing")
    if not re.fullmatch("[A-Z]{2}", values["country"]):
        raise ValueError("iati.country has two letters (ISO 3166), such as CF")
    return Publisher(**values)


def _roads(values: dict[str, Any], folder: Path) -> str:
    """Return the name of the file of roads, which must be in the mission's folder."""
    name = str(values.get("roads", ""))
    if name and not (folder / name).is_file():
        raise ValueError(f"roads: there is no file {name!r} in the mission's folder")
    return name


def _oidc(table: dict[str, Any]) -> OidcSettings:
    settings = OidcSettings(**table | {"hosts": tuple(table.get("hosts", ()))})
    parts = urlsplit(settings.issuer)
    local = parts.scheme == "http" and parts.hostname in LOCAL
    if "@" in parts.netloc or not (local or (parts.scheme == "https" and parts.hostname)):
        raise ValueError("oidc.issuer must begin with https://")
    return settings


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
