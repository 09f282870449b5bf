"""Where the line of a fee comes from: the agreement, the fee, and what it pays for."""

from collections.abc import Iterator, Mapping

from rostering.answers.chains import Chain
from rostering.domain.fees import Every, Fee, Paid
from rostering.language import _, marked, n_
from rostering.money import format_dkk
from rostering.reports.look.shapes import Shape

_EVERY: Mapping[Every, str] = {
    Every.MONTH: marked("{amount} a month"),
    Every.QUARTER: marked("{amount} a quarter"),
    Every.YEAR: marked("{amount} a year"),
}
_PAID: Mapping[Paid, str] = {Paid.ADVANCE: marked("in advance"), Paid.ARREARS: marked("in arrears")}


def fee_links(chain: Chain) -> Iterator[tuple[str, str]]:
    """The links of a fee, by name."""
    yield marked("agreement"), agreement_text(chain)
    if chain.fee:
        yield marked("fee"), _fee_text(chain.fee)
    yield marked("pays for"), _paid_text(chain)
    if chain.changed:
        yield marked("note"), _("the fees of today would give another price; the line keeps its own")


def fee_shape(fee: Fee | None) -> Shape | None:
    """A fee; None where none is known any more."""
    if fee is None:
        return None
    return {
        "package": fee.package,
        "amount_ore": fee.amount,
        "every": fee.every.value,
        "in": fee.paid.value,
        "from": fee.first.isoformat(),
        "to": fee.last and fee.last.isoformat(),
        "customer": fee.customer,
    }


def agreement_text(chain: Chain) -> str:
    """The agreement of a line, with its clause."""
    agreement = chain.agreement
    if agreement is None:
        return _("none in force that day")
    until = " " + _("until {date}", date=agreement.last) if agreement.last else ""
    clause = f": {chain.clause}" if chain.clause else ""
    return _("{package} from {date}", package=chain.package, date=agreement.first) + until + clause


def _fee_text(fee: Fee) -> str:
    price = _(_EVERY[fee.every], amount=format_dkk(fee.amount))
    until = " " + _("until {date}", date=fee.last) if fee.last else ""
    own = ", " + _("the customer's own price") if fee.customer else ""
    return f"{price} {_(_PAID[fee.paid])}, " + _("from {date}", date=fee.first) + until + own


def _paid_text(chain: Chain) -> str:
    paid, fee = chain.line.paid, chain.fee
    if paid is None:
        return ""
    whole = len(fee.every.interval(chain.line.day)) if fee else len(paid)
    share = n_("{number} of {whole} day", "{number} of {whole} days", whole, number=len(paid), whole=whole)
    return f"{paid}, {share}"
