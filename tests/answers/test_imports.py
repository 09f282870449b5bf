from rostering.answers.imports import Imported

FILE = "bookings.csv"
FOUND = Imported(
    added=((FILE, "a"),), changed=((FILE, "b"), (FILE, "c")), removed=((FILE, "d"),) * 3, unchanged=7, warnings=()
)


def test_records_are_those_that_there_are_afterwards() -> None:
    assert FOUND.counts == {"added": 1, "changed": 2, "unchanged": 7, "removed": 3}
    assert FOUND.records == 10
