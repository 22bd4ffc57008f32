"""Which network addresses are inside the house: a webhook must not be a way to speak to them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_inside", "is_listed"]

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

METADATA = frozenset(
    map(ip_address, ("168.63.129.16", "169.254.169.254", "100.100.100.200", "fd00:ec2::254"))
)
"""Where clouds tell a machine its own secrets; the first looks like any public address."""
NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
COMPATIBLE = ip_network("::/96")


def _within(address: Address) -> list[Address]:
    """Return an address and those that it carries inside: a way round every list otherwise."""
    if isinstance(address, IPv4Address):
        return [address]
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in COMPATIBLE or any(address in each for each in NAT64):
        carried.append(last)
    return [address, *(each for each in carried if each is not None)]


def is_inside(text: str) -> bool:
    """Say whether an address is loopback, private, link-local, a cloud's metadata, or anything but public."""
    return any(_is_inside(each) for each in _within(_read(text)))


def _is_inside(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in NAT64[0]):
        return False  # what it carries decides
    return (
        address in METADATA
        or not address.is_global
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )


def is_listed(text: str, networks: Iterable[Network]) -> bool:
    """Say whether an address is in one of some networks.

    An IPv4 address that IPv6 merely writes (``::ffff:``) counts as what it is; what others carry inside does
    not count.
    """
    address = _read(text)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in each for each in networks)


def _read(text: str) -> Address:
    """Return an address without the name of its network card, which only link-local ones have."""
    return ip_address(text.partition("%")[0])
