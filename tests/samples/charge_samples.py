"""A closed month to store: two lines, their prices, and an export."""

from datetime import UTC, date, datetime

from rostering.domain.charges import Billed, Charge, ChargeKind, Export, Frozen, Price, Want
from rostering.domain.inputs import Seller
from rostering.domain.parties import Booking, Customer
from rostering.spans import Period
from rostering.store import Closing, Transaction
from samples.store_samples import roster

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
DAY = date(2026, 11, 27)
LINE = Charge(
    id="B7:2026-11-27:anna",
    month=NOVEMBER,
    day=DAY,
    customer="fjord",
    booking="B7",
    consultant="anna",
    role="pim",
    day_class="weekend",
    list_price=500_000,
    discount=1_000,
    unit_price=450_000,
    amount=450_000,
    card=date(2026, 1, 1),
    rule="weekend; 10%",
    roster=4,
)
OTHER = Charge(**{**vars(LINE), "id": "B7:2026-11-27:bo", "consultant": "bo"})
CREDIT = Charge(
    **{
        **vars(LINE),
        "id": f"{LINE.id}:credit",
        "month": DECEMBER,
        "amount": -450_000,
        "kind": ChargeKind.CREDIT,
        "roster": None,
        "corrects": LINE.id,
    }
)
WANT = Want("B7", "fjord", DAY, "pim", "weekend")
FROZEN = Frozen(WANT, Price(500_000, 1_000, 450_000, (350_000, 500_000), LINE.card, LINE.rule), NOW, "closed 2026-11")
EXPORT = Export(0, NOVEMBER, "2026-11-0a", "csv", {"a.csv": "0f"}, {"rows": 2, "control_sum_ore": 900_000}, NOW, "cfo")
BILLED = Billed(0, NOVEMBER, "fjord", 900_000, "invoice 4711 by letter", NOW, "cfo")
BOOKING = Booking(
    "B7", "fjord", Period(DAY, DAY), "evening", {"pim": 2}, confirmed=date(2026, 10, 1), cancelled_on=None
)


def closing(month: date = NOVEMBER) -> Closing:
    """That a month was closed."""
    customer = Customer("fjord", "Fjord & Søn A/S", street="Kajen 1", city="Køge", postal_code="4600")
    seller = Seller("Nordlys", "12345674", payment_days=14)
    return Closing(month, NOW, "cfo", "2026-11-0a", roster().directory, {"fjord": customer}, {"B7": BOOKING}, seller)


def close_november(changes: Transaction) -> None:
    """Close the month, with its prices, and export it."""
    changes.charges.close(closing(), [LINE, OTHER])
    changes.charges.freeze([FROZEN])
    changes.charges.add_export(EXPORT)
    changes.charges.mark_billed(BILLED)
