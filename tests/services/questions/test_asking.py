"""What an ops lead asks on pages: what forms offer, and ids of bookings in the manner of the firm's."""

import pytest

from rostering.domain.parties import Booking
from rostering.domain.users import Actor, Role
from rostering.services.access.rights import Forbidden
from rostering.services.questions.asking import askable, suggested_id
from rostering.spans import Period
from samples.own_pages import LEAD, TODAY


def booking(id_: str) -> Booking:
    return Booking(id_, "havn", Period(TODAY, TODAY), "evening", {"pim": 1})


@pytest.mark.parametrize(
    ("known", "suggested"),
    [
        ((), "B-001"),
        (("B1",), "B2"),
        (("B-2026-048", "B-2026-049"), "B-2026-050"),
        (("B-2026-099",), "B-2026-100"),
        (("regatta",), "B-001"),
        (("B9", "B10"), "B11"),
        (("a9", "regatta"), "a10"),
    ],
)
def test_an_id_follows_the_firms_last_one_and_is_free(known: tuple[str, ...], suggested: str) -> None:
    made = suggested_id(map(booking, known))
    assert made == suggested
    assert made not in known


def test_forms_offer_who_is_there_and_what_can_be_cancelled(imported: str) -> None:
    known = askable(imported, LEAD, TODAY)
    assert list(known.customers.values()) == ["Havnekontoret Køl A/S", "Molo Sejl ApS"]
    assert known.roles["pim"] == "PIM"
    assert known.bookings == {}
    assert known.period == Period.parse("2026Q4")
    assert "caps.nights" in known.rules or known.rules
    assert askable(imported, LEAD, TODAY.replace(day=1)).bookings == {
        "B1": "Havnekontoret Køl A/S, Wed 4 Nov – Thu 5 Nov 2026"
    }
    assert askable(imported, LEAD, TODAY.replace(month=12, day=20)).period == Period.parse("2027Q1")


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE, Role.VIEWER])
def test_only_an_ops_lead_asks(imported: str, role: Role) -> None:
    with pytest.raises(Forbidden):
        askable(imported, Actor("somebody", role))
