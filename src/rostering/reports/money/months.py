"""Months as finance looks at them, and exports that were kept, as JSON."""

from rostering.answers.exports import Receipt
from rostering.answers.month_end import CustomerSum, MonthShown, MonthsShown, MonthStanding
from rostering.domain.charges import Billed, Export
from rostering.domain.hindrances import Hindrance
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.money.unbilled import unbilled_shape


def months_shape(found: MonthsShown) -> list[Shape]:
    """All months there is something to say of, the newest first."""
    return [standing_shape(each) for each in found.months]


def standing_shape(standing: MonthStanding) -> Shape:
    """Where one month stands."""
    return {
        "month": f"{standing.month.first:%Y-%m}",
        "stage": standing.stage.value,
        "ended": standing.has_ended,
        "lines": len(standing.lines),
        "amount_ore": standing.amount,
        "corrections": len(standing.corrections),
        "hindrances": [_hindrance(each) for each in standing.hindrances],
        "owed": unbilled_shape(standing.owed),
        "closed_at": standing.closed_at and standing.closed_at.isoformat(),
        "closed_by": standing.closed_by or None,
        "batch": standing.batch or None,
    }


def month_shape(found: MonthShown) -> Shape:
    """One month with its customers and exports; version is what whoever closes or exports it sends back."""
    return {
        **standing_shape(found.standing),
        "customers": [_customer(each) for each in found.by_customer],
        "exports": [export_shape(each) for each in found.exports],
        "warnings": list(found.warnings),
        "version": found.mark,
    }


def export_shape(export: Export) -> Shape:
    """An export that was kept, with the SHA-256 of each file."""
    return {
        "export": export.number,
        "month": f"{export.month:%Y-%m}",
        "format": export.form,
        "batch": export.batch,
        "at": export.at.isoformat(),
        "by": export.by,
        "folder": export.folder or None,
        "files": dict(sorted(export.files.items())),
        "without": list(export.left_out),
        "for_the_books": export.bills,
    }


def receipt_shape(found: Receipt) -> Shape:
    """An export, and those in other formats: who books both books it twice."""
    return {**export_shape(found.export), "booked_besides": [one.form for one in found.others]}


def _hindrance(found: Hindrance) -> Shape:
    return {
        "kind": found.kind.value,
        "text": found.text,
        "dates": found.days and period_shape(found.days),
        "booking": found.booking or None,
        "role": found.role or None,
        "seat": found.seat or None,
        "roster": found.roster,
    }


def _customer(found: CustomerSum) -> Shape:
    return {
        "customer": found.customer,
        "name": found.name,
        "lines": found.lines,
        "amount_ore": found.amount,
        "exported_as": [one.form for one in found.exports],
        "billed": found.billed and _billed(found.billed),
        "owed": found.is_owed,
    }


def _billed(billed: Billed) -> Shape:
    return {"note": billed.note, "by": billed.by, "at": billed.at.isoformat()}
