"""Which network addresses a server may talk to on behalf of somebody who typed a URL.

`ipaddress.is_global` alone lets through NAT64, 6to4, Teredo and multicast forms that end inside the house
(measured, security.md 7.3), so this module decides and `safe_http` asks it about every address, after resolution.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

from milo_app.core.errors import Invalid

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Cloud metadata services, the link-local ranges most of them live in, "this host" and multicast: no allow list opens
# these, because nothing a recruiter types is ever served from there and credentials are.
_NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "169.254.0.0/16",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "192.0.0.192/32",
        "0.0.0.0/8",
        "224.0.0.0/4",
        "255.255.255.255/32",
        "fd00:ec2::254/128",
        "fd20:ce::254/128",
        "fe80::/10",
        "ff00::/8",
        "::/128",
    )
)

# IPv6 ranges that carry an IPv4 address. A packet to one of them may come out at that IPv4 address.
_CARRIERS: tuple[ipaddress.IPv6Network, ...] = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
    )
)

# Not public although some Python releases call them global.
_NOT_PUBLIC: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "fec0::/10",
        "fc00::/7",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
    )
)


def networks(text: str | Iterable[str]) -> tuple[Network, ...]:
    """Read a comma separated list of networks such as `10.1.2.3/32, fd00::/8`; raises Invalid naming the wrong one."""
    parts = text.split(",") if isinstance(text, str) else text
    found: list[Network] = []
    for part in (piece.strip() for piece in parts):
        if not part:
            continue
        try:
            found.append(ipaddress.ip_network(part))
        except ValueError:
            raise Invalid(
                f"MILO_ALLOW_PRIVATE holds {part[:60]!r}, which is not a network.",
                field="allow_private",
                do="Write addresses with their length, such as 10.1.2.3/32.",
            ) from None
    return tuple(found)


def parse(text: str) -> Address | None:
    """Read one address as a resolver returns it (a zone such as `%eth0` is dropped), or None."""
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def carried(address: Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address stands for or may be translated to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner: list[ipaddress.IPv4Address] = []
    if address.ipv4_mapped:
        inner.append(address.ipv4_mapped)
    if address.sixtofour:
        inner.append(address.sixtofour)
    if address.teredo:
        inner.extend(address.teredo)
    value = int(address)
    is_isatap = (value >> 32) & 0xFCFFFFFF == 0x00005EFE
    if is_isatap or any(address in network for network in _CARRIERS):
        inner.append(ipaddress.IPv4Address(value & 0xFFFFFFFF))
    if address in ipaddress.IPv6Network("64:ff9b:1::/48"):
        # RFC 6052 with a /48 prefix: 16 bits, a zero byte, then the other 16 bits.
        inner.append(ipaddress.IPv4Address(((value >> 64) & 0xFFFF) << 16 | (value >> 40) & 0xFFFF))
    return inner


def _within(address: Address, ranges: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in ranges)


def is_never(address: Address) -> bool:
    """Tell whether an address is out of reach whatever the allow list says, also in its carried forms."""
    return any(_within(one, _NEVER) for one in (address, *carried(address)))


def is_public(address: Address) -> bool:
    """Tell whether an address is an ordinary public one; carriers of IPv4 addresses are not."""
    if isinstance(address, ipaddress.IPv6Address) and carried(address):
        return False
    if is_never(address) or _within(address, _NOT_PUBLIC) or address.is_multicast or address.is_reserved:
        return False
    return address.is_global


def is_allowed(address: Address, allow_private: Sequence[Network] = ()) -> bool:
    """Tell whether a typed URL may lead here: public, or named by the allow list and not on the never list."""
    if is_never(address):
        return False
    return is_public(address) or _within(address, allow_private)
