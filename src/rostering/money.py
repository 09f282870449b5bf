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


def format_dkk(ore: Ore) -> str:
    """Write oere for people, with thousands grouped: `3.500,00`."""
    kroner, rest = format_kroner(abs(ore)).split(",")
    return f"{'-' if ore < 0 else ''}{int(kroner):,}".replace(",", ".") + f",{rest}"
