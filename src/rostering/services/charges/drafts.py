"""Drafts of invoices and credit notes, as a person reads them and as an ERP or a network takes them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from rostering.answers.exports import Download, DraftPage, DraftsShown, InvoiceShown
from rostering.billing.invoices.drafts import drafts_of
from rostering.billing.invoices.invoice import Invoice, invoices_of
from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.invoices.printed import page_of_invoice, pdf_of_page
from rostering.billing.invoices.vat import doubts_about, vat_on
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.statement import Statement
from rostering.domain.charges import Layout
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.statements import statement_of
from rostering.services.opening import existing_store
from rostering.spans import Period

XML: Mapping[str, Callable[[Statement], Mapping[str, bytes]]] = {"peppol": peppol_files, "oioubl": oioubl_files}
"""What writes an electronic invoice, by the dialect's name."""


class UnknownDraft(Unknown):
    """A reference that no draft of the month has."""

    def __init__(self, month: Period, reference: str) -> None:
        super().__init__(
            _("there is no invoice {reference} in {month}", reference=reference[:100], month=f"{month.first:%Y-%m}")
        )


def drafts(url: str, actor: Actor, month: Period, layout: Layout) -> DraftsShown:
    """The drafts of a month, by customer and order. Raises Forbidden, NoMonth, Unbillable, NoStore."""
    statement = _statement(url, actor, month, layout)
    return DraftsShown(statement.state, tuple(map(_shown, invoices_of(statement))), _faults(statement))


def draft(url: str, actor: Actor, month: Period, reference: str, layout: Layout) -> DraftPage:
    """One draft as a page. Raises as `drafts` does, UnknownDraft."""
    statement = _statement(url, actor, month, layout)
    invoices = invoices_of(statement)
    found = _named(invoices, month, reference)
    place = invoices.index(found)
    near = [invoices[each].reference if 0 <= each < len(invoices) else "" for each in (place - 1, place + 1)]
    page = page_of_invoice(statement, found).encode()
    return DraftPage(_shown(found), page, near[0], near[1], _faults(_alone(statement, found)))


def draft_file(url: str, actor: Actor, month: Period, reference: str, form: str, layout: Layout) -> Download:
    """One draft as a file: `peppol`, `oioubl`, `pdf` or `html`. Raises as `draft` does, NoPdf."""
    statement = _statement(url, actor, month, layout)
    found = _named(invoices_of(statement), month, reference)
    if form in XML:
        name = f"{form}-{reference}.xml"
        return Download(name, XML[form](_alone(statement, found))[name])
    page = page_of_invoice(statement, found)
    return Download(f"invoice-{reference}.{form}", pdf_of_page(page) if form == "pdf" else page.encode())


def _statement(url: str, actor: Actor, month: Period, layout: Layout) -> Statement:
    require(actor, Action.LOOK_CHARGES)
    with existing_store(url).reading() as reading:
        return replace(statement_of(reading, month), layout=layout)


def _named(invoices: tuple[Invoice, ...], month: Period, reference: str) -> Invoice:
    for invoice in invoices:
        if invoice.reference == reference:
            return invoice
    raise UnknownDraft(month, reference)


def _alone(statement: Statement, invoice: Invoice) -> Statement:
    """The statement with the lines of one customer, who keeps their place in it: others may need review."""
    own = invoice.customer.id
    lines = tuple(line for line in statement.lines if line.customer == own)
    others = sorted({line.customer for line in statement.lines} - {own})
    return replace(statement, lines=lines, left_out=tuple(others))


def _faults(statement: Statement) -> tuple[str, ...]:
    try:
        drafts_of(statement)
    except Unbillable as unbillable:
        return unbillable.reasons
    return ()


def _shown(invoice: Invoice) -> InvoiceShown:
    doubts = doubts_about(invoice.customer)
    return InvoiceShown(
        reference=invoice.reference,
        customer=invoice.customer.id,
        name=invoice.customer.name.strip() or invoice.customer.id,
        order=invoice.order,
        lines=len(invoice.items),
        net=invoice.net,
        vat=None if doubts else vat_on(invoice.net, invoice.vat_class),
        doubts=doubts,
    )
