"""What is changed often in the TOML files, value by value: prices and shares, penalties and parameters of rules."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import partial
from typing import Any

from rostering.answers.data import Names, SaveOutcome, ValueField, ValueGroup, ValuesView
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault
from rostering.folder.toml_values import value_at, with_card, with_values
from rostering.language import _, marked, spoken
from rostering.language.formats import days, long_day
from rostering.language.labels import label
from rostering.rules.book import FORBIDDEN, RULES, UNLIMITED
from rostering.rules.rule import Rule
from rostering.services.access.rights import require
from rostering.services.inputs.changing import Seen, placed
from rostering.services.inputs.documents import LINE, RATES, UnknownDocument, check_version, document, take_text
from rostering.services.inputs.shelf import Shelf
from rostering.services.opening import existing_store
from rostering.spans import DAY

POLICY = "policy.toml"
_WORDS = {
    "penalty": marked("Penalty"),
    "hours": marked("Number of hours"),
    "pause": marked("Pause in hours"),
    "months": marked("Number of months"),
    "weeks": marked("Number of weeks"),
    "days": marked("Number of days"),
    "people": marked("Number of people"),
    "duties_per_month": marked("Duties a month"),
    "weekends": marked("Weekends a quarter"),
    "weekends_in_a_row": marked("Weekends in a row"),
    "nights": marked("Nights a quarter"),
    "junior": marked("Junior's grade"),
    "senior": marked("Senior's grade"),
    "tolerance": marked("Tolerance in points"),
    "readiness_weekday": marked("Readiness, weekday"),
    "readiness_weekend": marked("Readiness, weekend"),
    "readiness_public_holiday": marked("Readiness, public holiday"),
}
"""What parameters, and kinds of duty that nothing else is called by, are called."""
_PRICES = marked("Prices for a whole day and consultant")


def values(url: str, actor: Actor, file: str, shelf: Shelf | None = None) -> ValuesView:
    """The values of a file that are changed by form. Raises Forbidden, UnknownDocument, NoInputs."""
    groups = _groups_of(file)
    kept = shelf or Shelf()
    found = document(url, actor, file, kept)
    with existing_store(url).reading() as reading:
        names = kept.now(reading, spoken()).names
    return ValuesView(file, tuple(groups(tomllib.loads(found.text), names)), found.version)


def save_values(url: str, actor: Actor, file: str, typed: Mapping[str, str], seen: Seen) -> SaveOutcome:
    """Change values of a file; all else in it stays as it was written. Faults name the values' paths.

    Raises Forbidden, UnknownDocument, NotByForm, FaultyInput, Stale, NoInputs.
    """
    require(actor, Action.KEEP_DATA)
    groups = _groups_of(file)
    with existing_store(url).transaction() as tx:
        text = check_version(tx, file, seen.version)
        known = {field.path: field.text for group in groups(tomllib.loads(text), {}) for field in group.fields}
        changed = {path: value for path, value in typed.items() if known.get(path, value) != value}
        with placed(partial(_beside, changed)):
            return take_text(tx, actor.name, file, with_values(text, changed) if changed else text, seen, _at_path)


def add_card(url: str, actor: Actor, first: date, seen: Seen) -> SaveOutcome:
    """Add a rate card like the newest, which ends the day before. Raises as `save_values` does."""
    require(actor, Action.KEEP_DATA)
    with existing_store(url).transaction() as tx:
        text = check_version(tx, RATES, seen.version)
        with placed(lambda fault: Fault("from" if fault.place else "", fault.message, fault.hint)):
            return take_text(tx, actor.name, RATES, with_card(text, first, first - DAY), seen, _at_path)


def _at_path(fault: Fault) -> Fault:
    """A fault of the file by the path of its value."""
    return Fault(fault.place.partition(":")[2].strip() or fault.place, fault.message, fault.hint)


def _beside(changed: Mapping[str, str], fault: Fault) -> Fault:
    """The fault beside its value; of a value that nobody changed, with its path."""
    if fault.place in changed or not fault.place or fault.place.startswith(LINE):
        return fault
    return Fault("", f"{fault.place}: {fault.message}", fault.hint)


def _groups_of(file: str) -> Callable[[Mapping[str, Any], Names], Iterator[ValueGroup]]:
    """What makes the groups of a file's values. Raises UnknownDocument."""
    if file not in _GROUPS:
        raise UnknownDocument(file)
    return _GROUPS[file]


def _rates(said: Mapping[str, Any], names: Names) -> Iterator[ValueGroup]:
    for number, card in enumerate(said.get("rate_cards", []), 1):
        yield ValueGroup(_dates(card), _(_PRICES), tuple(_card(said, names, card, f"rate_cards[{number}]")))
    terms = [
        _field(
            said,
            f"cancellation[{number}].percent",
            _("{days} days before, or fewer: percent", days=term.get("days_before")),
        )
        for number, term in enumerate(said.get("cancellation", []), 1)
    ]
    if terms:
        yield ValueGroup(_("Terms of cancellation"), "", tuple(terms))
    fees = [_fee(said, number, fee) for number, fee in enumerate(said.get("fees", []), 1)]
    if fees:
        yield ValueGroup(_("Fees"), _("What packages cost by subscription, excluding VAT"), tuple(fees))


def _card(said: Mapping[str, Any], names: Names, card: Mapping[str, Any], path: str) -> Iterator[ValueField]:
    """The prices of a card, its exceptions and its discounts."""
    for day_class in card.get("prices", {}):
        yield _field(said, f"{path}.prices.{day_class}", label(day_class))
    for number, one in enumerate(card.get("exceptions", []), 1):
        yield _field(said, f"{path}.exceptions[{number}].price", _whom(one, names))
    for number, one in enumerate(card.get("discounts", []), 1):
        yield _field(
            said, f"{path}.discounts[{number}].percent", _("discount in percent: {whom}", whom=_whom(one, names))
        )


def _called(name: str) -> str:
    """A parameter, or a kind of duty."""
    return _(_WORDS[name]) if name in _WORDS else label(name)


def _whom(one: Mapping[str, Any], names: Names) -> str:
    """Of what an exception or a discount is: `Weekend, pim`."""
    parts = [label(one["day_class"]) if "day_class" in one else ""]
    parts += [names.get(thing, {}).get(one.get(thing, ""), one.get(thing, "")) for thing in ("role", "customer")]
    return ", ".join(filter(None, parts)) or _("all")


def _fee(said: Mapping[str, Any], number: int, fee: Mapping[str, Any]) -> ValueField:
    whom = ", ".join(filter(None, (str(fee.get("package", "")), str(fee.get("customer", "")), _dates(fee))))
    return _field(said, f"fees[{number}].amount", whom)


def _dates(said: Mapping[str, Any]) -> str:
    first, last = said.get("from"), said.get("to")
    if isinstance(first, date) and isinstance(last, date):
        return days(first, last)
    return (
        _("From {day}", day=long_day(first) if isinstance(first, date) else first)
        if last is None
        else f"{first} – {last}"
    )


def _policy(said: Mapping[str, Any], _names: Names) -> Iterator[ValueGroup]:
    for rule in RULES:
        yield ValueGroup(label(rule.name), "", tuple(_parameters(said, rule)), rule.name)
    points = said.get("points", {})
    if isinstance(points, Mapping):
        found = tuple(_field(said, f"points.{kind}", _called(kind)) for kind in points)
        yield ValueGroup(_("Points"), _("What a duty of each kind earns in the ledger"), found)


def _parameters(said: Mapping[str, Any], rule: type[Rule]) -> Iterator[ValueField]:
    """The parameters of a rule but for tables: the penalty first, each with what it is where nothing is said."""
    names = sorted(
        (field for field in fields(rule) if field.name != "overrides"), key=lambda one: one.name != "penalty"
    )
    for field in names:
        default = field.default if field.default is not MISSING else ""
        word = FORBIDDEN if field.name == "penalty" else UNLIMITED
        otherwise = word if default is None else str(default)
        name = "price" if field.name == "penalty" and value_at(said, f"rules.{rule.name}.price") else field.name
        yield _field(said, f"rules.{rule.name}.{name}", _called(field.name), otherwise)


def _field(said: Mapping[str, Any], path: str, words: str, otherwise: str = "") -> ValueField:
    return ValueField(path, words, value_at(said, path), otherwise)


_GROUPS: Mapping[str, Callable[[Mapping[str, Any], Names], Iterator[ValueGroup]]] = {RATES: _rates, POLICY: _policy}
