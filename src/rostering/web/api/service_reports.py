"""Routes of status reports to customers: those that were made, one of them, and its document as it was made."""

from typing import Literal

from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.outside.service_reports import report_shape
from rostering.reports.schemas.service_reports import ServiceReportJson
from rostering.services.service_reports import report_looks
from rostering.web.api.call import ApiCall, FileSent
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.api.values import Dates, Number, Parameters, Text
from rostering.web.service.replies import HTML

PDF = "application/pdf"


class SomeReports(Parameters):
    """On any date of which period, and to which customer."""

    period: Dates | None = None
    customer: Text | None = None


class OneReport(Parameters):
    """A report by its number."""

    number: Number


class OneReportDocument(OneReport):
    """And as what."""

    form: Literal["html", "pdf"] = "html"


def list_service_reports(call: ApiCall, asked: SomeReports, _body: None) -> list[Shape]:
    """The status reports that were made, the newest first."""
    found = report_looks.reports(call.store, call.actor, asked.period, asked.customer)
    return [report_shape(view) for view in found.views]


def show_service_report(call: ApiCall, asked: OneReport, _body: None) -> Shape:
    """One status report as it stands."""
    return report_shape(report_looks.report_view(call.store, call.actor, asked.number))


def take_service_report(call: ApiCall, asked: OneReportDocument, _body: None) -> FileSent:
    """A status report's document, byte for byte as it was made."""
    file = report_looks.report_file(call.store, call.actor, asked.number, asked.form)
    return FileSent(file.name, file.data, {}, PDF if file.form == "pdf" else HTML)


_LOOK, _ONE = Action.LOOK_SERVICE_REPORTS, "/service-reports/{number}"
_DOCUMENT = Zipped("The report as HTML or, with form=pdf, as PDF", HTML)
ROUTES = (
    ApiRoute("GET", "/service-reports", _LOOK, list_service_reports, list[ServiceReportJson], SomeReports),
    ApiRoute("GET", _ONE, _LOOK, show_service_report, ServiceReportJson, OneReport),
    ApiRoute("GET", f"{_ONE}/document", _LOOK, take_service_report, _DOCUMENT, OneReportDocument),
)
