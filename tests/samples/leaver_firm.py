"""A firm that somebody left years ago, and whose traces stand in every table that can hold a person."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, Text, cast, insert, select
from sqlalchemy.types import TypeDecorator

from rostering.billing.lines.statement import batch_of
from rostering.billing.pay.pay_statement import pay_sums
from rostering.domain.access_tokens import AccessToken
from rostering.domain.callouts import Call
from rostering.domain.charges import Billed
from rostering.domain.dues import Deed, DueStep
from rostering.domain.findings import Account, CompensatingDay
from rostering.domain.notices import Cause, Letter
from rostering.domain.pay import PayLine
from rostering.domain.proposals import FoundLeave, LeaveProposal
from rostering.domain.radar import ClashReason, RadarCase, RepairProposal
from rostering.domain.sessions import Invitation, Session
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from rostering.domain.swaps import Act, Swap, SwapStep
from rostering.domain.users import Role, User
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period, month_of
from rostering.store import Transaction, open_store, records_of
from rostering.store.columns import TableRow
from rostering.store.holdings import HOLDINGS
from rostering.store.pay_rows import PayClosing
from samples.charge_samples import CREDIT, EXPORT, LINE, closing
from samples.due_samples import REVIEW
from samples.published_samples import NAMES, duty, version
from samples.small_firm import DOCUMENTS, SHEETS, write_firm

BEGAN = datetime(2027, 2, 20, 9, tzinfo=UTC)
LAST_DAY = date(2027, 3, 31)
SOON = datetime(2032, 3, 31, 12, tzinfo=UTC)
"""The last date on which it is too early."""
LATER = datetime(2032, 4, 1, 12, tzinfo=UTC)
"""When they may be forgotten, and records of money may not."""
MUCH_LATER = datetime(2033, 1, 1, 12, tzinfo=UTC)
"""When records of money may, too."""
SATURDAY = date(2027, 2, 6)
FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 1)


PAYROLL, PAGER_USER = "LN-990117", "PUSER-4711"
"""By what other programs call them."""


@dataclass(frozen=True)
class Somebody:
    """Who left."""

    id: str
    name: str
    email: str
    phone: str
    maiden: str
    """What they were called before."""

    @property
    def told(self) -> tuple[str, ...]:
        """Everything by which they could be known again."""
        return self.name, self.maiden, self.email, self.phone, PAYROLL, PAGER_USER


ASE = Somebody("aase", "Åse Bjørnø-Øhlenschlæger", "aase.b@firm.example", "+45 70 12 34 56", "Åse Smed")
QUOTED = Somebody("o.hara_2", 'Pim "Bo" O\'Hära, Jr.', "o'hara+x@firm.example", "70123456", 'Pim {Fri} [x] \\ "Sø"')
CAPITAL = Somebody("mcx-9", "MCX McDønald", "MCX@Firm.example", "(70) 12-34.56", "Ümit ẞtraße")


def consultants_csv(who: Somebody, name: str) -> str:
    """The firm's people, somebody who left among them."""
    quoted = name.replace('"', '""')
    row = f'{who.id},"{quoted}",{who.email},pim,regular,2021-01-01,{LAST_DAY},1,\n'
    return SHEETS["consultants.csv"] + row


def pagers_toml(who: Somebody) -> str:
    """Two programs that are told who is on; one calls somebody by a name of its own."""
    schedule = '[[pagers.schedules]]\nschedule = "P1"\n'
    users = f'[pagers.users]\n"{who.id}" = "{PAGER_USER}"\n'
    return "".join(f'[[pagers]]\nid = "{name}"\nkind = "pagerduty"\n{schedule}' for name in ("one", "two")) + users


def make_firm(url: str, folder: Path, who: Somebody, **more: str) -> None:
    """Import the firm twice, as somebody is called otherwise in between, and leave traces everywhere."""
    leave = f"{SHEETS['leave.csv']}{who.id},2027-02-01,2027-02-02,leave\n"
    pins = f"seat,consultant\npreparedness:{SATURDAY}:pim:1,{who.id}\n"
    ledger = f"{SHEETS['ledger.csv']}{who.id},pim,2\n"
    bookings = SHEETS["bookings.csv"]
    pay = f'{DOCUMENTS["pay.toml"]}\n[payroll_numbers]\nasta = "7"\n"{who.id}" = "{PAYROLL}"\n'
    sheets = {"leave_csv": leave, "pins_csv": pins, "ledger_csv": ledger, "bookings_csv": bookings}
    other = {**sheets, "pay_toml": pay, "pagers_toml": pagers_toml(who), **more}
    for name in (who.maiden, who.name):
        import_folder(url, write_firm(folder / who.id, consultants_csv=consultants_csv(who, name), **other), who.name)
    with open_store(url).transaction() as tx:
        _in_inputs(tx, who)
        _in_rosters(tx, who)
        _in_accounts(tx, who)
        _in_talk(tx, who)
        _in_money(tx, who)
        _by_rows(tx, who)
        _in_the_rest(tx, who)


def _in_inputs(tx: Transaction, who: Somebody) -> None:
    inputs = tx.inputs()
    havn, *customers = inputs.customers
    booking, *bookings = inputs.bookings
    policy = inputs.documents["policy.toml"] + f"\n# {who.name} has {who.phone}, and is {who.id}\n"
    changed = replace(
        inputs,
        customers=(replace(havn, street=f"c/o {who.name}"), *customers),
        bookings=(replace(booking, title=f"Ask {who.name}s desk"), *bookings),
        documents={**inputs.documents, "policy.toml": policy},
    )
    tx.replace_inputs(changed)
    tx.set_baseline(records_of(changed))


def _in_rosters(tx: Transaction, who: Somebody) -> None:
    names = replace(NAMES, consultants={who.id: who.maiden, "asta": "Asta Fyrlund"})
    booked = duty(who.id, SATURDAY, booking="B7", customers=("havn",))
    duties = [duty(who.id, SATURDAY), duty("asta", SATURDAY, number=2), booked]
    account, day_off = Account(who.id, "pim", 0, 3, 3), CompensatingDay(who.id, SATURDAY, ())
    made = version(0, Period.parse("2027-02"), duties, names=names, ledger=[account], days_off=[day_off])
    number = tx.add_version(made).number
    tx.publish(number, BEGAN, who.name)
    tx.discard(tx.add_version(replace(made, shortages=(f"{who.name} is away",))).number, BEGAN, who.name)
    tx.radar_cases.add(
        RadarCase(0, who.id, number, ClashReason.LEAVE, None, (), BEGAN, RepairProposal((), f"ask {who.name}"), BEGAN)
    )


def _in_accounts(tx: Transaction, who: Somebody) -> None:
    user = tx.users.add(User(0, who.name, Role.CONSULTANT, who.id, "da", BEGAN))
    tx.users.set_password(user.number, "argon2id-of-a-password")
    tx.sessions.begin(Session("digest-of-a-session", user.number, BEGAN, BEGAN, BEGAN))
    tx.sessions.invite(Invitation("digest-of-an-invitation", user.number, BEGAN, BEGAN, None))
    tx.access_tokens.add(
        AccessToken(0, "digest-of-a-token", user.number, f"{who.name}'s script", Role.CONSULTANT, BEGAN, BEGAN)
    )
    subject = Subject(SubjectKind.CONSULTANT, who.id)
    link = Subscription(0, Purpose.FEED, subject, f"{who.name}'s phone", Style(), "digest-of-a-link", BEGAN)
    tx.subscriptions.add(link)
    for name in (who.name, "Asta Fyrlund"):
        tx.log(name, "sign in", str(user), at=BEGAN)


def _in_talk(tx: Transaction, who: Somebody) -> None:
    swap = tx.swaps.add(Swap(0, who.id, f"preparedness:{SATURDAY}:pim:1", None, None, "my back hurts"), BEGAN, who.name)
    swap = tx.swaps.go_on(swap, SwapStep(0, BEGAN, who.name, Act.WITHDRAWN, who.id, f"call {who.phone}"))
    call = Call("havn", who.id, BEGAN, "p1", f"{who.name} was asleep", ended=BEGAN + timedelta(hours=1))
    callout = tx.callouts.add(call, BEGAN, who.name)
    tx.log(who.name, "add call-out", f"{callout} {who.id}", None, f"{call.what} {who.phone}", at=BEGAN)
    tx.dues.go_on(REVIEW, DueStep(0, BEGAN, who.name, Deed.DONE, SATURDAY, None, who.id, f"held by {who.name}"))
    letter = Letter("change:1:x", Cause.CHANGE, who.id, who.name, who.email, "Your duties", f"Dear {who.name}", "<1@x>")
    other = replace(letter, key=f"change:1:{who.id}:y", consultant="asta", name="Asta", address="asta@firm.example")
    tx.outbox.add([letter, replace(other, body=f"{who.name}s duty is yours")], BEGAN)
    found = FoundLeave.of_plain({"looked": ["2027-02-01", "2027-02-28"], "items": [], "skipped": []})
    tx.proposals.add(LeaveProposal(0, who.id, f"{who.name}.ics", BEGAN, found))
    tx.log("Asta Fyrlund", "enter leave", f"leave of {who.id}: 2027-02-01..2027-02-02", None, "leave", at=BEGAN)


def _in_money(tx: Transaction, who: Somebody) -> None:
    names = replace(NAMES, consultants={who.id: who.name})
    customers = {customer.id: customer for customer in tx.inputs().customers}
    line = replace(
        LINE, id=f"B7:{SATURDAY}:{who.id}", month=FEBRUARY, day=SATURDAY, customer="havn", consultant=who.id, roster=1
    )
    credit = replace(
        CREDIT, id=f"{line.id}:credit", month=MARCH, day=SATURDAY, customer="havn", consultant=who.id, corrects=line.id
    )
    for month, one in ((FEBRUARY, line), (MARCH, credit)):
        batch = batch_of(month_of(month.year, month.month), [one])
        made = replace(closing(month), by=who.name, names=names, batch=batch, customers=customers)
        tx.charges.close(made, [one])
    closed = tx.charges.closings()[FEBRUARY].batch
    tx.charges.add_export(replace(EXPORT, month=FEBRUARY, batch=closed, by=who.name, folder=f"/home/{who.id}/out"))
    tx.charges.mark_billed(Billed(0, FEBRUARY, "havn", 1, f"told {who.name}", BEGAN, who.name))
    _in_pay(tx, who)


def _in_pay(tx: Transaction, who: Somebody) -> None:
    names = replace(NAMES, consultants={who.id: who.name})
    line = PayLine(
        id=f"preparedness:{SATURDAY}:{who.id}",
        month=FEBRUARY,
        day=SATURDAY,
        consultant=who.id,
        duty="preparedness",
        role="pim",
        duty_kind="weekend",
        day_class="weekend",
        customers=("havn",),
        minutes=0,
        rate=90_000,
        amount=90_000,
        card=date(2026, 1, 1),
        roster=1,
    )
    for month, one in ((FEBRUARY, line), (MARCH, line.credited(MARCH, 1))):
        batch = batch_of(month_of(month.year, month.month), [one])
        tx.pay.close(PayClosing(month, BEGAN, who.name, batch, names, (), {who.id: PAYROLL}), [one])
    closed = tx.pay.closings()[FEBRUARY].batch
    sums = pay_sums([line])
    tx.pay.add_export(
        replace(EXPORT, month=FEBRUARY, batch=closed, by=who.name, folder=f"/home/{who.id}/pay", sums=sums)
    )


def _by_rows(tx: Transaction, who: Somebody) -> None:
    """Tables that are filled by programs at other times."""
    rows: dict[str, dict[str, Any]] = {
        "errand": {
            "key": "k",
            "owner": 1,
            "kind": "quote",
            "about": {"who": who.id},
            "language": "da",
            "created": BEGAN,
            "state": "done",
            "holder": None,
            "tries": 1,
            "progress": {},
            "why": [who.name],
        },
        "kept_answer": {
            "token": 1,
            "key": "k",
            "fingerprint": "f",
            "holder": "h",
            "began": BEGAN,
            "held_until": BEGAN,
            "done": True,
            "status": 200,
            "headers": {},
            "body": json.dumps({"name": who.name}).encode(),
        },
        "webhook": {
            "number": 1,
            "address": f"https://{who.id}@hook.example",
            "events": [],
            "secret": "whsec_x",
            "created": BEGAN,
            "told": 0,
            "ended": BEGAN,
        },
        "delivery": {
            "webhook": 1,
            "entry": 1,
            "event": "published",
            "body": json.dumps({"by": who.name}),
            "created": BEGAN,
            "state": "sent",
            "attempts": 1,
        },
        "pager_override": {
            "pager": "one",
            "schedule": "P1",
            "consultant": who.id,
            "first": BEGAN,
            "until": BEGAN,
            "user": PAGER_USER,
            "override": "O1",
            "at": BEGAN,
        },
        "own_profile": {"name": "ours", "text": f"# by {who.name} <{who.email}>\n"},
        "other_change": {"file": "consultants.csv", "key": who.id, "number": 1},
        "exchange": {"folder": f"/home/{who.id}/firm", "file": "x.csv", "seal": "s", "number": 1},
        "job": {
            "number": 1,
            "kind": "plan",
            "state": "queued",
            "asked_by": who.name,
            "input_hash": "h",
            "first": SATURDAY,
            "last": SATURDAY,
            "seconds": 1.0,
            "effort": 1.0,
            "seed": 1,
            "workers": 1,
            "created": BEGAN,
            "absences": json.dumps([{"consultant": who.id}]),
        },
    }
    connection = tx._session.connection()
    for name, row in rows.items():
        connection.execute(insert(TableRow.metadata.tables[name]).values(row))
    tx.jobs.withdraw(1, BEGAN, who.name)


_OF_PEOPLE = frozenset(
    {
        *("by", "to", "note", "name", "names", "numbers", "folder", "consultant", "user", "title", "body", "error"),
        "troubles",
    }
)
"""Columns in which people stand, in tables that are not filled by hand."""


def _in_the_rest(tx: Transaction, who: Somebody) -> None:
    """A row in each table that is empty yet and may hold people, with the name where people stand."""
    connection = tx._session.connection()
    empty = [
        table
        for table in TableRow.metadata.sorted_tables
        if table.name in HOLDINGS.keys() - {"former"} and not connection.execute(select(table).limit(1)).all()
    ]
    parts = [table for table in empty if any(link.deferrable for link in table.foreign_key_constraints)]
    for table in (*parts, *(each for each in empty if each not in parts)):  # parts come before what seals them
        links = {link.parent.name for link in table.foreign_keys if link.column.table is table}
        values = {column.name: _any(column, who) for column in table.columns if column.name not in links}
        connection.execute(insert(table).values(values))


def _any(column: Column[Any], who: Somebody) -> Any:
    kind, is_theirs = column.type, column.name in _OF_PEOPLE
    if isinstance(kind, JSON):
        return [who.name] if is_theirs else []
    said = f"{who.name} ({who.id})" if is_theirs else "x"
    known = {date: SATURDAY, datetime: BEGAN, str: said, bytes: who.name.encode()}
    beneath = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return known.get(beneath.python_type, 1)


def dump(url: str) -> dict[str, list[str]]:
    """Every value of every column of every table as a text, by table."""
    with open_store(url).reading() as look:
        connection, found = look._session.connection(), {}
        for table in TableRow.metadata.sorted_tables:
            texts = [column if isinstance(column.type, LargeBinary) else cast(column, Text) for column in table.columns]
            rows = connection.execute(select(*texts)).all()
            found[table.name] = [_plain(cell) for row in rows for cell in row if cell is not None]
    return found


def _plain(cell: Any) -> str:
    """With what JSON escapes read again, however often."""
    text = cell.decode() if isinstance(cell, bytes) else str(cell)
    if "\\u" in text:
        text += "\n" + text.encode().decode("unicode_escape", "replace")
    return text.replace('\\"', '"')
