"""The tables of the data folder as people look at them: each column with its words and how it is filled in."""

from collections.abc import Mapping

from rostering.answers.data import CellKind, DataTable, Names, TableColumn
from rostering.domain.inputs import Inputs
from rostering.domain.parties import LeaveKind
from rostering.domain.rights import Action
from rostering.errors import Unknown
from rostering.language import LANGUAGES, _, marked

_DATE, _NUMBER, _YES, _CHOICE, _WORDS = (
    CellKind.DATE,
    CellKind.NUMBER,
    CellKind.YES,
    CellKind.CHOICE,
    CellKind.WORDS,
)
LEAVE_KINDS = {
    LeaveKind.LEAVE.value: marked("leave"),
    LeaveKind.RATHER_NOT.value: marked("rather not"),
    LeaveKind.WOULD_LIKE.value: marked("would like"),
}
_LANGUAGES = {"da": "dansk", "en": "English"}
_ID = TableColumn(
    "id", marked("Id"), needed=True, more=marked("Letters, digits, _ . and -; it stays as it is."), listed=False
)
CONSULTANTS = DataTable(
    "consultants",
    "consultants.csv",
    marked("Consultants"),
    marked("Add a consultant"),
    marked("Who can be rostered. People end, they are not deleted: fill in the last date of employment."),
    key=("id",),
    columns=(
        _ID,
        TableColumn("name", marked("Name"), needed=True),
        TableColumn("email", marked("E-mail"), listed=False),
        TableColumn(
            "roles",
            marked("Roles"),
            _WORDS,
            "role",
            needed=True,
            more=marked("Ids with spaces between; one that is held between dates as pim@2026-11-01..2026-12-31."),
        ),
        TableColumn("grade", marked("Grade"), _CHOICE, "grade", needed=True),
        TableColumn("employed_from", marked("Employed from"), _DATE, needed=True),
        TableColumn("employed_to", marked("Employed until"), _DATE, more=marked("Empty until further notice.")),
        TableColumn("fte", marked("Part of full time"), more=marked("1, or a part such as 0.8; empty is 1.")),
        TableColumn(
            "knows",
            marked("Knows"),
            _WORDS,
            "customer",
            more=marked("Customers whose solutions they know."),
            listed=False,
        ),
        TableColumn("teams", marked("Teams"), _WORDS, "team", more=marked("Empty for all teams."), listed=False),
        TableColumn(
            "lends", marked("Is lent to"), _WORDS, "team", more=marked("Other teams that they may serve."), listed=False
        ),
    ),
    look=Action.LOOK_DATA,
    filters=("roles", "now"),
    sort="name",
)
CUSTOMERS = DataTable(
    "customers",
    "customers.csv",
    marked("Customers"),
    marked("Add a customer"),
    marked("Who is served, as finance knows them."),
    key=("id",),
    columns=(
        _ID,
        TableColumn("name", marked("Name"), needed=True),
        TableColumn(
            "country", marked("Country"), more=marked("Two capital letters, such as DK; empty is DK."), listed=False
        ),
        TableColumn("cvr", marked("CVR")),
        TableColumn("vat_number", marked("VAT number"), listed=False),
        TableColumn("email", marked("E-mail")),
        TableColumn(
            "team", marked("Local team"), _CHOICE, "team", more=marked("Which local team serves them."), listed=False
        ),
        TableColumn("street", marked("Street"), listed=False),
        TableColumn("city", marked("City")),
        TableColumn("postal_code", marked("Postal code"), listed=False),
        TableColumn(
            "buyer_reference",
            marked("Buyer's reference"),
            more=marked("What they want to find on an invoice, such as a cost centre."),
            listed=False,
        ),
        TableColumn("ean", marked("EAN"), more=marked("Thirteen digits, for electronic invoices."), listed=False),
        TableColumn(
            "language",
            marked("Language of invoices"),
            _CHOICE,
            "language",
            more=marked("Empty for the firm's own."),
            listed=False,
        ),
        TableColumn(
            "account_manager",
            marked("Account manager"),
            _CHOICE,
            "consultant",
            more=marked("Who looks after them, and holds their meetings."),
            listed=False,
        ),
    ),
    look=Action.LOOK_ORDERS,
    filters=("package",),
    sort="name",
)
AGREEMENTS = DataTable(
    "agreements",
    "agreements.csv",
    marked("Agreements"),
    marked("Add an agreement"),
    marked("Who has which package, from when until when. An agreement that is over is ended, not deleted."),
    key=("customer", "from"),
    columns=(
        TableColumn("customer", marked("Customer"), _CHOICE, "customer", needed=True),
        TableColumn("package", marked("Package"), _CHOICE, "package", needed=True),
        TableColumn("from", marked("From"), _DATE, needed=True),
        TableColumn("to", marked("Until"), _DATE, more=marked("Empty until further notice.")),
        TableColumn(
            "report_to",
            marked("Status reports go to"),
            more=marked("Addresses with spaces between them."),
            listed=False,
        ),
        TableColumn("names_people", marked("Reports say by name who stood ready"), _YES, listed=False),
    ),
    look=Action.LOOK_ORDERS,
    filters=("customer", "package", "now"),
    sort="customer",
)
BOOKINGS = DataTable(
    "bookings",
    "bookings.csv",
    marked("Bookings"),
    marked("Add a booking"),
    marked("Increased readiness that customers have ordered. A booking that is off is cancelled, not deleted."),
    key=("id",),
    columns=(
        TableColumn(
            "id",
            marked("Id"),
            needed=True,
            more=marked("Letters, digits, _ . and -; it stays as it is."),
        ),
        TableColumn("customer", marked("Customer"), _CHOICE, "customer", needed=True),
        TableColumn("from", marked("From"), _DATE, needed=True),
        TableColumn("to", marked("Until"), _DATE, needed=True),
        TableColumn("part", marked("Part of the day"), _CHOICE, "part", needed=True),
        TableColumn(
            "roles",
            marked("Roles"),
            _WORDS,
            "role",
            needed=True,
            more=marked("Each with how many, such as backend:2 pim:1."),
        ),
        TableColumn("shared", marked("Its people may have another duty at the same time"), _YES, listed=False),
        TableColumn("cancelled", marked("Cancelled"), _YES),
        TableColumn(
            "confirmed", marked("Confirmed on"), _DATE, more=marked("Its prices are kept from then on."), listed=False
        ),
        TableColumn(
            "cancelled_on",
            marked("Cancelled on"),
            _DATE,
            more=marked("By this date the terms of cancellation count."),
            listed=False,
        ),
        TableColumn("po_number", marked("Their order number"), listed=False),
        TableColumn("title", marked("What they call it"), listed=False),
    ),
    look=Action.LOOK_ORDERS,
    filters=("customer", "month"),
    sort="-from",
)
LEAVE = DataTable(
    "leave",
    "leave.csv",
    marked("Leave and wishes"),
    marked("Add leave or a wish"),
    marked("When people are away, and when they would rather have no duty, or gladly one."),
    key=("consultant", "from", "to", "kind"),
    columns=(
        TableColumn("consultant", marked("Consultant"), _CHOICE, "consultant", needed=True),
        TableColumn("from", marked("From"), _DATE, needed=True),
        TableColumn("to", marked("Until"), _DATE, needed=True),
        TableColumn("kind", marked("Kind"), _CHOICE, "kind", needed=True),
    ),
    look=Action.LOOK_DATA,
    filters=("consultant", "kind", "month"),
    sort="-from",
)
LEDGER = DataTable(
    "ledger",
    "ledger.csv",
    marked("Opening balances"),
    marked("Add a balance"),
    marked("Points of fairness that people bring along from before the first roster."),
    key=("consultant", "role"),
    columns=(
        TableColumn("consultant", marked("Consultant"), _CHOICE, "consultant", needed=True),
        TableColumn("role", marked("Role"), _CHOICE, "role", needed=True),
        TableColumn(
            "points",
            marked("Points"),
            _NUMBER,
            needed=True,
            more=marked("More than 0 for more duties than their share."),
        ),
    ),
    look=Action.LOOK_DATA,
    filters=("role",),
    sort="consultant",
)
PINS = DataTable(
    "pins",
    "pins.csv",
    marked("Pinned seats"),
    marked("Pin a seat"),
    marked("Seats that are meant for somebody, whatever else is planned."),
    key=("seat",),
    columns=(
        TableColumn(
            "seat",
            marked("Seat"),
            needed=True,
            more=marked("Team or booking, date, role and number: preparedness:2026-12-25:pim:1."),
        ),
        TableColumn("consultant", marked("Consultant"), _CHOICE, "consultant", needed=True),
    ),
    look=Action.LOOK_DATA,
    filters=("consultant",),
    sort="seat",
)
TABLES: Mapping[str, DataTable] = {
    table.name: table for table in (CONSULTANTS, CUSTOMERS, AGREEMENTS, BOOKINGS, LEAVE, LEDGER, PINS)
}
"""The tables, by what they are called in addresses."""


class UnknownTable(Unknown):
    """A table that there is none of."""

    def __init__(self, name: str) -> None:
        super().__init__(_("there is no table '{name}'; there are: {known}", name=name, known=", ".join(TABLES)))


def table_of(name: str) -> DataTable:
    """A table by what it is called in addresses. Raises UnknownTable."""
    if name not in TABLES:
        raise UnknownTable(name)
    return TABLES[name]


def names_in(inputs: Inputs) -> Names:
    """What every id is called, by the kind of thing that it is."""
    catalogue = inputs.catalogue
    return {
        "consultant": {one.id: one.name for one in inputs.consultants},
        "customer": {one.id: one.name for one in inputs.customers},
        "role": dict(catalogue.roles),
        "grade": dict(catalogue.grades),
        "team": {one.id: one.name for one in catalogue.teams.values()},
        "package": {one.id: one.name for one in catalogue.packages.values()},
        "part": {one.id: one.name for one in catalogue.parts.values()},
        "kind": {kind: _(words) for kind, words in LEAVE_KINDS.items()},
        "language": {code: _LANGUAGES.get(code, code) for code in LANGUAGES},
    }


def look_of_document(file: str) -> Action:
    """What lets somebody look at a file of text: those of money are finance's, too."""
    return {"rates.toml": Action.LOOK_ORDERS, "pay.toml": Action.LOOK_PAY}.get(file, Action.LOOK_DATA)
