"""Leave as CSV: every way in which spreadsheets write it, and all faults with their lines."""

import pytest

from rostering.domain.proposals import FoundLeave
from rostering.errors import FaultyInput
from rostering.feeds.leave.files import read_leave
from samples.leave_samples import FRAME, faults_of, texts

BOTH = ["2026-12-01..2026-12-04", "2027-02-01..2027-02-01"]


def found(text: str, name: str = "f.csv") -> FoundLeave:
    return read_leave(name, text.encode(), FRAME)


def faults(data: bytes) -> list[str]:
    with pytest.raises(FaultyInput) as refused:
        read_leave("f.csv", data, FRAME)
    return [str(fault) for fault in faults_of(refused.value)]


@pytest.mark.parametrize(
    "text",
    [
        "from,to\n2026-12-01,2026-12-04\n2027-02-01,2027-02-01\n",
        "from;to\r\n01-12-2026;04-12-2026\r\n1-2-2027;\r\n",
        "\ufefffrom,to,kind\n2027-02-01,,leave\n\n1.12.2026,04/12/2026,\n",
        '"to","from"\n"2026-12-04","2026-12-01"\n"2027-02-01","2027-02-01"',
        "kind;from;to\nleave;2026-12-01;2026-12-02\nleave;2026-12-02;2026-12-04\nleave;2027-02-01;2027-02-01\n",
        "sep=;\r\nfrom;to\r\n2026-12-01;2026-12-04\r\n2027-02-01;\r\n",
        "SEP=\t\nTil\tFra\n4-12-2026\t1-12-2026\n\t1-2-2027\n",
        "sep=,\nfrom,to\n2026-12-01,2026-12-04\n2027-02-01,\n",
        "\ufeffsep=;\n\nfrom;to\n2026-12-01;2026-12-04\n2027-02-01;\n",
        "from\tto\n2026-12-01\t2026-12-04\n2027-02-01\t\n",
        "Fra;Til\n01-12-2026;04-12-2026\n01-02-2027;\n",
        "FRA,TIL,KIND\n01-12-2026,04-12-2026,\n01-02-2027,,leave\n",
        '"Fra"\t"Til"\n"01.12.2026"\t"04.12.2026"\n"01.02.2027"\t""\n',
        "From;To\n2026-12-01;2026-12-04\n2027-02-01;\n",
    ],
)
def test_every_way_to_write_dates_is_read(text: str) -> None:
    assert texts(found(text)) == BOTH


def test_a_table_is_known_by_its_header_whatever_it_is_called() -> None:
    assert texts(found("from,to\n2026-12-01,2026-12-04\n2027-02-01,\n", name="upload.ics")) == BOTH


@pytest.mark.parametrize("head", ["Fra;Til", "sep=;\nFra;Til", "from\tto", '"til";"fra"', "\ufeffTIL,FRA"])
def test_every_known_header_makes_a_table_of_a_file_by_any_name(head: str) -> None:
    separator = next(each for each in ";\t," if each in head)
    row = f"2026-12-01{separator}2026-12-01\n"
    assert texts(found(f"{head}\n{row}", name="upload.ics")) == ["2026-12-01..2026-12-01"]


@pytest.mark.parametrize("name", ["f.tsv", "f.TXT", "f.csv"])
def test_a_table_by_its_name_is_told_what_its_columns_are_called(name: str) -> None:
    with pytest.raises(FaultyInput, match="no column is called from or to, but 'Startdato', 'Slutdato'"):
        found("Startdato\tSlutdato\n2026-12-01\t2026-12-01\n", name=name)


def test_wishes_and_what_is_over_are_left_aside_and_counted() -> None:
    read = found("from,to,kind\n2026-12-01,,rather_not\n2026-12-02,,would_like\n2026-01-01,2026-11-21,leave\n")
    assert read.items == ()
    assert {each.reason.value: each.count for each in read.skipped} == {
        "has no date in the period looked at": 1,
        "is a wish, not leave": 2,
    }


def test_all_faults_are_told_with_their_lines_and_repeat_nothing() -> None:
    rows = "Operation,2026-12-01,leave\n2026-12-05,2026-12-04,\n2026-02-30,,Doctor Who\n,,\n1,2\n"
    assert faults(f"from,to,kind\n{rows}".encode()) == [
        "f.csv:2: from: is not a date (write it as 2026-12-24 or 24-12-2026)",
        "f.csv:3: from 2026-12-05 is after to 2026-12-04 (swap the dates or correct one)",
        "f.csv:4: from: is not a date (write it as 2026-12-24 or 24-12-2026)",
        "f.csv:4: kind: is not one of leave, rather_not, would_like (or leave the column out)",
        "f.csv:6: has 2 cells, the header has 3 (put text with a separator in quotes)",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "f.csv:1: no header row"),
        (b"2026-12-01,2026-12-04\n", "f.csv:1: no header row"),
        (b"from\n2026-12-01\n", "f.csv:1: missing column 'to'"),
        (b"from,to,title\n2026-12-01,2026-12-01,x\n", "f.csv:1: unknown column 'title'"),
        (b"Fra;Til;Navn\n2026-12-01;2026-12-01;x\n", "f.csv:1: unknown column 'Navn'"),
        (b"Fra;Slut\n2026-12-01;2026-12-01\n", "f.csv:1: missing column 'to'"),
        (b"Fra;From;Til\n2026-12-01;2026-12-01;\n", "f.csv:1: duplicate column 'from'"),
        (
            b"Start;Slut\n2026-12-01;2026-12-01\n",
            "f.csv:1: no column is called from or to, but 'Start', 'Slut' "
            "(call the columns from and to, or fra and til, with a comma, semicolon or tab between them)",
        ),
        (b"sep=;\n\nfrom,to\n", "f.csv:3: no column is called from or to, but 'from,to'"),
        (b"sep=|\nfrom|to\n", "f.csv:1: its cells are separated by '|' (use comma, semicolon or tab)"),
        (b"from|to\n2026-12-01|2026-12-01\n", "f.csv:1: no column is called from or to, but 'from|to'"),
        (b"sep=;\nfrom;to\nsoon;later\n", "f.csv:3: from: is not a date"),
        (b'from,to\n"2026-12-01,2026-12-04\n', "f.csv:2: a quote is open"),
        (b"from,to\n\xe6,\xf8\n", "f.csv:2: is not UTF-8 text"),
        (b"from,to\n" + b"2026-12-01,\n" * 2_001, "f.csv: has more than 2000 rows"),
        (b"from,to\r" + b"2026-12-01,\r" * 2_001, "f.csv: has more than 2000 rows"),
        (b"from,to\n" + b"x" * (1 << 20), "f.csv: is too large"),
        (b"from,to" + b",x" * 1_000, "f.csv: has a line of more than 2000 signs"),
    ],
)
def test_what_is_no_table_of_leave_is_refused(data: bytes, sentence: str) -> None:
    assert faults(data)[0].startswith(sentence)


def test_a_period_without_end_costs_no_more_than_what_is_looked_at() -> None:
    assert texts(found("from,to\n0001-01-01,9999-12-31\n")) == [str(FRAME.looked)]
