"""Pay as files, by the month, in any format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rostering.answers.exports import ProfileShown
from rostering.answers.pay import PayExported
from rostering.billing.files.manifest import ENDING as MANIFEST
from rostering.billing.files.manifest import manifest_of
from rostering.billing.files.profile_files import ENDING
from rostering.billing.pay.pay_by_profile import by_pay_profile
from rostering.billing.pay.pay_files import PAY_FORMATS, PayWriter
from rostering.billing.pay.pay_profiles import pay_profile_files, pay_profile_of
from rostering.billing.pay.pay_statement import PayStatement
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
from rostering.services.month_ends.month_exports import manifest_text, sealed, told_of_others
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
    manifest = manifest_of(statement, name, written.files, written.remarks)
    files = {**written.files, f"{statement.stem}.{name}{MANIFEST}": manifest_text(manifest)}
    # Tables are for people: who books by two profiles books twice.
    earlier = [one for one in reading.pay.exports(month.first) if not {name, one.form} & PAY_FORMATS.keys()]
    return MadePay(statement, name, files, manifest, told_of_others(earlier, name))


def keep_pay_export(url: str, made: MadePay, by: str, folder: str) -> Export:
    """Record an export, unless the very same files were written there before: then it is that one."""
    statement = made.statement
    month, batch, seals = statement.month.first, statement.batch, sealed(made.files)
    export = Export(0, month, batch, made.name, seals, statement.sums, now(), by, folder)
    with existing_store(url).transaction() as tx:
        if same := tx.pay.same_export(export):
            return same
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


def refuse_files(form: str) -> None:
    """Take formats and profiles by name alone. Raises UnknownPayFormat."""
    if form.endswith(ENDING):
        raise UnknownPayFormat(form, pay_profile_files())


def _writer(form: str, folder: Path | None) -> PayWriter:
    if form in PAY_FORMATS:
        return PAY_FORMATS[form]
    if form.endswith(ENDING):
        return by_pay_profile(pay_profile_of(Path(form)))
    files = pay_profile_files(folder)
    if form not in files:
        raise UnknownPayFormat(form, sorted(files))
    return by_pay_profile(pay_profile_of(files[form]))
