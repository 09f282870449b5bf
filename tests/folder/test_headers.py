"""Headers of CSV files, and rows that fit them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.folder.headers import Header
from rostering.folder.orders import BOOKINGS

CELLS = st.dictionaries(st.sampled_from(BOOKINGS.columns), st.text('aZæ;, "\t1:-', max_size=8).map(str.strip))


@pytest.mark.parametrize(
    ("text", "columns", "separator"),
    [
        ("id,customer\n1,a\n", ("id", "customer"), ","),
        ("\n id ; customer \n1;a,b,c\n", ("id", "customer"), ";"),
        ('"id",customer\n', ("id", "customer"), ","),
    ],
)
def test_a_header_is_the_first_row_that_says_something(text: str, columns: tuple[str, ...], separator: str) -> None:
    assert Header.read(BOOKINGS, text) == Header(columns, separator)


@given(st.permutations(BOOKINGS.columns), st.sampled_from(",;"), CELLS)
def test_a_row_read_under_its_header_has_the_cells_that_were_written(
    columns: list[str], separator: str, cells: dict[str, str]
) -> None:
    header = Header(tuple(columns), separator)
    assert Header.read(BOOKINGS, str(header)) == header
    read = Header.cells(header.row({**cells, "id": "B1"}), separator)
    assert dict(zip(columns, read, strict=True)) == {each: cells.get(each, "") for each in columns} | {"id": "B1"}
