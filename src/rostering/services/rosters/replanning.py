"""Repairing a roster: up to three ways to mend it, each saved as a draft."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Event

from rostering.answers.repairs import Option, Repaired
from rostering.audit.judgement import judge
from rostering.demand.problem import Problem, Reference
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Leave, LeaveKind
from rostering.domain.seats import Duty, Pin
from rostering.errors import BadCall, Conflict
from rostering.language import _, said
from rostering.rosters.changes import changes
from rostering.rosters.history import held_periods, published_on, status_of
from rostering.rosters.version import Publication, Status, Version
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case, as_told, case_of, is_overtaken, with_leave
from rostering.services.cases.disagreement import refuse_disagreement, reported
from rostering.services.cases.readiness import readiness_of
from rostering.services.cases.served import served_and_gone
from rostering.services.cases.versions import roster_of, version_of
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.edits import UnknownId
from rostering.services.rosters.explaining import reasons_for
from rostering.services.rosters.planning import Overtaken, limits_asked
from rostering.solver.mend.repair import Repair, WayFound, repairs, untold
from rostering.solver.model.budget import Budget, SearchLimits, Watch
from rostering.solver.plan import planner
from rostering.spans import Period
from rostering.store import Reading, Transaction

_EXPLAINING = 5.0
"""After so many seconds no further empty seat is explained."""

_USUAL = SearchLimits(seconds=30.0, effort=1.0, hasty=True)
"""A repair is asked for by somebody who waits; effort counts for each of its options."""


def limits_of(seconds: float | None = None, effort: float | None = None, seed: int | None = None) -> SearchLimits:
    """The limits that are asked for, a repair's usual ones else; more time than that brings more effort with it."""
    return limits_asked(_USUAL, seconds, effort, seed)


@dataclass(frozen=True)
class Absence:
    """Somebody who is not there after all; `last` None: until the roster's end."""

    consultant: str
    first: date
    last: date | None

    @classmethod
    def parse(cls, text: str) -> "Absence":
        """Read `ID:FROM..TO`, `ID:FROM` for one date or `ID:FROM..` with no end. Raises BadAbsence otherwise."""
        consultant, colon, dates = text.strip().rpartition(":")
        first, dots, last = dates.partition("..")
        try:
            begins = date.fromisoformat(first)
            ends = date.fromisoformat(last) if last else None if dots else begins
        except ValueError:
            raise BadAbsence(text) from None
        if not (colon and consultant) or (ends is not None and ends < begins):
            raise BadAbsence(text)
        return cls(consultant, begins, ends)


class BadAbsence(BadCall):
    """An absence in a form that is not known."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is not an absence: write ID:2026-12-24..2026-12-27, the first date first", text=text)
        )


class BadRepair(BadCall):
    """A repair that contradicts the roster or itself."""


class Replaced(Conflict):
    """A roster of which nothing is published any more."""

    def __init__(self, number: int, newer: int) -> None:
        super().__init__(
            _("roster {number} has been replaced by roster {newer}: repair that one", number=number, newer=newer)
        )


@dataclass(frozen=True)
class RepairFollower:
    """Who follows a repair from what it rests on to its end; each is called once it is so far."""

    begun: Callable[["RepairGround"], None] = lambda _: None
    found: WayFound = untold
    """A way that is ready, or that may still get better."""
    saved: Callable[[Transaction, Version], None] = lambda _tx, _first: None
    """In the transaction that saves all drafts, of which this is the first: whatever it raises, none is saved."""


def replan(
    url: str,
    number: int,
    absences: Sequence[Absence],
    today: date | None,
    limits: SearchLimits,
    watch: Watch,
    by: str,
    stop: Event | None = None,
    follower: RepairFollower = RepairFollower(),
) -> Repaired:
    """Mend a roster by today's inputs and some absences; what lies before `today` stays.

    Of a published roster only dates that it still holds are mended: from today on, up to the next that it does not.
    Once `stop` is set, the best so far is saved.

    Raises NoRoster, UnknownRoster, Replaced, BadRepair, NothingToRepair, Infeasible, Overtaken.
    """
    store = existing_store(url)
    with store.reading() as reading:
        ground = repair_ground(reading, number, absences, today)
    follower.begun(ground)
    case, asked, budget = ground.case, ground.asked, Budget(limits, watch, stop)
    made, interrupted = _mended(case, asked, budget, follower.found), budget.stopped
    drafted = [_drafted(case, asked, one, budget) for one in made]
    with store.transaction() as tx:
        options = ground.save(tx, drafted, by)
        follower.saved(tx, options[0].version)
    before, _ = readiness_of(asked.source, case.inputs, case.tariff)
    searched = all(one.searched for one in made)
    return Repaired(asked.source, asked.today, options, before, interrupted, searched)


@dataclass(frozen=True)
class RepairGround:
    """What a repair rests on: the case of the dates that it mends, and what was asked for."""

    case: Case
    asked: "_Asked"

    @property
    def input_hash(self) -> str:
        """What it rests on, as the problem's hash has it."""
        return self.case.problem.input_hash

    def draft(self, aim: str, holders: Mapping[str, str], days_off: frozenset[tuple[str, date]], seed: int) -> Option:
        """A way that a repair had found before it was ended from outside; why seats are empty in it is left unsaid."""
        roster = Roster(self.case.problem, holders, days_off)
        ended = Repair(aim, roster, roster, (), interrupted=True, searched=True)
        return _drafted(self.case, self.asked, ended, Budget(SearchLimits(seed=seed)))

    def is_no_worse(self, option: Option) -> bool:
        """Whether a way breaks no more of what is forbidden than the roster that it mends."""
        before = judge(roster_of(self.asked.source, self.case.problem), self.case.rules)
        forbidden = [judged for judged in option.version.breaches if judged.breach.penalty is None]
        return len(forbidden) <= before.hard

    def save(self, tx: Transaction, options: Iterable[Option], by: str) -> tuple[Option, ...]:
        """Save each way as a draft, the first one first. Raises Overtaken."""
        if is_overtaken(tx, self.case, self.asked.inputs(tx.inputs())):
            raise Overtaken(self.asked.source.period)
        return tuple(_saved(tx, option, by) for option in options)


def repair_ground(
    reading: Reading, number: int, absences: Sequence[Absence], today: date | None = None
) -> RepairGround:
    """What the repair of a roster rests on. Raises as `mended_part` does."""
    inputs, publications = reading.inputs(), reading.publications()
    asked = _asked(reading, number, absences, today)
    case = case_of(reading, asked.source.period, asked.inputs(inputs), known=publications, today=asked.today)
    return RepairGround(case, asked)


def mended_part(
    reading: Reading, number: int, absences: Sequence[Absence], today: date | None = None
) -> tuple[Version, date]:
    """What a repair would mend of a roster, and from when on.

    Raises NoRoster, UnknownRoster, UnknownId, Replaced, BadRepair, as the repair would.
    """
    asked = _asked(reading, number, absences, today)
    asked.leave(reading.inputs())
    return asked.source, asked.today


def _asked(reading: Reading, number: int, absences: Sequence[Absence], today: date | None) -> "_Asked":
    begin = today or today_in(reading.inputs().organisation.zone)
    source = _standing(reading.version(number), reading.publications(), begin)
    return _Asked(source, absences, _start(source, today, begin))


@dataclass(frozen=True)
class _Asked:
    """What is to be repaired, why, and from when on."""

    source: Version
    absences: Sequence[Absence]
    today: date

    @property
    def holders(self) -> dict[str, str]:
        """Who has which seat before."""
        return {duty.seat.id: duty.consultant for duty in self.source.duties if duty.consultant}

    def inputs(self, inputs: Inputs) -> Inputs:
        """The inputs in which those who are absent are on leave, and the roster's pins hold."""
        return as_told(with_leave(inputs, self.leave(inputs)), self.source)

    def leave(self, inputs: Inputs) -> tuple[Leave, ...]:
        """The absences as leave, from today on."""
        _check_people(self.absences, inputs)
        return tuple(self._leave(absence) for absence in self.absences)

    def _leave(self, absence: Absence) -> Leave:
        last = absence.last or self.source.period.last
        first = max(absence.first, self.today)
        dates = Period(first, last) if first <= last else None
        if dates is None or not dates.overlaps(self.source.period):
            until = " " + _("to {day}", day=absence.last) if absence.last else ""
            raise BadRepair(
                _(
                    "{consultant} is absent from {first}{until}, which is outside roster {number} from {today} to "
                    "{last}",
                    consultant=absence.consultant,
                    first=absence.first,
                    until=until,
                    number=self.source.number,
                    today=self.today,
                    last=self.source.period.last,
                )
            )
        if not any(duty.consultant == absence.consultant and duty.seat.day in dates for duty in self.source.duties):
            raise BadRepair(
                _(
                    "{consultant} has no duty in roster {number} {dates}",
                    consultant=absence.consultant,
                    number=self.source.number,
                    dates=_told(dates),
                )
            )
        return Leave(absence.consultant, dates, LeaveKind.LEAVE)


def _standing(source: Version, publications: Sequence[Publication], begin: date) -> Version:
    """The roster without the dates that others have taken over since it was published.

    Of dates that do not hang together, those that `begin` lies in or before; else the last ones.
    """
    if status_of(source, publications) is Status.DRAFT:
        return source
    held = held_periods(publications).get(source.number)
    if not held:
        raise Replaced(source.number, published_on(publications)[source.period.last].version.number)
    period = next((each for each in held if begin <= each.last), held[-1])
    return replace(
        source,
        period=period,
        duties=tuple(duty for duty in source.duties if duty.seat.day in period),
        compensating_days=tuple(off for off in source.compensating_days if off.day in period),
    )


def _check_people(absences: Sequence[Absence], inputs: Inputs) -> None:
    known = [consultant.id for consultant in inputs.consultants]
    for number, absence in enumerate(absences):
        if absence.consultant not in known:
            raise UnknownId(_("there is no consultant"), known, absence.consultant)
        for other in absences[:number]:
            if other.consultant == absence.consultant and other.first == absence.first and other.last != absence.last:
                raise BadRepair(
                    _(
                        "{consultant}'s absence from {first} is given with two ends",
                        consultant=absence.consultant,
                        first=absence.first,
                    )
                )


def _start(source: Version, today: date | None, begin: date) -> date:
    """The date from which a repair may change anything: today, unless the roster begins later."""
    period = source.period
    if today is not None and today not in period:
        raise BadRepair(
            said(
                "{today} is outside roster {number}, which is for {period}",
                today=today,
                number=source.number,
                period=period,
            )
        )
    start = max(period.first, begin)
    if start > period.last:
        raise BadRepair(
            said(
                "roster {number} ended on {last}: say from when on with --from", number=source.number, last=period.last
            )
        )
    return start


def _mended(case: Case, asked: _Asked, budget: Budget, found: WayFound) -> tuple[Repair, ...]:
    base = roster_of(asked.source, case.problem)
    past = served_and_gone(asked.source.duties, case.problem, asked.today)
    standing = [duty for duty in asked.source.duties if duty not in past]
    before = {duty.seat.id: duty.consultant for duty in standing if duty.consultant}
    reference = Reference(asked.today, before, base.days_off, _moved(asked.source.duties, case.problem))
    problem = replace(case.problem, reference=reference)
    try:
        made = repairs(replace(base, problem=problem), case.rules, budget, found)
    except planner.Miscounted as error:
        raise reported(error.roster, (), judge(error.roster, case.rules), case.rules) from error
    for one in made:
        refuse_disagreement(one.part, one.stages, judge(one.part, case.rules), case.rules)
    return made


def _moved(duties: Sequence[Duty], problem: Problem) -> frozenset[str]:
    """The seats that somebody holds at other hours than those that are asked for now."""
    asked, held = problem.seat, (duty.seat for duty in duties if duty.consultant)
    return frozenset(seat.id for seat in held if seat.id in asked and asked[seat.id].span != seat.span)


def _drafted(case: Case, asked: _Asked, repair: Repair, budget: Budget) -> Option:
    """A repair as a draft of the whole period, not numbered yet, compared with the roster before."""
    source, roster = asked.source, replace(repair.roster, problem=case.problem)
    judgement = judge(roster, case.rules)
    made = version_of(
        case,
        roster,
        judgement,
        now(),
        budget.limits.seed,
        source.number,
        repair.stages,
        interrupted=repair.interrupted,
        reasons=None
        if repair.interrupted
        else reasons_for(
            roster,
            case.rules,
            budget.afterwards(_EXPLAINING).anew(SearchLimits(seconds=_EXPLAINING)),
            fewest=repair.stages[0].proven,
        ),
    )
    absences = tuple(dict.fromkeys((*source.absences, *asked.leave(case.inputs))))
    past = served_and_gone(source.duties, case.problem, asked.today)
    version = replace(made, duties=(*past, *made.duties), absences=absences, pins=source.pins)
    return Option(
        version=version,
        aim=repair.aim,
        changes=changes(source.duties, version.duties),
        penalty_before=judge(roster_of(source, case.problem), case.rules).penalty_by_rule,
        readiness=readiness_of(version, case.inputs, case.tariff)[0],
        let_go=_let_go(source, version, case.inputs.pins),
    )


def _let_go(before: Version, after: Version, pins: Sequence[Pin]) -> tuple[Pin, ...]:
    """The pins that held before and do not now, though their seats are there."""
    held, holds = ({duty.seat.id: duty.consultant for duty in one.duties} for one in (before, after))
    return tuple(
        sorted(pin for pin in pins if held.get(pin.seat) == pin.consultant != holds.get(pin.seat, pin.consultant))
    )


def _saved(tx: Transaction, option: Option, by: str) -> Option:
    version = tx.add_version(option.version)
    what = f"roster {version.based_on}"
    tx.log(by, "replan", what, None, f"roster {version.number}: {option.aim}", at=version.created)
    return replace(option, version=version)


def _told(dates: Period) -> str:
    if len(dates) == 1:
        return _("on {date}", date=dates.first)
    return _("from {first} to {last}", first=dates.first, last=dates.last)
