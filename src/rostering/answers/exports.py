"""Charges written as files, and the profiles by which they can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rostering.domain.charges import Billed, Export, MonthState
from rostering.domain.exports import ExportWish
from rostering.money import Ore


@dataclass(frozen=True)
class Exported:
    """The files that were written, and what the manifest among them says."""

    files: tuple[Path, ...]
    manifest: Mapping[str, object]
    preview: bool
    """The month is open: its charges may still change."""
    warnings: tuple[str, ...] = ()
    """What official rules say of documents that they would let pass, and how the month was exported before."""


@dataclass(frozen=True)
class ProfilesShown:
    """The firm's own profiles as they are written, by name, and what a form about them is made from."""

    texts: Mapping[str, str]
    mark: str


@dataclass(frozen=True)
class ProfileShown:
    """A profile that charges can be written by."""

    name: str
    """What it is asked for by."""
    title: str
    """What it is for."""
    kind: str
    """What its files are: csv or json."""
    example: bool
    """It is to be checked before it is used."""
    note: str
    """What to check."""


@dataclass(frozen=True)
class Receipt:
    """An export of a closed month, as it was kept, and the others of that month."""

    export: Export
    wish: ExportWish
    others: tuple[Export, ...]
    """In other formats, for the books: who books both books it twice."""
    by_hand: tuple[Billed, ...]
    """Whom it has and who were billed by hand: who books them bills them twice."""
    names: Mapping[str, str]
    """The customers of the month, by id."""


@dataclass(frozen=True)
class Download:
    """A file to take away."""

    name: str
    body: bytes


@dataclass(frozen=True)
class InvoiceShown:
    """A draft of an invoice or a credit note in short; amounts in oere."""

    reference: str
    customer: str
    name: str
    order: str
    """The customer's purchase order; empty where there is none."""
    lines: int
    net: Ore
    vat: Ore | None
    """None where it is not certain how VAT is settled."""
    doubts: tuple[str, ...]

    @property
    def is_credit(self) -> bool:
        """Whether it gives back."""
        return self.net < 0

    @property
    def gross(self) -> Ore | None:
        """With VAT."""
        return None if self.vat is None else self.net + self.vat


@dataclass(frozen=True)
class DraftsShown:
    """All drafts of a month."""

    state: MonthState
    drafts: tuple[InvoiceShown, ...]
    faults: tuple[str, ...]
    """Why they cannot be written as electronic invoices."""


@dataclass(frozen=True)
class DraftPage:
    """One draft as a person reads it."""

    shown: InvoiceShown
    page: bytes
    before: str
    """The references of its neighbours; empty at the ends."""
    after: str
    faults: tuple[str, ...]
    """Why it cannot be written as an electronic invoice."""
