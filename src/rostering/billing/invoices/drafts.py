"""What an electronic invoice says, whatever its dialect: parties, lines and sums, checked before any is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from stdnum.dk import cvr
from stdnum.eu import vat

from rostering.billing.invoices.invoice import Invoice, how_to_leave_out, invoices_of
from rostering.billing.invoices.items import Item
from rostering.billing.invoices.vat import HOME, RATE, VatClass, doubts_about, vat_on
from rostering.billing.invoices.wording import language_of, line_details, line_name
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.statement import Corrected, Statement
from rostering.billing.text.texts import one_line
from rostering.domain.charges import ChargeKind
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer
from rostering.language import _, marked
from rostering.money import Ore, format_plain

_NEEDED = {
    "name": marked("a name"),
    "cvr": marked("a CVR number"),
    "registration": marked("its bank's registration number"),
    "account": marked("a bank account"),
}


@dataclass(frozen=True)
class InvoiceRow:
    """A line of a draft; the amount is the quantity, 1 or -1, times the price."""

    number: int
    item: Item
    name: str
    description: str
    quantity: int
    price: Ore
    vat: Ore
    """The line's share of the document's VAT, with the sign of the quantity."""

    @property
    def amount(self) -> Ore:
        """Excluding VAT."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Draft:
    """An invoice, or a credit note whose sums are what is given back; the firm's ERP gives it its number."""

    reference: str
    credit: bool
    issued: date
    due: date | None
    first: date
    """The first and the last date of its lines."""
    last: date
    seller: Seller
    buyer: Customer
    vat_class: VatClass
    order: str
    """The customer's purchase order; empty where there is none."""
    corrected: tuple[Corrected, ...]
    """The documents that a credit note gives back of."""
    rows: tuple[InvoiceRow, ...]
    language: str

    @property
    def net(self) -> Ore:
        """The sum of the rows, excluding VAT."""
        return sum(row.amount for row in self.rows)

    @property
    def vat(self) -> Ore:
        """VAT, rounded once for the document."""
        return vat_on(self.net, self.vat_class)

    @property
    def percent(self) -> str:
        """The rate of VAT, such as `25`."""
        return "0" if self.vat_class is VatClass.REVERSE else format_plain(RATE).removesuffix(".00")

    @property
    def gross(self) -> Ore:
        """What is to be paid, or is given back."""
        return self.net + self.vat


def drafts_of(statement: Statement) -> tuple[Draft, ...]:
    """A month's drafts by customer, each dated the month's last day. Raises Unbillable with all that is in the way."""
    invoices = invoices_of(statement)
    own = tuple(_faults_of_seller(statement.seller)) if invoices else ()
    theirs = {one.customer.id: found for one in invoices if (found := tuple(_faults_of_buyer(one.customer)))}
    if own or theirs:
        raise Unbillable(chain(own, *theirs.values()), how_to_leave_out(theirs, invoices))
    return tuple(_draft(statement, invoice) for invoice in invoices)


def can_invoice(seller: Seller) -> bool:
    """Whether all is known of the firm that an electronic invoice needs."""
    return not any(_faults_of_seller(seller))


def cvr_of(number: str) -> str:
    """A CVR number as `DK12345678`, the form that every release of the rules takes (PEPPOL-COMMON-R042)."""
    return f"DK{cvr.compact(number)}"


def vat_number_of(number: str) -> str:
    """A VAT number with its country's letters and nothing between the digits."""
    compact: str = vat.compact(number)
    return compact.upper()


def _draft(statement: Statement, invoice: Invoice) -> Draft:
    issued, days = statement.month.last, statement.seller.payment_days
    credit = invoice.net < 0
    return Draft(
        reference=invoice.reference,
        credit=credit,
        issued=issued,
        due=None if days is None else issued + timedelta(days=days),
        first=min(item.period.first for item in invoice.items),
        last=max(item.period.last for item in invoice.items),
        seller=statement.seller,
        buyer=_named(invoice.customer),
        vat_class=invoice.vat_class,
        order=invoice.order,
        corrected=_corrected(statement, invoice) if credit else (),
        rows=_rows(statement, invoice, -1 if credit else 1),
        language=language_of(statement, invoice.customer.id),
    )


def _named(buyer: Customer) -> Customer:
    """The buyer, by its id where nothing in its name can be shown."""
    return replace(buyer, name=one_line(buyer.name).strip() or buyer.id)


def _rows(statement: Statement, invoice: Invoice, sign: int) -> tuple[InvoiceRow, ...]:
    """The items; those that go against the document have a negative quantity, as no price may be negative (BR-27)."""
    shares = zip(invoice.items, invoice.vat_by_item(), strict=True)
    return tuple(
        InvoiceRow(
            number=number,
            item=item,
            name=one_line(line_name(item.line, statement)),
            description=one_line(line_details(item.line, item.days, statement)),
            quantity=sign * item.quantity,
            price=item.charges[0].unit_price,
            vat=sign * share,
        )
        for number, (item, share) in enumerate(shares, 1)
    )


def _corrected(statement: Statement, invoice: Invoice) -> tuple[Corrected, ...]:
    """The documents of earlier months whose lines it takes back, in order."""
    credits_ = [line.corrects for line in invoice.lines if line.kind is ChargeKind.CREDIT and line.corrects]
    found = {statement.corrected[line] for line in credits_ if line in statement.corrected}
    return tuple(sorted(found, key=lambda one: (one.issued, one.reference)))


def _faults_of_seller(seller: Seller) -> Iterator[str]:
    for field, what in _NEEDED.items():
        if not getattr(seller, field):
            yield _(
                "organisation.toml, [seller]: an invoice needs {what} of the firm ({field})", what=_(what), field=field
            )
    if seller.cvr and not cvr.is_valid(seller.cvr):
        yield _("organisation.toml, [seller]: '{cvr}' is not a CVR number", cvr=seller.cvr)
    if seller.vat_number and not vat.is_valid(seller.vat_number):
        yield _("organisation.toml, [seller]: '{vat_number}' is not a VAT number", vat_number=seller.vat_number)
    if seller.payment_days is None:
        yield _("organisation.toml, [seller]: an invoice needs the days that the customer has to pay (payment_days)")


def _faults_of_buyer(buyer: Customer) -> Iterator[str]:
    yield from doubts_about(buyer)
    if buyer.country == HOME and not buyer.cvr:
        yield _("customer {customer} has no CVR number to send an invoice to", customer=buyer.id)
    if buyer.cvr and buyer.country == HOME and not cvr.is_valid(buyer.cvr):
        yield _(
            "customer {customer} needs review: {why}",
            customer=buyer.id,
            why=_("'{number}' is not a CVR number", number=buyer.cvr),
        )
