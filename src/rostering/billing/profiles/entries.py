"""Entries: the items of a month as a profile sees them, and what its rules choose for each."""

from dataclasses import dataclass
from functools import cached_property

from rostering.billing.invoices.invoice import Invoice
from rostering.billing.invoices.items import Item
from rostering.billing.invoices.vat import VatClass, doubts_about
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.profile import Chosen, Profile, Value
from rostering.domain.charges import Charge, ChargeKind
from rostering.money import Ore


@dataclass(frozen=True)
class ProfileEntry:
    """A line, and all that it stands in."""

    profile: Profile
    statement: Statement
    invoice: Invoice
    item: Item
    place: int
    """Its place among the items of its invoice, from 0."""
    credit: bool = False
    """It stands in a credit note, where what is given back is positive."""

    @cached_property
    def line(self) -> Charge:
        """The item as one line."""
        return self.item.line

    @cached_property
    def vat(self) -> Ore:
        """The line's share of its invoice's VAT. Raises NeedsReview."""
        return self.invoice.vat_by_item()[self.place]

    def turned(self, amount: Ore) -> Ore:
        """The amount with the sign that the profile wants."""
        return self.noted(amount) * self.profile.form.sign

    def noted(self, amount: Ore) -> Ore:
        """The amount or quantity as its document counts it."""
        return -amount if self.credit else amount


def chosen(entry: ProfileEntry, chooses: Chosen) -> Value | None:
    """What the profile's rules, or else its plain keys, give the entry; None where it has nothing.

    Fees are chosen for by the word `fee` in the place of a day class, and so is what takes them back.
    """
    line, profile = entry.line, entry.profile
    vat_class = None if doubts_about(entry.invoice.customer) else entry.invoice.vat_class
    day_class = ChargeKind.FEE.value if line.package else line.day_class
    found = profile.choice(chooses, line.customer, line.role, day_class, vat_class)
    return _plain(profile, chooses, day_class, vat_class) if found is None else found


def _plain(profile: Profile, chooses: Chosen, day_class: str, vat_class: VatClass | None) -> Value | None:
    match chooses:
        case Chosen.ACCOUNT:
            return profile.account or None
        case Chosen.PRODUCT:
            return profile.products.get(day_class, profile.products.get("", ""))
        case Chosen.VAT_CODE:
            return profile.vat_codes.get(vat_class) if vat_class else None
        case _:
            return ""
