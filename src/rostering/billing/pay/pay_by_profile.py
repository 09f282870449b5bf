"""A month's pay as a profile for payroll wants it."""

from functools import partial

from rostering.billing.pay.pay_fields import NEEDED, PAY_FIELDS, PayEntry, PayProfile
from rostering.billing.pay.pay_files import PayFiles, PayWriter
from rostering.billing.pay.pay_statement import PayStatement, pay_text
from rostering.billing.profiles.table_cells import cell, value_text
from rostering.billing.text.encodings import written_table
from rostering.billing.text.values import name_of
from rostering.errors import Refused
from rostering.language import _
from rostering.money import Ore


class NotPayable(Refused):
    """Lines that payroll could not book; all people and kinds are named."""


def by_pay_profile(profile: PayProfile) -> PayWriter:
    """What writes as a profile wants it. The writer raises NotPayable."""

    def write(statement: PayStatement) -> PayFiles:
        entries = [PayEntry(profile, statement, line) for line in statement.lines]
        _refuse_gaps(profile, entries)
        sheet = profile.sheet
        heads = [[column.header for column in sheet.columns]] if sheet.header else []
        rows = [[cell(column, PAY_FIELDS, partial(_shown, entry)) for column in sheet.columns] for entry in entries]
        body, replaced = written_table([*heads, *rows], sheet.text_encoding, sheet.separation)
        remarks = {
            "profile_sha256": profile.seal,
            "encoding": sheet.text_encoding.encoding,
            "replaced_letters": replaced,
            "column_sums_ore": _column_sums(profile, entries),
        }
        return PayFiles({f"{statement.stem}.{profile.name}.csv": body}, remarks)

    return write


def _refuse_gaps(profile: PayProfile, entries: list[PayEntry]) -> None:
    used = {name for column in profile.sheet.columns for name in column.fields}
    told: dict[str, None] = {}
    for entry in entries:
        for name in NEEDED:
            if name in used and PAY_FIELDS[name].read(entry) in {None, ""}:
                told[_lack(name, entry)] = None
    if told:
        raise NotPayable("\n".join(sorted(told)))


def _lack(name: str, entry: PayEntry) -> str:
    if name == NEEDED[0]:
        who = name_of(entry.statement.names.consultants, entry.line.consultant)
        return _(
            "{who} has no payroll number: write it into pay.toml, as {id} under [payroll_numbers]",
            who=who,
            id=entry.line.consultant,
        )
    kind, name = pay_text(entry.line, entry.statement.names), entry.profile.name
    return _("profile {name} has no pay type for {kind}: write it under [pay_types]", name=name, kind=kind)


def _column_sums(profile: PayProfile, entries: list[PayEntry]) -> dict[str, Ore]:
    """What each column of amounts adds up to, by its header."""
    summed = [column for column in profile.sheet.columns if column.field and PAY_FIELDS[column.field].adds_up]
    return {column.header: sum(_number(PAY_FIELDS[column.field].read(entry)) for entry in entries) for column in summed}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _shown(entry: PayEntry, name: str) -> str:
    field = PAY_FIELDS[name]
    return value_text(field.read(entry), field.kind, entry.profile.form)
