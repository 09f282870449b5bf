"""The table `seller` of `organisation.toml`: the firm as its invoices name it."""

from rostering.domain.inputs import Seller
from rostering.folder import cells
from rostering.folder.tables import TomlTable, as_text, flag, text, whole

LONGEST_CREDIT = 365
_TEXTS = ("name", "cvr", "vat_number", "street", "city", "postal_code", "registration", "account", "iban", "bic")


def read_seller(table: TomlTable) -> Seller:
    """Read what is known of the seller; every key may be left out."""
    return Seller(
        **{key: table.optional(key, text, "") for key in _TEXTS},
        country=table.optional("country", as_text(cells.country), "DK"),
        email=table.optional("email", as_text(cells.email), ""),
        payment_days=table.optional("payment_days", whole(0, LONGEST_CREDIT), None),
        name_consultants=table.optional("name_consultants", flag, False),
    )
