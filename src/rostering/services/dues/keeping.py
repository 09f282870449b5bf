"""What is done about what falls due: held, moved, waived; each is kept, logged, and never changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from rostering.answers.dues import OwedOne
from rostering.domain.dues import Deed, DueStep, Owed
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Conflict, Fault, FaultyInput
from rostering.folder.cells import day as read_day
from rostering.folder.cells import printable
from rostering.folder.notes import Misread, nearest, quoted
from rostering.language import _
from rostering.services.access.freshness import check_mark
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.dues.due_looks import looked_at, named
from rostering.services.dues.ledger import DueLedger
from rostering.services.opening import existing_store
from rostering.spans import Hours
from rostering.store import Transaction

LONGEST = 300
"""Letters of a reason."""
_VERBS = {Deed.DONE: "done", Deed.MOVED: "move", Deed.WAIVED: "waive"}


class SettledAlready(Conflict):
    """Somebody has said the same of it before."""

    def __init__(self, owed: Owed, step: DueStep) -> None:
        words = {
            Deed.DONE: _("{key} is done already: {who} said so", key=owed.key, who=step.by),
            Deed.WAIVED: _("{key} is waived already, by {who}", key=owed.key, who=step.by),
        }
        super().__init__(words[step.deed])


@dataclass(frozen=True)
class SaidOfDue:
    """What somebody says about something due, as they wrote it."""

    on: str = ""
    """When it was held; empty: today."""
    to: str = ""
    """The date that it is moved to."""
    hours: str = ""
    holder: str = ""
    reason: str = ""


class _Reader:
    """Reads what was said, and collects what is wrong with it."""

    def __init__(self, said: SaidOfDue) -> None:
        self._said = said
        self.faults: list[Fault] = []

    def fault(self, name: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(name, message, hint))

    def read(self, name: str, read: Callable[[str], object]) -> object:
        written = getattr(self._said, name).strip()
        try:
            return read(written) if written else None
        except ValueError as error:
            self.fault(name, str(error), getattr(error, "hint", ""))
            return None

    def day(self, name: str) -> date | None:
        found = self.read(name, read_day)
        return found if isinstance(found, date) else None

    def hours(self) -> Hours | None:
        found = self.read("hours", Hours.parse)
        return found if isinstance(found, Hours) else None

    def reason(self, needed: str = "") -> str:
        found = str(self.read("reason", _reason) or "")
        if needed and not self._said.reason.strip():
            self.fault("reason", needed)
        return found

    def settle(self) -> None:
        if self.faults:
            raise FaultyInput(self.faults)


def done(
    url: str, actor: Actor, key: str, said: SaidOfDue, version: str | None = None, at: datetime | None = None
) -> OwedOne:
    """It was held, today or on a date before. Raises Forbidden, UnknownDue, SettledAlready, FaultyInput, Stale."""
    with _acting(url, actor, key, version, at) as (tx, ledger, owed, instant):
        _refuse_again(owed, Deed.DONE)
        reader = _Reader(said)
        on, reason = reader.day("on"), reader.reason()
        if on and on > ledger.today:
            reader.fault("on", _("{day} has not come yet", day=on), _("move it instead"))
        reader.settle()
        step = DueStep(0, instant, actor.name, Deed.DONE, on or ledger.today, None, owed.holder, reason)
        return keep(tx, ledger, actor, owed, step)


def move(
    url: str, actor: Actor, key: str, said: SaidOfDue, version: str | None = None, at: datetime | None = None
) -> OwedOne:
    """It will be on another date, maybe at fixed hours, maybe with another holder.

    What is done or waived is due again by that, with a reason. Raises Forbidden, UnknownDue, FaultyInput, Stale.
    """
    with _acting(url, actor, key, version, at) as (tx, ledger, owed, instant):
        reader = _Reader(said)
        to, hours = reader.day("to"), reader.hours()
        reason = reader.reason(_("say why it is due again") if owed.settled else "")
        if not said.to.strip():
            reader.fault("to", _("is missing"), _("write the date that it is moved to"))
        if to:
            _check_date(ledger, owed, to, reader)
        holder = _holder(ledger, said.holder.strip(), to, reader)
        reader.settle()
        step = DueStep(0, instant, actor.name, Deed.MOVED, to, hours, holder, reason)
        return keep(tx, ledger, actor, owed, step)


def waive(
    url: str, actor: Actor, key: str, said: SaidOfDue, version: str | None = None, at: datetime | None = None
) -> OwedOne:
    """It need not be, for a reason. Raises Forbidden, UnknownDue, SettledAlready, FaultyInput, Stale."""
    with _acting(url, actor, key, version, at) as (tx, ledger, owed, instant):
        _refuse_again(owed, Deed.WAIVED)
        reader = _Reader(said)
        reason = reader.reason(_("say why it need not be"))
        reader.settle()
        return keep(tx, ledger, actor, owed, DueStep(0, instant, actor.name, Deed.WAIVED, reason=reason))


@contextmanager
def _acting(
    url: str, actor: Actor, key: str, version: str | None, at: datetime | None
) -> Iterator[tuple[Transaction, DueLedger, Owed, datetime]]:
    require(actor, Action.KEEP_OBLIGATIONS)
    with existing_store(url).transaction() as tx:
        instant = at or now()
        ledger = DueLedger(tx, instant)
        owed = ledger.view(key).owed
        if version is not None:
            check_mark(tx, version, named(key))
        yield tx, ledger, owed, instant


def keep(tx: Transaction, ledger: DueLedger, actor: Actor, owed: Owed, step: DueStep) -> OwedOne:
    """Keep a step about something due, and log it."""
    after = tx.dues.go_on(owed, step)
    tx.log(
        actor.name, f"{_VERBS[step.deed]} obligation", f"{named(owed.key)} {owed.day}", None, _told(step), at=step.at
    )
    return looked_at(tx, ledger.shown(after))


def _told(step: DueStep) -> str:
    """What the log keeps of a step."""
    parts = (step.day and str(step.day), step.hours and str(step.hours), step.holder, step.reason)
    return " ".join(part for part in parts if part)


def _refuse_again(owed: Owed, deed: Deed) -> None:
    if owed.last and owed.last.deed is deed:
        raise SettledAlready(owed, owed.last)


def _check_date(ledger: DueLedger, owed: Owed, to: date, reader: _Reader) -> None:
    """What is moved stays within the customer's agreements, and comes yet."""
    if to < ledger.today:
        reader.fault("to", _("{day} is over", day=to), _("what was held is done, not moved"))
    elif ledger.inputs.agreement_of(owed.due.customer, to) is None:
        name = ledger.directory.customers.get(owed.due.customer, owed.due.customer)
        reader.fault("to", _("{customer} has no agreement on {day}", customer=name, day=to))


def _holder(ledger: DueLedger, holder: str, on: date | None, reader: _Reader) -> str | None:
    """The consultant of an id; None for nobody in particular."""
    people = {consultant.id: consultant for consultant in ledger.inputs.consultants}
    if not holder:
        return None
    if holder not in people:
        reader.fault("holder", _("unknown consultant {id}", id=quoted(holder)), nearest(holder, people))
    elif on and not people[holder].employed(on):
        reader.fault("holder", _("{consultant} is not employed on {day}", consultant=people[holder].name, day=on))
    return holder


def _reason(text: str) -> str:
    if len(text) > LONGEST:
        raise Misread(_("it has {number} characters", number=len(text)), _("write at most {number}", number=LONGEST))
    return printable(text)
