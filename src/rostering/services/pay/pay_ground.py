"""The ledger of pay in a store: all by which it is reckoned, and where its months stand."""

from datetime import date

from rostering.billing.pay.pay_books import PayBooks
from rostering.domain.charges import MonthState
from rostering.domain.inputs import Inputs
from rostering.errors import BadCall
from rostering.language import _
from rostering.spans import Period
from rostering.store import Reading


class NoPay(BadCall):
    """A firm that does not say what consultants are paid."""

    def __init__(self) -> None:
        super().__init__(_("there is no pay.toml: write beside the firm's files what standby pays, and import it"))


def pay_books_of(reading: Reading, inputs: Inputs | None = None) -> PayBooks:
    """The ledger of pay, as the store has it now. Raises NoInputs, NoPay where nothing was ever paid."""
    inputs = inputs or reading.inputs()
    closings = reading.pay.closings()
    if inputs.pay is None and not closings:
        raise NoPay
    return PayBooks(
        publications=reading.publications(),
        closed=reading.pay.lines_as_now(),
        months=frozenset(closings),
        callouts=reading.callouts.all(),
        cards=inputs.pay.cards if inputs.pay else (),
        kept={month: closing.cards for month, closing in closings.items()},
        zone=inputs.organisation.zone,
    )


def pay_states(reading: Reading, period: Period) -> dict[date, MonthState]:
    """Where the months that a period touches stand, by their first dates."""
    closed, exported = reading.pay.closings(), {export.month for export in reading.pay.exports()}
    found = {month.first: MonthState.CLOSED if month.first in closed else MonthState.OPEN for month in period.months()}
    return {first: MonthState.EXPORTED if first in exported else state for first, state in found.items()}
