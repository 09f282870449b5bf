"""A roster as one self-contained HTML page: for reading, for printing, for keeping beside the agreements."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from rostering.answers.figures import largest_deviation
from rostering.domain.catalogue import READINESS, DayKind
from rostering.domain.findings import Account
from rostering.language import _, counted, formats, spoken, told
from rostering.language.labels import label
from rostering.reports.look import days, wording
from rostering.reports.look.html import templates_of
from rostering.reports.roster import big_days, plot, standing
from rostering.reports.roster.people import makes_up_for, people_in, workloads
from rostering.rosters.ledger import Chapter
from rostering.rosters.version import Status, Version

KNOWN_KINDS = (DayKind.WEEKEND.value, DayKind.PUBLIC_HOLIDAY.value, DayKind.HOLIDAY_PERIOD.value, READINESS)
"""The kinds that have a colour of their own; a catalogue's own kinds share one."""


def roster_page(version: Version, status: Status, chapters: Sequence[Chapter] = ()) -> str:
    """The whole page; the same roster and the same chapters of the ledger before it give the same bytes."""
    deviating, limit = standing.large_deviations(version)
    return (
        _environment()
        .get_template("roster.html")
        .render(
            language=spoken(),
            version=version,
            directory=version.directory,
            status=status.value,
            created=(created := version.created.astimezone(version.directory.zone)),
            made=_made(created),
            months=_months(version),
            roles=days.roles_in(version),
            kinds=_kinds(version),
            people={person: f"p{number}" for number, person in enumerate(people_in(version))},
            workloads=workloads(version),
            ledgers=_ledgers(version),
            big_days=big_days.shared_out(version.big_days),
            far_off=big_days.far_off(version),
            balances=plot.drawings(version, chapters),
            reach=largest_deviation(version.ledger) or 1,
            deviating=deviating,
            limit=limit,
            unfilled=standing.unfilled(version),
            vacancies=standing.vacancies(version),
            hard=standing.hard_breaches(version),
            standings=standing.standings(version),
            seats={duty.seat.id: duty.seat for duty in version.duties},
        )
    )


def hue(person: str) -> int:
    """A person's colour in degrees: the same on every page, whoever else is on it."""
    return int.from_bytes(hashlib.sha256(person.encode()).digest()[:4]) % 360


def initials(name: str) -> str:
    """Up to two letters that stand for a name; one sign each, though some letters have two as capitals."""
    words = [letters for word in name.split() if (letters := [sign for sign in word if sign.isalnum()])]
    return "".join(word[0].upper()[:1] for word in (words if len(words) < 2 else (words[0], words[-1])))


def kind_class(kind: str) -> str:
    """The style of a kind; never the kind's own text, which is data."""
    return f"k-{kind.replace('_', '-')}" if kind in KNOWN_KINDS else "k-other"


def _months(version: Version) -> list[tuple[str, list[days.StaffedWindow]]]:
    windows = groupby(days.staffed_windows(version), key=lambda one: (one.seat.day.year, one.seat.day.month))
    return [(formats.month(date(year, month, 1)), list(same)) for (year, month), same in windows]


def _ledgers(version: Version) -> list[tuple[str, list[Account]]]:
    accounts = standing.by_deviation(version.ledger, version.directory)
    return [(role, list(same)) for role, same in groupby(accounts, key=lambda account: account.role)]


def _kinds(version: Version) -> list[str]:
    order = {kind: number for number, kind in enumerate(KNOWN_KINDS)}
    used: Iterable[str] = {duty.seat.kind for duty in version.duties}
    return sorted(used, key=lambda kind: (order.get(kind, len(order)), kind))


def _made(created: datetime) -> Markup:
    time = f"{created:%H:%M}"
    shown = _("{day} at {time}", day=wording.date_text(created.date()), time=time)
    return Markup('<time datetime="{}">{}</time>').format(created.isoformat(), shown)


@pass_context
def _told(context: Context, sentence: str) -> str:
    return told(sentence, context["directory"].name_of)


@cache
def _environment() -> Environment:
    environment = templates_of(PackageLoader("rostering.reports.roster"))
    words = (label, wording.listing, counted, wording.proof)
    dates = (wording.day_text, wording.date_text, wording.period_text, makes_up_for, big_days.dates)
    seats = (days.title, days.part_text, days.customers_text)
    environment.filters |= {word.__name__: word for word in (*words, *dates, *seats, hue, initials, kind_class)}
    # Type for print: a real minus sign, and a dash between hours.
    environment.filters["signed"] = lambda points: wording.signed(points).replace("-", "−")
    environment.filters["with_sign"] = lambda dates: big_days.with_sign(dates).replace("-", "−")
    environment.filters["hours_text"] = lambda span, zone: wording.hours_text(span, zone).replace("-", "–")
    environment.filters["spots"] = lambda points: " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    environment.globals["plot"] = plot
    environment.filters["weekday"] = formats.weekday
    environment.filters["told"] = _told
    environment.globals["_"] = _
    return environment
