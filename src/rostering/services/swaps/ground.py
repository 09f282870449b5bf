"""What swaps are judged by: what is published, who holds it, and by which rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from rostering.answers.swaps import Prospect, SwapView
from rostering.audit.effects import effect_of
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Duty
from rostering.domain.swaps import Swap, SwapState
from rostering.language import said
from rostering.rosters.history import (
    current_compensating_days,
    current_duties,
    held_on,
    published_directory,
)
from rostering.rosters.version import Directory, Publication, Version
from rostering.rules.roster import Roster
from rostering.rules.settled import Settled
from rostering.services.cases.case import Case, case_in, seats_asked
from rostering.services.cases.versions import directory_of, roster_from
from rostering.solver.mend.exchanges import exchanged
from rostering.spans import Period, Span
from rostering.store import Reading


class Remembering(Protocol):
    """What a service may remember of its store between two looks."""

    def inputs(self, reading: Reading) -> Inputs:
        """The inputs as last saved."""

    def publications(self, reading: Reading) -> tuple[Publication, ...]:
        """All publications."""

    def case(self, reading: Reading, version: Version, period: Period | None = None) -> Case:
        """The case of a roster, or of a period by what it was told."""


class AsItIs:
    """Nothing is remembered: the store is asked each time."""

    def inputs(self, reading: Reading) -> Inputs:
        """The inputs as last saved."""
        return reading.inputs()

    def publications(self, reading: Reading) -> tuple[Publication, ...]:
        """All publications."""
        return reading.publications()

    def case(self, reading: Reading, version: Version, period: Period | None = None) -> Case:
        """The case of a roster, or of a period by what it was told."""
        return case_in(reading, version, period)


@dataclass(frozen=True)
class Stretch:
    """Dates that one roster holds without a gap."""

    version: Version
    period: Period


@dataclass(frozen=True)
class Judged:
    """A roster before and after duties change hands."""

    case: Case
    before: Roster
    after: Roster
    prospect: Prospect


@dataclass(frozen=True)
class SwapGround:
    """All that swaps are judged by, at one moment."""

    reading: Reading
    memory: Remembering
    at: datetime

    @cached_property
    def inputs(self) -> Inputs:
        """The inputs."""
        return self.memory.inputs(self.reading)

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """What is published, and was."""
        return self.memory.publications(self.reading)

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The published duties by seat."""
        return {duty.seat.id: duty for duty in current_duties(self.publications)}

    @cached_property
    def directory(self) -> Directory:
        """The names of all."""
        names, published = directory_of(self.inputs), published_directory(self.publications)
        return names.with_names_of(published) if published else names

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """All swaps there ever were."""
        return self.reading.swaps.all()

    @property
    def today(self) -> date:
        """The date that it is where the firm is."""
        return self.at.astimezone(self.inputs.organisation.zone).date()

    def ahead(self, consultant: str) -> tuple[Duty, ...]:
        """The duties of a consultant that have not begun, by start."""
        return tuple(
            duty for duty in self.duties.values() if duty.consultant == consultant and duty.seat.span.start > self.at
        )

    def until(self, duty: Duty) -> datetime:
        """Until when consultants may offer and take a duty."""
        return self.inputs.swaps.notice.before(duty.seat.span.start, self.inputs.organisation.zone)

    def is_late(self, swap: Swap) -> bool:
        """Whether it is too late for consultants to offer or take what a swap moves."""
        duties = (self.duties.get(seat) for seat in swap.seats)
        return any(duty is not None and self.until(duty) < self.at for duty in duties)

    def is_live(self, swap: Swap) -> bool:
        """Whether something may still come of a swap."""
        return swap.is_live and not self.over(swap)

    def over(self, swap: Swap) -> str:
        """Why nothing can come of a swap any more; empty while something can."""
        if not swap.is_live:
            return ""
        other = swap.to or ""
        holders = {swap.seat: swap.giver} | ({swap.in_return: other} if swap.in_return else {})
        known = {consultant.id for consultant in self.inputs.consultants}
        gone = (
            said("{consultant} is not there any more.", consultant=who) for who in (other,) if who and who not in known
        )
        return next(filter(None, (*(self._ended(seat, who) for seat, who in holders.items()), *gone)), "")

    def _ended(self, seat: str, holder: str) -> str:
        duty = self.duties.get(seat)
        if duty is None:
            return said("{seat} is not in the published roster any more.", seat=seat)
        if duty.consultant != holder:
            return said("{seat} is no longer a duty of {consultant}.", seat=seat, consultant=holder)
        if duty.seat.span.start <= self.at:
            return said("{seat} has begun.", seat=seat)
        asked = self._asked(duty.seat.day).get(seat)
        if asked is None:
            return said("Nothing asks for {seat} any more.", seat=seat)
        return "" if asked == duty.seat.span else said("The hours of {seat} have changed.", seat=seat)

    @cached_property
    def _asked_on(self) -> dict[date, Mapping[str, Span]]:
        """What is asked for, by date, as far as anybody wanted to know."""
        return {}

    def _asked(self, day: date) -> Mapping[str, Span]:
        if day not in self._asked_on:
            self._asked_on[day] = seats_asked(self.inputs, Period(day, day))
        return self._asked_on[day]

    def view(self, swap: Swap, *, taker: str | None = None, judge: bool = False) -> SwapView:
        """A swap as it is looked at; `judge` asks what it would change if this taker, or whoever it is, took it."""
        over, who = self.over(swap), taker or swap.taker or swap.to
        judged = self.judged(swap.moves(who)) if judge and who and swap.is_live and not over else None
        return SwapView(
            swap,
            self._shown(swap.seat),
            self._shown(swap.in_return) if swap.in_return else None,
            over,
            self.is_late(swap) and swap.state is SwapState.OPEN,
            judged.prospect if judged else None,
        )

    def _shown(self, seat: str) -> Duty | None:
        """The duty of a seat as it is published, or as it last was."""
        if seat in self.duties:
            return self.duties[seat]
        ever = (duty for each in reversed(self.publications) for duty in each.version.duties if duty.seat.id == seat)
        return next(ever, None)

    def stretches(self, seats: Iterable[str]) -> tuple[Stretch, ...]:
        """The dates around some published seats that one roster holds, each once, by date."""
        versions = {each.version.number: each.version for each in self.publications}
        held = held_on(self.publications)
        places = {held[self.duties[seat].seat.day] for seat in seats}
        return tuple(
            Stretch(versions[number], period) for number, period in sorted(places, key=lambda one: one[1].first)
        )

    def standing(self, seats: Iterable[str]) -> tuple[Case, Roster]:
        """The case around some published seats, and the roster that holds there now."""
        stretches = self.stretches(seats)
        period = Period(stretches[0].period.first, max(each.period.last for each in stretches))
        case = self.memory.case(self.reading, stretches[-1].version, period)
        duties = current_duties(self.publications, period)
        return case, roster_from(case.problem, duties, current_compensating_days(self.publications, period))

    def judged(self, moves: Mapping[str, str]) -> Judged:
        """The roster around these seats before and after they are held by others."""
        case, before = self.standing(moves)
        over = frozenset(day for day in case.problem.days if day <= self.today)
        made = exchanged(before, [*case.rules, Settled(days=over)], moves)
        past = frozenset(off for off in before.days_off if off[1] in over)
        after = replace(made, days_off=made.days_off | past)
        effect = effect_of(before, after, case.rules)
        prospect = Prospect(
            effect.worse,
            effect.penalised,
            effect.penalty_by_rule,
            tuple(sorted(after.days_off - before.days_off)),
            tuple(sorted(before.days_off - after.days_off)),
        )
        return Judged(case, before, after, prospect)
