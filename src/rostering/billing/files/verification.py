"""Whether roster, charges and exported files agree: every difference is named, to the line and the oere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from rostering.billing.files.fee_checks import NO_FEES, Kept, fee_difference, fee_faults
from rostering.billing.files.manifest import ENDING as MANIFEST
from rostering.billing.lines.books import Books
from rostering.billing.lines.discrepancies import discrepancies_in
from rostering.billing.lines.reckoning import Evidence, Key, reckon
from rostering.billing.lines.statement import batch_of, sums_of
from rostering.domain.booked import Line
from rostering.domain.charges import Charge, ChargeKind, Export, Mismatch, Price, Want
from rostering.language import _
from rostering.money import Ore, format_dkk
from rostering.rosters.version import Publication
from rostering.spans import Period, month_of

_Held = tuple[int, str, date, str, str]
"""A roster's number, and a booking, date, consultant and role in it."""


def roster_differences(evidence: Evidence, lines: Iterable[Charge], period: Period) -> Iterator[Mismatch]:
    """Consultant-days whose lines, taken together, are not what the published rosters come to.

    `lines` are those of all months, the open ones too: what is corrected may be so in a later month.
    """
    reckoning = reckon(evidence, period)
    yield from (Mismatch(fault.partition(" ")[0], fault) for fault in reckoning.faults)
    net: dict[Key, Ore] = defaultdict(int)
    for line in lines:
        if line.day in period:
            net[line.day, line.booking, line.customer, line.consultant] += line.amount
    for key in sorted(net.keys() | reckoning.amounts.keys()):
        expected, found = reckoning.amounts.get(key, 0), net.get(key, 0)
        if expected != found:
            yield _net_difference(key, expected, found)


def order_differences(books: Books, period: Period) -> Iterator[Mismatch]:
    """What rosters and bookings disagree on in closed months of a period, unless a closed line has set it right."""
    for month in period.months():
        yield from (Mismatch(each.about, each.text) for each in discrepancies_in(books, month))


def line_differences(
    lines: Iterable[Charge],
    known: Mapping[str, Charge],
    prices: Mapping[Want, Price],
    publications: Iterable[Publication],
    fees: Kept = NO_FEES,
) -> Iterator[Mismatch]:
    """Closed lines that are not what they say they are: ids, amounts, prices, bands, rosters, what they correct.

    `known` are all closed lines by id, `prices` those that were kept, `fees` those by closed month.
    """
    held = {duty for one in publications for duty in _held(one)}
    credited: dict[str, str] = {}
    for line in lines:
        for text in _faults_of(line, known, prices, fees):
            yield Mismatch(line.id, f"{line.id} {text}")
        duty = line.roster or 0, line.booking, line.day, line.consultant, line.role
        if line.kind is ChargeKind.CHARGE and duty not in held:
            text = _("rests on roster {roster}, which was not published with such a duty", roster=line.roster)
            yield Mismatch(line.id, f"{line.id} {text}")
        if line.kind is ChargeKind.CREDIT and line.corrects:
            first = credited.setdefault(line.corrects, line.id)
            if first != line.id:
                yield Mismatch(
                    line.id,
                    _("{id} takes back {corrects}, as {first} does", id=line.id, corrects=line.corrects, first=first),
                )


def batch_differences(batches: Mapping[date, str], lines: Iterable[Line]) -> Iterator[Mismatch]:
    """Closed months whose lines are not those that they were closed with."""
    by_month = _by_month(lines)
    for month, batch in sorted(batches.items()):
        found = batch_of(month_of(month.year, month.month), by_month.get(month, ()))
        if found != batch:
            name = f"{month:%Y-%m}"
            yield Mismatch(
                name,
                _(
                    "{name} was closed as batch {batch}, and its lines are now {found}",
                    name=name,
                    batch=batch,
                    found=found,
                ),
            )


def export_differences(
    exports: Iterable[Export], batches: Mapping[date, str], lines: Iterable[Charge]
) -> Iterator[Mismatch]:
    """Exports that are of other lines than the closed month has, but for those of customers whom they leave out."""
    by_month = _by_month(lines)
    for export in exports:
        name = _(
            "export {number} of {month} as {form}",
            number=export.number,
            month=f"{export.month:%Y-%m}",
            form=export.form,
        )
        if export.batch != batches.get(export.month):
            yield Mismatch(
                name,
                _(
                    "{name} is of batch {batch}, not {expected}",
                    name=name,
                    batch=export.batch,
                    expected=batches.get(export.month),
                ),
            )
        sums = sums_of(by_month.get(export.month, ()), export.left_out)
        for key, value in sums.items():
            if export.sums.get(key) != value:
                yield Mismatch(
                    name,
                    _(
                        "{name} says {key} {found}, and the charges say {value}",
                        name=name,
                        key=key,
                        found=export.sums.get(key),
                        value=value,
                    ),
                )


def file_differences(exports: Iterable[Export], found: Mapping[str, str]) -> Iterator[Mismatch]:
    """Files that are not as they were written; `found` are SHA-256 by name, of the files that are in the folder."""
    exports = tuple(exports)
    written: dict[str, set[str]] = defaultdict(set)
    for export in exports:
        for name, digest in export.files.items():
            written[name].add(digest)
    for name in sorted(written.keys() & found.keys()):
        if found[name] not in written[name]:
            yield Mismatch(
                name, _("{name} is not as it was written: its SHA-256 is {found}", name=name, found=found[name])
            )
    there = [one for one in exports if _is_there(one, found, written)]
    for name in sorted({name for one in there for name in one.files.keys() - found.keys()}):
        yield Mismatch(name, _("{name} is missing", name=name))


def _is_there(export: Export, found: Mapping[str, str], written: Mapping[str, Collection[str]]) -> bool:
    """Whether a folder holds an export: by the manifest there, or by any file where no known manifest is."""
    for name, digest in export.files.items():
        if name.endswith(MANIFEST) and found.get(name) in written[name]:
            return found[name] == digest
    return bool(export.files.keys() & found.keys())


def _held(publication: Publication) -> Iterator[_Held]:
    version = publication.version
    for duty in version.duties:
        if duty.consultant and duty.seat.booking:
            yield version.number, duty.seat.booking, duty.seat.day, duty.consultant, duty.seat.role


def _net_difference(key: Key, expected: Ore, found: Ore) -> Mismatch:
    day, booking, customer, consultant = key
    if not booking and consultant:
        return _callout_difference(day, customer, expected, found)
    if not booking:
        return fee_difference(day, customer, expected, found)
    about = f"{booking}:{day}:{consultant or 'cancellation'}"
    text = _(
        "{about} for {customer}: the roster says {expected}, the charges {found}",
        about=about,
        customer=customer,
        expected=format_dkk(expected),
        found=format_dkk(found),
    )
    return Mismatch(about, text, expected, found)


def _callout_difference(day: date, customer: str, expected: Ore, found: Ore) -> Mismatch:
    about = f"callout:{customer}:{day}"
    text = _(
        "{about}: what was noted says {expected}, the charges {found}",
        about=about,
        expected=format_dkk(expected),
        found=format_dkk(found),
    )
    return Mismatch(about, text, expected, found)


def _faults_of(line: Charge, known: Mapping[str, Charge], prices: Mapping[Want, Price], fees: Kept) -> Iterator[str]:
    yield from fee_faults(line, fees) if line.package else _name_faults(line)
    if line.month < line.day.replace(day=1):
        yield _("is billed in {month}, before its date", month=f"{line.month:%Y-%m}")
    if line.corrects and line.corrects not in known:
        yield _("corrects {corrects}, which is not there", corrects=line.corrects)
    if line.kind is ChargeKind.CREDIT:
        yield from _credit_faults(line, known.get(line.corrects or ""))
    elif line.is_callout:
        if line.amount != line.unit_price:
            yield _one_at(line)
    elif line.kind is not ChargeKind.FEE:
        want = Want(line.booking, line.customer, line.day, line.role, line.day_class)
        yield from _price_faults(line, prices.get(want))


def _name_faults(line: Charge) -> Iterator[str]:
    if line.is_callout:
        if f":{line.customer}:" not in line.id:
            yield _("is not called after its customer")
    elif not line.id.startswith(f"{line.booking}:{line.day.isoformat()}:{line.consultant}"):
        yield _("is not called after its booking, date and consultant")


def _credit_faults(line: Charge, credited: Charge | None) -> Iterator[str]:
    if credited is None:
        yield _("takes back no line")
    elif line.amount + credited.amount != 0:
        yield _(
            "takes back {amount} of {credited}", amount=format_dkk(line.amount), credited=format_dkk(credited.amount)
        )


def _price_faults(line: Charge, price: Price | None) -> Iterator[str]:
    if line.amount != line.unit_price:
        yield _one_at(line)
    if price is None:
        yield _("has no price that was kept")
    elif line.kind is ChargeKind.CHARGE and line.unit_price != price.unit:
        yield _(
            "costs {unit_price}, and the price that was kept is {unit}",
            unit_price=format_dkk(line.unit_price),
            unit=format_dkk(price.unit),
        )
    elif not price.band[0] <= price.unit <= price.band[1]:
        yield _("rests on a price of {unit}, outside the band", unit=format_dkk(price.unit))


def _one_at(line: Charge) -> str:
    return _(
        "says {amount} for one at {unit_price}",
        amount=format_dkk(line.amount),
        unit_price=format_dkk(line.unit_price),
    )


def _by_month(lines: Iterable[Line]) -> dict[date, list[Line]]:
    found: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.month].append(line)
    return found
