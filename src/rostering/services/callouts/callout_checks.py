"""Whether a call-out can have been as somebody says: times in order and over, its duty, and nothing else meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rostering.domain.callouts import LONGEST, OUTSIDE, SECOND, Call, Callout, SaidCall, that_count
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Duty
from rostering.folder.callouts import Known
from rostering.folder.notes import quoted
from rostering.language import _
from rostering.language.formats import moment
from rostering.rosters.history import current_duties
from rostering.store import Reading


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one cell of a call-out, and how to mend it."""

    column: str
    message: str
    hint: str = ""


class CalloutGround:
    """What call-outs are checked against, as the store has it at an instant."""

    def __init__(self, reading: Reading, at: datetime) -> None:
        self.reading, self.at = reading, at

    @cached_property
    def inputs(self) -> Inputs:
        """Who there is."""
        return self.reading.inputs()

    @cached_property
    def known(self) -> Known:
        """What a call-out may name."""
        customers = frozenset(customer.id for customer in self.inputs.customers)
        people = frozenset(consultant.id for consultant in self.inputs.consultants)
        return Known(self.inputs.organisation.zone, customers, people)

    @cached_property
    def callouts(self) -> tuple[Callout, ...]:
        """Every call-out, withdrawn ones too."""
        return self.reading.callouts.all()

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What is published and held by somebody."""
        return tuple(duty for duty in current_duties(self.reading.publications()) if duty.consultant)

    @cached_property
    def _duty(self) -> dict[str, Duty]:
        return {duty.seat.id: duty for duty in self.duties}

    def call_of(self, said: SaidCall, before: Call | None = None) -> tuple[Call | None, tuple[Flaw, ...]]:
        """The call-out with its duty, and what is wrong with it by itself; None where nobody can be named.

        What a correction leaves as it was keeps the duty that it had then.
        """
        flaws = [*self._time_flaws(said)]
        duty, flaw = self._duty_of(said, before)
        who = said.who or (duty.consultant if duty else None)
        if flaw:
            flaws.append(flaw)
        if who is None:
            return None, tuple(flaws)
        kept = before if before and not flaw and duty is None and _same_duty(said, before) else None
        seat, kind = (kept.seat, kept.kind) if kept else (duty.seat.id, duty.seat.kind) if duty else (None, OUTSIDE)
        call = Call(
            said.customer,
            who,
            said.called,
            said.priority,
            said.what,
            seat,
            kind,
            said.answered,
            said.updates,
            said.ended,
        )
        return call, tuple(flaws)

    def _duty_of(self, said: SaidCall, before: Call | None) -> tuple[Duty | None, Flaw | None]:
        """The duty during which somebody was called, or why the one that is named cannot be it."""
        if before and _same_duty(said, before):
            return None, None
        if said.seat is None:
            return self._found(said), None
        duty = self._duty.get(said.seat)
        if duty is None:
            seat = quoted(said.seat)
            message = _("nobody holds a published duty of the seat {seat}", seat=seat)
            return None, Flaw("seat", message, _("`show --ids` lists the seats; leave it out where there was no duty"))
        if said.who not in (None, duty.consultant):
            held = _("it is held by {consultant}", consultant=self._name(duty.consultant))
            return None, Flaw("seat", held, _("leave one of the two out"))
        if not duty.seat.span.start <= said.called < duty.seat.span.end:
            hint = _("leave it out where there was no duty")
            return duty, Flaw("seat", _("the call lies outside its hours"), hint)
        return duty, None

    def _found(self, said: SaidCall) -> Duty | None:
        """The duty that whoever was called had then, before all one that serves the customer."""
        own = [
            duty
            for duty in self.duties
            if duty.consultant == said.who and duty.seat.span.start <= said.called < duty.seat.span.end
        ]
        return next((duty for duty in own if said.customer in duty.seat.customers), own[0] if own else None)

    def _time_flaws(self, said: SaidCall) -> Iterator[Flaw]:
        """What is wrong with the times."""
        updates = [("updates", update) for update in said.updates]
        others = [("answered", said.answered), *updates, ("ended", said.ended)]
        told = [(column, at) for column, at in (("called", said.called), *others) if at]
        latest = {"ended": self.at + SECOND}  # what ends now ends with the second that has begun
        for column in dict.fromkeys(column for column, at in told if at > latest.get(column, self.at)):
            yield Flaw(column, _("it lies in the future"), _("write down what has happened"))
        for column in dict.fromkeys(column for column, at in told[1:] if at < said.called):
            if column != "ended":
                yield Flaw(column, _("it lies before the call"), _("swap the times or correct one"))
        if said.ended and said.ended <= said.called:
            yield Flaw("ended", _("the end is not after the call"), _("swap the times or correct one"))
        elif said.ended:
            for column in dict.fromkeys(column for column, at in told if at > said.ended):
                yield Flaw(column, _("it lies after the end"), _("swap the times or correct one"))
            if said.ended - said.called > LONGEST:
                hours = int(LONGEST.total_seconds()) // 3600
                yield Flaw("ended", _("more than {hours} hours after the call", hours=hours), _("correct one of them"))

    def meeting(self, call: Call, leaving: int | None = None) -> Iterator[Flaw]:
        """The call-outs of the same person at the same time, but for the one of a number."""
        for other in that_count(self.callouts):
            if other.number != leaving and call.meets(other.call):
                yield self._meets(other)

    def _meets(self, other: Callout) -> Flaw:
        zone, call = self.known.zone, other.call
        message = _(
            "{consultant} was on call-out {number} then, {hours}",
            consultant=self._name(call.consultant),
            number=other.number,
            hours=self.hours(call)
            if call.ended
            else _("called {moment} and not ended", moment=moment(call.called, zone)),
        )
        return Flaw("called", message, _("correct or withdraw one of them"))

    def _name(self, consultant: str | None) -> str:
        """How people call whoever has an id."""
        return next((one.name for one in self.inputs.consultants if one.id == consultant), consultant or "")

    def hours(self, call: Call) -> str:
        """When somebody worked on it, for people."""
        ends = f"{call.ended.astimezone(self.known.zone):%H:%M}" if call.ended else ""
        return f"{moment(call.called, self.known.zone)}-{ends}"


def _same_duty(said: SaidCall, before: Call) -> bool:
    """Whether nothing is said that the duty hangs on."""
    return (said.seat, said.who, said.called) == (before.seat, before.consultant, before.called)


def among_themselves(calls: Sequence[tuple[str, Call]]) -> Iterator[tuple[str, Flaw]]:
    """What of several calls is of one person at once: the later one's place, and what is wrong."""
    latest: dict[str, tuple[str, Call]] = {}
    for place, call in sorted(calls, key=lambda each: each[1].called):
        before = latest.get(call.consultant)
        if before and call.meets(before[1]):
            yield (
                place,
                Flaw("called", _("it overlaps {place}", place=before[0]), _("correct or leave out one of them")),
            )
        if before is None or not before[1].ended or (call.ended or before[1].ended) >= before[1].ended:
            latest[call.consultant] = place, call
