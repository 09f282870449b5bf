"""The pages of leave and wishes: a calendar to put them in, what they clash with, and what was put in so far."""

from datetime import date, timedelta

from rostering.answers.own_leave import LeaveCheck, OwnLeave
from rostering.domain.rights import Action
from rostering.language import _, formats
from rostering.reports.look.days import title
from rostering.services.inputs.leave_ground import key_of, told_key
from rostering.services.inputs.own_leave import check_leave, enter_leave, own_leave, withdraw_leave
from rostering.spans import DAY, Period, month_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Text
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.me.leave_form import ENTRY, KINDS, QUERY, STRETCHES, TURN, entry_of, month_in
from rostering.web.me.whose import WHOSE, choose, named, other, whose
from rostering.web.service.replies import Reply


async def show_leave(asked: Asked) -> Reply:
    """A month's calendar to put leave in, and what was put in so far."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    today = asked.now.astimezone(asked.zone).date()
    month = month_in(asked.form.again("month") or asked.query.again("month"), today)
    found: OwnLeave = await asked.run(own_leave, asked.store, asked.actor, consultant, month, asked.now)
    old = asked.form.again("old") or asked.query.again("old")
    return page(
        asked,
        "me/leave.html",
        found=found,
        weeks=_weeks(found),
        earlier=_month_before(found),
        later=_month_after(found),
        elsewhere=[text for text in asked.form.chosen("day") if not _is_in(text, month)],
        changed=next((each for each in found.entries if key_of(each) == old), None),
        kinds=[(value, _(name), _(words)) for value, name, words in KINDS],
        stretches=STRETCHES,
        looks=role_looks(found.directory.roles),
        key_of=key_of,
        told_key=told_key,
        told_day=_told_day,
        timedelta=timedelta,
        other=other(asked),
    )


async def turn_leave(asked: Asked) -> Reply:
    """Another month of the calendar; what was ticked and typed stays."""
    return await show_leave(asked)


async def check(asked: Asked) -> Reply:
    """What an entry would clash with, before it is sent."""
    entry = entry_of(asked)
    found: LeaveCheck = await asked.run(check_leave, asked.store, asked.actor, entry, asked.form.version, asked.now)
    kinds = {value: _(name) for value, name, _words in KINDS}
    return page(
        asked,
        "me/check.html",
        found=found,
        kinds=kinds,
        known_days=lambda periods: [formats.days(each.first, each.last) for each in periods],
        window_title=title,
        other=other(asked),
        told_key=told_key,
        key_of=key_of,
    )


async def enter(asked: Asked) -> Reply:
    """Store an entry that was looked at; one that nobody has looked at yet is shown first."""
    if not asked.form.text("seen"):
        return await check(asked)
    entry, form = entry_of(asked), asked.form
    stored: LeaveCheck = await asked.run(
        enter_leave, asked.store, asked.actor, entry, form.version, form.text("seen"), asked.now
    )
    done = "changed" if stored.instead_of else "entered"
    return see(asked.url("leave", consultant=other(asked), month=f"{stored.periods[0].first:%Y-%m}", done=done))


async def withdraw(asked: Asked) -> Reply:
    """Take an entry back."""
    form = asked.form
    await asked.run(withdraw_leave, asked.store, asked.actor, whose(asked), form.text("entry"), form.version, asked.now)
    return see(asked.url("leave", consultant=other(asked), done="withdrawn"))


def _weeks(found: OwnLeave) -> list[tuple[date, list[object]]]:
    """The month's dates by week, each with its Monday; None where a week reaches into another month."""
    days = {each.day.day: each for each in found.days}
    monday = found.month.first - DAY * found.month.first.weekday()
    weeks: list[tuple[date, list[object]]] = []
    while monday <= found.month.last:
        weeks.append((monday, [days.get(monday + DAY * number) for number in range(7)]))
        monday += 7 * DAY
    return weeks


def _month_before(found: OwnLeave) -> Period | None:
    """The month before, unless it lies two months back."""
    last = found.month.first - DAY
    shown = month_of(last.year, last.month)
    return shown if shown.last >= found.today.replace(day=1) - DAY else None


def _month_after(found: OwnLeave) -> Period | None:
    first = found.month.last + DAY
    return month_of(first.year, first.month) if first <= found.last else None


def _told_day(text: str) -> str:
    """A ticked date in words; what is none as it is."""
    try:
        return formats.short_day(date.fromisoformat(text))
    except ValueError:
        return text


def _is_in(text: str, month: Period) -> bool:
    return text.startswith(f"{month.first:%Y-%m}-")


_OWN = Action.ENTER_OWN_LEAVE
_WITHDRAWN = Fields(WHOSE, Text("entry", longest=60))

PAGES = (
    Page("/me/leave", "leave", READ, _OWN, show_leave, query=QUERY),
    Page("/me/leave", "leave", SEND, _OWN, enter, ENTRY, again=show_leave),
    Page("/me/leave/check", "check_leave", SEND, _OWN, check, ENTRY, again=show_leave),
    Page("/me/leave/month", "turn_leave", SEND, _OWN, turn_leave, TURN, again=show_leave),
    Page("/me/leave/withdraw", "withdraw_leave", SEND, _OWN, withdraw, _WITHDRAWN, again=show_leave),
)
