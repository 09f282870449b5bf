"""What a publication would rewrite: published dates that are over, and months whose charges or pay are closed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rostering.billing.lines.books import Books
from rostering.domain.charges import first_of_month
from rostering.errors import Conflict
from rostering.language import SOURCE, _, counted, said, speaking, told
from rostering.rosters.changes import Change, changes
from rostering.rosters.history import as_published, current_compensating_days, current_duties, published_on
from rostering.rosters.version import Publication, Version
from rostering.services.charges.books import books_of, told_of_closed
from rostering.store import Reading


class Rewrites(Conflict):
    """A roster that would change what has been served or billed."""

    def __init__(self, number: int, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        listed = "\n".join(f"  {told(text)}" for text in texts)
        super().__init__(
            _(
                "roster {number} changes what is over or closed; plan anew, or publish it with --force:\n{listed}",
                number=number,
                listed=listed,
            )
        )


def rewritten(reading: Reading, version: Version, publications: Sequence[Publication], today: date) -> tuple[str, ...]:
    """Sentences to keep of what a version changes of dates before today and of months whose charges or pay are closed.

    There are none where it changes nothing of these.
    A date that nothing was published for has nothing to change.
    """
    held = {day for day in published_on(publications) if day in version.period}
    found = [change for change in _changes(version, publications) if change.duty.seat.day in held]
    books = books_of(reading)
    after = replace(books, publications=(*publications, as_published(version, publications)))
    with speaking(SOURCE):
        return (
            *_over(found, _days_off(version, publications, held), today),
            *_closed(found, today, books),
            *told_of_closed(books, after, each=True),
            *_paid(found, reading.pay.batches()),
        )


def _changes(version: Version, publications: Sequence[Publication]) -> list[Change]:
    return list(changes(current_duties(publications, version.period), version.duties))


def _days_off(version: Version, publications: Sequence[Publication], held: Collection[date]) -> list[date]:
    """The published dates on which somebody else is off."""
    before = {(off.consultant, off.day) for off in current_compensating_days(publications, version.period)}
    after = {(off.consultant, off.day) for off in version.compensating_days}
    return [day for _, day in before ^ after if day in held]


def _over(found: Sequence[Change], days_off: Sequence[date], today: date) -> Iterator[str]:
    past = [change.duty.seat.day for change in found if change.duty.seat.day < today]
    if past:
        yield said("{duties} of dates that are over, {dates}", duties=counted(len(past), "duty"), dates=_dates(past))
    if off := [day for day in days_off if day < today]:
        duties = counted(len(off), "compensating day")
        yield said("{duties} of dates that are over, {dates}", duties=duties, dates=_dates(off))


def _closed(found: Sequence[Change], today: date, books: Books) -> Iterator[str]:
    """The dates ahead of us in months that were closed before they ended."""
    ahead = [change.duty.seat.day for change in found if change.duty.seat.day >= today]
    if closed := [day for day in ahead if first_of_month(day) in books.months]:
        yield said("{duties} of closed months, {dates}", duties=counted(len(closed), "duty"), dates=_dates(closed))


def _paid(found: Sequence[Change], closed: Collection[date]) -> Iterator[str]:
    """The dates of months whose pay is closed: what changes there is corrected in the next open one."""
    if paid := [change.duty.seat.day for change in found if first_of_month(change.duty.seat.day) in closed]:
        duties = counted(len(paid), "duty")
        yield said("{duties} of months whose pay is closed, {dates}", duties=duties, dates=_dates(paid))


def _dates(days: Collection[date]) -> str:
    first, last = min(days), max(days)
    return said("on {day}", day=first) if first == last else said("from {first} to {last}", first=first, last=last)
