"""Which addresses of the internet may be asked for a calendar: public ones, and none that lead back inside.

`is_global` of the standard library is not enough: on Python 3.11 NAT64, 6to4, 192.0.0.0/24 and multicast pass.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PUBLIC = tuple(map(ip_network, ("0.0.0.0/0", "2000::/3")))
"""IPv6 outside 2000::/3 is mapped, translated, local, reserved or multicast."""
REFUSED = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
        ),
    )
)
"""What the special-purpose registries of IANA keep from, or could lead from, the public internet."""


def is_public(text: str) -> bool:
    """Whether an address is one that anybody may ask."""
    address = ip_address(text)
    if any(address in network for network in REFUSED if network.version == address.version):
        return False
    return address.is_global and any(address in network for network in PUBLIC if network.version == address.version)
