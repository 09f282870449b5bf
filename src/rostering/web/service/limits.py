"""Rate limits: so many requests in a minute, counted in memory."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

MINUTE = 60.0
MOST_KEYS = 100_000
"""Beyond this the key whose minute began first is forgotten."""


@dataclass(frozen=True)
class RateLimits:
    """Requests a minute; 0 sets no limit."""

    link: int = 60
    """Of one link from one address."""
    address: int = 6000
    """Of one address, whatever it asks for; Google and Microsoft fetch everybody's feeds from few."""


class RateMeter:
    """Counts requests by key, in minutes or other spans of seconds that begin with the key's first request."""

    def __init__(self, most: int, keys: int = MOST_KEYS, span: float = MINUTE) -> None:
        self._most = most
        self._keys = keys
        self._span = span
        self._counts: OrderedDict[Hashable, tuple[float, int]] = OrderedDict()

    def wait(self, key: Hashable, now: float) -> int:
        """Count a request at `now` in seconds; returns after how many seconds it may come again, 0 when it may pass."""
        if not self._most:
            return 0
        began, count = self._counts.get(key, (now, 0))
        if now - began >= self._span:
            began, count = now, 0
        if count == 0:
            self._begin(key)
        self._counts[key] = (began, count + 1)
        return 0 if count < self._most else max(1, math.ceil(began + self._span - now))

    def give_back(self, key: Hashable) -> None:
        """Count a request of a key no more, as if it had not come."""
        if key in self._counts:
            began, count = self._counts[key]
            self._counts[key] = began, max(0, count - 1)

    def forget(self, key: Hashable) -> None:
        """Count a key anew."""
        self._counts.pop(key, None)

    def __len__(self) -> int:
        return len(self._counts)

    def _begin(self, key: Hashable) -> None:
        self._counts.pop(key, None)
        if len(self._counts) >= self._keys:
            self._counts.popitem(last=False)


def network_of(host: str) -> str:
    """What counts as one address: an IPv4 address, the /64 of an IPv6 one, else the first letters of what is said."""
    if ":" not in host:
        return host[:64]
    try:
        address = ipaddress.IPv6Address(host.partition("%")[0])
    except ValueError:
        return host[:64]
    return str(address.ipv4_mapped or ipaddress.IPv6Network((address, 64), strict=False))
