"""The fairness ledger: of the newest roster, or of a period as it is published."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rostering.domain.findings import Account
from rostering.rosters.history import current_duties, status_of
from rostering.rosters.version import Directory, Publication, Status, Version
from rostering.services.cases import case_of
from rostering.services.opening import existing_store
from rostering.services.versions import directory_of
from rostering.spans import Period
from rostering.store import Reading


@dataclass(frozen=True)
class Ledger:
    """Accounts, the names to show them by, and what they are taken from."""

    accounts: tuple[Account, ...]
    directory: Directory
    source: str


def fairness(url: str, period: Period | None = None) -> Ledger:
    """The ledger of a period as published, or of the newest published roster, or of the newest draft.

    Raises NoRoster when there is none.
    """
    with existing_store(url).reading() as reading:
        return _newest(reading) if period is None else _of_period(reading, period)


def _newest(reading: Reading) -> Ledger:
    publications = reading.publications()
    version = _newest_published(publications) or reading.newest()
    status = status_of(version, publications)
    return Ledger(version.ledger, version.directory, f"roster {version.number} ({status.value}), {version.period}")


def _newest_published(publications: Sequence[Publication]) -> Version | None:
    held = [each.version for each in publications if status_of(each.version, publications) is Status.PUBLISHED]
    return max(held, key=lambda version: version.number, default=None)


def _of_period(reading: Reading, period: Period) -> Ledger:
    case = case_of(reading, period)
    earned: Counter[tuple[str | None, str]] = Counter()
    for duty in current_duties(reading.publications(), period):
        earned[duty.consultant, duty.seat.role] += duty.seat.points
    accounts = (replace(one, earned=earned[one.consultant, one.role]) for one in case.problem.accounts)
    return Ledger(tuple(accounts), directory_of(case.inputs), f"what is published of {period}")
