"""`pay.toml`: what consultants are paid for standby and for call-outs, and by what payroll calls them."""

from collections.abc import Collection
from functools import partial

from rostering.domain.begun import Begun
from rostering.domain.callouts import OUTSIDE
from rostering.domain.catalogue import READINESS, Catalogue
from rostering.domain.pay import CalloutRate, PayCard, PayPolicy, Per, StandbyRate
from rostering.folder.amounts import MOST, kroner
from rostering.folder.cells import choice
from rostering.folder.dated import one_at_a_time
from rostering.folder.notes import Misread, nearest
from rostering.folder.rates import distinct
from rostering.folder.tables import TomlTable, as_text, day, identifier, text, whole
from rostering.language import _
from rostering.money import Ore, format_kroner

FILE = "pay.toml"
_DAY = 24 * 60


def read_pay(document: TomlTable, catalogue: Catalogue | None) -> PayPolicy:
    """Read the pay cards and payroll numbers; without a catalogue the kinds of duty are not checked."""
    return document.whole(partial(_policy, catalogue))


def _policy(catalogue: Catalogue | None, table: TomlTable) -> PayPolicy:
    found = [(item, item.sound(partial(_card, catalogue))) for item in table.tables("pay_cards")]
    cards = [(item, card) for item, card in found if card]
    one_at_a_time(cards, _("end the earlier card the day before the later one starts"))
    return PayPolicy(tuple(sorted((card for _, card in cards), key=lambda card: card.first)), _numbers(table))


def _card(catalogue: Catalogue | None, table: TomlTable) -> PayCard:
    first, last = table.required("from", day), table.optional("to", day, None)
    table.notes.order(table.place(), first, last)
    standby = distinct(
        table, "standby", partial(_standby, catalogue), lambda rate: (rate.kind, rate.day_class, rate.role)
    )
    callouts = distinct(table, "callouts", partial(_callouts, catalogue), lambda rate: rate.kind)
    if not table.silent and "standby" not in table.content:
        table.fault(_("missing"), _("what is a duty paid? Write 0 for what is paid nothing"), "standby")
    return PayCard(first, last, tuple(standby), tuple(callouts))


def _standby(catalogue: Catalogue | None, table: TomlTable) -> StandbyRate:
    kind = table.optional("kind", text, None)
    _refuse_strange_kind(table, kind, catalogue, ())
    return StandbyRate(
        amount=table.required("amount", _amount),
        per=table.optional("per", as_text(partial(choice, kinds=Per)), Per.DAY),
        kind=kind,
        day_class=table.optional("day_class", identifier, None),
        role=table.optional("role", text, None, names="role"),
    )


def _callouts(catalogue: Catalogue | None, table: TomlTable) -> CalloutRate:
    kind = table.optional("kind", text, None)
    _refuse_strange_kind(table, kind, catalogue, (OUTSIDE,))
    return CalloutRate(
        amount=table.required("amount", _amount),
        begun=table.required("begun", as_text(partial(choice, kinds=Begun))),
        minimum=table.optional("minimum", whole(0, _DAY), 0),
        kind=kind,
    )


def _refuse_strange_kind(
    table: TomlTable, kind: str | None, catalogue: Catalogue | None, more: Collection[str]
) -> None:
    known = {*catalogue.kinds, READINESS, *more} if catalogue else None
    if kind and known is not None and kind not in known:
        table.fault(_("unknown kind of duty"), nearest(kind, known), "kind")


def _numbers(table: TomlTable) -> dict[str, str]:
    numbers = table.child("payroll_numbers")
    found = numbers.each(text, names="consultant")
    first: dict[str, str] = {}
    for consultant, number in found.items():
        if number and first.setdefault(number, consultant) != consultant:
            told = _("{consultant} has the same number", consultant=first[number])
            numbers.fault(told, _("each has a number of their own"), consultant)
    return found


def _amount(value: object) -> Ore:
    amount = kroner(value)
    if not 0 <= amount <= MOST:
        raise Misread(_("{amount} is not from 0 to {most}", amount=format_kroner(amount), most=format_kroner(MOST)))
    return amount
