"""The command who: who is on call at an instant, and who comes next."""

import pytest

from samples.called import Command

SATURDAY = "2026-11-14T09:30"
PEOPLE = {"backend": {"asta", "birk"}, "frontend": {"cilje", "david"}, "pim": {"elma", "folke"}}


@pytest.mark.usefixtures("published")
def test_it_says_who_is_on_and_who_comes_next(rostering: Command) -> None:
    duties = rostering("show", "1", "--json").json["duties"]
    holders = {duty["seat"]: duty["consultant"] for duty in duties}
    found = rostering("who", "--at", SATURDAY, "--json").json
    assert (found["at"], found["published"]) == ("2026-11-14T09:30:00+01:00", True)
    for part, day, name in ("now", 14, "Saturday"), ("next", 15, "Sunday"):
        assert [one["seat"] for one in found[part]] == [
            f"preparedness:2026-11-{day}:{role}:1" for role in ("backend", "frontend", "pim")
        ]
        assert all(one["consultant"] == holders[one["seat"]] for one in found[part])
        assert {one["from"] for one in found[part]} == {f"2026-11-{day}T08:00:00+01:00"}
        assert {one["until"] for one in found[part]} == {f"2026-11-{day}T16:00:00+01:00"}
        assert all(one["consultant"] in PEOPLE[one["role"]] for one in found[part])
        assert {one["window"] for one in found[part]} == {name}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("at", "seats"),
    [
        ("2026-11-14T07:59:59", []),
        ("2026-11-14T08:00", ["backend", "frontend", "pim"]),
        ("2026-11-14T14:59:59Z", ["backend", "frontend", "pim"]),
        ("2026-11-14T15:00:00Z", []),
        ("2026-11-14", []),
    ],
)
def test_a_duty_runs_from_its_start_up_to_its_end(rostering: Command, at: str, seats: list[str]) -> None:
    assert [one["role"] for one in rostering("who", "--at", at, "--json").json["now"]] == seats


@pytest.mark.usefixtures("published")
def test_people_read_names_and_hours(rostering: Command) -> None:
    answer = rostering("who", "--at", SATURDAY)
    assert answer.code == 0
    assert "On call on Sat 14 Nov 09:30" in answer.out
    assert "Sat 14 Nov 08:00  Sat 14 Nov 16:00" in answer.out
    assert "Next" in answer.out
    assert "Sun 15 Nov 08:00  Sun 15 Nov 16:00" in answer.out
    assert any(name in answer.out for name in ("Elma Tangstrup", "Folke Birkely"))
    assert "Nobody is on call on Mon 16 Nov 12:00." in rostering("who", "--at", "2026-11-16T12:00").out


@pytest.mark.usefixtures("published")
def test_a_customer_has_its_own_bookings_and_what_it_shares(rostering: Command) -> None:
    evening = "2026-11-04T17:00"
    (havn,) = rostering("who", "--at", evening, "--customer", "havn", "--json").json["now"]
    assert (havn["seat"], havn["window"]) == ("B1:2026-11-04:backend:1", "Havnekontoret Køl A/S: Evening")
    assert havn["customers"] == ["havn"]
    molo = rostering("who", "--at", evening, "--customer", "molo", "--json").json
    assert molo["now"] == []
    assert {one["from"] for one in molo["next"]} == {"2026-11-07T08:00:00+01:00"}
    everybody = rostering("who", "--at", evening, "--json").json["next"]
    assert [one["seat"] for one in everybody][:1] == ["B1:2026-11-05:backend:1"]
    assert len(everybody) == 4


@pytest.mark.usefixtures("published")
def test_a_seat_that_nobody_fills_is_named(rostering: Command) -> None:
    rostering("assign", "1", "preparedness:2026-11-14:pim:1", "-")
    rostering("publish", "2", "--force")
    found = rostering("who", "--at", SATURDAY, "--json").json["now"]
    assert [(one["role"], one["name"]) for one in found if one["consultant"] is None] == [("pim", None)]
    assert "NOBODY" in rostering("who", "--at", SATURDAY).out


@pytest.mark.usefixtures("published")
def test_dates_that_nothing_is_published_for_are_told(rostering: Command) -> None:
    before = rostering("who", "--at", "2026-10-20T12:00")
    assert before.out.startswith("Nothing is published for 2026-10-20.\n")
    assert "Sun 1 Nov 08:00" in before.out
    after = rostering("who", "--at", "2028-10-20T12:00", "--json").json
    assert (after["published"], after["now"], after["next"]) == (False, [], [])


@pytest.mark.usefixtures("planned")
def test_drafts_are_nobodys_duty(rostering: Command) -> None:
    assert rostering("who", "--at", SATURDAY).out == "Nothing is published for 2026-11-14.\n"


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "0001-01-01", "9999-12-31T23:00"])
def test_what_is_no_instant_is_refused(rostering: Command, text: str) -> None:
    answer = rostering("who", "--at", text)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"rostering: '{text}' is no instant: write 2026-12-24T20:00, by the firm's clock, or with an offset\n"
    )


@pytest.mark.usefixtures("imported")
def test_a_customer_who_is_not_there_is_refused(rostering: Command) -> None:
    answer = rostering("who", "--customer", "haven")
    assert (answer.code, answer.err) == (2, "rostering: there is no customer 'haven' (did you mean 'havn'?)\n")
