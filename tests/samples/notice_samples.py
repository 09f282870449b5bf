"""A firm that sends notices, its people, and mails to them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rostering.domain.inputs import Organisation
from rostering.domain.notices import Cause, Letter, Mail, NoticePolicy
from rostering.domain.parties import Consultant

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
FIRM = Organisation(
    "Nordlys Digital", "Europe/Copenhagen", "dk", "en", NoticePolicy(enabled=True, sender="rota@nordlys.example")
)
DANISH_FIRM = replace(FIRM, language="da")


def person(id_: str = "anna", name: str = "Anna Ager", email: str = "anna@nordlys.example") -> Consultant:
    """A consultant with an address."""
    return Consultant(id_, name, email, ("pim",), "senior", date(2020, 1, 1))


def mail(number: int = 1, address: str = "anna@nordlys.example", name: str = "Anna Ager", **other: str) -> Mail:
    """A mail that has been claimed once."""
    said = {"subject": "Your duties", "body": "Hello\n", "message_id": f"<{number}@nordlys.example>"} | other
    letter = Letter(f"change:{number}:anna", Cause.CHANGE, "anna", name, address, **said)
    return Mail(number, letter, AT, attempts=1)
