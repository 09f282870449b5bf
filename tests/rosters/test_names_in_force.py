from datetime import date, timedelta

from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.rosters.names_in_force import NameInForce, names_in_force
from rostering.spans import Period
from samples.published_samples import FIRST_INSTANT, NAMES, duty, published, renamed, version

JULY = Period.parse("2026-07")
DAY_ONE = date(2026, 7, 4)
ANNA = Subject(SubjectKind.CONSULTANT, "anna")
SECOND_INSTANT = FIRST_INSTANT + timedelta(days=1)


def test_a_name_keeps_its_date_until_it_is_published_as_another() -> None:
    again = version(1, JULY), version(2, JULY)
    assert names_in_force(published(*again))[ANNA] == NameInForce("Anna Ager", FIRST_INSTANT)
    other = version(2, JULY, names=renamed(consultants={"anna": "Anna Lund"}))
    assert names_in_force(published(again[0], other))[ANNA] == NameInForce("Anna Lund", SECOND_INSTANT)


def test_whom_the_newest_roster_does_not_know_keeps_the_name() -> None:
    other = version(2, JULY, names=renamed(consultants={}))
    assert names_in_force(published(version(1, JULY), other))[ANNA] == NameInForce("Anna Ager", FIRST_INSTANT)


def test_another_time_zone_is_another_plate_for_everybody() -> None:
    names = names_in_force(published(version(1, JULY), version(2, JULY, names=renamed(zone="Europe/Oslo"))))
    assert {plate.at for plate in names.values()} == {SECOND_INSTANT}


def test_who_has_no_name_is_called_by_the_id() -> None:
    names = names_in_force(published(version(1, JULY, [duty("zoe", DAY_ONE, role="ops", customers=("x",))])))
    assert names[Subject(SubjectKind.CONSULTANT, "zoe")].name == "zoe"
    assert names[Subject(SubjectKind.ROLE, "ops")].name == "ops"
    assert names[Subject(SubjectKind.CUSTOMER, "x")].name == "x"


def test_teams_are_those_with_seats_and_a_booking_is_none() -> None:
    duties = [duty(None, DAY_ONE), duty("bo", DAY_ONE, booking="B7", pool="aarhus")]
    names = names_in_force(published(version(1, JULY, duties)))
    teams = {subject.id: plate.name for subject, plate in names.items() if subject.kind is SubjectKind.TEAM}
    assert teams == {"preparedness": "Preparedness team", "aarhus": "aarhus"}


def test_everybody_together_have_the_firms_name() -> None:
    assert names_in_force(published(version(1, JULY)))[Subject(SubjectKind.ALL)].name == NAMES.organisation
    assert names_in_force(()) == {}
