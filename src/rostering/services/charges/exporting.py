"""Charges as files, by the month, in any format."""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from rostering.answers.exports import Exported, ProfileShown
from rostering.billing.files.formats import E_INVOICES, FORMATS, EncodingWish, Writer, by_profile, stem_of
from rostering.billing.files.manifest import ENDING as MANIFEST
from rostering.billing.files.manifest import manifest_of
from rostering.billing.files.profile_files import ENDING, all_profiles, profile_files, profile_of, profile_written
from rostering.billing.invoices.rulebook import Breaches, verdicts
from rostering.billing.lines.statement import Statement, leave_out
from rostering.domain.charges import FOR_ACCEPTANCE, Export, Layout, MonthState
from rostering.domain.exports import ASKED, ExportWish
from rostering.errors import BadCall
from rostering.files import write_files
from rostering.language import _
from rostering.services.access.freshness import check_mark
from rostering.services.charges.statements import statement_of
from rostering.services.clock import now
from rostering.services.month_ends.month_exports import manifest_text, sealed, told_of_others
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading

RULES = "EINVOICE_RULES_DIR"
"""The variable that names a folder with the official rules of electronic invoices."""
_FIRST = "csv"


class UnknownFormat(BadCall):
    """A format that charges cannot be exported in."""

    def __init__(self, name: str, profiles: Iterable[str]) -> None:
        known = ", ".join([*FORMATS, *profiles])
        super().__init__(
            _(
                "charges cannot be exported as '{name}'; known: {known}, and your own profile as FILE{ending}",
                name=name,
                known=known,
                ending=ENDING,
            )
        )


def rules_folder() -> Path | None:
    """The folder with the official rules of electronic invoices, if there is one."""
    folder = os.environ.get(RULES)
    return Path(folder) if folder else None


def export_charges(
    url: str,
    month: Period,
    form: str,
    folder: Path,
    *,
    by: str = "",
    encoding: str | None = None,
    bom: bool | None = None,
    profiles: Path | None = None,
    without: Collection[str] = (),
    rules: Path | None = None,
    layout: Layout = Layout(),  # noqa: B008 # a frozen value
) -> Exported:
    """Write a month's charges in a format, or as a profile wants it, and a manifest beside them.

    Those of an open month are a preview, and the manifest says so. That a closed month was exported is kept.
    `without` are customers who are left out, `layout` is what documents show of the lines, `rules` a folder of
    official rules for electronic invoices.
    Raises NoMonth, UnknownFormat, FaultyInput, NoLines, NobodyLeft, OneFile, Unbillable, NeedsReview, NoRules,
    NoSaxon, UnusableRules, Breaches, Unwritable.
    """
    wish = ExportWish(form, tuple(without), layout, encoding, bom)
    with existing_store(url).reading() as reading:
        made = made_of(reading, month, wish, rules, profiles)
    paths = write_files(folder, made.files)
    if made.is_closed:
        keep_export(url, made.export(by, now(), str(folder.resolve())))
    return Exported(paths, made.manifest, not made.is_closed, made.warnings)


@dataclass(frozen=True)
class MadeFiles:
    """The files of a month, their manifest among them, before anybody has written them anywhere."""

    statement: Statement
    name: str
    """Of the format, or of the profile."""
    files: Mapping[str, bytes]
    manifest: Mapping[str, object]
    warnings: tuple[str, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the month is; else they are a preview."""
        return self.statement.state is not MonthState.OPEN

    def export(self, by: str, at: datetime, folder: str, options: Mapping[str, object] | None = None) -> Export:
        """That they were written to a folder, or, where it is empty, taken away by somebody's browser."""
        month, batch = self.statement.month.first, self.statement.batch
        sums = {**self.statement.sums, **({ASKED: dict(options)} if options else {})}
        return Export(0, month, batch, self.name, sealed(self.files), sums, at, by, folder)


def made_of(
    reading: Reading,
    month: Period,
    wish: ExportWish,
    rules: Path | None = None,
    profiles: Path | None = None,
    writer: Writer | None = None,
) -> MadeFiles:
    """Make the files of a month in a format; `writer` makes them in its stead. Raises as `export_charges` does."""
    writer = writer or _writer(wish.form, profiles, reading.own_profiles.all())
    earlier = [one for one in reading.charges.exports(month.first) if one.bills]
    statement = replace(leave_out(statement_of(reading, month), wish.without), layout=wish.layout)
    name = Path(wish.form.removesuffix(ENDING)).name
    written = writer(statement, EncodingWish(wish.encoding, wish.bom))
    warnings = _judged(name, written.files, rules) if rules and name in E_INVOICES else ()
    manifest = manifest_of(statement, name, written.files, written.remarks)
    files = {**written.files, _manifest_name(statement, name): manifest_text(manifest)}
    told = () if name in FOR_ACCEPTANCE else (*told_of_others(earlier, name), *_told_of_hands(reading, statement))
    return MadeFiles(statement, name, files, manifest, (*warnings, *told))


def _told_of_hands(reading: Reading, statement: Statement) -> tuple[str, ...]:
    """Whom the files have and who were billed by hand: who books them bills them twice."""
    customers = {line.customer for line in statement.lines}
    return tuple(
        _(
            "customer {customer} was billed by hand for {month}, on {day} by {by}: book nothing of theirs",
            customer=one.customer,
            month=f"{one.month:%Y-%m}",
            day=one.at.date(),
            by=one.by,
        )
        for one in reading.charges.billed()
        if one.month == statement.month.first and one.customer in customers
    )


def known_profiles(folder: Path | None = None) -> tuple[ProfileShown, ...]:
    """The profiles that come along, and those of a folder. Raises FaultyInput, UnreadableProfile."""
    found = all_profiles(folder)
    return tuple(ProfileShown(each.name, each.title, each.kind, each.example, each.note) for each in found)


def _writer(form: str, folder: Path | None, own: Mapping[str, str]) -> Writer:
    """What writes a format; the firm's own profiles stand in for those that come along, a folder's for both."""
    if form in FORMATS:
        return FORMATS[form]
    if form in own and form not in profile_files(folder, shipped=None):
        return by_profile(profile_written(form, own[form]))
    if form.endswith(ENDING):
        return by_profile(profile_of(Path(form)))
    files = profile_files(folder)
    if form not in files:
        raise UnknownFormat(form, sorted({*files, *own}))
    return by_profile(profile_of(files[form]))


def _judged(dialect: str, documents: Mapping[str, bytes], rules: Path) -> tuple[str, ...]:
    """What the rules warn of. Raises Breaches with all that they would refuse."""
    found = verdicts(documents, rules, dialect)
    if breaches := [verdict for verdict in found if verdict.finding.fatal]:
        raise Breaches(breaches)
    return tuple(map(str, found))


def _manifest_name(statement: Statement, form: str) -> str:
    """Each format has a manifest of its own; that of the first, csv, is called by the month alone."""
    return f"{stem_of(statement)}{'' if form == _FIRST else f'.{form}'}{MANIFEST}"


def keep_export(url: str, export: Export, seen: str | None = None) -> Export:
    """Record an export, unless the very same files were written there before: then it is that one.

    `seen` is the mark of a form. Raises Stale.
    """
    with existing_store(url).transaction() as tx:
        if same := tx.charges.same_export(export):
            return same
        if seen is not None:
            check_mark(tx, seen, f"{export.month:%Y-%m}")
        tx.log(export.by, "export charges", export.batch, None, export.form, at=export.at)
        return tx.charges.add_export(export)
