"""The small firm on a Thursday of November 2026, for pages whose content depends on the day."""

from datetime import UTC, date, datetime

from rostering.domain.users import Actor, Role
from rostering.web.frame.site import Site
from rostering.web.map import PAGES

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""Two days before Asta's next duty."""
TODAY = date(2026, 11, 26)
ASTA = Actor("asta", Role.CONSULTANT, "asta")
BIRK = Actor("birk", Role.CONSULTANT, "birk")
LEAD = Actor.ops("lead")
FINANCE = Actor("finance", Role.FINANCE)
VIEWER = Actor("viewer", Role.VIEWER)


def site_of(store: str, at: datetime = AT) -> Site:
    """The pages of a store, by a clock that stands still."""
    return Site(store, PAGES, clock=lambda: at)
