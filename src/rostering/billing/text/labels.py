"""What a workbook's headings and words are, in Danish and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.domain.charges import ChargeKind, MonthState
from rostering.language import SOURCE, speaking
from rostering.language.labels import label


@dataclass(frozen=True)
class WorkbookLabels:
    """The words of a workbook in one language."""

    locale: str
    day: str
    """How a date is written out, in the letters of the CLDR."""
    title: str
    summary: str
    lines: str
    state: str
    states: Mapping[MonthState, str]
    batch: str
    customer: str
    consultant: str
    sums: tuple[str, str, str]
    """Name, number of lines, amount."""
    nobody: str
    """Who stood ready for what was cancelled."""
    total: str
    page: str
    """What stands at the foot of a printed page; `&P` of `&N`."""
    columns: tuple[str, ...]
    """Of the sheet of lines."""
    kinds: Mapping[ChargeKind, str]
    package: str
    fee_columns: tuple[str, ...]
    """More columns of the sheet of lines, where some of them are fees."""


_ENGLISH = WorkbookLabels(
    locale="en",
    day="d MMMM y",
    title="Charges",
    summary="Summary",
    lines="Lines",
    state="Month",
    states={
        MonthState.OPEN: "open: a preview, not for booking",
        MonthState.CLOSED: "closed",
        MonthState.EXPORTED: "closed",
    },
    batch="Batch",
    customer="Customer",
    consultant="Consultant",
    sums=("Name", "Lines", "Amount (DKK)"),
    nobody="nobody, as it was cancelled",
    total="Total",
    page="Page &P of &N",
    columns=(
        "Date", "Customer", "Booking", "Consultant", "Role", "Day class", "Units", "Price (DKK)", "Amount (DKK)",
        "Kind", "Id", "Corrects", "Roster", "List price (DKK)", "Discount", "Rate card", "Rate", "Text",
    ),
    kinds={kind: kind.value for kind in ChargeKind},
    package="Package",
    fee_columns=("Package", "Paid from", "Paid to"),
)  # fmt: skip
_DANISH = WorkbookLabels(
    locale="da",
    day="d. MMMM y",
    title="Beredskab",
    summary="Oversigt",
    lines="Linjer",
    state="Måned",
    states={
        MonthState.OPEN: "åben: foreløbig, ikke til bogføring",
        MonthState.CLOSED: "lukket",
        MonthState.EXPORTED: "lukket",
    },
    batch="Kørsel",
    customer="Kunde",
    consultant="Konsulent",
    sums=("Navn", "Linjer", "Beløb (kr.)"),
    nobody="ingen, da det blev afbestilt",
    total="I alt",
    page="Side &P af &N",
    columns=(
        "Dato", "Kunde", "Booking", "Konsulent", "Rolle", "Dagklasse", "Antal", "Pris (kr.)", "Beløb (kr.)", "Type",
        "Id", "Retter", "Vagtplan", "Listepris (kr.)", "Rabat", "Prisliste", "Prisregel", "Tekst",
    ),
    kinds={
        ChargeKind.CHARGE: "beredskab",
        ChargeKind.CREDIT: "kreditering",
        ChargeKind.CANCELLATION: "afbestilling",
        ChargeKind.FEE: "abonnement",
        ChargeKind.CALLOUT: "tilkald",
        ChargeKind.TICKET: "sag over det aftalte",
    },
    package="Pakke",
    fee_columns=("Pakke", "Betaler fra", "Betaler til"),
)  # fmt: skip


def kind_name(language: str, kind: ChargeKind) -> str:
    """What a kind of line is called in a table; scripts that read English ones find the kind itself."""
    return kind.value if language == SOURCE else labels_in(language).kinds[kind]


def class_name(language: str, day_class: str) -> str:
    """What a day class is called in a table: its id in English, for scripts, else its name."""
    if language == SOURCE:
        return day_class
    with speaking(language):
        return label(day_class)


def labels_in(language: str) -> WorkbookLabels:
    """The words of a language; English where it has none of its own."""
    return _DANISH if language == "da" else _ENGLISH
