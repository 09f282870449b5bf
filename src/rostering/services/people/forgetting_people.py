"""Forgetting somebody: a number in the place of the name, everywhere but in records of money that the law has kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from rostering.answers.people import Forgotten, PersonLooked
from rostering.billing.lines.statement import batch_of
from rostering.domain.booked import BookedLine
from rostering.domain.former import Former, former_name, number_of
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.domain.rights import Action
from rostering.domain.traces import Traces
from rostering.domain.users import Actor
from rostering.errors import Conflict
from rostering.language import _, formats, speaking
from rostering.services.access.freshness import check_mark, mark_of
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.people.former_inputs import NotForgettable, check_inputs, rename_inputs
from rostering.services.people.hindered import hindrances
from rostering.services.people.known_as import homonyms_of, is_user_alone, person_of, traces_of
from rostering.services.people.reports_again import (
    Paper,
    no_paper,
    paper_made_before,
    print_again,
    reports_that_name,
)
from rostering.spans import month_of
from rostering.store import Reading, Transaction
from rostering.store.charges import MonthStore
from rostering.store.forgetting import Forgetting
from rostering.store.own_numbers import forget_closed_numbers
from rostering.store.own_words import forget_own

FORGET = "forget person"
"""What the log calls it."""


_FEW = 20
"""Entries of the log that are named at most."""


class ForgottenAlready(Conflict):
    """Somebody who was forgotten before."""

    def __init__(self, former: Former) -> None:
        said = _("{name} was forgotten on {day}", name=former.name, day=formats.long_day(former.at.date()))
        until = former.money_until
        kept = _("records of money keep the id until {day}", day=formats.long_day(until)) if until else ""
        super().__init__(": ".join(filter(None, (said, kept))))


def forget(
    url: str,
    actor: Actor,
    key: str,
    *,
    dry_run: bool = False,
    also: Iterable[str] = (),
    at: datetime | None = None,
    seen: str | None = None,
) -> Forgotten:
    """Forget somebody, or say what that would change; `also` are further texts of theirs, such as a phone number.

    Raises Forbidden, NoInputs, UnknownPerson, ForgottenAlready, NotForgettable, NoPaper, Stale.
    """
    require(actor, Action.FORGET_PEOPLE)
    store, at = existing_store(url), at or now()
    act = partial(forget_in, by=actor.name, key=key, also=tuple(also), at=at, dry_run=dry_run)
    paper = no_paper if dry_run else paper_made_before(store, act)
    with store.trial() if dry_run else store.transaction() as tx:
        if seen is not None:
            check_mark(tx, seen, *about(key))
        done = act(tx, paper)
    if not dry_run:
        store.clean()
    return done


def look_at(url: str, actor: Actor, key: str, at: datetime | None = None) -> PersonLooked:
    """Whether somebody may be forgotten, and what that would change. Raises Forbidden, NoInputs, UnknownPerson."""
    require(actor, Action.FORGET_PEOPLE)
    at = at or now()
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        who = _known(reading, inputs, key)
        reasons = tuple(hindrances(reading, inputs, who, at))
        mark = mark_of(reading, *about(key))
    trial = None if reasons else forget(url, actor, key, dry_run=True, at=at)
    return PersonLooked(who.id, who.name, who.employed_to, reasons, trial, mark)


def about(key: str) -> tuple[str, ...]:
    """What the log says about somebody that a form is made from."""
    return (f"consultants.csv:{key}", "inputs")


def forget_in(
    tx: Transaction, paper: Paper, by: str, key: str, also: tuple[str, ...], at: datetime, *, dry_run: bool = False
) -> Forgotten:
    """The same in a transaction."""
    inputs = tx.inputs()
    who = _known(tx, inputs, key)
    if reasons := tuple(hindrances(tx, inputs, who, at)):
        raise NotForgettable(reasons)
    traces = traces_of(tx, inputs, who, also)
    same = homonyms_of(tx, who, traces)
    until = _money_until(tx, inputs, traces)
    over = until is None or until < at.astimezone(inputs.organisation.zone).date()
    former = _new(tx, inputs, at)
    former = former if over else replace(former, consultant=who.id, money_until=until)
    tx.former.add(former)
    forgetting = tx.forgetting(former, traces, money=over)
    forgetting.changed.update(rename_inputs(tx, inputs, who, former))
    forget_own(forgetting, traces, at)
    reports = reports_that_name(tx, traces)
    forgetting.rename()
    print_again(tx, forgetting, reports, paper)
    if over:
        rename_money(tx, forgetting, who.id)
    forgetting.end(at)
    kept = {} if over else Counter(line.table for line in tx.money_lines(traces))
    tx.log(by, FORGET, former.id, None, None, at=at)
    check_inputs(tx)
    exports = (*tx.charges.exports(), *tx.pay.exports())
    folders = tuple(sorted({export.folder for export in exports if export.folder}))
    return Forgotten(former, dry_run, dict(+forgetting.changed), kept, same, _remainders(tx, who), folders)


def rename_money(tx: Transaction, forgetting: Forgetting, key: str) -> None:
    """Take somebody out of the records of money, and keep what closed months' lines are known by from then on."""
    forget_closed_numbers(forgetting, key)
    kinds: tuple[MonthStore[Any, Any], ...] = tx.charges, tx.pay
    before = [_batches(kind.lines()) for kind in kinds]
    forgetting.rename_money()
    for kind, old in zip(kinds, before, strict=True):
        forgetting.reseal(kind.money, dict(_batches(kind.lines()).items() - old.items()))


def _batches(lines: Iterable[BookedLine]) -> dict[date, str]:
    """What the lines of each month are called together."""
    months = defaultdict[date, list[BookedLine]](list)
    for line in lines:
        months[line.month].append(line)
    return {first: batch_of(month_of(first.year, first.month), there) for first, there in sorted(months.items())}


def _known(tx: Reading, inputs: Inputs, key: str) -> Consultant:
    """Who is to be forgotten. Raises UnknownPerson, ForgottenAlready, NotForgettable."""
    for former in tx.former.all():
        if key == former.consultant or number_of(key) == former.number:
            raise ForgottenAlready(former)
    if is_user_alone(tx, inputs, key):
        told = _(
            "{name} is a user and no consultant: users remove ends them, and the log keeps what they did", name=key
        )
        raise NotForgettable([told])
    return person_of(inputs, key)


def _new(tx: Transaction, inputs: Inputs, at: datetime) -> Former:
    """The next number, whose id nobody has, called in the firm's language."""
    taken = {number_of(one.id) or 0 for one in inputs.consultants} | {one.number for one in tx.former.all()}
    number = max(taken, default=0) + 1
    with speaking(inputs.organisation.language):
        return Former(number, at, former_name(number))


def _money_until(tx: Transaction, inputs: Inputs, traces: Traces) -> date | None:
    """The last date on which records of money have to keep the name; None where there are none."""
    months = {line.values["month"] for line in tx.money_lines(traces)}
    return max(map(inputs.retention.money_until, months), default=None)


def _remainders(reading: Reading, who: Consultant) -> tuple[str, ...]:
    """Entries of the log in which a single word of the name stands, which may be anybody's."""
    words = [word for word in who.name.split() if len(word) > 2]  # initials are everywhere
    found = reading.log_book.mentions(words, [], _FEW) if words else ()
    return tuple(f"{entry.number}: {entry.what}" for entry in found)
