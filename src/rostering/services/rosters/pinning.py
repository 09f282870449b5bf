"""Pins of a plan: what is asked for must be able to hold, and must have held in the end."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rostering.audit.empty_seats import COULD, CandidateCheck
from rostering.audit.judgement import judge
from rostering.demand.cuts import only
from rostering.demand.problem import Problem
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Pin
from rostering.errors import BadCall, Fault, FaultyInput, Refused
from rostering.language import _, told
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid
from rostering.services.rosters.edits import UnknownId
from rostering.solver.model.budget import Budget
from rostering.solver.model.feasibility import ASKED, coverable
from rostering.spans import Period

TABLE = "pins.csv"
EXAMPLE = "preparedness:2026-12-25:pim:1=anna"


class BadPin(BadCall):
    """A pin in a form that is not known, or one that contradicts another or the rules."""


class Unkept(Refused):
    """A plan that came out without a pinned duty."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__("\n".join(sentences))


def parse_pin(text: str) -> Pin:
    """Read `SEAT=CONSULTANT`. Raises BadPin."""
    seat, equals, consultant = (part.strip() for part in text.partition("="))
    if not (seat and equals and consultant):
        raise BadPin(_("'{text}' is not a pin: write SEAT=CONSULTANT, such as {example}", text=text, example=EXAMPLE))
    return Pin(seat, consultant)


def refuse_strange_pins(pins: Sequence[Pin], inputs: Inputs, problem: Problem, over: Collection[date]) -> None:
    """Raise UnknownId or BadPin for what is wrong with the pins of a call by themselves; what is over stays."""
    known, kept = {consultant.id for consultant in inputs.consultants}, {pin.seat: pin for pin in inputs.pins}
    called: dict[str, Pin] = {}
    for pin in pins:
        if pin.seat not in problem.seat:
            raise UnknownId(_("{period} has no seat", period=problem.period), problem.seat, pin.seat)
        if pin.consultant not in known:
            raise UnknownId(_("there is no consultant"), known, pin.consultant)
        if problem.seat[pin.seat].day in over:
            raise BadPin(_("{seat} cannot be pinned: it is over and stays as published", seat=pin.seat))
        for others in (called, kept):
            if (other := others.get(pin.seat, pin)) != pin:
                raise BadPin(_twice(pin, other, in_table=others is kept))
        called[pin.seat] = pin


def refuse_pins_that_cannot_hold(
    pins: Iterable[Pin], called: Sequence[Pin], problem: Problem, rules: Sequence[Rule]
) -> None:
    """Raise BadPin or FaultyInput where the rules leave no roster in which all pins of a problem's seats hold.

    What is wrong with the table comes first, as a fault with its place.
    """
    asked = {pin.seat: pin for pin in pins if pin.seat in problem.seat}
    against = _against(problem, rules, asked) or _against_all(problem, rules, asked)
    own = {pin.seat for pin in called}
    said = [(asked[seat], " ".join(texts)) for seat, texts in sorted(against.items())]
    if faults := [Fault(f"{TABLE}: {pin.seat}", _told(pin, why)) for pin, why in said if pin.seat not in own]:
        raise FaultyInput(faults)
    if said:
        raise BadPin("\n".join(f"{pin.seat} {_told(pin, why)}" for pin, why in said))


def _twice(pin: Pin, other: Pin, *, in_table: bool) -> str:
    names = {"seat": pin.seat, "consultant": pin.consultant, "other": other.consultant}
    if in_table:
        return _("{seat} is pinned to {consultant}, and in {table} to {other}", table=TABLE, **names)
    return _("{seat} is pinned to {consultant} and to {other}", **names)


def idle_pins(inputs: Inputs, problem: Problem) -> tuple[str, ...]:
    """The seats of the table on dates of the period that nothing asks for: bookings come and go, and pins stay."""
    return tuple(pin.seat for pin in inputs.pins if _day(pin) in _days(problem.period) and pin.seat not in problem.seat)


def refuse_unkept(roster: Roster, rules: Sequence[Rule]) -> None:
    """Raise Unkept for pinned seats that came out empty."""
    problem, check = roster.problem, CandidateCheck(roster, rules)
    empty = [pin for pin in problem.pins if pin.seat in problem.seat and pin.seat not in roster.holders]
    if empty:
        raise Unkept(_missed(pin, check.reason_against(pin.seat, pin.consultant)) for pin in empty)


def _missed(pin: Pin, reason: str) -> str:
    why = _("no roster was found in which it holds; more time may help") if reason == COULD else reason
    return _(
        "{seat} is pinned to {consultant} and stays empty: {why}", seat=pin.seat, consultant=pin.consultant, why=why
    )


def _told(pin: Pin, why: str) -> str:
    return _("cannot be pinned to {consultant}: {why}", consultant=pin.consultant, why=told(why))


def _against(problem: Problem, rules: Sequence[Rule], pins: Mapping[str, Pin]) -> dict[str, list[str]]:
    """What forbidding rules say of each pin alone, by seat."""
    found = {}
    for seat, pin in pins.items():
        kept_off = [rule for rule in that_forbid(rules) if rule.rules_out(problem, problem.seat[seat], pin.consultant)]
        alone = Roster(replace(problem, seats=(problem.seat[seat],)), {seat: pin.consultant})
        found[seat] = list(dict.fromkeys(judged.text for judged in judge(alone, kept_off).breaches))
    return {seat: texts for seat, texts in found.items() if texts}


def _against_all(problem: Problem, rules: Sequence[Rule], pins: Mapping[str, Pin]) -> dict[str, list[str]]:
    """What forbidding rules say of the pins together, by seat, where no days off help."""
    part = only(problem, lambda seat: seat.id in pins)
    forbidding = that_forbid(rules)
    before = {judged.breach for judged in judge(Roster(part, {}), forbidding).breaches}
    together = judge(Roster(part, {seat: pin.consultant for seat, pin in pins.items()}), forbidding)
    added = [judged for judged in together.breaches if judged.breach not in before]
    if not added or coverable(part, rules, Budget(ASKED)) is not False:
        return {}
    found: dict[str, list[str]] = {}
    for judged in added:
        for seat in [seat for seat in judged.breach.seats if seat in pins] or list(pins):
            found.setdefault(seat, []).append(judged.text)
    return found


def _day(pin: Pin) -> str:
    return pin.seat.split(":")[1]


def _days(period: Period) -> frozenset[str]:
    return frozenset(map(str, period))
