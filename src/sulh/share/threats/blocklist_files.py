"""A blocklist as files: one name or network a line for firewalls, a response policy zone for name servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from ipaddress import IPv4Network, IPv6Network

    from sulh.share.threats.blocklist import Blocklist

__all__ = ["plain_lines", "plain_list", "rpz_lines", "rpz_zone"]


def plain_list(blocked: Blocklist) -> str:
    """Return a list with one name or network a line, names first."""
    return "".join(plain_lines(blocked))


def plain_lines(blocked: Blocklist) -> Iterator[str]:
    """Yield the lines of `plain_list`."""
    for name in blocked.domains:
        yield f"{name}\n"
    for network in blocked.networks:
        yield f"{_network_text(network)}\n"


def _network_text(network: IPv4Network | IPv6Network) -> str:
    single = network.prefixlen == network.max_prefixlen
    return str(network.network_address) if single else str(network)


def rpz_zone(blocked: Blocklist, *, serial: int, ttl_s: int = 300) -> str:
    """Return a response policy zone that answers each listed name, and names below it, with NXDOMAIN.

    Networks are listed as addresses in answers (``rpz-ip``). `serial` grows with each edition. Form: Vixie and
    Schryver, DNS Response Policy Zones (draft-vixie-dnsop-dns-rpz), as BIND, Unbound and PowerDNS read it.
    """
    return "".join(rpz_lines(blocked, serial=serial, ttl_s=ttl_s))


def rpz_lines(blocked: Blocklist, *, serial: int, ttl_s: int = 300) -> Iterator[str]:
    """Yield the lines of `rpz_zone`."""
    yield f"$TTL {ttl_s}\n"
    yield f"@ SOA localhost. hostmaster.localhost. {serial} 3600 600 86400 {ttl_s}\n"
    yield "@ NS localhost.\n"
    for each in blocked.domains:
        yield f"{each} CNAME .\n*.{each} CNAME .\n"
    for network in blocked.networks:
        yield f"{network.prefixlen}.{_reversed(network)}.rpz-ip CNAME .\n"


def _reversed(network: IPv4Network | IPv6Network) -> str:
    text = str(network.network_address)
    if network.version == 4:
        return ".".join(reversed(text.split(".")))
    words = text.replace("::", ":zz:").strip(":").split(":")
    return ".".join(reversed(words))
