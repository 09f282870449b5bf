"""Amounts of money in TOML documents: whole kroner, or text in Danish notation."""

from collections.abc import Callable

from rostering.folder.notes import Misread
from rostering.language import _, marked
from rostering.money import Ore, format_kroner, parse_kroner

MOST: Ore = 100_000_000
"""What no consultant-day costs: a million kroner is a slip of the finger."""


def kroner(value: object) -> Ore:
    """An amount."""
    if isinstance(value, str):
        return parsed(parse_kroner, value, marked("'{text}' is not an amount in kroner"))
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100
    raise Misread(
        _("{value} is not an amount in whole kroner or Danish notation", value=value), _('write 3500 or "3.500,00"')
    )


def price(value: object, most: Ore = MOST) -> Ore:
    """What something costs that costs anything."""
    amount = kroner(value)
    if not 0 < amount <= most:
        told = _("{amount} is not from 0,01 to {most}", amount=format_kroner(amount), most=format_kroner(most))
        raise Misread(told, _("leave out what costs nothing"))
    return amount


def parsed(parse: Callable[[str], int], text: str, otherwise: str) -> int:
    """What a text is as a number; `otherwise` says that it is none."""
    try:
        return parse(text)
    except ValueError:
        raise Misread(_(otherwise, text=text)) from None
