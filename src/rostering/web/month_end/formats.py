"""The formats that a month can be exported in, in the order in which finance meets them, each with what it is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from rostering.answers.exports import ProfileShown
from rostering.language import _, marked

_OURS = {
    "xlsx": (marked("Excel workbook"), marked("to read and print, with sums by customer and by consultant")),
    "csv": (marked("Table (CSV)"), marked("in Danish form: semicolons and decimal commas")),
    "json": (marked("JSON"), marked("one document with all there is, for programs")),
    "peppol": (marked("Peppol BIS Billing 3.0"), marked("a draft for each customer and order, as XML")),
    "oioubl": (marked("OIOUBL 2.1"), marked("a draft for each customer and order, as XML")),
    "pdf": (marked("PDF"), marked("a document for each customer and order; it takes about a second for each")),
    "html": (marked("Pages (HTML)"), marked("the same as pages, made in a moment")),
}
_SHIPPED = (
    marked("Business Central, sales invoices as JSON"),
    marked("CSV in Danish form, a row for each consultant-day"),
    marked("Dinero, invoices as JSON"),
    marked("Uniconta, entries of a journal"),
    marked("e-conomic, draft invoices as JSON"),
    marked("check the accounts against your own agreement, and write the GUIDs of your contacts under [customers]"),
    marked("check the numbers of layout, payment terms, VAT zone, product and customers against your own agreement"),
)
"""What profiles that come along say of themselves."""


@dataclass(frozen=True)
class FormatChoice:
    """A format as one may choose it."""

    value: str
    name: str
    about: str


def choices(profiles: Iterable[ProfileShown]) -> list[tuple[str, list[FormatChoice]]]:
    """All formats by what they are for."""
    erp = [FormatChoice(each.name, _(each.title), _about(each)) for each in profiles]
    return [
        (_("Tables, to look at and to book from"), [_ours("xlsx"), _ours("csv"), _ours("json")]),
        (_("For an ERP"), erp),
        (_("Electronic invoices"), [_ours("peppol"), _ours("oioubl")]),
        (_("For acceptance: they bill nobody yet"), [_ours("pdf"), _ours("html")]),
    ]


def forms(profiles: Iterable[ProfileShown]) -> set[str]:
    """What can be chosen."""
    return {*_OURS, *(each.name for each in profiles)}


def form_named(form: str) -> str:
    """What a format is called; a profile by its own name."""
    return _(_OURS[form][0]) if form in _OURS else form


def _ours(form: str) -> FormatChoice:
    name, about = _OURS[form]
    return FormatChoice(form, _(name), _(about))


def _about(profile: ProfileShown) -> str:
    if not profile.example:
        return _(profile.note) if profile.note else ""
    return _("an example: {note}", note=_(profile.note)) if profile.note else _("an example")
