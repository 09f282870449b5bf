"""The JSON shapes that scripts rely on: names and meanings hold, fields may be added.

Dates are ISO, instants ISO with the offset of the roster's zone, money is integer oere in fields named `*_ore`.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from rostering.answers.fairness import CalloutAccount
from rostering.answers.windows import Demand
from rostering.domain.findings import DATE, Account, BigDayAccount, CompensatingDay, Fix, JudgedBreach, StageResult
from rostering.domain.seats import Duty, Pin
from rostering.errors import Fault
from rostering.reports.look.days import in_order
from rostering.rosters.changes import Change, Changes
from rostering.rosters.ledger import Chapter, KindLine, LedgerEntry
from rostering.rosters.version import Status, Version
from rostering.spans import Period, Span

Shape = dict[str, Any]
"""An object that `json.dumps` takes as it is."""


def roster_shape(version: Version, status: Status) -> Shape:
    """The whole of a roster."""
    zone = version.directory.zone
    return {
        "roster": version.number,
        "status": status.value,
        "period": period_shape(version.period),
        "created": version.created.astimezone(zone).isoformat(),
        "seed": version.seed,
        "input_hash": version.input_hash,
        "based_on": version.based_on,
        "interrupted": version.interrupted,
        "duties": [duty_shape(duty, zone) for duty in in_order(version.duties)],
        "compensating_days": compensating_days_shape(version.compensating_days),
        "empty": [
            {
                "seat": empty.seat,
                "candidates": [{"consultant": one.consultant, "reason": one.reason} for one in empty.candidates],
                "fixes": fixes_shape(empty.fixes),
            }
            for empty in version.empty
        ],
        "shortages": list(version.shortages),
        "breaches": breaches_shape(version.breaches),
        "stages": [stage_shape(stage) for stage in version.stages],
        **penalties_shape(version.penalty_by_rule),
        "big_days": [big_days_shape(account) for account in version.big_days],
        "pins": pins_shape(version.pins),
    }


def compensating_days_shape(days: Iterable[CompensatingDay]) -> list[Shape]:
    """Days off that duties earn."""
    return [{"consultant": off.consultant, "date": off.day.isoformat(), "for": list(off.seats)} for off in days]


def pins_shape(pins: Iterable[Pin]) -> list[Shape]:
    """Seats that are meant for somebody."""
    return [{"seat": pin.seat, "consultant": pin.consultant} for pin in pins]


def fixes_shape(fixes: Iterable[Fix]) -> list[Shape]:
    """What would fill an empty seat, the best first."""
    return [
        {"change": one.change, "text": one.text, "proven": one.proven, **penalty_shape(one.penalty)} for one in fixes
    ]


def breaches_shape(breaches: Iterable[JudgedBreach]) -> list[Shape]:
    """Breaches with their sentences; the penalty of a forbidden one is null."""
    return [
        {
            "rule": judged.breach.rule,
            "about": list(judged.breach.about),
            "amount": judged.breach.amount,
            **penalty_shape(judged.breach.penalty),
            "seats": list(judged.breach.seats),
            "text": judged.text,
        }
        for judged in breaches
    ]


def windows_shape(demand: Demand) -> list[Shape]:
    """What must be staffed, and for whom."""
    return [
        {
            "date": window.day.day.isoformat(),
            **_instants(window.span, demand.zone),
            "kind": window.kind,
            "name": window.name,
            "team": window.team,
            "roles": window.roles,
            "customers": list(window.customers),
            "booking": window.booking,
            "presence": window.presence.value,
        }
        for window in demand.windows
    ]


def fairness_shape(
    entries: Iterable[LedgerEntry],
    big_days: Iterable[BigDayAccount] = (),
    callouts: Iterable[CalloutAccount] = (),
) -> list[Shape]:
    """The ledger's accounts, each with its lines by kind, and with the consultant's big days in all roles together.

    So it is with call-outs, where they have points.
    """
    dates = {account.consultant: big_days_shape(account) for account in big_days}
    called = {one.consultant: {"number": one.number, "points": one.points} for one in callouts}
    return [
        {
            **_account(entry.account),
            "kinds": [_kind(line) for line in entry.kinds],
            "big_days": dates.get(entry.account.consultant),
            **({"callouts": called.get(entry.account.consultant, {"number": 0, "points": 0})} if called else {}),
        }
        for entry in entries
    ]


def big_days_shape(account: BigDayAccount) -> Shape:
    """A consultant's account of big days, in dates."""
    return {
        "consultant": account.consultant,
        "opening": account.opening / DATE,
        "held": account.earned // DATE,
        "share": account.target / DATE,
        "deviation": account.deviation / DATE,
    }


def history_shape(chapters: Iterable[Chapter]) -> list[Shape]:
    """The ledger over time; `period` runs from the first to the last date that the roster holds."""
    return [
        {
            "roster": chapter.publication.version.number,
            "period": period_shape(chapter.period),
            "whole": chapter.whole,
            "accounts": fairness_shape(chapter.entries, chapter.big_days),
        }
        for chapter in chapters
    ]


def diff_shape(changes: Changes) -> Shape:
    """Changes seat by seat, how many of which sort, and the same by consultant and by customer."""
    return {
        "changes": [change_shape(change) for change in changes],
        "counts": changes.counts,
        "by_consultant": {
            who: [change_shape(one) for one in theirs] for who, theirs in changes.by_consultant().items()
        },
        "by_customer": {who: [change_shape(one) for one in theirs] for who, theirs in changes.by_customer().items()},
    }


def faults_shape(faults: Iterable[Fault]) -> list[Shape]:
    """What is wrong with a person's input."""
    return [{"place": fault.place, "message": fault.message, "hint": fault.hint} for fault in faults]


def period_shape(period: Period) -> Shape:
    """Both ends of a period, both included."""
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def duty_shape(duty: Duty, zone: ZoneInfo) -> Shape:
    """A seat and its holder."""
    seat = duty.seat
    return {
        "seat": seat.id,
        "date": seat.day.isoformat(),
        **_instants(seat.span, zone),
        "kind": seat.kind,
        "name": seat.name,
        "role": seat.role,
        "consultant": duty.consultant,
        "customers": list(seat.customers),
        "booking": seat.booking,
        "presence": seat.presence.value,
        "points": seat.points,
    }


def _account(account: Account) -> Shape:
    return {"consultant": account.consultant, "role": account.role, **_points(account)}


def _kind(line: KindLine) -> Shape:
    return {"kind": line.kind, **_points(line)}


def _points(line: Account | KindLine) -> Shape:
    return {field: getattr(line, field) for field in ("opening", "earned", "target", "deviation")}


def change_shape(change: Change) -> Shape:
    """A seat with its holder before and after."""
    before, after = (duty and duty.consultant for duty in (change.before, change.after))
    return {"seat": change.seat, "before": before, "after": after}


def _instants(span: Span, zone: ZoneInfo) -> Shape:
    return {"start": span.start.astimezone(zone).isoformat(), "end": span.end.astimezone(zone).isoformat()}


def stage_shape(stage: StageResult) -> Shape:
    """How one stage ended."""
    fields = ("name", "bound", "proven", "seconds")
    hangs_on = [{"rule": one.rule, "weeks": list(one.weeks), **penalty_shape(one.penalty)} for one in stage.hangs_on]
    return {
        **{field: getattr(stage, field) for field in fields},
        **penalty_shape(stage.penalty),
        "hangs_on": hangs_on,
    }


def penalty_shape(penalty: int | None) -> Shape:
    """What breaches cost in the plan; `price` is its name before 0.5, kept until 1.0."""
    return {"penalty": penalty, "price": penalty}


def penalties_shape(penalties: Mapping[str, int], name: str = "by_rule") -> Shape:
    """Penalties by rule, under the name of now and, until 1.0, the one before 0.5."""
    return {f"penalty_{name}": dict(penalties), f"price_{name}": dict(penalties)}
