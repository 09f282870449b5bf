"""Rest after call-outs: whose work begins later on which day, and which shorter rests are to be made up for."""

from collections.abc import Iterator
from datetime import date, timedelta

from rostering.answers.callouts import LateStart, RestAfter, ShortRest
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.rosters.history import current_compensating_days, current_duties
from rostering.rules.callouts import RestAfterCallout, WorkAfterCallout, rested_before
from rostering.rules.roster import Roster
from rostering.services.access.rights import require
from rostering.services.callouts.callout_looks import names_of
from rostering.services.cases.case import Case, case_of
from rostering.services.opening import existing_store
from rostering.spans import Period


def rest_after(url: str, actor: Actor, period: Period) -> RestAfter:
    """Who begins work later in a period, and who is owed rest. Raises NoInputs, Forbidden, and for years unknown."""
    require(actor, Action.KEEP_CALLOUTS)
    with existing_store(url).reading() as reading:
        case = case_of(reading, period)
    late = tuple(sorted(_late_starts(case), key=lambda one: (one.day, one.consultant)))
    short = tuple(sorted(_short_rests(case), key=lambda one: (one.seat.span.start, one.consultant)))
    return RestAfter(period, late, short, names_of(case.inputs))


def _late_starts(case: Case) -> Iterator[LateStart]:
    """What the rule says of working days, where published days off are free."""
    off = current_compensating_days(case.publications, case.problem.period)
    roster = Roster(case.problem, {}, frozenset((each.consultant, each.day) for each in off))
    for rule in case.rules:
        if isinstance(rule, WorkAfterCallout):
            for breach in rule.check(roster):
                who, day, time = breach.about
                yield LateStart(who, date.fromisoformat(day), time or None, rule.explain(breach))


def _short_rests(case: Case) -> Iterator[ShortRest]:
    """The published duties that began after a shorter rest than is due, in lawful cases by agreement."""
    problem = case.problem
    rules = [rule for rule in case.rules if isinstance(rule, RestAfterCallout)]
    for duty in current_duties(case.publications, problem.period):
        worked = problem.worked_by.get(duty.consultant or "", ())
        rest = rested_before(worked, duty.seat.span.start)
        for rule in rules:
            if duty.consultant and rest is not None and rule.is_short(duty.seat, worked):
                missing = timedelta(hours=rule.hours) - rest
                by = duty.seat.day + timedelta(days=rule.make_up)
                yield ShortRest(duty.consultant, duty.seat, rest, missing, by, rule.is_too_soon(duty.seat, worked))
