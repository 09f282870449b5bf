"""Stores of a firm that sends notices: Anna, Bo and Clara of the published samples, Clara without an address."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rostering.answers.notices import Announced
from rostering.domain.findings import CompensatingDay
from rostering.domain.inputs import Inputs
from rostering.domain.notices import Cause, Letter, Mail
from rostering.domain.parties import Consultant
from rostering.domain.seats import Duty
from rostering.rosters.version import Version
from rostering.services.notices.letters import announce
from rostering.spans import Period
from rostering.store import Store, Transaction, open_store
from samples.published_samples import NAMES, version
from samples.store_samples import DOCUMENTS, firm

AT = datetime(2026, 6, 5, 9, 30, tzinfo=UTC)
"""A Friday morning; the next day has the first duty."""
SATURDAY, SUNDAY = date(2026, 6, 6), date(2026, 6, 7)
MONTH = Period.parse("2026-06")
ADDRESSES = {"anna": "anna@nordlys.example", "bo": "bo@nordlys.example", "clara": ""}
NOTICES = '\n[notices]\nenabled = true\nsender = "rota@nordlys.example"\n'


def inputs(notices: str = NOTICES, addresses: dict[str, str] = ADDRESSES) -> Inputs:
    """The firm, with this at the end of organisation.toml."""
    people = tuple(
        Consultant(who, NAMES.consultants[who], address, ("pim",), "senior", date(2020, 1, 1))
        for who, address in addresses.items()
    )
    documents = DOCUMENTS | {"organisation.toml": DOCUMENTS["organisation.toml"] + notices}
    return replace(firm(consultants=people), documents=documents)


def new_store(url: str | Path, notices: str = NOTICES, addresses: dict[str, str] = ADDRESSES) -> Store:
    """A store of the firm where nothing is published."""
    store = open_store(str(url))
    with store.transaction() as tx:
        tx.replace_inputs(inputs(notices, addresses))
    return store


def roster(*duties: Duty, days_off: Iterable[CompensatingDay] = ()) -> Version:
    """A roster of June."""
    return version(0, MONTH, duties, days_off=days_off)


def publish(tx: Transaction, made: Version, at: datetime = AT) -> Announced | None:
    """Publish it and tell those affected."""
    earlier = tx.publications()
    return announce(tx, earlier, tx.publish(tx.add_version(made).number, at, "lead"))


def published(store: Store, *duties: Duty, at: datetime = AT) -> Announced | None:
    """Publish a roster of these duties in a transaction of its own."""
    with store.transaction() as tx:
        return publish(tx, roster(*duties), at)


def mails(store: Store) -> tuple[Mail, ...]:
    """Everything in the outbox."""
    with store.reading() as reading:
        return reading.outbox.all()


def states(store: Store) -> list[tuple[str, str]]:
    """Of each mail, to whom and how it stands."""
    return [(mail.letter.consultant, mail.state.value) for mail in mails(store)]


def letter(number: int, address: str | None = None) -> Letter:
    """A letter to somebody by number."""
    to = f"c{number}@nordlys.example" if address is None else address
    said = (f"c{number}", f"Someone {number}", to, "Your duties", "Hello\n", f"<{number}@nordlys.example>")
    return Letter(f"change:1:c{number}", Cause.CHANGE, *said)


def filled(store: Store, *letters: Letter, at: datetime = AT) -> None:
    """Put letters into the outbox."""
    with store.transaction() as tx:
        tx.outbox.add(letters, at)
