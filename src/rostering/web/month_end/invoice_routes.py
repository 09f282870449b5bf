"""The pages of drafts: all invoices and credit notes of a month, one as a person reads it, and its files."""

from rostering.domain.charges import Layout
from rostering.domain.rights import Action
from rostering.services.charges.drafts import XML, draft, draft_file, drafts
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.documents import attachment, document, framing
from rostering.web.frame.fields import ChoiceField, Fields
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.month_end.paths import key_of, month_in
from rostering.web.service.replies import Reply

FORMS = (*XML, "pdf", "html")
"""What a draft can be taken away as."""


async def show_invoices(asked: Asked) -> Reply:
    """All drafts of a month."""
    wanted = month_in(asked)
    found = await asked.run(drafts, asked.store, asked.actor, wanted, _layout(asked))
    return page(asked, "month_end/invoices.html", found=found, month=wanted, key=key_of(wanted), kept=_kept(asked))


async def show_invoice(asked: Asked) -> Reply:
    """One draft, in a frame of its own, with the ways to its neighbours and its files."""
    wanted, reference = month_in(asked), asked.param("reference")
    found = await asked.run(draft, asked.store, asked.actor, wanted, reference, _layout(asked))
    known = {"month": wanted, "key": key_of(wanted), "kept": _kept(asked)}
    return framing(page(asked, "month_end/invoice.html", found=found, shown=found.shown, **known))


async def show_document(asked: Asked) -> Reply:
    """The draft alone, as it is exported: nothing is run in it or loaded, and only pages of ours may frame it."""
    wanted, reference = month_in(asked), asked.param("reference")
    found = await asked.run(draft, asked.store, asked.actor, wanted, reference, _layout(asked))
    return document(found.page)


async def take_invoice(asked: Asked) -> Reply:
    """One draft as a file."""
    wanted, reference, form = month_in(asked), asked.param("reference"), asked.param("form")
    if form not in FORMS:
        raise NotHere
    return attachment(
        asked, await asked.run(draft_file, asked.store, asked.actor, wanted, reference, form, _layout(asked))
    )


def _layout(asked: Asked) -> Layout:
    return Layout(by_booking=asked.query.choice("lines") == "booking")


def _kept(asked: Asked) -> dict[str, str | None]:
    """What the addresses of the same drafts carry on."""
    return {"lines": asked.query.choice("lines")}


_LINES = Fields(ChoiceField("lines", options=("day", "booking"), required=False))
_CHARGES = Action.LOOK_CHARGES
_ONE = "/month-end/{month}/invoices/{reference}"

PAGES = (
    Page("/month-end/{month}/invoices", "invoices", READ, _CHARGES, show_invoices, query=_LINES),
    Page(_ONE, "invoice", READ, _CHARGES, show_invoice, query=_LINES),
    Page(f"{_ONE}/document", "invoice_document", READ, _CHARGES, show_document, query=_LINES),
    Page(f"{_ONE}/as/{{form}}", "invoice_file", READ, _CHARGES, take_invoice, query=_LINES),
)
