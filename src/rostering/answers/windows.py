"""What a period asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.domain.seats import Window


@dataclass(frozen=True)
class Demand:
    """The windows of a period, with the zone and the names to show them by."""

    windows: tuple[Window, ...]
    zone: ZoneInfo
    roles: Mapping[str, str]
    customers: Mapping[str, str]
    warnings: tuple[str, ...]
