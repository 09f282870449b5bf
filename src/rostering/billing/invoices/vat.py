"""VAT: how it is settled with a customer, and how much it is; what is not certain is left to people."""

from collections.abc import Iterable
from enum import StrEnum

from stdnum.eu import vat

from rostering.domain.parties import Customer
from rostering.errors import Refused
from rostering.language import _
from rostering.money import Ore, share_of

HOME = "DK"
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""The other countries of the European Union, by ISO 3166-1."""
RATE = 2500
"""Danish VAT (moms), in hundredths of a percent."""


class VatClass(StrEnum):
    """How VAT is settled."""

    STANDARD = "standard"
    REVERSE = "reverse"
    """The customer settles it: a business in another country of the EU, by its VAT number."""


class NeedsReview(Refused):
    """It is not certain how VAT is settled with some customers; `advice` is a last sentence, if any."""

    def __init__(self, doubts: Iterable[str], advice: str = "") -> None:
        self.reasons = tuple(sorted(set(doubts)))
        self.advice = advice
        super().__init__("\n".join(filter(None, [*self.reasons, advice])))


def doubts_about(customer: Customer) -> tuple[str, ...]:
    """Why it is not certain how VAT is settled with a customer; none: it is."""
    if customer.country == HOME or (customer.country in EU and _has_vat_number(customer)):
        return ()
    return (_("customer {customer} needs review: {why}", customer=customer.id, why=_doubt(customer)),)


def vat_class_of(customer: Customer) -> VatClass:
    """How VAT is settled with a customer. Raises NeedsReview."""
    if doubts := doubts_about(customer):
        raise NeedsReview(doubts)
    return VatClass.STANDARD if customer.country == HOME else VatClass.REVERSE


def vat_on(net: Ore, vat_class: VatClass) -> Ore:
    """The VAT on an amount, rounded half up; that on a credit is as much as that on what it takes back."""
    return 0 if vat_class is VatClass.REVERSE else share_of(net, RATE)


def _doubt(customer: Customer) -> str:
    where = customer.country or _("an unknown country")
    if customer.country not in EU:
        return _("it is in {where}, outside the EU", where=where)
    if customer.vat_number:
        return _("'{number}' is not a VAT number of {where}", number=customer.vat_number, where=where)
    return _("it is in {where}, which needs a VAT number", where=where)


def _has_vat_number(customer: Customer) -> bool:
    number, prefix = customer.vat_number, "EL" if customer.country == "GR" else customer.country
    return vat.is_valid(number) and str(vat.compact(number)).upper().startswith(prefix)
