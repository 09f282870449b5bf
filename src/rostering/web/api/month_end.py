"""Routes of the end of months: where each stands, closing, and exports to be taken away."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from rostering.domain.charges import Layout
from rostering.domain.exports import ExportWish
from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.money.charges import closed_shape, refused_shape
from rostering.reports.money.months import month_shape, months_shape, receipt_shape
from rostering.reports.money.unbilled import billed_shape
from rostering.reports.schemas.money import BilledJson, ClosedJson, MonthShownJson, ReceiptJson, StandingJson
from rostering.services.charges import billing_by_hand, closing, downloads, months
from rostering.services.charges.exporting import rules_folder
from rostering.services.month_ends.month_closing import NotClosable
from rostering.web.api.call import ApiCall, FileSent
from rostering.web.api.failures import Failed
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.api.values import Body, Month, Note, Number, Parameters, Text, Version

SEEN = "What GET of the month answered with: nothing is done where it has changed since"
Format = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="csv, xlsx, json, peppol, oioubl, html, pdf, or a profile"
    ),
]


class OneMonth(Parameters):
    """A month."""

    month: Month


class ClosingSent(Body):
    """Whether a month is closed though it has not ended."""

    early: bool = False
    version: Version | None = Field(None, description=SEEN)


class BilledByHand(Body):
    """Who was billed, and how."""

    customer: Text
    note: Note
    version: Version | None = Field(None, description=SEEN)


class ExportWanted(Body):
    """A format, and what is wanted otherwise than usual."""

    format: Format
    without: list[Text] = Field([], max_length=500)
    lines: Literal["day", "booking"] = "day"
    everything: bool = False
    encoding: Literal["utf-8", "cp1252", "iso-8859-1"] | None = None
    no_bom: bool = False
    version: Version | None = Field(None, description=SEEN)

    @property
    def wish(self) -> ExportWish:
        """The same, as exports have it."""
        layout = Layout(by_booking=self.lines == "booking", everything=self.everything)
        bom = False if self.no_bom else None
        return ExportWish(self.format, tuple(sorted(set(self.without))), layout, self.encoding, bom)


class OneExport(OneMonth):
    """An export of a month by number."""

    export: Number


def list_months(call: ApiCall, _asked: Parameters, _body: None) -> list[Shape]:
    """All months there is something to say of, the newest first: where each stands, and what is in the way."""
    return months_shape(months.months(call.store, call.actor))


def show_month(call: ApiCall, asked: OneMonth, _body: None) -> Shape:
    """One month with its customers and exports."""
    return month_shape(months.month(call.store, call.actor, asked.month))


def close_month(call: ApiCall, asked: OneMonth, body: ClosingSent) -> Shape:
    """Close a month for good, or say all that is in the way."""
    try:
        return closed_shape(closing.close_month(call.store, asked.month, call.by, body.early, seen=body.version))
    except NotClosable as refusal:
        raise Failed(422, "refused", str(refusal)).beside(refused_shape(refusal.month, refusal.reasons)) from None


def mark_billed(call: ApiCall, asked: OneMonth, body: BilledByHand) -> Shape:
    """Say that a customer was billed for a closed month by hand; it stays so."""
    done = billing_by_hand.mark_billed(call.store, asked.month, body.customer, body.note, call.by, body.version)
    return billed_shape(done)


def preview_month(call: ApiCall, asked: OneMonth, body: ExportWanted) -> FileSent:
    """The files of a month as they would be now; nothing is kept."""
    made = downloads.make(call.store, call.actor, asked.month, body.wish, rules_folder())
    return _zipped(f"preview-{asked.month.first:%Y-%m}-{body.format}", made.files)


def export_month(call: ApiCall, asked: OneMonth, body: ExportWanted) -> Shape:
    """Keep that a closed month is exported in a format; its files are made anew whenever they are asked for."""
    kept = downloads.export(call.store, call.actor, asked.month, body.wish, body.version, rules_folder())
    return receipt_shape(downloads.receipt(call.store, call.actor, asked.month, kept.number))


def show_export(call: ApiCall, asked: OneExport, _body: None) -> Shape:
    """An export that was kept, with the hash of each file."""
    return receipt_shape(downloads.receipt(call.store, call.actor, asked.month, asked.export))


def take_export(call: ApiCall, asked: OneExport, _body: None) -> FileSent:
    """All files of an export, the same bytes each time."""
    files = downloads.exported_files(call.store, call.actor, asked.month, asked.export)
    return _zipped(f"charges-{asked.month.first:%Y-%m}-{asked.export}", files)


def _zipped(name: str, files: Mapping[str, bytes]) -> FileSent:
    found = downloads.zipped(name, files)
    return FileSent(found.name, found.body, {})


_MONTH = "/billing/months/{month}"
_FILES = Zipped("The files, and a manifest of their control sums")
_LOOK, _EXPORT, _BILL = Action.LOOK_CHARGES, Action.EXPORT_CHARGES, Action.MARK_BILLED
ROUTES = (
    ApiRoute("GET", "/billing/months", _LOOK, list_months, list[StandingJson]),
    ApiRoute("GET", _MONTH, _LOOK, show_month, MonthShownJson, OneMonth),
    ApiRoute(
        "POST", f"{_MONTH}/close", Action.CLOSE_MONTH, close_month, ClosedJson, OneMonth, ClosingSent, changes=True
    ),
    ApiRoute(
        "POST",
        f"{_MONTH}/billed",
        Action.MARK_BILLED,
        mark_billed,
        BilledJson,
        OneMonth,
        BilledByHand,
        201,
        changes=True,
    ),
    ApiRoute("POST", f"{_MONTH}/preview", _EXPORT, preview_month, _FILES, OneMonth, ExportWanted, slow=True),
    ApiRoute(
        "POST",
        f"{_MONTH}/exports",
        _EXPORT,
        export_month,
        ReceiptJson,
        OneMonth,
        ExportWanted,
        201,
        "/billing/months/{month}/exports/{export}",
        changes=True,
        slow=True,
    ),
    ApiRoute("GET", f"{_MONTH}/exports/{{export}}", _LOOK, show_export, ReceiptJson, OneExport),
    ApiRoute("GET", f"{_MONTH}/exports/{{export}}/files", _EXPORT, take_export, _FILES, OneExport, slow=True),
)
