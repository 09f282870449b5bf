"""What reports expect of a charge, whoever makes it."""

from datetime import date
from typing import Protocol

from rostering.money import Ore


class Charge(Protocol):
    """A priced consultant-day, or a line that corrects one."""

    @property
    def id(self) -> str:
        """The line's permanent id."""

    @property
    def day(self) -> date:
        """The service date."""

    @property
    def customer(self) -> str:
        """Who pays."""

    @property
    def booking(self) -> str:
        """The booking that is charged."""

    @property
    def consultant(self) -> str:
        """Who stood ready."""

    @property
    def day_class(self) -> str:
        """The rate card's class of the date."""

    @property
    def unit_price(self) -> Ore:
        """The price of a consultant-day."""

    @property
    def amount(self) -> Ore:
        """What the line adds to the bill; negative for a credit."""

    @property
    def kind(self) -> str:
        """Charge, credit or what else billing makes."""

    @property
    def corrects(self) -> str | None:
        """The id of the line that this one corrects."""
