"""Whether agreements follow one another, and whether they cover what was booked."""

from collections import defaultdict
from datetime import date

from rostering.domain.catalogue import Catalogue
from rostering.domain.parties import Agreement, Booking
from rostering.folder.dated import overlaps, until
from rostering.folder.notes import Notes, quoted
from rostering.folder.sheets import Records, SheetRow
from rostering.language import _
from rostering.spans import DAY, Period

Agreed = dict[str, list[tuple[SheetRow, Agreement]]]


def refuse_overlaps(agreements: Records[Agreement]) -> None:
    """A customer has one agreement at a time."""
    for found in _by_customer(agreements).values():
        for (row, agreement), (earlier, other) in overlaps(found):
            row.fault(
                _(
                    "customer {customer} has another agreement on {first}: {place}, package {package} until {until}",
                    customer=quoted(agreement.customer),
                    first=agreement.first,
                    place=earlier.place,
                    package=quoted(other.package),
                    until=until(other),
                ),
                _("end the earlier agreement the day before the later one starts"),
                "from",
            )


def refuse_uncovered(
    bookings: Records[Booking], agreements: Records[Agreement], catalogue: Catalogue, notes: Notes
) -> None:
    """A booking needs, on each of its dates, an agreement whose package can book.

    What a faulty agreement was meant to allow is not held against a booking as well.
    """
    agreed = _by_customer(agreements)
    in_doubt = {row.cells.get("customer", "") for row in agreements.faulty}
    strays = any(not customer or notes.lacks("customer", customer) for customer in (*in_doubt, *agreed))
    for row, booking in bookings.found if agreements.complete else ():
        if booking.cancelled or booking.customer in in_doubt or notes.lacks("customer", booking.customer):
            continue
        day, agreement = _first_refused(booking.period, agreed[booking.customer], catalogue)
        if day and (agreement or not strays):
            row.fault(*_reason(booking.customer, day, agreement, catalogue), "customer")


def _first_refused(
    period: Period, found: list[tuple[SheetRow, Agreement]], catalogue: Catalogue
) -> tuple[date | None, Agreement | None]:
    """The first date on which nothing can be booked, with the agreement in force on it."""
    day = period.first
    while True:
        agreement = next((agreement for _, agreement in found if agreement.covers(day)), None)
        if agreement is None or not _can_book(agreement, catalogue):
            return day, agreement
        if agreement.last is None or agreement.last >= period.last:
            return None, None
        day = agreement.last + DAY


def _can_book(agreement: Agreement, catalogue: Catalogue) -> bool:
    # A package that is not in the catalogue is unknown or faulty, which is said elsewhere.
    package = catalogue.packages.get(agreement.package)
    return package is None or package.bookable


def _reason(customer: str, day: date, agreement: Agreement | None, catalogue: Catalogue) -> tuple[str, str]:
    who = _("customer {customer}", customer=quoted(customer))
    if agreement is None:
        message = _("{who} has no agreement in force on {day}; increased readiness needs one", who=who, day=day)
        return message, _("add the agreement, change the dates or cancel the booking")
    package = catalogue.packages[agreement.package]
    message = _("{who} has package {name} on {day} and can book nothing", who=who, name=package.name, day=day)
    clause = f": {package.booking_clause}" if package.booking_clause else ""
    return message + clause, _("upgrade the agreement, change the dates or cancel the booking")


def _by_customer(agreements: Records[Agreement]) -> Agreed:
    agreed: Agreed = defaultdict(list)
    for row, agreement in agreements.found:
        agreed[agreement.customer].append((row, agreement))
    return agreed
