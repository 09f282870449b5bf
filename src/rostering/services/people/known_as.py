"""As whom somebody is known: every name and address that was ever theirs, as far as they are nobody else's."""

import json
from collections.abc import Iterable, Iterator

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.domain.traces import Traces, told_apart
from rostering.errors import Unknown
from rostering.language import _
from rostering.store import Reading

_MOST = 100_000
_DATES = frozenset({"may", "maj", "april", "june", "august", "juni", "jan", "mar", "sun", "mon", "plan", "roster"})
"""Words of the log and of dates that are names as well."""


class UnknownPerson(Unknown):
    """An id that no consultant has."""

    def __init__(self, key: str) -> None:
        super().__init__(_("there is no consultant '{id}'", id=key))


def person_of(inputs: Inputs, key: str) -> Consultant:
    """The consultant of an id. Raises UnknownPerson."""
    found = next((one for one in inputs.consultants if one.id == key), None)
    if found is None:
        raise UnknownPerson(key)
    return found


def is_user_alone(reading: Reading, inputs: Inputs, name: str) -> bool:
    """Whether it names a user who is no consultant."""
    known = {one.id for one in inputs.consultants}
    users = reading.users.all() if name not in known else ()
    return any(user.name == name and user.consultant not in known for user in users)


def traces_of(reading: Reading, inputs: Inputs, who: Consultant, also: Iterable[str] = ()) -> Traces:
    """What tells somebody apart, with further texts that are theirs, such as a phone number."""
    names, emails = _said_of(reading, who)
    others = [one for one in inputs.consultants if one.id != who.id]
    users = [user.name for user in reading.users.all() if user.consultant != who.id and user.ended is None]
    theirs = [*(one.name for one in others), *users, *(customer.name for customer in inputs.customers)]
    addresses = [*(one.email for one in others), *(customer.email for customer in inputs.customers)]
    addresses += [address for agreement in inputs.agreements for address in agreement.report_to.split()]
    ids = {*_ids_of(inputs), *(one.id for one in others)}
    return Traces(
        who.id,
        told_apart([*names, *also], [*theirs, *ids]),
        told_apart(emails, addresses),
        frozenset(one.casefold() for one in (*ids, *addresses) if "." in one),
        who.id in ids or who.id in _DATES,
    )


def homonyms_of(reading: Reading, who: Consultant, traces: Traces) -> tuple[str, ...]:
    """The names of somebody that somebody else bears, too."""
    names, emails = _said_of(reading, who)
    known = {text.casefold() for text in (*traces.names, *traces.emails)}
    return tuple(dict.fromkeys(text for text in (*names, *emails) if text and text.casefold() not in known))


def _said_of(reading: Reading, who: Consultant) -> tuple[list[str], list[str]]:
    """Names and addresses of somebody, those of earlier years, too."""
    directories = [header.directory for header in reading.headers()]
    directories += [closing.names for kind in (reading.charges, reading.pay) for closing in kind.closings().values()]
    mails = [mail.letter for mail in reading.outbox.all() if mail.letter.consultant == who.id]
    records = list(_records(reading, who.id))
    names = [who.name, *(each.consultants[who.id] for each in directories if who.id in each.consultants)]
    names += [user.name for user in reading.users.all() if user.consultant == who.id]
    names += [mail.name for mail in mails] + [str(each.get("name", "")) for each in records]
    emails = [who.email, *(mail.address for mail in mails), *(str(each.get("email", "")) for each in records)]
    return names, emails


def _records(reading: Reading, key: str) -> Iterator[dict[str, object]]:
    """Their master data as the log has them from all years."""
    place = f"consultants.csv:{key}"
    for entry in reading.log_book.mentions([f'"{place}"'], [], _MOST):
        for told in (entry.before, entry.after):
            record = json.loads(told).get(place) if told and told.startswith("{") else None
            if record:
                yield json.loads(record)


def _ids_of(inputs: Inputs) -> set[str]:
    """All ids but those of consultants."""
    catalogue = inputs.catalogue
    tables = (catalogue.roles, catalogue.teams, catalogue.packages, catalogue.parts, catalogue.grades, catalogue.kinds)
    own = {*(one.id for one in inputs.customers), *(one.id for one in inputs.bookings), *inputs.policy.rules}
    return own.union(*map(set, tables))
