"""A month's statement of pay: lines, batch, names and payroll numbers, as they were at its closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rostering.domain.charges import MonthState
from rostering.domain.pay import PayLine, by_consultant
from rostering.language import _
from rostering.language.labels import label
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class PayStatement:
    """All that a file of a month's pay is made of; of a closed month it is the same for ever."""

    month: Period
    lines: tuple[PayLine, ...]
    names: Directory
    numbers: Mapping[str, str]
    """By what payroll calls consultants."""
    cvr: str
    """The firm's own number."""
    state: MonthState
    """Open or closed; that it was exported changes nothing in it."""
    closed_at: datetime | None
    batch: str
    """Such as `2026-11-5f0c7a31`; `2026-11-open` of an open one."""

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return f"pay-{self.month.first:%Y-%m}"

    @property
    def sums(self) -> dict[str, object]:
        """Its rows and control sums."""
        return pay_sums(self.lines)


def pay_sums(lines: Iterable[PayLine]) -> dict[str, object]:
    """Rows and control sums in oere, in all and by consultant: what manifests say and `pay verify` proves."""
    lines = tuple(lines)
    total = sum(line.amount for line in lines)
    return {"rows": len(lines), "control_sum_ore": total, "control_sums_by_consultant_ore": by_consultant(lines)}


def pay_text(line: PayLine, names: Directory) -> str:
    """What a line is for: `Weekend, PIM`, `Readiness (Weekend), Backend`, `Call-out, Weekend`; credits say so."""
    kind = label(line.duty_kind)
    if line.day_class not in {"", line.duty_kind}:
        kind += f" ({label(line.day_class)})"
    role = names.roles.get(line.role, line.role)
    said = ", ".join(filter(None, (_("Call-out") if line.callout else "", kind, role)))
    return _("Taken back: {text}", text=said) if line.is_credit else said
