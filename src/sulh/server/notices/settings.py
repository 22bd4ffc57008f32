"""Who gets notices and how they are sent: the table ``notices`` of `serve.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sulh.errors import InputError
from sulh.languages import LANGUAGES
from sulh.ledger.tlp import Tlp
from sulh.share import Audience
from sulh.share.notices import NOTICE_KINDS, TOPICS, Receiver, read_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["MailSettings", "NoticeSettings", "Target", "read_notice_settings"]

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
NAMES_TO = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,59}")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SECURITY = ("starttls", "tls", "none")
MAIL_KEYS = {"host", "port", "security", "sender", "user", "password_file"}
KEYS = {
    "address",
    "clearance",
    "digests",
    "kinds",
    "language",
    "quiet",
    "released_to",
    "secret_file",
    "titles_only",
    "topics",
    "url",
    "urgent",
    "zones",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server that takes notices: `security` is ``starttls``, ``tls``, or ``none`` on this machine."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the notices of a receiver go: a mailbox, or a webhook (`url`) with its key."""

    receiver: Receiver
    address: str = ""
    url: str = ""
    key: bytes = b""

    @property
    def way(self) -> str:
        """How they go."""
        return "webhook" if self.url else "e-mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSettings:
    """All of it. `inside` are the networks of the house that a webhook may go to, besides public ones.

    `authority` is a file (PEM) of authorities that sign the other sides' certificates; empty: the system's.
    """

    targets: tuple[Target, ...]
    mail: MailSettings | None = None
    authority: str = ""
    inside: tuple[IPv4Network | IPv6Network, ...] = ()

    def target(self, name: str) -> Target | None:
        """Return a receiver's target; None where there is no such receiver."""
        return next((each for each in self.targets if each.receiver.name == name), None)


def read_notice_settings(table: Mapping[str, Any], folder: Path) -> NoticeSettings:
    """Return the settings of a table ``notices``; file names are relative to the mission's folder.

    Raises
    ------
    ValueError
        When one is unknown, missing or wrong.
    """
    _known(table, {"authority", "inside", "mail", "to"}, "notices")
    authority = str(table.get("authority", ""))
    if authority and not (folder / authority).is_file():
        raise ValueError(
            f"notices.authority: there is no file {authority!r} in the mission's folder"
        )
    mail = _mail(table["mail"], folder) if "mail" in table else None
    inside = tuple(_network(each) for each in _texts(table, "inside", "notices"))
    receivers = table.get("to", {})
    if not isinstance(receivers, dict) or not receivers:
        raise ValueError("notices needs a table [notices.to.NAME] for each receiver")
    targets = tuple(_target(name, receivers[name], folder) for name in sorted(receivers))
    if mail is None and any(each.address for each in targets):
        raise ValueError("notices.mail is needed, since a receiver has an address")
    return NoticeSettings(
        targets=targets,
        mail=mail,
        authority=str(folder / authority) if authority else "",
        inside=inside,
    )


def _mail(table: Mapping[str, Any], folder: Path) -> MailSettings:
    where = "notices.mail"
    _known(table, MAIL_KEYS, where)
    host, sender = _text(table, "host", where), _text(table, "sender", where)
    security = str(table.get("security", "starttls"))
    if security not in SECURITY:
        raise ValueError(f"{where}.security is one of {', '.join(SECURITY)}")
    if security == "none" and host not in LOCAL:
        raise ValueError(
            f"{where}.security cannot be none: letters would cross a network in the clear"
        )
    if not MAILBOX.fullmatch(sender):
        raise ValueError(f"{where}.sender is no mailbox: {sender[:80]!r}")
    port = table.get("port", 465 if security == "tls" else 587)
    if isinstance(port, bool) or not isinstance(port, int) or not 1 <= port <= 65535:
        raise ValueError(f"{where}.port must be a whole number from 1 to 65535")
    user, file = str(table.get("user", "")), str(table.get("password_file", ""))
    if bool(user) != bool(file):
        raise ValueError(f"{where}: user and password_file go together")
    return MailSettings(
        host=host,
        port=port,
        sender=sender,
        security=security,
        user=user,
        password=_content(folder, file, f"{where}.password_file") if file else "",
    )


def _target(name: str, table: Mapping[str, Any], folder: Path) -> Target:
    where = f"notices.to.{name}"
    if not NAME.fullmatch(name):
        raise ValueError(f"{where}: a name has lower-case letters, digits and hyphens")
    _known(table, KEYS, where)
    address, url = str(table.get("address", "")), str(table.get("url", ""))
    if bool(address) == bool(url):
        raise ValueError(f"{where} needs an address or a url, and not both")
    if address and not MAILBOX.fullmatch(address):
        raise ValueError(f"{where}.address is no mailbox: {address[:80]!r}")
    receiver = _receiver(name, table, where)
    if address:
        return Target(receiver=receiver, address=address)
    _check_url(url, where)
    secret = _content(folder, _text(table, "secret_file", where), f"{where}.secret_file")
    try:
        return Target(receiver=receiver, url=url, key=read_secret(secret))
    except InputError as error:
        raise ValueError(f"{where}.secret_file: {error}") from error


def _receiver(name: str, table: Mapping[str, Any], where: str) -> Receiver:
    clearance = Tlp.parse(_text(table, "clearance", where))
    if clearance is Tlp.RED:
        raise ValueError(f"{where}.clearance cannot be TLP:RED: it is for named persons")
    language = str(table.get("language", "en"))
    if language not in LANGUAGES:
        raise ValueError(f"{where}.language is one of {', '.join(LANGUAGES)}")
    names = _texts(table, "released_to", where)
    if not all(map(NAMES_TO.fullmatch, names)):
        raise ValueError(
            f"{where}.released_to has parties by their ids, and nations by three letters"
        )
    topics = _texts(table, "topics", where) or ("records",)
    urgent = _texts(table, "urgent", where) if "urgent" in table else ("alerts",)
    for each in (*topics, *urgent):
        if each not in TOPICS:
            raise ValueError(f"{where}: {each!r} is none of {', '.join(TOPICS)}")
    kinds = _texts(table, "kinds", where)
    for each in kinds:
        if each not in NOTICE_KINDS:
            raise ValueError(f"{where}.kinds: {each!r} is none of {', '.join(NOTICE_KINDS)}")
    quiet = _texts(table, "quiet", where)
    if quiet and (len(quiet) != 2 or quiet[0] == quiet[1]):
        raise ValueError(f'{where}.quiet has two times, such as ["22:00", "06:00"]')
    hours = [_clock(each, f"{where}.quiet") for each in quiet]
    titles_only = table.get("titles_only", False)
    if not isinstance(titles_only, bool):
        raise ValueError(f"{where}.titles_only is true or false")  # noqa: TRY004 -- shown as the others
    return Receiver(
        name=name,
        audience=Audience(
            name=name, clearance=clearance, purposes=frozenset({"notice"}), names=frozenset(names)
        ),
        language=language,
        topics=frozenset(each for each in TOPICS if each in topics),
        kinds=frozenset(kinds),
        zones=frozenset(_texts(table, "zones", where)),
        quiet=(hours[0], hours[1]) if hours else None,
        digests=tuple(_clock(each, f"{where}.digests") for each in _texts(table, "digests", where)),
        urgent=frozenset(each for each in TOPICS if each in urgent),
        titles_only=titles_only,
    )


def _check_url(url: str, where: str) -> None:
    parts = urlsplit(url)
    if (
        parts.scheme not in {"https", "http"}
        or not parts.hostname
        or "@" in parts.netloc
        or parts.fragment
        or not url.isascii()
        or not url.isprintable()
        or " " in url
        or "\\" in url
    ):
        raise ValueError(f"{where}.url must be an address such as https://example.org/hook")
    try:
        parts.port  # noqa: B018 -- it raises
    except ValueError as error:
        raise ValueError(f"{where}.url has no such port") from error


def _known(table: Any, names: Iterable[str], where: str) -> None:
    if not isinstance(table, dict):
        raise ValueError(f"{where} must be a table")  # noqa: TRY004 -- shown as the others
    strangers = sorted(set(table) - set(names))
    if strangers:
        raise ValueError(f"{where}.{strangers[0]} is not a setting")


def _text(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where}.{name} is missing")
    return value


def _texts(table: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{where}.{name} must be a list of texts")
    return tuple(value)


def _clock(text: str, where: str) -> time:
    if not CLOCK.fullmatch(text):
        raise ValueError(f"{where}: {text[:20]!r} is no time of day such as 06:00")
    return time.fromisoformat(text)


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise ValueError(
            f"notices.inside: {text[:80]!r} is no network such as 10.2.0.0/16"
        ) from error


def _content(folder: Path, name: str, where: str) -> str:
    try:
        return (folder / name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{where}: {name!r} in the mission's folder cannot be read") from error
