"""All rosters in a list, and drafts thrown away."""

import re
from collections.abc import Iterable, Mapping

from rostering.answers.rosters import Listed
from rostering.rosters.conflicts import AlreadyPublished, Discarded
from rostering.rosters.history import status_of
from rostering.rosters.version import Status, Version
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import LogEntry, Reading, Transaction

_MAKING = ("plan", "assign", "replan", "swap")
_NUMBER = re.compile(r"roster (\d+)")


def rosters(url: str, period: Period | None = None, everything: bool = False) -> tuple[Listed, ...]:
    """The rosters that have a date of a period, or all, newest first; those thrown away only with `everything`."""
    with existing_store(url).reading() as reading:
        headers, publications = reading.headers(), reading.publications()
        gone, makers = reading.discarded(), _makers(reading.audit_log())
    published = {each.version.number: each for each in publications}
    listed = [
        Listed(
            version=header,
            status=Status.DISCARDED if header.number in gone else status_of(header, publications),
            made_by=makers.get(header.number, ("", ""))[0],
            by=makers.get(header.number, ("", ""))[1],
            published=published.get(header.number),
        )
        for header in reversed(headers)
        if (everything or header.number not in gone) and (period is None or header.period.overlaps(period))
    ]
    return tuple(listed)


def discard(url: str, number: int, by: str) -> Version:
    """Throw a draft away: it stays in the store, is shown when asked for, and can be published no more.

    Raises NoRoster, UnknownRoster, AlreadyPublished, Discarded.
    """
    with existing_store(url).transaction() as tx:
        version = draft_in(tx, number)
        throw_away(tx, version, by)
    return version


def draft_in(reading: Reading, number: int) -> Version:
    """A roster that is a draft. Raises NoRoster, UnknownRoster, AlreadyPublished, Discarded."""
    version = reading.version(number)
    status = status_of(version, reading.publications())
    if status is not Status.DRAFT:
        raise AlreadyPublished(number, status)
    if number in reading.discarded():
        raise Discarded(number)
    return version


def throw_away(tx: Transaction, version: Version, by: str) -> None:
    """Throw a draft away."""
    tx.discard(version.number, at := now(), by)
    tx.log(by, "discard", str(version.period), f"roster {version.number}", None, at=at)


def _makers(log: Iterable[LogEntry]) -> Mapping[int, tuple[str, str]]:
    """By roster, which command made it, and who gave that."""
    made: dict[int, tuple[str, str]] = {}
    for entry in log:
        text = entry.what if entry.action == "assign" else entry.after or ""
        if entry.action in _MAKING and (match := _NUMBER.match(text)):
            made.setdefault(int(match[1]), (entry.action, entry.who))
    return made
