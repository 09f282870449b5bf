"""The form for leave and wishes: ticked days and stretches, read into one entry."""

from collections.abc import Iterator
from datetime import date

from rostering.domain.parties import LeaveKind
from rostering.errors import Fault, FaultyInput
from rostering.language import _, marked
from rostering.services.inputs.leave_ground import Entry, Wanted
from rostering.spans import Period, month_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Several, Text
from rostering.web.frame.form import Form
from rostering.web.me.whose import WHOSE, whose

STRETCHES = (1, 2, 3, 4)
"""Pairs of dates that the form has."""
KINDS = (
    (LeaveKind.LEAVE.value, marked("Leave"), marked("You are away, and are given no duty.")),
    (LeaveKind.RATHER_NOT.value, marked("Rather not"), marked("A wish: rather no duty then.")),
    (LeaveKind.WOULD_LIKE.value, marked("Would like"), marked("A wish: gladly a duty then.")),
)
"""What can be put in: value, name, and what it means."""
_DATES = tuple(DateField(f"{end}_{number}", required=False) for number in STRETCHES for end in ("from", "to"))
ENTRY = Fields(
    WHOSE,
    ChoiceField("kind", options=tuple(value for value, _name, _words in KINDS)),
    Several("day", of=DateField("day"), required=False),
    *_DATES,
    Text("old", required=False, longest=60),
    Text("month", required=False, longest=7),
    Text("seen", required=False, longest=1 << 15),
)
TURN = Fields(
    *(field for name, field in ENTRY.by_name.items() if name != "kind"),
    ChoiceField("kind", options=tuple(value for value, _name, _words in KINDS), required=False),
)
"""The same while it is being filled in."""
QUERY = Fields(
    WHOSE,
    Text("month", required=False, longest=7),
    Text("old", required=False, longest=60),
    ChoiceField("done", options=("entered", "changed", "withdrawn"), required=False),
)


def entry_of(asked: Asked) -> Entry:
    """What was put in. Raises FaultyInput, which names the fields, and NobodysPage."""
    form = asked.form
    faults: list[Fault] = []
    wanted = (*_ticked(form), *_stretches(form, faults))
    if faults:
        raise FaultyInput(faults)
    return Entry(whose(asked), LeaveKind(form.text("kind")), wanted, form.text("old") or None)


def month_in(text: str, today: date) -> Period:
    """The month that a form or an address names, this one where it names none that there is."""
    try:
        year, _dash, month = text.partition("-")
        found = month_of(int(year), int(month))
    except ValueError:
        return month_of(today.year, today.month)
    return found if 2000 <= found.first.year < 2100 else month_of(today.year, today.month)


def _ticked(form: Form) -> tuple[Wanted, ...]:
    return tuple(Wanted("day", Period(day, day)) for day in form.several("day", date))


def _stretches(form: Form, faults: list[Fault]) -> Iterator[Wanted]:
    """The pairs of dates that were typed; one alone is a single day."""
    for number in STRETCHES:
        place, end = f"from_{number}", f"to_{number}"
        first, last = form.day(place), form.day(end)
        if first is None and last is not None:
            faults.append(Fault(place, _("say from when")))
        elif first is not None and last is not None and last < first:
            faults.append(Fault(end, _("this is before the first day")))
        elif first is not None:
            yield Wanted(place, Period(first, last or first))
