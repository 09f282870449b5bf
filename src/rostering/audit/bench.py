"""The bench: for each duty, who could step in if its holder fell ill, by the rules' own checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rostering.audit.empty_seats import CandidateCheck
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid
from rostering.rules.weekly_rest import WeeklyRest


@dataclass(frozen=True)
class StandIn:
    """Someone who could step in, and the compensating days off that make room for it."""

    consultant: str
    days_off: tuple[date, ...] = ()


@dataclass(frozen=True)
class Backing:
    """A seat, who holds it, None for nobody, and who could step in."""

    seat: Seat
    holder: str | None
    bench: tuple[StandIn, ...]

    @property
    def exposed(self) -> bool:
        """Whether there is nobody on the bench."""
        return not self.bench


def backings_of(roster: Roster, rules: Sequence[Rule], seats: Iterable[Seat]) -> tuple[Backing, ...]:
    """For each of some seats of the roster everybody who could hold it in the holder's place, all else as it is.

    Exact, by the rules' own checks: a stand-in adds no breach of a rule that forbids, at most with compensating days.
    """
    relief = _Relief(roster, rules)
    return tuple(Backing(seat, roster.holders.get(seat.id), relief.bench(seat)) for seat in seats)


def stand_in_for(roster: Roster, rules: Sequence[Rule], seat: Seat, who: str) -> StandIn | None:
    """Whether one person could hold a seat in its holder's place, all else as it is; None: they could not."""
    return _Relief(roster, rules).stand_in(seat, who)


class _Relief:
    """Looks for stand-ins in one roster."""

    def __init__(self, roster: Roster, rules: Sequence[Rule]) -> None:
        self._roster = roster
        self._forbidding = that_forbid(rules)
        self._candidates = CandidateCheck(roster, rules)
        self._longest = next((rule.days for rule in self._forbidding if isinstance(rule, WeeklyRest)), 0)

    def bench(self, seat: Seat) -> tuple[StandIn, ...]:
        """Everybody who could step in; those who need no days off come first."""
        others = [who for who in self._candidates.able(seat.id) if who != self._roster.holders.get(seat.id)]
        found = [self._stand_in(seat, who) for who in others if not self._is_ruled_out(seat, who)]
        return tuple(sorted((one for one in found if one), key=lambda one: (len(one.days_off), one.consultant)))

    def stand_in(self, seat: Seat, who: str) -> StandIn | None:
        """One person, if they could step in."""
        is_able = who in self._candidates.able(seat.id) and not self._is_ruled_out(seat, who)
        return self._stand_in(seat, who) if is_able else None

    def _is_ruled_out(self, seat: Seat, who: str) -> bool:
        return any(rule.rules_out(self._roster.problem, seat, who) for rule in self._forbidding)

    def _stand_in(self, seat: Seat, who: str) -> StandIn | None:
        """Add days off as long as it is a run of days without rest that speaks against the consultant."""
        off: list[date] = []
        while added := self._candidates.added(seat.id, who, off):
            resting = all(judged.breach.rule == WeeklyRest.name for judged in added)
            day = self._day_for(added[0].breach, seat, who, off) if resting else None
            if day is None:
                return None
            off.append(day)
        return StandIn(who, tuple(sorted(off)))

    def _day_for(self, breach: Breach, seat: Seat, who: str, off: Sequence[date]) -> date | None:
        """The day off that does most for a run without rest: the latest one that ends it in time, else the first."""
        _, first, *last = breach.about
        if not last:
            return None  # a duty on a compensating day, which no other day makes up for
        days = [day for day in self._workdays(seat, who) if first <= day.isoformat() <= last[0] and day not in off]
        in_time = [day for day in days if day <= date.fromisoformat(first) + timedelta(self._longest)]
        return max(in_time, default=min(days, default=None))

    def _workdays(self, seat: Seat, who: str) -> list[date]:
        """The ordinary working days that a compensating day could free: no duty touches them."""
        problem = self._roster.problem
        busy = {day for held in (seat, *self._roster.all_of(who)) for day in problem.touched(held)}
        free = [day for day in problem.work_days(who) if (who, day) not in self._roster.days_off]
        return [day for day in free if day not in busy]
