"""What documents for customers say: address, language, orders and titles; and all that is wrong there."""

import pytest

from rostering.domain.parties import Booking
from rostering.errors import FaultyInput
from rostering.folder.reader import read_files
from samples.small_folder import files

CUSTOMERS = "id,name,country,ean,language\naaby,Aaby,DK,{ean},{language}\nbrink,Brink,SE,,\ncirrus,Cirrus,DK,,\n"
BOOKINGS = "id,customer,from,to,part,roles,po_number,title\nb1,aaby,2026-11-20,2026-11-22,evening,pim,{po},{title}\n"
EAN = "5790000123452"


def read(ean: str = EAN, language: str = "da", po: str = "PO-4711", title: str = "Black Friday") -> Booking:
    given = files(
        customers_csv=CUSTOMERS.format(ean=ean, language=language), bookings_csv=BOOKINGS.format(po=po, title=title)
    )
    inputs = read_files(given)
    assert (inputs.customers[0].ean, inputs.customers[0].language) == (EAN, "da")
    return inputs.bookings[0]


def faults(**cells: str) -> list[str]:
    with pytest.raises(FaultyInput) as refusal:
        read(**cells)
    return [f"{one.place}: {one.message} ({one.hint})" for one in refusal.value.faults]


def test_they_are_read_and_an_ean_may_be_written_in_groups() -> None:
    assert (read().po_number, read().title) == ("PO-4711", "Black Friday")
    assert read(ean="5 790000 123452").po_number == "PO-4711"


def test_all_that_is_wrong_is_told_at_once_with_its_place() -> None:
    assert faults(ean="5790000123453", language="xx", po="x" * 300, title="y" * 101) == [
        "customers.csv:2: ean: '5790000123453' is not an EAN location number (its check digit is wrong)",
        "customers.csv:2: language: 'xx' is not a language of rostering (known: en, da)",
        "bookings.csv:2: po_number: it has 300 characters (write at most 100)",
        "bookings.csv:2: title: it has 101 characters (write at most 100)",
    ]


@pytest.mark.parametrize("ean", ["579000012345", "57900001234521", "579000012345X", "DK12345674"])
def test_an_ean_has_thirteen_digits(ean: str) -> None:
    assert faults(ean=ean) == [f"customers.csv:2: ean: '{ean}' is not an EAN location number (it has thirteen digits)"]


def test_an_order_is_on_one_line() -> None:
    (told,) = faults(po='"PO\n1"')
    assert told.startswith("bookings.csv:2: po_number: 'PO\\n1' has the control character U+000A")
