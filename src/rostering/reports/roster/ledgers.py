"""The ledger on the terminal: by kind, and over time."""

from collections.abc import Iterable
from itertools import groupby

from rich.table import Table
from rich.text import Text

from rostering.answers.fairness import CalloutAccount
from rostering.domain.findings import Account
from rostering.language import _
from rostering.language.labels import label
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.wording import period_label, signed
from rostering.reports.roster.standing import entries_by_deviation
from rostering.rosters.ledger import Chapter, KindLine, LedgerEntry
from rostering.rosters.version import Directory


def numbers() -> tuple[str, ...]:
    """What the four numbers of an account are called."""
    return _("Opening"), _("Earned"), _("Target"), _("Deviation")


def figures(line: Account | KindLine) -> list[Text]:
    """The four numbers of an account, or of one of its lines."""
    points = (signed(line.opening), str(line.earned), str(line.target))
    return [*map(Text, points), Text(signed(line.deviation), style="bold" if line.deviation else "dim")]


def ledger_table(entries: Iterable[LedgerEntry], directory: Directory) -> Table:
    """The ledger by role, each account with its kinds below it; those who did more than their share stand first."""
    table = grid(_("Fairness, in points"), *_who_columns(), _("Kind"), *numbers(), numbers=numbers())
    for _same, same in groupby(entries_by_deviation(entries, directory), key=lambda entry: entry.account.role):
        for entry in same:
            table.add_row(*_who(entry.account, directory), cell(""), *figures(entry.account))
            for line in entry.kinds:
                table.add_row("", "", cell(label(line.kind)), *figures(line), style="dim")
        table.add_section()
    return table


def history_table(chapters: Iterable[Chapter], directory: Directory) -> Table:
    """Every account over time: how it opened and closed in each published period."""
    table = grid(_("Fairness over time, in points"), *_who_columns(), _("Period"), *numbers(), numbers=numbers())
    order = {role: number for number, role in enumerate(directory.roles)}
    accounts: dict[tuple[int, str, str], list[tuple[Chapter, Account]]] = {}
    for chapter in chapters:
        for account in (entry.account for entry in chapter.entries):
            key = order.get(account.role, len(order)), account.role, account.consultant
            accounts.setdefault(key, []).append((chapter, account))
    for _same, steps in sorted(accounts.items()):
        for number, (chapter, account) in enumerate(steps):
            who = [cell(""), cell("")] if number else _who(account, directory)
            table.add_row(*who, cell(when(chapter)), *figures(account))
        table.add_section()
    return table


def callouts_ledger(accounts: Iterable[CalloutAccount], directory: Directory) -> Table:
    """What call-outs weigh, beside the accounts of duties."""
    heads = _("Consultant"), _("Call-outs"), _("Points")
    table = grid(_("Call-outs, in points"), *heads, numbers=heads[1:])
    for one in accounts:
        name = directory.consultants.get(one.consultant, one.consultant)
        table.add_row(cell(name), str(one.number), str(one.points))
    return table


def _who_columns() -> tuple[str, str]:
    return _("Consultant"), _("Role")


def _who(account: Account, directory: Directory) -> list[Text]:
    name, role = directory.consultants.get(account.consultant), directory.roles.get(account.role)
    return [cell(name or account.consultant), cell(role or account.role)]


def when(chapter: Chapter) -> str:
    """A chapter's period, and whether it holds all of the dates that its roster was made for."""
    return period_label(chapter.period) + ("" if chapter.whole else " " + _("(in part)"))
