"""The formats in which a month's charges are written: one line each; what stands for an ERP is a profile instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from rostering.billing.files.charge_tables import charges_csv
from rostering.billing.files.document import charges_json
from rostering.billing.files.workbook import charges_workbook
from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.invoices.printed import Tell, html_files, pdf_files
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.mapping import column_sums, mapped_documents, mapped_table
from rostering.billing.profiles.profile import Profile
from rostering.billing.text.encodings import DANISH, TextEncoding, encoding_named
from rostering.errors import BadCall
from rostering.language import _


@dataclass(frozen=True)
class EncodingWish:
    """How letters are to be written; None leaves it to the format."""

    encoding: str | None = None
    bom: bool | None = None

    def granted(self, otherwise: TextEncoding) -> TextEncoding:
        """The encoding as wished for. Raises UnknownEncoding."""
        encoding = otherwise.encoding if self.encoding is None else encoding_named(self.encoding)
        return replace(otherwise, encoding=encoding, bom=otherwise.bom if self.bom is None else self.bom)


@dataclass(frozen=True)
class WrittenFiles:
    """Files by name, and what a manifest says of them beyond their rows and sums."""

    files: Mapping[str, bytes]
    remarks: Mapping[str, object] = field(default_factory=dict)


Writer = Callable[[Statement, EncodingWish], WrittenFiles]


class OneEncoding(BadCall):
    """A format that writes its letters in one way only."""

    def __init__(self, form: str) -> None:
        super().__init__(
            _("{form} has one encoding of its own: --encoding and --no-bom are for tables, such as csv", form=form)
        )


class OneFile(BadCall):
    """A format for the whole month, whoever its customers are."""

    def __init__(self, form: str) -> None:
        super().__init__(
            _(
                "{form} is one file for all customers: --without is for what goes into an ERP, such as peppol and "
                "profiles",
                form=form,
            )
        )


class ByDay(BadCall):
    """A format that has a line for each consultant-day."""

    def __init__(self, form: str) -> None:
        super().__init__(
            _("{form} has a line for each day: --lines is for documents for customers, and for profiles", form=form)
        )


def stem_of(statement: Statement) -> str:
    """How the names of a month's files begin: `charges-2026-11`."""
    return f"charges-{statement.month.first:%Y-%m}"


def by_profile(profile: Profile) -> Writer:
    """What writes as a profile wants it."""

    def write(statement: Statement, wish: EncodingWish) -> WrittenFiles:
        name = f"{stem_of(statement)}.{profile.name}"
        if profile.sheet:
            sheet = replace(profile.sheet, text_encoding=wish.granted(profile.sheet.text_encoding))
            written = _encoded(f"{name}.csv", sheet.text_encoding, mapped_table(profile, sheet, statement))
            sums = {"column_sums_ore": column_sums(profile, sheet, statement)}
        else:
            documents = mapped_documents(profile, statement)
            written, sums = (
                _fixed(profile.name, {f"{name}.{who}.json": body for who, body in documents.items()}, wish),
                {},
            )
        return replace(written, remarks={"profile_sha256": profile.seal, **sums, **written.remarks})

    return write


def _csv(statement: Statement, wish: EncodingWish) -> WrittenFiles:
    _refuse_parts("csv", statement)
    text_encoding = wish.granted(DANISH)
    return _encoded(f"{stem_of(statement)}.csv", text_encoding, charges_csv(statement, text_encoding))


def _whole(form: str, write: Callable[[Statement], bytes]) -> Writer:
    """A format of one file, with the format's name as its ending."""

    def whole(statement: Statement, wish: EncodingWish) -> WrittenFiles:
        _refuse_parts(form, statement)
        return _fixed(form, {f"{stem_of(statement)}.{form}": write(statement)}, wish)

    return whole


def _several(form: str, write: Callable[[Statement], Mapping[str, bytes]]) -> Writer:
    """A format that names its files itself."""
    return lambda statement, wish: _fixed(form, write(statement), wish)


def _encoded(name: str, text_encoding: TextEncoding, table: tuple[bytes, int]) -> WrittenFiles:
    body, replaced = table
    return WrittenFiles({name: body}, {"encoding": text_encoding.encoding, "replaced_letters": replaced})


def _fixed(form: str, files: Mapping[str, bytes], wish: EncodingWish) -> WrittenFiles:
    if wish != EncodingWish():
        raise OneEncoding(form)
    return WrittenFiles(files)


def _refuse_parts(form: str, statement: Statement) -> None:
    if statement.left_out:
        raise OneFile(form)
    if statement.layout.by_booking:
        raise ByDay(form)


def pdf_writer(tell: Tell) -> Writer:
    """What writes PDF and tells of each document: that takes its time."""
    return _several("pdf", partial(pdf_files, tell=tell))


E_INVOICES = ("peppol", "oioubl")
"""The formats that official rules are made for."""

FORMATS: Mapping[str, Writer] = {
    "csv": _csv,
    "xlsx": _whole("xlsx", charges_workbook),
    "json": _whole("json", charges_json),
    "peppol": _several("peppol", peppol_files),
    "oioubl": _several("oioubl", oioubl_files),
    "html": _several("html", html_files),
    "pdf": _several("pdf", pdf_files),
}
"""What writes a month's charges, by the format's name."""
