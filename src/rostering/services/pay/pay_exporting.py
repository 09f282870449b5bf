"""Pay as files, by the month, in any format."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rostering.answers.exports import ProfileShown
from rostering.answers.pay import PayExported
from rostering.billing.files.manifest import ENDING as MANIFEST
from rostering.billing.files.profile_files import ENDING
from rostering.billing.pay.pay_files import PAY_FORMATS, PayWriter, by_pay_profile
from rostering.billing.pay.pay_profiles import pay_profile_files, pay_profile_of
from rostering.billing.pay.pay_statement import PayStatement, pay_sums
from rostering.domain.charges import Export, MonthState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.files import write_files
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.statements import names_of
from rostering.services.clock import now
from rostering.services.month_ends.month_closing import check_month
from rostering.services.opening import existing_store
from rostering.services.pay.pay_closing import name_of_pay, numbers_of
from rostering.services.pay.pay_ground import pay_books_of
from rostering.spans import Period
from rostering.store import Reading


class UnknownPayFormat(BadCall):
    """A format that pay cannot be exported in."""

    def __init__(self, name: str, profiles: Iterable[str]) -> None:
        known = ", ".join([*PAY_FORMATS, *profiles])
        super().__init__(
            _(
                "pay cannot be exported as '{name}'; known: {known}, and your own profile as FILE{ending}",
                name=name,
                known=known,
                ending=ENDING,
            )
        )


@dataclass(frozen=True)
class MadePay:
    """The files of a month's pay, their manifest among them, before anybody has written them anywhere."""

    statement: PayStatement
    name: str
    """Of the format, or of the profile."""
    files: Mapping[str, bytes]
    manifest: Mapping[str, object]
    warnings: tuple[str, ...]


def export_pay(
    url: str, actor: Actor, month: Period, form: str, folder: Path, profiles: Path | None = None
) -> PayExported:
    """Write a month's pay in a format, or as a profile wants it, and a manifest beside it.

    That of an open month is a preview, and the manifest says so. That a closed month was exported is kept.
    Raises Forbidden, NoPayMonth, NoPay, UnknownPayFormat, FaultyInput, NotPayable, Unbillable, Unwritable.
    """
    require(actor, Action.EXPORT_PAY)
    check_month(month, of_pay=True)
    with existing_store(url).reading() as reading:
        made = made_pay(reading, month, form, profiles)
    paths = write_files(folder, made.files)
    preview = made.statement.state is MonthState.OPEN
    if not preview:
        keep_pay_export(url, made, actor.name, str(folder.resolve()))
    return PayExported(paths, made.manifest, preview, made.warnings)


def made_pay(reading: Reading, month: Period, form: str, profiles: Path | None = None) -> MadePay:
    """Make the files of a month. Raises as `export_pay` does."""
    writer = _writer(form, profiles)
    statement, name = pay_statement(reading, month), Path(form.removesuffix(ENDING)).name
    written = writer(statement)
    manifest = {
        "month": f"{month.first:%Y-%m}",
        "state": statement.state.value,
        "batch": statement.batch,
        "format": name,
        **pay_sums(statement.lines),
        "files": {
            file: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for file, body in sorted(written.files.items())
        },
        **written.remarks,
    }
    text = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    files = {**written.files, f"{statement.stem}.{name}{MANIFEST}": text}
    return MadePay(statement, name, files, manifest, _told_of(reading.pay.exports(month.first), name))


def keep_pay_export(url: str, made: MadePay, by: str, folder: str) -> Export:
    """Record an export, unless the very same files were written there before: then it is that one."""
    statement = made.statement
    sealed = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(made.files.items())}
    sums = pay_sums(statement.lines)
    export = Export(0, statement.month.first, statement.batch, made.name, sealed, sums, now(), by, folder)
    with existing_store(url).transaction() as tx:
        for one in tx.pay.exports(export.month):
            if (one.batch, one.form, one.files, one.folder) == (export.batch, export.form, export.files, folder):
                return one
        tx.log(by, "export pay", name_of_pay(statement.month), None, made.name, at=export.at)
        return tx.pay.add_export(export)


def pay_statement(reading: Reading, month: Period) -> PayStatement:
    """The statement of a month: of a closed one as it was closed, of an open one as it would be.

    A consultant who had no payroll number at the closing has today's. Raises NoPay, Unbillable.
    """
    inputs = reading.inputs()
    books, closing = pay_books_of(reading, inputs), reading.pay.closings().get(month.first)
    today, kept = numbers_of(inputs), (line for line in reading.pay.lines() if line.month == month.first)
    return PayStatement(
        month=month,
        lines=tuple(kept) if closing else books.lines(month),  # with the names of then, as bookkeeping has them
        names=closing.names if closing else names_of(inputs, books.publications),
        numbers={**today, **closing.numbers} if closing else today,
        cvr=inputs.organisation.seller.cvr,
        state=MonthState.CLOSED if closing else MonthState.OPEN,
        closed_at=closing.at if closing else None,
        batch=closing.batch if closing else f"{month.first:%Y-%m}-open",
    )


def known_pay_profiles(folder: Path | None = None) -> tuple[ProfileShown, ...]:
    """The profiles that come along, and those of a folder. Raises FaultyInput, UnreadableProfile."""
    found = (pay_profile_of(path) for path in pay_profile_files(folder).values())
    return tuple(ProfileShown(each.name, each.title, each.kind, each.example, each.note) for each in found)


def _writer(form: str, folder: Path | None) -> PayWriter:
    if form in PAY_FORMATS:
        return PAY_FORMATS[form]
    if form.endswith(ENDING):
        return by_pay_profile(pay_profile_of(Path(form)))
    files = pay_profile_files(folder)
    if form not in files:
        raise UnknownPayFormat(form, sorted(files))
    return by_pay_profile(pay_profile_of(files[form]))


def _told_of(earlier: Iterable[Export], form: str) -> tuple[str, ...]:
    """That the month was exported by other profiles before: who books both pays twice. Tables are for people."""
    books = form not in PAY_FORMATS
    others = {one.form: one for one in earlier if books and one.form not in {form, *PAY_FORMATS}}
    return tuple(
        _(
            "{month} was exported as {form} before, on {day} by {by}: book one of the two",
            month=f"{export.month:%Y-%m}",
            form=export.form,
            day=export.at.date(),
            by=export.by,
        )
        for export in others.values()
    )
