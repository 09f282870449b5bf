"""How a line of pay is shared by the customers whom the duty served: in equal parts, to the oere."""

from rostering.domain.apportionment import apportion
from rostering.domain.pay import PayLine
from rostering.money import Ore


def shares_of(line: PayLine) -> dict[str, Ore]:
    """The share of each customer; what cannot be parted evenly falls, oere by oere, to the first by id.

    The shares add up to the line, and those of a credit take back those of its line.
    """
    sign = -1 if line.amount < 0 else 1
    parts = apportion(abs(line.amount), dict.fromkeys(line.customers, 1))
    return {customer: sign * part for customer, part in parts.items()}
