"""Exports: in which format a month's charges are wanted, and with which options."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostering.domain.charges import Layout

ASKED = "asked"
"""Under which an export keeps its options among its sums."""


@dataclass(frozen=True)
class ExportWish:
    """A format, or a profile by name, and what is wanted otherwise than usual."""

    form: str
    without: tuple[str, ...] = ()
    """Customers who are left out."""
    layout: Layout = field(default_factory=Layout)
    encoding: str | None = None
    bom: bool | None = None

    @property
    def options(self) -> dict[str, object]:
        """All that is not as usual, as it is kept with the export; who is left out is kept with the sums anyway."""
        told = {"by_booking": self.layout.by_booking, "everything": self.layout.everything, "encoding": self.encoding}
        return {name: value for name, value in told.items() if value} | ({} if self.bom is None else {"bom": self.bom})


def wish_of(form: str, sums: Mapping[str, object]) -> ExportWish:
    """The wish that an export came of; what was not kept is as usual."""
    kept = sums.get(ASKED)
    asked = kept if isinstance(kept, dict) else {}
    without = sums.get("without")
    return ExportWish(
        form,
        tuple(map(str, without)) if isinstance(without, (list, tuple)) else (),
        Layout(bool(asked.get("by_booking")), bool(asked.get("everything"))),
        str(asked["encoding"]) if "encoding" in asked else None,
        bool(asked["bom"]) if "bom" in asked else None,
    )
