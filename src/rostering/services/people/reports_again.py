"""Status reports that name somebody who is forgotten: their PDF are made anew, of their pages without the name."""

from collections.abc import Callable

from rostering.billing.invoices.printed import NoPdf, pdf_of_page
from rostering.domain.traces import Traces
from rostering.errors import Refused
from rostering.language import _
from rostering.store import Reading, Store, Transaction
from rostering.store.forgetting import Forgetting
from rostering.store.service_reports import put_paper

Paper = Callable[[str], bytes]
"""Makes the PDF of a page."""


class NoPaper(Refused):
    """Reports name somebody, on a machine that cannot make their PDF anew."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "status reports name them, whose PDF are made anew without the name; that needs WeasyPrint and the "
                "library Pango: pip install 'rostering[pdf]'"
            )
        )


def no_paper(_page: str) -> bytes:
    """Nothing, where nothing is kept either."""
    return b""


def paper_made_before(store: Store, change: Callable[[Transaction, Paper], object]) -> Paper:
    """What a change will print, printed before it holds the store, as that takes a while. Raises NoPaper."""
    pages: list[str] = []

    def wanted(page: str) -> bytes:
        pages.append(page)
        return b""

    with store.reading() as reading:
        has_reports = reading.service_reports.next_number() > 1
    if has_reports:
        with store.trial() as tx:
            change(tx, wanted)
    made = {page: _pdf_of(page) for page in pages}
    return lambda page: made.get(page) or _pdf_of(page)


def reports_that_name(reading: Reading, traces: Traces) -> tuple[int, ...]:
    """The reports on whose pages somebody stands, by number."""
    return tuple(sorted({line.values["report"] for line in reading.lines_of("report_file", traces)}))


def print_again(tx: Transaction, forgetting: Forgetting, reports: tuple[int, ...], paper: Paper) -> None:
    """Put the PDF of reports in the place of those that they had, if they had any."""
    for number in reports:
        files = {file.form: file.data for file in tx.service_reports.files(number)}
        if "pdf" in files:
            put_paper(forgetting, number, paper(files["html"].decode()))


def _pdf_of(page: str) -> bytes:
    try:
        return pdf_of_page(page)
    except NoPdf:
        raise NoPaper from None
