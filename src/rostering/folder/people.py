"""`consultants.csv`, `leave.csv`, `ledger.csv` and `pins.csv`: people, their wishes, points and pinned seats."""

from datetime import date
from decimal import Decimal

from rostering.domain.parties import Balance, Consultant, Leave, LeaveKind
from rostering.domain.seats import Pin
from rostering.folder.cells import as_is, choice, dated_roles, day, email, fte, identifier, seat_name, whole, words
from rostering.folder.sheets import SheetForm, SheetRow


def _consultant(row: SheetRow) -> Consultant:
    first, last = row.required("employed_from", day), row.optional("employed_to", day, None)
    roles = row.required("roles", dated_roles, names="role") or {}
    row.notes.order(row.place, first, last, ("employed_from", "employed_to"))
    return Consultant(
        id=row.required("id", identifier),
        name=row.required("name", as_is),
        email=row.optional("email", email, ""),
        roles=tuple(roles),
        grade=row.required("grade", as_is, names="grade"),
        employed_from=first,
        employed_to=last,
        fte=row.optional("fte", fte, Decimal(1)),
        knows=row.optional("knows", words, (), names="customer"),
        teams=row.optional("teams", words, (), names="team"),
        lends=row.optional("lends", words, (), names="team"),
        role_dates={role: dates for role, dates in roles.items() if any(dates)},
    )


def _consultant_cells(consultant: Consultant) -> tuple[str, ...]:
    return (
        consultant.id,
        consultant.name,
        consultant.email,
        " ".join(role + _dates_cell(*consultant.role_dates.get(role, (None, None))) for role in consultant.roles),
        consultant.grade,
        str(consultant.employed_from),
        str(consultant.employed_to or ""),
        f"{consultant.fte.normalize():f}",
        " ".join(consultant.knows),
        " ".join(consultant.teams),
        " ".join(consultant.lends),
    )


def _dates_cell(first: date | None, last: date | None) -> str:
    until = f"..{last}" if last else ""
    return f"@{first or ''}{until}" if first or last else ""


def _leave(row: SheetRow) -> Leave:
    return Leave(
        consultant=row.required("consultant", as_is, names="consultant"),
        period=row.period(),
        kind=row.required("kind", lambda word: choice(word, LeaveKind)),
    )


def _leave_cells(leave: Leave) -> tuple[str, ...]:
    return leave.consultant, str(leave.period.first), str(leave.period.last), leave.kind


def _balance(row: SheetRow) -> Balance:
    return Balance(
        consultant=row.required("consultant", as_is, names="consultant"),
        role=row.required("role", as_is, names="role"),
        points=row.required("points", whole),
    )


def _balance_cells(balance: Balance) -> tuple[str, ...]:
    return balance.consultant, balance.role, str(balance.points)


def _pin(row: SheetRow) -> Pin:
    seat = row.required("seat", seat_name)
    if seat:
        row.notes.mention(row.place, "role", [seat.split(":")[2]], "seat")
    return Pin(seat, row.required("consultant", as_is, names="consultant"))


def _pin_cells(pin: Pin) -> tuple[str, ...]:
    return pin.seat, pin.consultant


CONSULTANTS = SheetForm(
    "consultants.csv",
    columns=("id", "name", "email", "roles", "grade", "employed_from", "employed_to", "fte", "knows", "teams", "lends"),
    key=("id",),
    read=_consultant,
    write=_consultant_cells,
    optional=("employed_to", "fte", "knows"),
    rare=("teams", "lends"),
    thing="consultant",
)
LEAVE = SheetForm(
    "leave.csv",
    columns=("consultant", "from", "to", "kind"),
    key=("consultant", "from", "to", "kind"),
    read=_leave,
    write=_leave_cells,
)
LEDGER = SheetForm(
    "ledger.csv",
    columns=("consultant", "role", "points"),
    key=("consultant", "role"),
    read=_balance,
    write=_balance_cells,
)
PINS = SheetForm(
    "pins.csv",
    columns=("seat", "consultant"),
    key=("seat",),
    read=_pin,
    write=_pin_cells,
)
"""A file that may be missing, and is written only where there are pins."""
