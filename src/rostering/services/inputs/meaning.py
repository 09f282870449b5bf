"""What a change of inputs means for what is published or closed, said before anything is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.domain.inputs import Inputs
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty
from rostering.domain.totals import total_of
from rostering.language import _, marked, n_
from rostering.language.formats import dkk, listed, month, short_day
from rostering.rosters.clashes import clashes
from rostering.rosters.history import published_on
from rostering.rosters.unneeded import unneeded
from rostering.rosters.version import Publication
from rostering.services.cases.case import seats_asked
from rostering.services.charges.books import books_of, told_of_closed
from rostering.spans import Period, Span
from rostering.store import Reading

_NOT_NEEDED = marked(
    "Published duties would no longer be needed: {duties}, of {people} (roster {roster}). They stand until it is "
    "repaired."
)
_CLASHES = {
    ClashReason.LEAVE: marked(
        "{name} has published duties in this leave: {duties} (roster {roster}). They stay theirs until it is repaired."
    ),
    ClashReason.NOT_EMPLOYED: marked(
        "{name} has published duties outside the employment: {duties} (roster {roster}). They stay theirs until it is "
        "repaired."
    ),
    ClashReason.LOST_ROLE: marked(
        "{name} has published duties in a role that they would not have: {duties} (roster {roster})."
    ),
    ClashReason.MEETING: marked(
        "{name} would hold something for a customer during published duties: {duties} (roster {roster})."
    ),
    ClashReason.OTHER_HOURS: marked(
        "Published duties would be asked for at other hours: {duties}, of {people} (roster {roster})."
    ),
}
_MOST = 6
"""Duties of a sentence that are named."""


@dataclass(frozen=True)
class _ChangeGround:
    """What is published from today on, and the inputs before and after a change."""

    before: Inputs
    after: Inputs
    publications: tuple[Publication, ...]
    today: date

    @cached_property
    def days(self) -> frozenset[date]:
        """The published dates from today on."""
        return frozenset(day for day in published_on(self.publications) if day >= self.today)

    @cached_property
    def within(self) -> Period | None:
        """From the first to the last of them."""
        return Period(min(self.days), max(self.days)) if self.days else None

    def clashes(self, inputs: Inputs, asked: dict[str, Span]) -> dict[object, Clash]:
        """What stands against published duties by some inputs."""
        found = [*clashes(self.publications, inputs)]
        found += unneeded(self.publications, inputs, asked, self.within) if self.within else ()
        return {(clash.identity, clash.reason): clash for clash in found}


def meanings(reading: Reading, before: Inputs, after: Inputs, today: date) -> tuple[str, ...]:
    """Sentences about what a change does to published duties, charges and closed months; none where it does nothing."""
    publications = reading.publications()
    if not publications:
        return ()
    after = reading.with_meetings(after)
    ground = _ChangeGround(before, after, publications, today)
    money = _of_money(books_of(reading, before), books_of(reading, after)) if _is_about_money(before, after) else ()
    return (*_of_duties(ground), *money)


def _is_about_money(before: Inputs, after: Inputs) -> bool:
    parts = ("bookings", "agreements", "rate_cards", "cancellation", "fees", "catalogue")
    return any(getattr(before, part) != getattr(after, part) for part in parts)


def _of_duties(ground: _ChangeGround) -> Iterator[str]:
    """Of duties from today on: those that can no longer be served, that nothing asks for, and that nobody has."""
    if ground.within is None:
        return
    old, new = (seats_asked(inputs, ground.within) for inputs in (ground.before, ground.after))
    known = ground.clashes(ground.before, old)
    for key, clash in ground.clashes(ground.after, new).items():
        duties = clash.since(ground.today)
        if key not in known and duties:
            yield _clash(ground, clash, duties)
    if lacking := [seat for seat in new if seat not in old and date.fromisoformat(seat.split(":")[1]) in ground.days]:
        yield n_(
            "{number} seat more is asked for on published days, and nobody has it: {seats}. Plan or repair these days.",
            "{number} seats more are asked for on published days, and nobody has them: {seats}. "
            "Plan or repair these days.",
            len(lacking),
            seats=_few([_seat(ground.after, seat) for seat in sorted(lacking, key=lambda seat: seat.split(":")[1])]),
        )


def _clash(ground: _ChangeGround, clash: Clash, duties: Sequence[Duty]) -> str:
    names = {one.id: one.name for one in (*ground.before.consultants, *ground.after.consultants)}
    what = {
        "name": names.get(clash.consultant, clash.consultant),
        "duties": _few([_seat(ground.before, duty.seat.id) for duty in duties]),
        "roster": clash.roster,
    }
    held = {clash.consultant} if clash.consultant else {duty.consultant for duty in duties if duty.consultant}
    what["people"] = listed(sorted(names.get(one, one) for one in held))
    return _(_CLASHES.get(clash.reason, _NOT_NEEDED), **what)


def _seat(inputs: Inputs, seat: str) -> str:
    """A seat as its date and role."""
    _team, day, role, _number = seat.split(":")
    return f"{short_day(date.fromisoformat(day))} {inputs.catalogue.roles.get(role, role)}"


def _few(words: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown, more = list(dict.fromkeys(words))[:_MOST], len(dict.fromkeys(words)) - _MOST
    return listed([*shown, *([n_("{number} more", "{number} more", more)] if more > 0 else [])])


def _of_money(before: Books, after: Books) -> Iterator[str]:
    """Of months that are published and open: what they come to instead; of closed ones: what will be billed later."""
    months = dict.fromkeys(day.replace(day=1) for day in sorted(published_on(after.publications)))
    for first in months:
        if first not in after.months:
            yield from _of_month(before, after, first)
    yield from told_of_closed(before, after, each=True)


def _of_month(before: Books, after: Books, first: date) -> Iterator[str]:
    period = Period.parse(f"{first:%Y-%m}")
    try:
        old, new = total_of(before.due(period)), total_of(after.due(period))
    except Unbillable:
        return
    if old != new:
        yield _(
            "Charges of {month} would be {after} instead of {before}.",
            month=month(first),
            after=dkk(new),
            before=dkk(old),
        )
