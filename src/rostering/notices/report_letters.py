"""Letters that carry a status report to a customer."""

from datetime import UTC, datetime
from hashlib import sha256

from rostering.domain.inputs import Organisation
from rostering.domain.notices import Cause, Letter
from rostering.domain.service_reports import KeptReport, reported_mail
from rostering.language import _, formats
from rostering.notices.notice_texts import clean


def report_letter(firm: Organisation, report: KeptReport, address: str, at: datetime) -> Letter:
    """The letter with a report for one address; to be called while the customer's language is spoken."""
    dates = formats.days(report.period.first, report.period.last)
    name, seller = clean(report.name), clean(firm.seller.name or firm.name)
    said = [
        _("Hello"),
        _("Here is the status report for {customer}, {dates}.", customer=name, dates=dates),
        *([_("It replaces status report {number}.", number=report.replaces)] if report.replaces else []),
        seller,
    ]
    key = reported_mail(report.number, address)
    return Letter(
        key=key,
        cause=Cause.REPORT,
        consultant="",
        name="",
        address=address,
        subject=_("Status report {dates}, {seller}", dates=dates, seller=seller),
        body="\n\n".join(said) + "\n",
        message_id=_message_id(firm, key, at),
    )


def _message_id(firm: Organisation, key: str, at: datetime) -> str:
    made_of = "\n".join((key, at.astimezone(UTC).isoformat()))
    return f"<{sha256(made_of.encode()).hexdigest()[:40]}@{firm.notices.sender.rpartition('@')[2]}>"
