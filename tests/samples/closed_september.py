"""September 2026 of the small firm: closed long ago with one line, and exported as pages, which bill nobody yet."""

from dataclasses import replace
from datetime import date

from rostering.domain.exports import ExportWish
from rostering.domain.parties import Booking
from rostering.domain.users import Actor
from rostering.services.charges.downloads import export
from rostering.spans import Period
from rostering.store import open_store
from samples.charge_samples import LINE, closing
from samples.published_samples import NAMES

SEPTEMBER = Period.parse("2026-09")
SATURDAY = date(2026, 9, 5)
LINE_ID = "B0:2026-09-05:asta"
ASTAS = replace(
    LINE,
    id=LINE_ID,
    month=SEPTEMBER.first,
    day=SATURDAY,
    customer="havn",
    booking="B0",
    consultant="asta",
    role="backend",
    roster=None,
)
_BOOKING = Booking("B0", "havn", Period(SATURDAY, SATURDAY), "day", {"backend": 1}, title="Regatta")


def close_september(url: str) -> None:
    """Close it in a store that has the firm's inputs."""
    with open_store(url).transaction() as tx:
        inputs = tx.inputs()
        havn = next(one for one in inputs.customers if one.id == "havn")
        made = replace(
            closing(SEPTEMBER.first),
            names=replace(NAMES, organisation=inputs.organisation.name),
            customers={"havn": havn},
            bookings={"B0": _BOOKING},
            seller=inputs.organisation.seller,
        )
        tx.charges.close(made, [ASTAS])
    export(url, Actor.ops("tester"), SEPTEMBER, ExportWish("html"))
