"""What a mail carries besides its words: a status report, as it was kept."""

from rostering.domain.notices import Attachment, Cause, Mail
from rostering.domain.service_reports import report_of_mail
from rostering.store import Store

_KINDS = {"pdf": "application/pdf", "html": "text/html"}


def carried_by(store: Store, mail: Mail) -> tuple[tuple[Attachment, ...], str]:
    """A mail's files, a report as PDF or else as HTML, and the language of its words where it is not the firm's."""
    if mail.letter.cause is not Cause.REPORT:
        return (), ""
    number = report_of_mail(mail.letter.key)
    with store.reading() as reading:
        report = reading.service_reports.one(number)
        files = sorted(reading.service_reports.files(number), key=lambda file: file.form != "pdf")
    return tuple(Attachment(file.name, _KINDS[file.form], file.data) for file in files[:1]), report.language
