"""Money as whole oere (1/100 krone): read from Danish notation, written in Danish notation."""

import re

Ore = int
"""An amount of money in oere; never a float."""

_PLAIN = r"\d+"
_GROUPED = r"\d{1,3}(?:[.\s]\d{3})+"
_KRONER = re.compile(rf"({_GROUPED}|{_PLAIN})(?:,(\d{{2}}|-))?", re.ASCII | re.UNICODE)


def parse_kroner(text: str) -> Ore:
    """Read kroner in Danish notation: `3.500`, `3 500`, `3500,00` and `3.500,-` are all 350000 oere.

    Raises ValueError for anything else, `3.5` included: a point groups thousands, a comma starts the oere.
    """
    match = _KRONER.fullmatch(text.strip())
    if not match or not text.isascii() and not text.replace("\u00a0", "").replace("\u202f", "").isascii():
        raise ValueError(f"'{text}' is not an amount in kroner")
    kroner = int(re.sub(r"[.\s]", "", match[1]))
    return kroner * 100 + (int(match[2]) if match[2] and match[2] != "-" else 0)


def format_kroner(ore: Ore) -> str:
    """Write oere as kroner with a decimal comma and no thousands separator, as spreadsheets read it: `3500,00`."""
    sign, kroner, rest = "-" if ore < 0 else "", *divmod(abs(ore), 100)
    return f"{sign}{kroner},{rest:02d}"


def format_dkk(ore: Ore) -> str:
    """Write oere for people: `3.500,00`."""
    kroner, rest = format_kroner(ore).split(",")
    return f"{int(kroner):,}".replace(",", ".") + f",{rest}" if kroner != "-0" else f"-0,{rest}"
