"""What is closed and not billed yet: listed, and marked where somebody billed it without our files."""

from rostering.domain.charges import Billed, Unbilled
from rostering.errors import BadCall, Conflict, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.language.formats import dkk
from rostering.services.access.freshness import check_mark
from rostering.services.charges.statements import unbilled
from rostering.services.clock import now
from rostering.services.month_ends.month_closing import check_month
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Transaction

LONGEST_NOTE = 500


class NotClosed(Conflict):
    """A month that is still open."""

    def __init__(self, month: Period) -> None:
        super().__init__(_("{month} is open: close it before it is billed", month=f"{month.first:%Y-%m}"))


class AlreadyBilled(Conflict):
    """What a customer owes for a month and was exported, or billed by hand, before."""

    def __init__(self, month: Period, customer: str) -> None:
        name = f"{month.first:%Y-%m}"
        super().__init__(_("{month} of customer {customer} was billed already", month=name, customer=customer))


class NothingOwed(BadCall):
    """A customer of whom the month has no lines."""

    def __init__(self, month: Period, customer: str, hint: str) -> None:
        told = _("{month} has no lines of customer '{customer}'", month=f"{month.first:%Y-%m}", customer=customer)
        super().__init__(hinted(told, hint))


class NoNote(BadCall):
    """A note that says nothing, or too much."""

    def __init__(self) -> None:
        super().__init__(
            _("--note says how it was billed, on one line of {number} letters at most", number=LONGEST_NOTE)
        )


def open_items(url: str) -> tuple[Unbilled, ...]:
    """What customers owe for closed months and no export has; by month and customer. Raises NoStore."""
    with existing_store(url).reading() as reading:
        return unbilled(reading)


def mark_billed(url: str, month: Period, customer: str, note: str, by: str, seen: str | None = None) -> Billed:
    """Keep that a customer was billed for a closed month by hand, and how; `seen` is the mark of a form.

    Raises NoMonth, NoNote, NotClosed, NothingOwed, AlreadyBilled, Stale.
    """
    check_month(month)
    if not 1 <= len(note.strip()) <= LONGEST_NOTE or not note.isprintable():
        raise NoNote
    with existing_store(url).transaction() as tx:
        found = [one for one in unbilled(tx) if (one.month, one.customer) == (month.first, customer)]
        if not found:
            raise _refusal(tx, month, customer)
        if seen is not None:
            check_mark(tx, seen, f"{month.first:%Y-%m}")
        billed = Billed(0, month.first, customer, found[0].amount, note.strip(), now(), by)
        kept = tx.charges.mark_billed(billed)
        told = f"{customer}: {dkk(kept.amount)}, {kept.note}"
        tx.log(by, "mark billed", f"{month.first:%Y-%m}", None, told, at=kept.at)
    return kept


def _refusal(tx: Transaction, month: Period, customer: str) -> Exception:
    if month.first not in tx.charges.closings():
        return NotClosed(month)
    known = {line.customer for line in tx.charges.lines() if line.month == month.first}
    return (
        AlreadyBilled(month, customer) if customer in known else NothingOwed(month, customer, nearest(customer, known))
    )
