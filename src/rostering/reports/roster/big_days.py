"""Big days in fairness: everyone's account in whole dates and tenths, over time too, and who is far off in words."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rostering.domain.findings import DATE, BigDayAccount
from rostering.language import _, n_
from rostering.language.formats import number
from rostering.reports.look.grid import cell, grid
from rostering.reports.roster.ledgers import when
from rostering.rosters.ledger import Chapter
from rostering.rosters.version import Directory, Version


def shared_out(accounts: Iterable[BigDayAccount]) -> list[BigDayAccount]:
    """The accounts of a period that has big days, those who did the most first; none where it has none."""
    known = list(accounts)
    if not any(account.target or account.earned for account in known):
        return []
    return sorted(known, key=lambda account: (-account.deviation, account.consultant))


def far_off(version: Version) -> list[str]:
    """A sentence about everyone who is a whole date or more from the fair share of a roster with big days."""
    far = [account for account in shared_out(version.big_days) if abs(account.deviation) >= DATE]
    return [sentence(account, version.directory) for account in far]


def sentence(account: BigDayAccount, directory: Directory) -> str:
    """Whose big days, how many, and how far from the share they are together with those of earlier periods."""
    person = directory.consultants.get(account.consultant, account.consultant)
    held, off = account.earned // DATE, number(abs(account.deviation) / DATE, 1)
    have = n_(
        "{person} has {number} big day in this period",
        "{person} has {number} big days in this period",
        held,
        person=person,
    )
    if account.deviation < 0:
        return _("{have}; with earlier ones that is {dates} fewer than the fair share.", have=have, dates=off)
    return _("{have}; with earlier ones that is {dates} more than the fair share.", have=have, dates=off)


def far_off_lines(sentences: Iterable[str]) -> RenderableType:
    """The sentences below a heading."""
    heading = Text(_("Big days, far from the fair share"), style="bold")
    return Group(heading, *(cell(f" {said}") for said in sentences), "")


def big_days_tables(accounts: Iterable[BigDayAccount], directory: Directory) -> list[Table]:
    """Everyone's big days, those who did more than their share first; no table for a period without any."""
    table = grid(_("Fairness, in big days"), _("Consultant"), *_columns(), numbers=_columns())
    for account in shared_out(accounts):
        table.add_row(cell(_name(account, directory)), *figures(account))
    return [table] if table.row_count else []


def big_days_over_time(chapters: Iterable[Chapter], directory: Directory) -> list[Table]:
    """Everyone's big days in each published period that has some, in order; no table where none has."""
    table = grid(_("Big days over time"), _("Consultant"), _("Period"), *_columns(), numbers=_columns())
    steps = [(account, chapter) for chapter in chapters for account in shared_out(chapter.big_days)]
    told = ""
    for account, chapter in sorted(steps, key=lambda step: step[0].consultant):
        name = "" if account.consultant == told else _name(account, directory)
        table.add_row(cell(name), cell(when(chapter)), *figures(account))
        told = account.consultant
    return [table] if table.row_count else []


def _columns() -> tuple[str, ...]:
    return _("Opening"), _("Held"), _("Share"), _("Deviation")


def figures(account: BigDayAccount) -> list[Text]:
    """The four numbers of an account."""
    numbers = (with_sign(account.opening), dates(account.earned), dates(account.target))
    return [*map(Text, numbers), Text(with_sign(account.deviation), style="bold" if account.deviation else "dim")]


def dates(thousandths: int) -> str:
    """Dates to one decimal: `2`, `0.8`."""
    return number(round(thousandths / DATE, 1), 1)


def with_sign(thousandths: int) -> str:
    """Dates above or below: `+1.2`, `-0.8`, `0`."""
    rounded = round(thousandths / DATE, 1)
    return f"+{number(rounded, 1)}" if rounded > 0 else number(rounded or 0, 1)


def _name(account: BigDayAccount, directory: Directory) -> str:
    return directory.consultants.get(account.consultant, account.consultant)
