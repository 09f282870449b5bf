"""The TOML documents of a data folder, and the calendars that may lie beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rostering.domain.callout_fees import CalloutFee
from rostering.domain.callouts import CalloutPolicy
from rostering.domain.catalogue import Catalogue
from rostering.domain.charges import Term
from rostering.domain.fees import Fee
from rostering.domain.former import RetentionPolicy
from rostering.domain.inputs import Organisation, Policy, RateCard
from rostering.domain.pagers import Pager
from rostering.domain.pay import PayPolicy
from rostering.domain.swaps import SwapPolicy
from rostering.folder.notes import Notes, quoted
from rostering.folder.organisation import read_organisation
from rostering.folder.packages import read_catalogue
from rostering.folder.pagers import FILE as PAGERS
from rostering.folder.pagers import read_pagers
from rostering.folder.pay import FILE as PAY
from rostering.folder.pay import read_pay
from rostering.folder.policy import read_policy
from rostering.folder.rates import read_rates
from rostering.folder.tables import TomlTable, open_document
from rostering.language import _, marked

ORGANISATION, _PACKAGES = "organisation.toml", "packages.toml"
DOCUMENTS = {
    ORGANISATION: marked("keys: name, timezone, calendar, language; seller for invoices"),
    _PACKAGES: marked("keys: roles, grades, teams, packages, parts"),
    "policy.toml": marked("keys: ordinary_work, points, rules, swaps, callouts, obligations, retention"),
    "rates.toml": marked("keys: rate_cards, cancellation, fees, callouts, tickets; it may be empty"),
    PAY: marked("keys: pay_cards, payroll_numbers"),
    PAGERS: marked("keys: pagers"),
}
"""What each document holds, by file name."""
NOT_NEEDED = (PAY, PAGERS)
"""Those that a folder need not have."""


@dataclass(frozen=True)
class Documents:
    """What the TOML documents say."""

    organisation: Organisation
    catalogue: Catalogue
    policy: Policy
    rate_cards: tuple[RateCard, ...]
    cancellation: tuple[Term, ...]
    fees: tuple[Fee, ...]
    callout_fees: tuple[CalloutFee, ...]
    pay: PayPolicy | None
    swaps: SwapPolicy
    callouts: CalloutPolicy
    obligations_in_feeds: bool
    retention: RetentionPolicy
    pagers: tuple[Pager, ...] = ()

    @property
    def calendars(self) -> dict[str, str]:
        """The calendars that the organisation and its teams keep, with the first place that names each."""
        named = {self.organisation.calendar: f"{ORGANISATION}: calendar"} if self.organisation.calendar else {}
        for team, name in self.catalogue.calendars.items():
            named.setdefault(name, f"{_PACKAGES}: teams.{team}.calendar")
        for name, package in self.catalogue.clock_calendars.items():
            named.setdefault(name, f"{_PACKAGES}: packages[{package}].response")
        return {name: place for name, place in named.items() if f"{name}.toml" not in DOCUMENTS}


def read_documents(documents: Mapping[str, str]) -> Documents:
    """Read the TOML documents alone, by file name: what they say of customers is not checked.

    Raises FaultyInput with all their faults.
    """
    return _read(tuple((name, documents[name]) for name in DOCUMENTS if name in documents))


@lru_cache(maxsize=8)
def _read(texts: tuple[tuple[str, str], ...]) -> Documents:
    """What they say is frozen: the same texts, which a store gives again and again, need not be read again."""
    notes, documents = Notes(tuple(DOCUMENTS)), dict(texts)
    for name, content in DOCUMENTS.items():
        if name not in documents and name not in NOT_NEEDED:
            notes.fault(name, _("missing file"), _(content))
    found, _policy_is_sound = take_documents(notes, documents)
    notes.settle()
    return found


@lru_cache(maxsize=4)
def read_firm(content: str) -> Organisation:
    """Read `organisation.toml` alone, which says who the firm is. Raises FaultyInput with all its faults."""
    name = next(iter(DOCUMENTS))
    notes = Notes((name,))
    organisation = read_organisation(open_document(notes, name, content))
    notes.settle()
    return organisation


def take_documents(notes: Notes, documents: Mapping[str, str]) -> tuple[Documents, bool]:
    """Read the TOML documents, leaving faults in the notes; a document that is not there is faulty already.

    Says as well whether the policy is sound by itself.
    """
    organisation, packages, policy, rates, pay, pagers = (
        open_document(notes, name, documents.get(name)) for name in DOCUMENTS
    )
    catalogue = read_catalogue(packages)
    _refuse_calendars(packages, catalogue)
    # What a faulty catalogue was meant to say is not missed elsewhere.
    whole_catalogue = None if notes.faulty(packages.file) else catalogue
    money = read_rates(rates, whole_catalogue)
    firm = _organisation(organisation)
    rules, is_sound = read_policy(policy, whole_catalogue)
    found = Documents(
        organisation=firm,
        catalogue=catalogue,
        policy=rules.policy,
        rate_cards=money.cards,
        cancellation=money.terms,
        fees=money.fees,
        callout_fees=money.callouts,
        pay=read_pay(pay, whole_catalogue) if PAY in documents else None,
        swaps=rules.swaps,
        callouts=rules.callouts,
        obligations_in_feeds=rules.obligations_in_feeds,
        retention=rules.retention,
        pagers=read_pagers(pagers, whole_catalogue) if PAGERS in documents else (),
    )
    return found, is_sound


def _organisation(document: TomlTable) -> Organisation:
    organisation = read_organisation(document)
    _refuse_document(document, organisation.calendar, "calendar")
    return organisation


def _refuse_calendars(document: TomlTable, catalogue: Catalogue) -> None:
    for team, calendar in catalogue.calendars.items():
        _refuse_document(document, calendar, f"teams.{team}.calendar")
    for calendar, package in catalogue.clock_calendars.items():
        _refuse_document(document, calendar, f"packages[{package}].response")


def _refuse_document(document: TomlTable, calendar: str, key: str) -> None:
    if f"{calendar}.toml" in DOCUMENTS:
        document.fault(_("{calendar} is not a calendar", calendar=quoted(calendar)), _("call the file otherwise"), key)
