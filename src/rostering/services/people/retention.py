"""The retention rule: who may be forgotten by now is, and what is held of people beyond its purpose goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from rostering.answers.people import Leaver, PeopleKept, RetentionRun
from rostering.domain.former import Former
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.traces import Traces
from rostering.domain.users import Actor
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.people.forgetting_people import forget_in, rename_money
from rostering.services.people.hindered import leaver_of
from rostering.services.people.reports_again import Paper, no_paper, paper_made_before
from rostering.store import Reading, Transaction

_MONTH = 31
FORGET_MONEY = "forget charges"
"""What the log calls it."""
ITSELF = "retention"
"""As what the log names the schedule."""


def people_kept(url: str, actor: Actor, at: datetime | None = None) -> PeopleKept:
    """Who has left, from when they can be forgotten, and who was. Raises Forbidden, NoInputs."""
    require(actor, Action.FORGET_PEOPLE)
    with existing_store(url).reading() as reading:
        inputs, at = reading.inputs(), at or now()
        policy = inputs.retention
        return PeopleKept(
            at.astimezone(inputs.organisation.zone).date(),
            policy.people_years,
            tuple(_leavers(reading, inputs, at)),
            reading.former.all(),
            policy.daily,
            mark_of(reading),
        )


def retain(url: str, actor: Actor, *, dry_run: bool = False, at: datetime | None = None) -> RetentionRun:
    """Forget whoever may be forgotten, and let go of what is beyond its purpose.

    Raises Forbidden, NoInputs, NoPaper.
    """
    require(actor, Action.FORGET_PEOPLE)
    store, at = existing_store(url), at or now()
    act = partial(_run, by=actor.name, at=at, dry_run=dry_run)
    paper = no_paper if dry_run else paper_made_before(store, act)
    with store.trial() if dry_run else store.transaction() as tx:
        run = act(tx, paper)
    if not dry_run and run.count:
        store.clean()
    return run


def _run(tx: Transaction, paper: Paper, by: str, at: datetime, *, dry_run: bool) -> RetentionRun:
    inputs = tx.inputs()
    leavers = tuple(_leavers(tx, inputs, at))
    today = at.astimezone(inputs.organisation.zone).date()
    ready = [leaver.id for leaver in leavers if leaver.may_go(today)]
    forgotten = [forget_in(tx, paper, by, one, (), at, dry_run=dry_run) for one in ready]
    money = tuple(_money(tx, by, inputs, at))
    policy = inputs.retention
    beyond = tx.beyond
    beyond.sign_ins(at - timedelta(policy.sign_in_days))
    beyond.mails(at - timedelta(policy.mail_months * _MONTH))
    waiting = tuple(leaver for leaver in leavers if not leaver.may_go(today))
    return RetentionRun(dry_run, tuple(forgotten), money, waiting, dict(+beyond.gone))


def _leavers(reading: Reading, inputs: Inputs, at: datetime) -> Iterator[Leaver]:
    """Whoever leaves on a known date and is not forgotten, the first to go first."""
    gone = {former.id for former in reading.former.all()}
    found = (leaver_of(reading, inputs, who, at) for who in inputs.consultants if who.id not in gone)
    yield from sorted(filter(None, found), key=lambda one: (one.forget_from, one.name))


def _money(tx: Transaction, by: str, inputs: Inputs, at: datetime) -> Iterator[Former]:
    """Whose records of money need the name no longer."""
    today = at.astimezone(inputs.organisation.zone).date()
    for former in tx.former.all():
        if former.consultant and former.money_until and former.money_until < today:
            known = [closing.names.consultants for closing in tx.charges.closings().values()]
            known += [closing.names.consultants for closing in tx.pay.closings().values()]
            names = {names.get(former.consultant, "") for names in known}
            traces = Traces(former.consultant, tuple(filter(None, names)))
            forgetting = tx.forgetting(former, traces, money=True)
            rename_money(tx, forgetting, former.consultant)
            forgetting.end(at)
            tx.former.money_gone(former.number)
            tx.log(by, FORGET_MONEY, former.id, None, None, at=at)
            yield former
