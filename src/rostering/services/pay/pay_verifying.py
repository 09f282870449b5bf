"""Verifying pay: that published duties, call-outs, lines, exports and their sums agree."""

from collections.abc import Collection, Iterator
from datetime import date

from rostering.answers.pay import PayVerified
from rostering.billing.files.verification import batch_differences
from rostering.billing.lines.charges import Unbillable
from rostering.billing.pay.pay_books import PayBooks
from rostering.billing.pay.pay_reckoning import pay_differences
from rostering.billing.pay.pay_statement import pay_sums
from rostering.domain.charges import Export, Mismatch
from rostering.domain.pay import PayLine
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.verifying import of_months
from rostering.services.opening import existing_store
from rostering.services.pay.pay_ground import pay_books_of, pay_states
from rostering.spans import Period


def verify_pay(url: str, actor: Actor, period: Period) -> PayVerified:
    """Compare what was published and noted with what was paid and exported. Raises Forbidden, NoInputs, NoPay."""
    require(actor, Action.LOOK_PAY)
    with existing_store(url).reading() as reading:
        books, states = pay_books_of(reading), pay_states(reading, period)
        batches = {month: one.batch for month, one in reading.pay.closings().items() if month in states}
        exports = [one for one in reading.pay.exports() if one.month in states]
        # Names that went out of lines after years changed what they are known by, and nothing else.
        kept, resealed = reading.pay.lines(), of_months(reading.pay.batches(), batches)
    differences = (
        *_reckoned(books, period),
        *batch_differences(resealed, kept),
        *_exports(exports, batches, kept),
    )
    closed = [line for line in books.closed if line.day in period or line.month in states]
    return PayVerified(period, differences, len(closed), len(exports))


def _reckoned(books: PayBooks, period: Period) -> tuple[Mismatch, ...]:
    try:
        return pay_differences(books, books.about(period), period)
    except Unbillable as unbillable:
        return tuple(Mismatch(str(period), reason) for reason in unbillable.reasons)


def _exports(exports: list[Export], batches: dict[date, str], kept: Collection[PayLine]) -> Iterator[Mismatch]:
    """Exports of other lines than the closed month has."""
    for export in exports:
        sums = pay_sums(line for line in kept if line.month == export.month)
        if export.batch != batches.get(export.month) or any(export.sums.get(key) != sums[key] for key in sums):
            name = _(
                "export {number} of {month} as {form}",
                number=export.number,
                month=f"{export.month:%Y-%m}",
                form=export.form,
            )
            yield Mismatch(name, _("{name} has other sums than the lines of the month", name=name))
