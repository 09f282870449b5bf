"""What a line says to a customer, in every format alike: what it is for, when, by which order, in their language."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rostering.billing.lines.statement import Statement
from rostering.billing.text.values import danish_date
from rostering.domain.charges import Charge, ChargeKind
from rostering.language import _, n_, speaking
from rostering.spans import Period, stretches


def language_of(statement: Statement, customer: str) -> str:
    """In which language a customer reads: their own, or the firm's."""
    known = statement.customers.get(customer)
    return (known.language if known else "") or statement.names.language


def line_text(line: Charge, days: Sequence[date], statement: Statement) -> str:
    """All that a line says: `Evening, PIM, 27-11-2026, Black Friday`."""
    return ", ".join(filter(None, (line_name(line, statement), line_details(line, days, statement))))


def line_name(line: Charge, statement: Statement) -> str:
    """What a line is for: the part of the day and the role, or the package, by their names."""
    with speaking(language_of(statement, line.customer)):
        names = statement.names
        if line.package:
            return _("Subscription {package}", package=statement.packages.get(line.package, line.package))
        if line.is_callout:
            is_ticket = line.id.startswith("ticket")
            return _("Urgent ticket above what is included") if is_ticket else _("Call-out")
        part = names.teams.get(line.booking) or _("Increased readiness")
        return ", ".join(filter(None, (part, names.roles.get(line.role, line.role))))


def line_details(line: Charge, days: Sequence[date], statement: Statement) -> str:
    """When it was, for which order, what was taken back, and by whom where the firm names people."""
    with speaking(language_of(statement, line.customer)):
        return ", ".join(filter(None, _details(line, days, statement)))


def kind_words(line: Charge) -> str:
    """What is no plain charge says what it is, in the language spoken."""
    if line.kind is ChargeKind.CREDIT:
        return _("Credit")
    return _("Cancellation") if line.kind is ChargeKind.CANCELLATION else ""


def title_of(line: Charge, statement: Statement) -> str:
    """What the customer calls the booking; empty where they gave it no name."""
    booking = statement.bookings.get(line.booking)
    return booking.title if booking else ""


def dates_text(days: Iterable[date]) -> str:
    """The dates of a line, one as it is, several by their number and stretches."""
    days = sorted(set(days))
    runs = ", ".join(_run(run) for run in stretches(days))
    return runs if len(days) == 1 else n_("{number} day", "{number} days", len(days)) + f" ({runs})"


def when_text(line: Charge, days: Iterable[date]) -> str:
    """The dates of a line; of a fee from the first to the last that it pays for."""
    return _run(line.paid) if line.paid else dates_text(days)


def _run(run: Period) -> str:
    ends = dict.fromkeys((danish_date(run.first), danish_date(run.last)))
    return " - ".join(ends)


def _details(line: Charge, days: Sequence[date], statement: Statement) -> Iterator[str]:
    yield when_text(line, days)
    yield title_of(line, statement) or (_("booking {id}", id=line.booking) if line.booking else "")
    yield kind_words(line)
    if statement.seller.name_consultants and line.consultant:
        yield statement.names.consultants.get(line.consultant, line.consultant)
