"""`organisation.toml`: the firm."""

from zoneinfo import ZoneInfo, available_timezones

from rostering.domain.inputs import Organisation
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.seller import read_seller
from rostering.folder.tables import Table, as_text, identifier, text

LANGUAGES = ("en", "da")


def read_organisation(document: Table) -> Organisation:
    """Read the firm's name, zone, calendar and language."""
    return document.whole(_organisation)


def _organisation(table: Table) -> Organisation:
    return Organisation(
        name=table.required("name", text),
        timezone=table.required("timezone", as_text(_timezone)),
        calendar=table.required("calendar", identifier),
        language=table.required("language", as_text(_language)),
        seller=table.child("seller").whole(read_seller),
    )


def _timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise Misread(f"{quoted(name)} is not a time zone", nearest(name, available_timezones())) from None


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise Misread(f"{quoted(code)} is not a language of rostering", f"known: {', '.join(LANGUAGES)}")
    return code
