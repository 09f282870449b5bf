"""The books of a store: all by which its charges are reckoned."""

from functools import cache, partial

from rostering.billing.books import Books
from rostering.billing.prices import Tariff
from rostering.domain.inputs import Inputs
from rostering.services.orders import orders_of
from rostering.store import Reading


def books_of(reading: Reading, inputs: Inputs | None = None) -> Books:
    """The books, as the store has them now. Raises NoInputs."""
    inputs = inputs or reading.inputs()
    return Books(
        publications=reading.publications(),
        bookings=inputs.bookings,
        tariff=Tariff(inputs.rate_cards, reading.charges.frozen()),
        terms=inputs.cancellation,
        orders=cache(partial(orders_of, inputs, inputs.bookings)),
        closed=reading.charges.lines(),
        months=frozenset(reading.charges.closings()),
    )
