"""How what surrounds a store is: disk, clock, calendars and mail; looked at, never changed."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rostering.answers.upkeep import CheckupFinding, Standing
from rostering.domain.inputs import Inputs
from rostering.domain.notices import MailState
from rostering.domain.rounds import RoundOutcome
from rostering.language import _, counted, foreign, formats, told
from rostering.notices import transport_of
from rostering.services.clock import now, today_in
from rostering.services.opening import existing_store
from rostering.services.rounds.round_looks import regular_work
from rostering.spans import Period
from rostering.store.engine import file_of, url_of
from rostering.windows import calendars_of

LEAST_ROOM = 64 << 20
"""Bytes of free disk below which the next import may not be kept."""
ENOUGH_ROOM = 1 << 30
AHEAD = timedelta(days=400)
"""How far ahead calendars are asked: a year that is planned now ends no later."""
LATE = timedelta(hours=2)
"""How long a mail may wait before somebody should look; the longest pause between two tries is an hour."""
ASKEW = timedelta(seconds=10)
"""What clocks may differ."""
_MIB = 1 << 20


@dataclass(frozen=True)
class Patient:
    """What is looked at."""

    url: str
    transport: str | None
    """Where mails go, as ROSTERING_SMTP says."""

    @property
    def file(self) -> Path | None:
        """Of a store in SQLite."""
        return file_of(url_of(self.url))


def _disk(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether a store in a file can grow."""
    if patient.file is None:
        return
    folder = patient.file.absolute().parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield CheckupFinding(
            "disk", Standing.WRONG, _("{folder} cannot be looked at: {why}", folder=folder, why=foreign(error.strerror))
        )
        return
    left = formats.number(free // _MIB)
    found = _("{size} MiB are free in {folder}", size=left, folder=folder)
    if not (os.access(folder, os.W_OK) and os.access(patient.file, os.W_OK)):
        found = _("this user may not write {file}, or beside it", file=patient.file)
        yield CheckupFinding("disk", Standing.WRONG, found, _("run it as the user whose store it is"))
    elif free < max(ENOUGH_ROOM, 2 * patient.file.stat().st_size):
        standing = Standing.WRONG if free < LEAST_ROOM else Standing.LOOK
        yield CheckupFinding(
            "disk", standing, found, _("make room, or move the store: a backup needs as much as the store")
        )
    else:
        yield CheckupFinding("disk", Standing.FINE, found)


def _clock(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether this machine's clock agrees with the database's, and with what was done before."""
    with existing_store(patient.url).reading() as reading:
        theirs, newest = reading.time(), reading.log_book.newest()
        entry = reading.log_book.entry(newest) if newest else None
    at = now()
    advice = _("let the machines keep their time by NTP")
    if theirs and abs(theirs - at) > ASKEW:
        seconds = round(abs((theirs - at).total_seconds()))
        yield CheckupFinding(
            "clock", Standing.WRONG, _("the database's clock is {number} seconds off ours", number=seconds), advice
        )
    elif entry and entry.at > at + ASKEW:
        when = f"{entry.at:%Y-%m-%d %H:%M} UTC"
        yield CheckupFinding(
            "clock", Standing.WRONG, _("the log has an entry of {when}, which has yet to come", when=when), advice
        )
    else:
        yield CheckupFinding("clock", Standing.FINE, _("it is {when}", when=f"{at:%Y-%m-%d %H:%M} UTC"))


def _calendars(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether the firm's calendars say what each date of the next year is."""
    inputs = _inputs(patient)
    if inputs is None:
        advice = _("import a data folder")
        yield CheckupFinding("inputs", Standing.LOOK, _("nothing was imported yet"), advice)
        return
    today = today_in(inputs.organisation.zone)
    period = Period(today, today + AHEAD)
    calendars = calendars_of(inputs)
    calendars.days(period)
    if doubts := calendars.doubts(period):
        advice = _("look at the calendar's file, and correct it there")
        yield from (CheckupFinding("calendars", Standing.LOOK, told(doubt), advice) for doubt in doubts)
        return
    named = ", ".join(calendars.rules)
    found = _("{names}: each date until {day} is known", names=named, day=formats.full_day(period.last))
    yield CheckupFinding("calendars", Standing.FINE, found)


def _mail(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether mails can be sent, and are."""
    inputs = _inputs(patient)
    policy = inputs.organisation.notices if inputs else None
    if policy is None or not policy.enabled:
        yield CheckupFinding("mail", Standing.FINE, _("notices are off"))
        return
    with transport_of(patient.transport, policy.sender) as transport:
        transport.greet()
    with existing_store(patient.url).reading() as reading:
        waiting = [one for one in reading.outbox.all() if one.state in {MailState.WAITING, MailState.SENDING}]
    if late := [one for one in waiting if one.created < now() - LATE]:
        found = _("for more than two hours wait: {mails}", mails=counted(len(late), "mail"))
        yield CheckupFinding("mail", Standing.LOOK, found, _("notices list says why; notices send --now tries at once"))
    else:
        yield CheckupFinding(
            "mail", Standing.FINE, _("mails are taken; waiting: {mails}", mails=counted(len(waiting), "mail"))
        )


def _regular_work(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether what is done by itself is done, and by whom."""
    work = regular_work(patient.url)
    if work.is_deserted:
        found = _("jobs and regular work are left to workers, and none has given a sign of life for a minute")
        yield CheckupFinding("workers", Standing.WRONG, found, _("start `rostering worker`, or serve with --jobs here"))
    elif work.has_workers:
        yield CheckupFinding("workers", Standing.FINE, _("there is one that gives signs of life"))
    failed = [each for each in work.rounds if each.is_left or each.run.outcome is RoundOutcome.FAILED]
    for each in failed:
        why = told(each.run.told or "") or _("whoever was at it is gone")
        advice = _("`rostering rounds` says when it was last done")
        yield CheckupFinding("regular work", Standing.LOOK, f"{_(each.title)}: {why}", advice)
    if not failed:
        yield CheckupFinding("regular work", Standing.FINE, _("nothing of it has failed"))


def _inputs(patient: Patient) -> Inputs | None:
    with existing_store(patient.url).reading() as reading:
        return reading.inputs() if reading.has_inputs() else None


Look = Callable[[Patient], Iterator[CheckupFinding]]
"""Looks at one thing."""
LOOKS: tuple[tuple[str, Look], ...] = (
    ("disk", _disk),
    ("clock", _clock),
    ("calendars", _calendars),
    ("mail", _mail),
    ("regular work", _regular_work),
)
