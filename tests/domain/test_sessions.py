from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rostering.domain.sessions import IDLE, INVITED, LONGEST, NOTED, Invitation, Session

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SESSION = Session("ab", 1, NOW, NOW, NOW + LONGEST)
MOMENT = timedelta(seconds=1)


def test_a_session_that_nobody_uses_is_over_after_a_while() -> None:
    assert SESSION.is_open(NOW + IDLE - MOMENT)
    assert not SESSION.is_open(NOW + IDLE)


def test_a_session_is_over_in_the_end_however_much_it_is_used() -> None:
    used = replace(SESSION, seen=NOW + LONGEST - MOMENT)
    assert used.is_open(NOW + LONGEST - MOMENT)
    assert not used.is_open(NOW + LONGEST)


def test_a_session_that_was_ended_is_over_at_once() -> None:
    assert not replace(SESSION, ended=NOW).is_open(NOW)


def test_that_a_session_is_used_is_noted_from_time_to_time() -> None:
    assert not SESSION.is_to_be_noted(NOW + NOTED - MOMENT)
    assert SESSION.is_to_be_noted(NOW + NOTED)


def test_an_invitation_is_good_once_and_for_a_while() -> None:
    invitation = Invitation("ab", 1, NOW, NOW + INVITED)
    assert invitation.is_open(NOW + INVITED - MOMENT)
    assert not invitation.is_open(NOW + INVITED)
    assert not replace(invitation, used=NOW).is_open(NOW)
