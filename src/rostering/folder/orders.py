"""`customers.csv`, `agreements.csv` and `bookings.csv`: who has bought what, and what they have ordered."""

from rostering.domain.parties import Agreement, Booking, Customer
from rostering.folder.cells import (
    as_is,
    country,
    day,
    email,
    emails,
    gln,
    head_counts,
    identifier,
    language,
    short,
    yes,
)
from rostering.folder.sheets import SheetForm, SheetRow
from rostering.language import _

LONGEST_BOOKING = 366
_ADDRESS = ("street", "city", "postal_code", "buyer_reference")
_INVOICED = ("ean", "language")
_DATED = ("confirmed", "cancelled_on")
_ORDERED = ("po_number", "title")
_REPORTED = ("report_to", "names_people")


def _customer(row: SheetRow) -> Customer:
    return Customer(
        id=row.required("id", identifier),
        name=row.required("name", as_is),
        country=row.optional("country", country, "DK"),
        cvr=row.optional("cvr", as_is, ""),
        vat_number=row.optional("vat_number", as_is, ""),
        email=row.optional("email", email, ""),
        team=row.optional("team", as_is, None, names="team"),
        **{column: row.optional(column, as_is, "") for column in _ADDRESS},
        ean=row.optional("ean", gln, ""),
        language=row.optional("language", language, ""),
        account_manager=row.optional("account_manager", as_is, None, names="consultant"),
    )


def _customer_cells(customer: Customer) -> tuple[str, ...]:
    return (
        customer.id,
        customer.name,
        customer.country,
        customer.cvr,
        customer.vat_number,
        customer.email,
        customer.team or "",
        *(getattr(customer, column) for column in (*_ADDRESS, *_INVOICED)),
        customer.account_manager or "",
    )


def _agreement(row: SheetRow) -> Agreement:
    first, last = row.required("from", day), row.optional("to", day, None)
    row.notes.order(row.place, first, last)
    return Agreement(
        customer=row.required("customer", as_is, names="customer"),
        package=row.required("package", as_is, names="package"),
        first=first,
        last=last,
        report_to=row.optional("report_to", emails, ""),
        names_people=row.optional("names_people", yes, False),
    )


def _agreement_cells(agreement: Agreement) -> tuple[str, ...]:
    return (
        agreement.customer,
        agreement.package,
        str(agreement.first),
        str(agreement.last or ""),
        agreement.report_to,
        "yes" if agreement.names_people else "",
    )


def _booking(row: SheetRow) -> Booking:
    booking = Booking(
        id=row.required("id", identifier),
        customer=row.required("customer", as_is, names="customer"),
        period=row.period(),
        part=row.required("part", as_is, names="part"),
        roles=row.required("roles", head_counts, names="role"),
        shared=row.optional("shared", yes, False),
        cancelled=row.optional("cancelled", yes, False),
        confirmed=row.optional("confirmed", day, None),
        cancelled_on=row.optional("cancelled_on", day, None),
        **{column: row.optional(column, short, "") for column in _ORDERED},
    )
    if booking.cancelled_on and not booking.cancelled:
        row.fault(
            _("was cancelled on {cancelled_on}, but is not cancelled", cancelled_on=booking.cancelled_on),
            _("write yes under cancelled"),
            "cancelled",
        )
    # A faulty period is stood in for by None.
    if booking.period and len(booking.period) > LONGEST_BOOKING:
        days = len(booking.period)
        row.fault(
            _("books {days} days in a row", days=days),
            _("a booking has at most {number} days; split it", number=LONGEST_BOOKING),
            "to",
        )
    return booking


def _booking_cells(booking: Booking) -> tuple[str, ...]:
    return (
        booking.id,
        booking.customer,
        str(booking.period.first),
        str(booking.period.last),
        booking.part,
        " ".join(f"{role}:{heads}" for role, heads in sorted(booking.roles.items())),
        "yes" if booking.shared else "",
        "yes" if booking.cancelled else "",
        str(booking.confirmed or ""),
        str(booking.cancelled_on or ""),
        *(getattr(booking, column) for column in _ORDERED),
    )


CUSTOMERS = SheetForm(
    "customers.csv",
    columns=("id", "name", "country", "cvr", "vat_number", "email", "team", *_ADDRESS, *_INVOICED, "account_manager"),
    key=("id",),
    read=_customer,
    write=_customer_cells,
    optional=("cvr", "vat_number", "email"),
    rare=("team", *_ADDRESS, *_INVOICED, "account_manager"),
    thing="customer",
)
AGREEMENTS = SheetForm(
    "agreements.csv",
    columns=("customer", "package", "from", "to", *_REPORTED),
    key=("customer", "from"),
    read=_agreement,
    write=_agreement_cells,
    optional=("to",),
    rare=_REPORTED,
)
BOOKINGS = SheetForm(
    "bookings.csv",
    columns=("id", "customer", "from", "to", "part", "roles", "shared", "cancelled", *_DATED, *_ORDERED),
    key=("id",),
    read=_booking,
    write=_booking_cells,
    optional=("shared", "cancelled"),
    rare=(*_DATED, *_ORDERED),
    thing="booking",
)
