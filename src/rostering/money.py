"""Money as whole oere (1/100 krone): read from Danish notation, written in Danish notation."""

import re

Ore = int
"""An amount of money in oere; never a float."""

_SPACES = " .\u00a0\u202f"
_KRONER = re.compile(rf"([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)(?:,([0-9]{{2}}|-))?")


def parse_kroner(text: str) -> Ore:
    """Read kroner in Danish notation: `3.500`, `3 500`, `3500,00` and `3.500,-` are all 350000 oere.

    Raises ValueError for anything else, `3.5` included: a point groups thousands, a comma starts the oere.
    """
    match = _KRONER.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text}' is not an amount in kroner")
    kroner = int(match[1].translate(dict.fromkeys(map(ord, _SPACES))))
    return kroner * 100 + (int(match[2]) if match[2] and match[2] != "-" else 0)


def format_kroner(ore: Ore) -> str:
    """Write oere as kroner with a decimal comma and no thousands separator, as spreadsheets read it: `3500,00`."""
    sign, kroner, rest = "-" if ore < 0 else "", *divmod(abs(ore), 100)
    return f"{sign}{kroner},{rest:02d}"


def format_plain(ore: Ore) -> str:
    """Write oere as kroner with a decimal point, as XML and JSON have it: `3500.00`."""
    return format_kroner(ore).replace(",", ".")


def format_dkk(ore: Ore) -> str:
    """Write oere for people, with thousands grouped: `3.500,00`."""
    kroner, rest = format_kroner(abs(ore)).split(",")
    return f"{'-' if ore < 0 else ''}{int(kroner):,}".replace(",", ".") + f",{rest}"


WHOLE = 10_000
"""All of it, in the hundredths of a percent in which shares are kept."""
_PERCENT = re.compile(r"([0-9]{1,3})(?:,([0-9]{1,2}))?\s*%?")


def parse_percent(text: str) -> int:
    """Read a percentage in Danish notation, `7,5` or `10 %`, as hundredths of a percent. Raises ValueError."""
    match = _PERCENT.fullmatch(text.strip())
    percent = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else WHOLE + 1
    if percent > WHOLE:
        raise ValueError(f"'{text}' is not a percentage from 0 to 100")
    return percent


def format_percent(percent: int) -> str:
    """Write hundredths of a percent: `10%`, `7,5%`."""
    whole, rest = divmod(percent, 100)
    return f"{whole},{rest:02d}".rstrip("0") + "%" if rest else f"{whole}%"


def share_of(ore: Ore, percent: int) -> Ore:
    """So many hundredths of a percent of an amount, rounded to the nearest oere, halves away from nothing."""
    sign = -1 if ore < 0 else 1
    return sign * ((abs(ore) * percent * 2 + WHOLE) // (2 * WHOLE))


def less(ore: Ore, percent: int) -> Ore:
    """An amount after a discount in hundredths of a percent, rounded half up."""
    return share_of(ore, WHOLE - percent)
