"""The rules of the shift scheduling instances, with the protocol of the product's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import ClassVar

from rostering.domain.findings import Breach
from rostering.rules.board import Board, Literal
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.spans import DAY, iso_weekend


@dataclass(frozen=True)
class Contract:
    """What one employee's line must keep to; minutes, shifts and days are counts over the horizon or in a row."""

    most_of: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_off: int
    weekends: int


class Choices:
    """A board's choices of each employee: by date and shift."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._held: dict[str, dict[date, dict[str, Literal]]] = {}
        for seat in board.problem.seats:
            for who in board.candidates(seat):
                self._held.setdefault(who, {}).setdefault(seat.day, {})[seat.role] = board.holds(seat, who)

    def on(self, who: str, day: date) -> Mapping[str, Literal]:
        """The choices of one date by shift."""
        return self._held.get(who, {}).get(day, {})

    def of(self, who: str) -> Iterator[tuple[date, str, Literal]]:
        """All choices of one employee."""
        for day, shifts in self._held.get(who, {}).items():
            for shift, literal in shifts.items():
                yield day, shift, literal

    def works(self, who: str, day: date) -> Literal:
        """The employee works on the date."""
        return self._board.any_of(self.on(who, day).values())


def worked(roster: Roster) -> dict[str, dict[date, list[str]]]:
    """The shifts that each employee works by date."""
    lines: dict[str, dict[date, list[str]]] = {}
    for who, seats in roster.own.items():
        for seat in seats:
            lines.setdefault(who, {}).setdefault(seat.day, []).append(seat.role)
    return lines


@dataclass(frozen=True, kw_only=True)
class OneShift(Rule):
    """One shift a day at most."""

    name = "one_shift"

    def apply(self, board: Board) -> None:
        """Limit each date's choices."""
        choices = Choices(board)
        for who in board.problem.consultants:
            for day in board.problem.period:
                literals = choices.on(who.id, day).values()
                board.at_most(self, [(literal, 1) for literal in literals], 1)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each date with more."""
        for who, days in worked(roster).items():
            for day, shifts in days.items():
                if len(shifts) > 1:
                    yield self.breach([who, day, str(len(shifts))], len(shifts) - 1)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the date and the count."""
        who, day, count = breach.about
        return f"{who} works {count} shifts on {day}."


@dataclass(frozen=True, kw_only=True)
class DaysOff(Rule):
    """Days off that are fixed beforehand."""

    name = "days_off"

    days_off: Mapping[str, Sequence[date]]

    def apply(self, board: Board) -> None:
        """Forbid the choices of those dates."""
        choices = Choices(board)
        for who, days in self.days_off.items():
            for day in sorted(set(days)):
                for literal in choices.on(who, day).values():
                    board.require(self, [literal])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each shift on such a date."""
        for who, days in worked(roster).items():
            for day, shifts in days.items():
                if day in self.days_off.get(who, ()):
                    yield self.breach([who, day], len(shifts))

    def explain(self, breach: Breach) -> str:
        """Name the employee and the date."""
        who, day = breach.about
        return f"{who} works on {day}, a day off."


@dataclass(frozen=True, kw_only=True)
class Succession(Rule):
    """Shifts that may not follow another on the next day."""

    name = "succession"

    not_after: Mapping[str, Sequence[str]]
    """By shift, those that cannot follow it."""

    def apply(self, board: Board) -> None:
        """Forbid each pair."""
        choices = Choices(board)
        for who in board.problem.consultants:
            for first, second in pairwise(board.problem.period):
                later = choices.on(who.id, second)
                for shift, literal in choices.on(who.id, first).items():
                    for follower in sorted(set(self.not_after.get(shift, ())) & set(later)):
                        board.require(self, [literal, later[follower]])

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each pair."""
        for who, days in worked(roster).items():
            for day, shifts in days.items():
                for shift in shifts:
                    for follower in days.get(day + DAY, ()):
                        if follower in self.not_after.get(shift, ()):
                            yield self.breach([who, day, shift, follower])

    def explain(self, breach: Breach) -> str:
        """Name the employee, the date and both shifts."""
        who, day, shift, follower = breach.about
        return f"{who} works {shift} on {day} and {follower} on the next day."


@dataclass(frozen=True, kw_only=True)
class ContractRule(Rule):
    """A rule about what is in the employees' contracts."""

    contracts: Mapping[str, Contract]


@dataclass(frozen=True, kw_only=True)
class ShiftCaps(ContractRule):
    """How often an employee may work each shift."""

    name = "shift_caps"

    def apply(self, board: Board) -> None:
        """Limit each count."""
        choices = Choices(board)
        for who, contract in self.contracts.items():
            for shift, most in contract.most_of.items():
                literals = [literal for _, name, literal in choices.of(who) if name == shift]
                board.at_most(self, [(literal, 1) for literal in literals], most)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each count above its cap."""
        for who, contract in self.contracts.items():
            mine = [seat.role for seat in roster.own[who]]
            for shift, most in contract.most_of.items():
                if mine.count(shift) > most:
                    yield self.breach([who, shift, str(mine.count(shift))], mine.count(shift) - most)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the shift, the count and its cap."""
        who, shift, count = breach.about
        return f"{who} works {shift} {count} times, at most {self.contracts[who].most_of[shift]} are allowed."


@dataclass(frozen=True, kw_only=True)
class Minutes(ContractRule):
    """The most and the least minutes over the horizon."""

    name = "minutes"

    def apply(self, board: Board) -> None:
        """Limit each sum from both sides."""
        terms: dict[str, list[tuple[Literal, int]]] = {}
        for seat in board.problem.seats:
            for who in board.candidates(seat):
                terms.setdefault(who, []).append((board.holds(seat, who), seat.span.minutes))
        for who, contract in self.contracts.items():
            mine = terms.get(who, [])
            board.at_most(self, mine, contract.most_minutes)
            board.at_most(self, [(literal, -minutes) for literal, minutes in mine], -contract.least_minutes)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each sum that is too small or too large."""
        for who, contract in self.contracts.items():
            minutes = sum(seat.span.minutes for seat in roster.own[who])
            beyond = max(minutes - contract.most_minutes, contract.least_minutes - minutes)
            if beyond > 0:
                yield self.breach([who, str(minutes)], beyond)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the minutes and what is allowed."""
        who, minutes = breach.about
        contract = self.contracts[who]
        return f"{who} works {minutes} minutes, not {contract.least_minutes} to {contract.most_minutes}."


@dataclass(frozen=True, kw_only=True)
class Streaks(ContractRule):
    """Shifts in a row and days off in a row; those that touch the horizon's edges are never too short."""

    name = "streaks"

    def apply(self, board: Board) -> None:
        """Limit each row of days worked, and each of days off from below."""
        choices, days = Choices(board), list(board.problem.period)
        for who, contract in self.contracts.items():
            work = [choices.works(who, day) for day in days]
            board.streak(self, work, contract.least_in_a_row, contract.most_in_a_row)
            board.streak(self, [-literal for literal in work], contract.least_off, len(days))

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each row that is too long or too short."""
        lines, period = worked(roster), roster.problem.period
        for who, contract in self.contracts.items():
            mine = lines.get(who, {})
            for works, group in groupby(period, key=mine.__contains__):
                run = list(group)
                least = contract.least_in_a_row if works else contract.least_off
                amount = max(0, len(run) - contract.most_in_a_row) if works else 0
                if len(run) < least and run[0] != period.first and run[-1] != period.last:
                    amount += 1
                if amount:
                    yield self.breach([who, run[0], "shifts" if works else "days off", str(len(run))], amount)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the first date and the row."""
        who, day, what, count = breach.about
        contract = self.contracts[who]
        lawful = f"{contract.least_in_a_row} to {contract.most_in_a_row}" if what == "shifts" else contract.least_off
        return f"{who} has {count} {what} in a row from {day}, not {lawful}."


@dataclass(frozen=True, kw_only=True)
class Weekends(ContractRule):
    """Weekends of which a Saturday or Sunday is worked."""

    name = "weekends"

    def apply(self, board: Board) -> None:
        """Limit each count."""
        choices = Choices(board)
        saturdays = [day for day in board.problem.period if iso_weekend(day) == day]
        for who, contract in self.contracts.items():
            both = [[choices.works(who, day) for day in (saturday, saturday + DAY)] for saturday in saturdays]
            board.at_most(self, [(board.any_of(literals), 1) for literals in both], contract.weekends)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each count that is too high."""
        for who, contract in self.contracts.items():
            weekends = {iso_weekend(seat.day) for seat in roster.own[who]} - {None}
            if len(weekends) > contract.weekends:
                yield self.breach([who, str(len(weekends))], len(weekends) - contract.weekends)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the count and the cap."""
        who, count = breach.about
        return f"{who} works on {count} weekends, at most {self.contracts[who].weekends} are allowed."


@dataclass(frozen=True)
class Request:
    """An employee asks for a shift on a date, or not to have it."""

    who: str
    day: date
    shift: str
    weight: int
    wanted: bool


@dataclass(frozen=True, kw_only=True)
class Requests(Rule):
    """What employees ask for; each request not met costs its weight."""

    name = "requests"
    can_forbid: ClassVar[bool] = False

    requests: Sequence[Request]

    def apply(self, board: Board) -> None:
        """Penalise each request."""
        choices = Choices(board)
        for request in self.requests:
            literal = choices.on(request.who, request.day).get(request.shift)
            held = [literal] if literal else []
            if request.wanted:
                board.require(self, [], held, request.weight)
            elif held:
                board.require(self, held, amount=request.weight)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each request not met."""
        lines = worked(roster)
        for request in self.requests:
            has = request.shift in lines.get(request.who, {}).get(request.day, ())
            if has != request.wanted:
                wish = "wanted" if request.wanted else "unwanted"
                yield self.breach([request.who, request.day, request.shift, wish], request.weight)

    def explain(self, breach: Breach) -> str:
        """Name the employee, the shift and the date."""
        who, day, shift, wish = breach.about
        return f"{who} {'does not get' if wish == 'wanted' else 'gets'} {shift} on {day}."


@dataclass(frozen=True)
class Need:
    """How many a shift needs on a date, and what each one missing or too many costs."""

    day: date
    shift: str
    count: int
    under: int
    over: int


@dataclass(frozen=True, kw_only=True)
class Cover(Rule):
    """How many work each shift."""

    name = "cover"
    can_forbid: ClassVar[bool] = False

    needs: Sequence[Need]

    def apply(self, board: Board) -> None:
        """Penalise each one missing or too many."""
        held: dict[tuple[date, str], list[Literal]] = {}
        for seat in board.problem.seats:
            literals = [board.holds(seat, who) for who in board.candidates(seat)]
            held.setdefault((seat.day, seat.role), []).extend(literals)
        for need in self.needs:
            literals = held.get((need.day, need.shift), [])
            board.at_most(self, [(literal, 1) for literal in literals], need.count, need.over)
            board.at_most(self, [(literal, -1) for literal in literals], -need.count, need.under)

    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each shift with too few or too many."""
        counts: dict[tuple[date, str], int] = {}
        for seat in roster.problem.seats:
            if seat.id in roster.holders:
                counts[seat.day, seat.role] = counts.get((seat.day, seat.role), 0) + 1
        for need in self.needs:
            count = counts.get((need.day, need.shift), 0)
            amount = (count - need.count) * need.over if count > need.count else (need.count - count) * need.under
            if amount:
                yield self.breach([need.day, need.shift, str(count), str(need.count)], amount)

    def explain(self, breach: Breach) -> str:
        """Name the shift, the date, the count and the need."""
        day, shift, count, need = breach.about
        return f"{count} work {shift} on {day}; {need} are needed."


FIRST = date(2024, 1, 1)
"""The Monday on which every horizon starts."""


def date_of(day: int) -> date:
    """The date of a day of the horizon, counted from 0."""
    return FIRST + timedelta(day)
