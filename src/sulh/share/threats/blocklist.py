"""Lists for firewalls and name servers: only what is safe to block by itself, and why the rest is out.

A list that a machine takes over must not cut off a hospital, an agency or the mission itself. So only a sign
that stands alone is listed, while it holds, and never an address of an inner network or a name that many share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError, shown
from sulh.share.threats.intrusions import UNRATED
from sulh.share.threats.records import DOMAIN
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "CONFIDENCE",
    "NOT_BLOCKED",
    "Blocklist",
    "NotBlocked",
    "Sign",
    "blocklist",
    "is_own",
    "listed",
    "own_signs",
    "standing_signs",
]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CONFIDENCE = 50
"""What an indicator without a confidence counts as, of 100."""
Sign = str | IPv4Network | IPv6Network
"""A domain name, or a network."""

Why = Literal[
    "conjunction",
    "expired",
    "inner",
    "not-yet",
    "own",
    "revoked",
    "shared",
    "too-wide",
    "unrated",
    "unsure",
    "unusable",
]
NOT_BLOCKED: Mapping[Why, str] = {
    "conjunction": "it holds only together with other signs",
    "expired": "it no longer holds (valid_until)",
    "inner": "it is of an inner network or a reserved range",
    "not-yet": "it does not hold yet (valid_from)",
    "own": "it is the mission's own",
    "revoked": "it was taken back",
    "shared": "many people use it for good ends: a large provider, an agency, a public resolver",
    "too-wide": "it would block a whole country's names or a large range",
    "unrated": "somebody reported it, and nobody who rates reports has reviewed it",
    "unsure": "its confidence is lower than asked for, or it is marked benign",
    "unusable": "a firewall or name server cannot block it alone: a web address, a file, an e-mail address",
}
"""Why a sign is not on the list."""

COMPARISON = re.compile(
    r"(?<![a-z0-9-])(?P<type>[a-z0-9-]+):(?P<path>[A-Za-z0-9_.'\-\[\]*]+)\s*(?P<operator>=|!=|IN|LIKE|MATCHES|ISSUBSET)"
    r"\s*'(?P<value>(?:[^'\\]|\\.){1,2000})'"
)
STANDING = ("indicator_types", "labels", "pattern", "pattern_type")
"""Properties by which an indicator is judged whatever the time, the mission and the confidence asked for."""
CONDITION = re.compile(r"\b(AND|FOLLOWEDBY|NOT|WITHIN|REPEATS|START|STOP)\b|!=")
STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'")
BETWEEN = re.compile(r"(?:[\s\[\]()]|\bOR\b)*")
"""What may stand between comparisons each of which holds alone. A comment, a list or a number is none."""
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
NAME_MAX = 200
"""Characters of a name: with ``*.`` and the zone's own name behind it, no longer one loads (RFC 1035: 253)."""

INNER_NAMES = ("arpa", "home", "internal", "invalid", "lan", "local", "localhost", "onion", "test")
SHARED_NAMES = frozenset(
    {
        "amazon.com", "apple.com", "bing.com", "bit.ly", "discord.com", "dropbox.com",
        "facebook.com", "github.com", "gmail.com", "google.com", "googleapis.com", "gstatic.com",
        "hotmail.com", "icloud.com", "icrc.org", "ifrc.org", "instagram.com", "iom.int",
        "letsencrypt.org", "linkedin.com", "live.com", "microsoft.com", "microsoftonline.com",
        "msf.org", "office.com", "office365.com", "osce.org", "outlook.com", "paypal.com",
        "reliefweb.int", "sharepoint.com", "signal.org", "skype.com", "t.co", "t.me",
        "telegram.org", "tinyurl.com", "twitter.com", "un.org", "unhcr.org", "unicef.org",
        "undp.org", "wfp.org", "whatsapp.com", "who.int", "wikipedia.org", "windows.com", "x.com",
        "yahoo.com", "youtube.com", "zoom.us",
    }
)  # fmt: skip
"""Names of large providers and of agencies: neither they nor anything below them is ever listed."""
HOSTING = frozenset(
    {
        "amazonaws.com", "appspot.com", "azureedge.net", "azurewebsites.net", "blogspot.com",
        "cloudfront.net", "core.windows.net", "firebaseapp.com", "fastly.net",
        "githubusercontent.com", "github.io", "herokuapp.com", "netlify.app", "ngrok.io",
        "ngrok-free.app", "pages.dev", "vercel.app", "web.app", "weebly.com", "wixsite.com",
        "wordpress.com", "workers.dev",
    }
)  # fmt: skip
"""Names below which strangers rent names of their own: they are never listed, a rented name may be."""
SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gob", "gov", "gouv", "mil", "net", "org"})
ABOVE_SHARED = frozenset(
    ".".join(labels[n:])
    for labels in (name.split(".") for name in (*SHARED_NAMES, *HOSTING))
    for n in range(1, len(labels))
)
"""Names above one that many share: to block them would block it."""
RESOLVERS = frozenset(
    {
        "1.0.0.1", "1.1.1.1", "8.8.4.4", "8.8.8.8", "9.9.9.9", "149.112.112.112",
        "208.67.220.220", "208.67.222.222", "2001:4860:4860::8844", "2001:4860:4860::8888",
        "2606:4700:4700::1001", "2606:4700:4700::1111", "2620:fe::fe",
    }
)  # fmt: skip
WIDEST_4, WIDEST_6 = 24, 48
EMBEDDING = tuple(map(IPv6Network, ("::ffff:0:0/96", "::/96", "64:ff9b::/96")))
"""Where the last 32 bits are an address of version 4: mapped, compatible (RFC 4291), translated (RFC 6052)."""
SIX_TO_FOUR, SIX_TO_FOUR_BITS = IPv6Network("2002::/16"), 48
"""Where the 32 bits behind the first 16 are an address of version 4 (RFC 3056)."""
LOCAL_TRANSLATION = IPv6Network("64:ff9b:1::/48")
"""For translation within one network (RFC 8215)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBlocked:
    """A sign that is out: of which object, what it says, and why."""

    object: str
    value: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocklist:
    """What to block: domain names with everything below them, and networks; and what is out."""

    domains: tuple[str, ...]
    networks: tuple[IPv4Network | IPv6Network, ...]
    out: tuple[NotBlocked, ...]


def blocklist(
    objects: Iterable[Mapping[str, Any]],
    *,
    moment: datetime,
    own: frozenset[str] = frozenset(),
    confidence_min: int = 0,
) -> Blocklist:
    """Return what indicators say to block at a moment (UTC).

    Parameters
    ----------
    objects
        STIX objects, of each the last version; others than indicators are left alone.
    own
        Domain names and addresses of the mission and its partners, never listed.
    confidence_min
        The least confidence, 0 to 100; an indicator without one counts as 50.

    Raises
    ------
    InputError
        When an entry of `own` is neither a name nor a network: it would protect nothing.
    """
    own = own_signs(own)
    signs: set[Sign] = set()
    out: list[NotBlocked] = []
    for each in objects:
        if each.get("type") == "indicator":
            blocked, not_blocked = _judge_indicator(each, moment, own, confidence_min)
            signs.update(blocked)
            out += not_blocked
    return listed(signs, out)


def listed(signs: Iterable[Sign], out: Iterable[NotBlocked] = ()) -> Blocklist:
    """Return names and networks, each once, as a list in order."""
    several = frozenset(signs)
    networks = (each for each in several if not isinstance(each, str))
    return Blocklist(
        domains=tuple(sorted(each for each in several if isinstance(each, str))),
        networks=tuple(
            sorted(networks, key=lambda n: (n.version, int(n.network_address), n.prefixlen))
        ),
        out=tuple(sorted(out, key=lambda each: (each.why, each.value, each.object))),
    )


def _judge_indicator(
    each: Mapping[str, Any], moment: datetime, own: frozenset[str], confidence_min: int
) -> tuple[list[Sign], list[NotBlocked]]:
    """Return what one indicator says to block, and what is out; `own` is as `own_signs` returns it."""
    identity, pattern = str(each.get("id")), str(each.get("pattern", ""))
    why = _why_not_now(each, moment, confidence_min)
    if why is not None:
        return [], [NotBlocked(object=identity, value=pattern[:200], why=why)]
    blocked: list[Sign] = []
    out: list[NotBlocked] = []
    for kind, value in _signs(pattern):
        sign = _judge(kind, value, own)
        if isinstance(sign, str) and sign in NOT_BLOCKED:
            out.append(NotBlocked(object=identity, value=value[:200], why=sign))  # type: ignore[arg-type]
        else:
            blocked.append(sign)
    return blocked, out


def standing_signs(each: Mapping[str, Any]) -> list[Sign]:
    """Return what an indicator says to block while it holds, to whoever is content with its confidence.

    What is somebody's own is among it (see `is_own`).
    """
    rest = {name: each[name] for name in STANDING if name in each}
    blocked, _ = _judge_indicator(rest, EPOCH, frozenset(), 0)
    return blocked


def own_signs(own: Iterable[str]) -> frozenset[str]:
    """Return names and networks of the mission as the signs of indicators are written.

    Raises
    ------
    InputError
        When one is neither a name nor a network: it would protect nothing.
    """
    return frozenset(map(_own_sign, own))


def _own_sign(text: str) -> str:
    """Return a name or network of the mission as the signs of indicators are written."""
    sign = text.strip().lower().rstrip(".")
    if not NAME.fullmatch(sign) and _network(sign) is None:
        raise InputError(
            f"{shown(text)} is neither a domain name nor a network.",
            remedy="Write it as mission.example or 192.0.2.0/24.",
        )
    return sign


def _why_not_now(each: Mapping[str, Any], moment: datetime, confidence_min: int) -> Why | None:
    confidence, types = each.get("confidence", CONFIDENCE), each.get("indicator_types")
    labels = each.get("labels")
    unsure = not isinstance(confidence, int) or confidence < confidence_min
    rules: tuple[tuple[Why, bool], ...] = (
        ("revoked", each.get("revoked") is True),
        ("not-yet", _time(each.get("valid_from"), moment) > moment),
        ("expired", "valid_until" in each and _time(each["valid_until"], moment) <= moment),
        ("unrated", isinstance(labels, list) and UNRATED in labels),
        ("unsure", unsure or (isinstance(types, list | str) and "benign" in types)),
        ("unusable", each.get("pattern_type", "stix") != "stix"),
    )
    return next((why for why, holds in rules if holds), None)


def _time(value: Any, otherwise: datetime) -> datetime:
    try:
        return parse_utc(value)
    except (ValueError, TypeError, OverflowError):
        return otherwise


def _signs(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield kind and value of each sign of a pattern; a kind ``conjunction`` where none stands alone."""
    if CONDITION.search(STRINGS.sub("''", pattern)):
        yield "conjunction", pattern
        return
    comparisons = list(COMPARISON.finditer(pattern))
    if not comparisons or not BETWEEN.fullmatch(COMPARISON.sub("", pattern)):
        yield "unusable", pattern
        return
    for match in comparisons:
        usable = match["operator"] == "=" and match["path"] == "value"
        value = re.sub(r"\\(.)", r"\1", match["value"])
        yield match["type"] if usable else "unusable", value


def _judge(kind: str, value: str, own: frozenset[str]) -> Sign:
    """Return the name or network to block, or why it is out."""
    if kind == "conjunction":
        return "conjunction"
    if kind == "domain-name":
        return _judge_domain(value.lower().rstrip("."), own)
    if kind in {"ipv4-addr", "ipv6-addr"}:
        return _judge_network(value, own)
    return "unusable"


def _judge_domain(name: str, own: frozenset[str]) -> str:
    if not DOMAIN.fullmatch(name) or len(name) > NAME_MAX:
        return "unusable"
    labels = name.split(".")
    above = {".".join(labels[n:]) for n in range(len(labels))}
    rules: tuple[tuple[Why, bool], ...] = (
        ("inner", labels[-1] in INNER_NAMES),
        ("own", is_own(name, own)),
        ("shared", bool(above & SHARED_NAMES) or name in HOSTING or name in ABOVE_SHARED),
        ("too-wide", len(labels) == 2 and len(labels[1]) == 2 and labels[0] in SECOND_LEVELS),
    )
    return next((why for why, holds in rules if holds), name)


def is_own(sign: Sign, own: frozenset[str]) -> bool:
    """Say whether to block a sign would block one of `own`, which are as `own_signs` returns them."""
    if not isinstance(sign, str):
        return any(_holds(sign, each) for each in own)
    labels = sign.split(".")
    return any(".".join(labels[n:]) in own for n in range(len(labels))) or any(
        each.endswith(f".{sign}") for each in own
    )


def _judge_network(value: str, own: frozenset[str]) -> Sign:
    network = _network(value)
    if network is None:
        return "unusable"
    if isinstance(network, IPv6Network) and any(network.subnet_of(each) for each in EMBEDDING):
        inner = IPv4Address(int(network.network_address) & 0xFFFFFFFF)
        return _judge_network(f"{inner}/{network.prefixlen - 96}", own)
    first, last = network.network_address, network.broadcast_address
    if network.prefixlen >= SIX_TO_FOUR_BITS and first in SIX_TO_FOUR:
        inner = IPv4Address(int(first) >> 128 - SIX_TO_FOUR_BITS & 0xFFFFFFFF)
        of_inner = _judge_network(f"{inner}", own)
        if isinstance(of_inner, str):
            return of_inner
    widest = WIDEST_4 if network.version == 4 else WIDEST_6
    rules: tuple[tuple[Why, bool], ...] = (
        (
            "inner",
            not (first.is_global and (first == last or last.is_global))
            or first.is_multicast
            or first in LOCAL_TRANSLATION,
        ),
        ("too-wide", network.prefixlen < widest),
        ("shared", any(_holds(network, each) for each in RESOLVERS)),
        ("own", is_own(network, own)),
    )
    return next((why for why, holds in rules if holds), network)


def _holds(network: IPv4Network | IPv6Network, address: str) -> bool:
    other = _known_network(address)
    return other is not None and network.version == other.version and network.overlaps(other)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    """Return an address or network; None for others, and for one with a zone (``%``), which may be any text."""
    try:
        return None if "%" in text else ip_network(text, strict=False)
    except ValueError:
        return None


_known_network = lru_cache(maxsize=1_000)(_network)
"""The same for addresses that each sign is compared with: the mission's own, resolvers."""
