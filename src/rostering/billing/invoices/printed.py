"""Invoices as a person reads them, for acceptance: an HTML page for each customer and order, and the same as PDF."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from html import escape
from io import BytesIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from rostering.billing.invoices.invoice import Invoice, invoices_of
from rostering.billing.invoices.items import Item
from rostering.billing.invoices.vat import RATE, VatClass, doubts_about, vat_on
from rostering.billing.invoices.wording import language_of, line_details, line_name
from rostering.billing.lines.statement import Statement
from rostering.billing.text.texts import one_line
from rostering.domain.charges import ChargeKind, MonthState
from rostering.errors import Refused
from rostering.language import _, formats, n_, speaking, spoken
from rostering.money import Ore, format_dkk, format_percent

Tell = Callable[[int, int], None]
"""Hears how many documents are done, of how many."""


class NoPdf(Refused):
    """A machine without what PDF is made with."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "PDF needs WeasyPrint and the library Pango: pip install 'rostering[pdf]', and on Debian "
                "apt-get install libpango-1.0-0 libpangoft2-1.0-0; --format html needs neither"
            )
        )


@dataclass(frozen=True)
class PrintedRow:
    """A line, with all of its words and figures."""

    name: str
    details: str
    quantity: int
    price: str
    amount: str
    credit: bool


def html_files(statement: Statement) -> dict[str, bytes]:
    """A page for each customer and order of a month, by file name."""
    return {f"{name}.html": page.encode() for name, page in _pages(statement)}


def pdf_files(statement: Statement, tell: Tell = lambda _done, _all: None) -> dict[str, bytes]:
    """A PDF for each customer and order of a month, by file name; `tell` hears of each. Raises NoPdf."""
    write, pages, made = _weasyprint(), tuple(_pages(statement)), {}
    for done, (name, page) in enumerate(pages):
        tell(done, len(pages))
        made[f"{name}.pdf"] = write(page)
    tell(len(pages), len(pages))
    return made


def page_of_invoice(statement: Statement, invoice: Invoice) -> str:
    """The page of one invoice of a month."""
    with speaking(language_of(statement, invoice.customer.id)):
        return _templates().get_template("printed.html").render(**_facts(statement, invoice))


def pdf_of_page(page: str) -> bytes:
    """A page as PDF. Raises NoPdf."""
    return _weasyprint()(page)


def _pages(statement: Statement) -> Iterator[tuple[str, str]]:
    for invoice in invoices_of(statement):
        yield f"invoice-{invoice.reference}", page_of_invoice(statement, invoice)


def _facts(statement: Statement, invoice: Invoice) -> Mapping[str, object]:
    """All that the page says; amounts are written as invoices write them in Denmark."""
    vat_class = None if doubts_about(invoice.customer) else invoice.vat_class
    vat = None if vat_class is None else vat_on(invoice.net, vat_class)
    seller, issued = statement.seller, statement.month.last
    due = None if seller.payment_days is None else issued + timedelta(days=seller.payment_days)
    taken_back = {line.corrects for line in invoice.lines if line.kind is ChargeKind.CREDIT}
    corrected = {one.reference for line, one in statement.corrected.items() if line in taken_back}
    return {
        "invoice": invoice,
        "buyer": invoice.customer,
        "buyer_name": one_line(invoice.customer.name).strip() or invoice.customer.id,
        "seller": seller,
        "seller_name": seller.name or statement.names.organisation,
        "credit": invoice.net < 0,
        "open": statement.state is MonthState.OPEN,
        "month": formats.month(statement.month.first),
        "issued": issued,
        "due": None if invoice.net < 0 else due,
        "corrected": sorted(corrected),
        "rows": [_row(statement, item) for item in invoice.items],
        "days": sum(item.quantity for item in invoice.items),
        "has_fees": any(item.line.package for item in invoice.items),
        "net": format_dkk(invoice.net),
        "vat": None if vat is None else format_dkk(vat),
        "reverse": vat_class is VatClass.REVERSE,
        "percent": format_percent(RATE),
        "gross": None if vat is None else format_dkk(invoice.net + vat),
        "batch": statement.batch,
    }


def _row(statement: Statement, item: Item) -> PrintedRow:
    price: Ore = item.charges[0].unit_price
    return PrintedRow(
        name=one_line(line_name(item.line, statement)),
        details=one_line(line_details(item.line, item.days, statement)),
        quantity=item.quantity,
        price=format_dkk(price),
        amount=format_dkk(item.amount),
        credit=item.amount < 0,
    )


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("rostering.billing.invoices", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": _, "n_": n_, "spoken": spoken, "formats": formats}
    return made


def _weasyprint() -> Callable[[str], bytes]:
    """What makes PDF of a page. Raises NoPdf."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 # it takes a second to load, and needs libraries of the system
    except (ImportError, OSError) as error:
        raise NoPdf from error

    def write(page: str) -> bytes:
        target = BytesIO()
        HTML(string=page, url_fetcher=_nothing).write_pdf(target, pdf_identifier=b"rostering", pdf_variant="pdf/ua-1")
        return target.getvalue()

    return write


def _nothing(url: str) -> dict[str, object]:
    """A document stands alone: nothing is fetched for it."""
    raise ValueError(f"not fetched: {escape(url)}")
