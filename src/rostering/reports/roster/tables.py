"""A roster on the terminal: rich renderables that read well at 100 columns, with and without colours."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rostering.domain.findings import Account, JudgedBreach, StageResult
from rostering.domain.seats import Seat
from rostering.language import _, counted, told
from rostering.language.labels import label
from rostering.reports.look.days import StaffedWindow, roles_in, staffed_windows, title
from rostering.reports.look.grid import AtLeast, cell, grid
from rostering.reports.look.wording import day_text, hinges, hours_text, listing, period_text, proof
from rostering.reports.roster import people
from rostering.reports.roster.big_days import far_off, far_off_lines
from rostering.reports.roster.ledgers import figures, numbers
from rostering.reports.roster.pins import pins_table
from rostering.reports.roster.standing import by_deviation, hard_breaches, ranked, unfilled, vacancies
from rostering.rosters.version import Directory, Status, Version

_READABLE = 12
"""Columns that names need to be read, however long the ids beside them are."""


def roster_report(version: Version, status: Status, most_breaches: int = 20, *, ids: bool = False) -> RenderableType:
    """Everything a terminal shows of a roster, the worst news last, where the eye is; with the seats' ids, if asked."""
    off = far_off(version)
    parts = (
        (version.pins, pins_table(version)),
        (version.compensating_days, compensating_days(version)),
        (version.ledger, fairness_table(version.ledger, version.directory)),
        (off, far_off_lines(off)),
        (version.stages, stages_table(version.stages)),
        (version.breaches, breaches_table(version.breaches, version.directory, most_breaches, version.number)),
        (version.empty, empty_seats(version)),
        (version.shortages, shortages(version.shortages, version.directory)),
    )
    return Group(heading(version, status), roster_table(version, ids), *(part for content, part in parts if content))


def heading(version: Version, status: Status) -> Text:
    """One line that says which roster this is and how it stands."""
    number = _("Roster {number}", number=version.number) if version.number else _("Unsaved roster")
    facts = [
        period_text(version.period),
        counted(len(version.duties), "duty"),
        _("{number} empty", number=len(unfilled(version))),
        counted(hard_breaches(version), "hard breach"),
        *([_("interrupted: the best found until then")] if version.interrupted else []),
    ]
    stands = _("draft, not published") if status is Status.DRAFT else _(status.value)
    return Text.assemble((number, "bold"), f" ({stands}): ", ", ".join(facts))


def roster_table(version: Version, ids: bool = False) -> RenderableType:
    """One row per window with a column per role; bookings have rows of their own, with the customer.

    With ids, a last column has those of the seats, in the order in which the row names who holds them.
    """
    roles = [version.directory.roles.get(role, role) for role in roles_in(version)]
    seats, whole = [_("Seats")] if ids else [], (_("Date"), _("Hours"))
    table = grid(version.directory.organisation, *whole, _("Window"), *roles, *seats, whole=(*whole, *seats))
    if ids:  # these are copied, so they keep their line, and names make room within reason
        table.columns[-1].min_width = max((len(duty.seat.id) for duty in version.duties), default=0)
        for column in table.columns[len(whole) : -1]:
            column.min_width = _READABLE
    for _same, month in groupby(staffed_windows(version), key=lambda window: window.seat.day.replace(day=1)):
        for window in month:
            listed = [Text("\n").join(map(cell, _seat_ids(window, version)))] if ids else []
            table.add_row(*_window_cells(window, version), *listed)
        table.add_section()
    return AtLeast(table, sum((column.min_width or 0) + 1 for column in table.columns)) if ids else table


def compensating_days(version: Version) -> Table:
    """Days off that make up for lost weekly rest."""
    table = grid(_("Compensating days off"), _("Date"), _("Consultant"), _("Makes up for"))
    seats = {duty.seat.id: duty.seat for duty in version.duties}
    for off in people.compensating_days(version):
        reasons = listing(people.makes_up_for(off, seats))
        table.add_row(day_text(off.day), _person(off.consultant, version.directory), cell(reasons))
    return table


def fairness_table(accounts: Iterable[Account], directory: Directory) -> Table:
    """The ledger, by role; those who did more than their share stand first."""
    table = grid(_("Fairness, in points"), _("Consultant"), _("Role"), *numbers(), numbers=numbers())
    for _same, same in groupby(by_deviation(accounts, directory), key=lambda account: account.role):
        for account in same:
            table.add_row(*_account_cells(account, directory))
        table.add_section()
    return table


def stages_table(stages: Iterable[StageResult]) -> Table:
    """How each stage of the plan ended, and how sure that is."""
    counts = _("Penalty"), _("At least")
    table = grid(_("Stages of the plan"), _("Stage"), *counts, _("Best possible"), numbers=counts)
    for stage in stages:
        sure = Text(proof(stage), style="green" if stage.proven else "yellow")
        if stage.hangs_on:
            sure.append("\n" + _("of what is paid for: {rules}", rules=hinges(stage)), style="dim")
        table.add_row(cell(label(stage.name)), str(stage.penalty), str(stage.bound), sure)
    return table


def breaches_table(
    breaches: Sequence[JudgedBreach], directory: Directory, most: int | None = None, roster: int | None = None
) -> RenderableType:
    """Broken rules, forbidden ones first and then by penalty; beyond `most` only how many, and how to see them."""
    table = grid(_("Broken rules"), _("Rule"), _("Penalty"), _("What"), numbers=(_("Penalty"),))
    shown = ranked(breaches)[:most]
    for judged in shown:
        penalty = judged.breach.penalty
        cost = Text(_("forbidden"), style="bold red") if penalty is None else Text(str(penalty))
        table.add_row(cell(label(judged.breach.rule)), cost, cell(told(judged.text, directory.name_of)))
    hidden = len(breaches) - len(shown)
    more = " " + _("and {number} more", number=hidden) + (f": rostering audit {roster}" if roster else "")
    return Group(table, Text(more, style="dim")) if hidden else table


def empty_seats(version: Version) -> RenderableType:
    """Seats that nobody fills, each reason with everyone it rules out."""
    seats = {duty.seat.id: duty.seat for duty in version.duties}
    parts: list[RenderableType] = [
        Text(_("{seats}, and why", seats=counted(len(version.empty), "empty seat")), style="bold red")
    ]
    for vacancy in vacancies(version):
        where = listing(_seat_text(seat, seats, version.directory) for seat in vacancy.seats)
        parts.append(Padding(cell(where, "bold"), (0, 0, 0, 1)))
        for reason, candidates in vacancy.reasons:
            names = listing(version.directory.consultants.get(person, person) for person in candidates)
            parts.append(Padding(cell(f"{names}: {told(reason, version.directory.name_of)}"), (0, 0, 0, 3)))
        if not vacancy.reasons:
            parts.append(Padding(_("There is nobody to ask."), (0, 0, 0, 3)))
        parts += [Padding(cell(text, "green"), (0, 0, 0, 3)) for text in _fixes(version, vacancy.seats)]
    if unexplained := sum(not empty.fixes for empty in version.empty):
        seat = next(empty.seat for empty in version.empty if not empty.fixes)
        more, command = counted(unexplained, "seat"), f"rostering explain {version.number} {seat}"
        text = _("What would fill {seats} more: {command}", seats=more, command=command)
        hint = f" {text}" if unexplained == 1 else f" {text}" + _(", and so on")
        parts.append(Text(hint, style="dim"))
    return Group(*parts, "")


def _fixes(version: Version, seats: Iterable[str]) -> Iterable[str]:
    """The best fix of each seat, and of a single seat the next best, too."""
    known = [empty for empty in version.empty if empty.seat in seats and empty.fixes]
    fixes = [fix for empty in known for fix in empty.fixes[: 3 if len(known) == 1 else 1]]
    return [_("Fix: {text}", text=told(fix.text, version.directory.name_of)) for fix in fixes]


def shortages(sentences: Iterable[str], directory: Directory) -> RenderableType:
    """The roles that have too few people, as sentences."""
    texts = [told(sentence, directory.name_of) for sentence in sentences]
    return Group(Text(_("What is missing"), style="bold red"), *(cell(f" {text}") for text in texts), "")


def _window_cells(window: StaffedWindow, version: Version) -> list[Text]:
    seat, directory = window.seat, version.directory
    what = cell(title(seat, directory), "cyan" if seat.booking else "")
    when = [Text(day_text(seat.day)), Text(hours_text(seat.span, directory.zone), style="dim")]
    return [*when, what, *(_holders(window.holders(role), directory) for role in roles_in(version))]


def _seat_ids(window: StaffedWindow, version: Version) -> list[str]:
    return [duty.seat.id for role in roles_in(version) for duty in window.duties if duty.seat.role == role]


def _account_cells(account: Account, directory: Directory) -> list[Text]:
    who = [_person(account.consultant, directory), cell(directory.roles.get(account.role, account.role))]
    return [*who, *figures(account)]


def _holders(holders: Iterable[str | None], directory: Directory) -> Text:
    return Text("\n").join(
        Text(_("EMPTY"), style="bold red") if holder is None else _person(holder, directory) for holder in holders
    )


def _person(person: str, directory: Directory) -> Text:
    return cell(directory.consultants.get(person, person))


def _seat_text(seat: str, seats: dict[str, Seat], directory: Directory) -> str:
    known = seats.get(seat)
    if known is None:
        return seat
    return f"{day_text(known.day)} {directory.roles.get(known.role, known.role)} ({title(known, directory)})"
