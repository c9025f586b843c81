"""Which network addresses a page may be fetched from: the public ones.

The tables are IANA's and written down here, since Python's `ipaddress` changes its mind from version to
version: 3.11 calls 64:ff9b::7f00:1 global, which a NAT64 gateway takes to 127.0.0.1.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["why_refused"]

# https://www.iana.org/assignments/iana-ipv4-special-registry, and 224/4 of ipv4-address-space
_IPV4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a shared address"),
        ("127.0.0.0/8", "a loopback address"),
        ("169.254.0.0/16", "a link-local address"),  # 169.254.169.254 hands out the keys of cloud machines
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a documentation address"),
        ("192.31.196.0/24", "a reserved address"),
        ("192.52.193.0/24", "a reserved address"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private address"),
        ("192.175.48.0/24", "a reserved address"),
        ("198.18.0.0/15", "a benchmarking address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)

# https://www.iana.org/assignments/iana-ipv6-special-registry; the forms that carry an IPv4 address are
# refused whatever it is: no server of the web needs to be called by one.
_IPV6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::1/128", "a loopback address"),
        ("::/128", "this host"),
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("::ffff:0:0:0/96", "an IPv4-translated address"),
        ("::/96", "an IPv4-compatible address"),
        ("64:ff9b::/96", "a NAT64 address"),
        ("64:ff9b:1::/48", "a NAT64 address"),
        ("100::/64", "a discard address"),
        ("2001::/32", "a Teredo address"),
        ("2001:db8::/32", "a documentation address"),
        ("2001::/23", "a reserved address"),
        ("2002::/16", "a 6to4 address"),
        ("2620:4f:8000::/48", "a reserved address"),
        ("3fff::/20", "a documentation address"),
        ("5f00::/16", "a segment routing address"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
_IPV6_GLOBAL = IPv6Network("2000::/3")  # all that IANA has given out, RFC 4291


def why_refused(address: str) -> str | None:
    """What an IP address is, if no page may be fetched from it; None for a public one.

    >>> why_refused("64:ff9b::7f00:1"), why_refused("93.184.215.14")
    ('a NAT64 address', None)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    table: tuple[tuple[IPv4Network | IPv6Network, str], ...] = _IPV4 if found.version == 4 else _IPV6
    for network, what in table:
        if found in network:
            return what
    return None if _global(found) else "a reserved address"


def _global(address: IPv4Address | IPv6Address) -> bool:
    # `is_global` as well: what a later Python knows to be special and this table does not.
    return address.is_global and (address.version == 4 or address in _IPV6_GLOBAL)
