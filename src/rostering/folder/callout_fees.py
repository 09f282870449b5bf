"""`[[callouts]]` and `[[tickets]]` in `rates.toml`: what call-outs cost customers, where they cost anything."""

from functools import partial

from rostering.domain.begun import Begun
from rostering.domain.callout_fees import CalloutFee
from rostering.domain.catalogue import Catalogue
from rostering.folder.amounts import price
from rostering.folder.cells import choice
from rostering.folder.dated import one_at_a_time
from rostering.folder.notes import nearest
from rostering.folder.tables import TomlTable, as_text, day, text, whole
from rostering.language import _

_DAY = 24 * 60


def read_callout_fees(table: TomlTable, catalogue: Catalogue | None) -> tuple[CalloutFee, ...]:
    """Read the prices of hours and of tickets; without a catalogue the allowances are not checked."""
    hours = [(item, item.sound(_hour)) for item in table.tables("callouts")]
    tickets = [(item, item.sound(partial(_ticket, catalogue))) for item in table.tables("tickets")]
    fees = [(item, fee) for item, fee in (*hours, *tickets) if fee]
    hint = _("end the earlier price the day before the later one starts")
    one_at_a_time(fees, hint, lambda fee: (fee.allowance, fee.customer))
    return tuple(sorted((fee for _, fee in fees), key=lambda fee: (fee.allowance, fee.customer or "", fee.first)))


def _hour(table: TomlTable) -> CalloutFee:
    fee = CalloutFee(
        amount=table.required("amount", price),
        begun=table.required("begun", as_text(partial(choice, kinds=Begun))),
        minimum=table.optional("minimum", whole(0, _DAY), 0),
        first=table.required("from", day),
        last=table.optional("to", day, None),
        customer=table.optional("customer", text, None, names="customer"),
    )
    table.notes.order(table.place(), fee.first, fee.last)
    return fee


def _ticket(catalogue: Catalogue | None, table: TomlTable) -> CalloutFee:
    fee = CalloutFee(
        amount=table.required("amount", price),
        allowance=table.required("allowance", text),
        first=table.required("from", day),
        last=table.optional("to", day, None),
        customer=table.optional("customer", text, None, names="customer"),
    )
    table.notes.order(table.place(), fee.first, fee.last)
    known = {one.id for package in catalogue.packages.values() for one in package.allowances} if catalogue else None
    if fee.allowance and known is not None and fee.allowance not in known:
        table.fault(_("no package has this allowance"), nearest(fee.allowance, known), "allowance")
    return fee
