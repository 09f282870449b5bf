import pytest

from rostering.rosters.conflicts import AlreadyPublished, LostUpdate, Outdated, check_publishable
from rostering.rosters.version import Version
from rostering.spans import Period
from samples.published_samples import published, version

JULY, AUGUST = Period.parse("2026-07"), Period.parse("2026-08")
SUMMER = Period(JULY.first, AUGUST.last)


def check(candidate: Version, *earlier: Version, drafts: tuple[Version, ...] = ()) -> None:
    versions = {each.number: each for each in (*earlier, *drafts, candidate)}
    check_publishable(candidate, published(*earlier), versions.__getitem__)


def test_a_first_roster_and_a_later_plan_can_be_published() -> None:
    check(version(1, JULY))
    check(version(2, JULY), version(1, JULY))


def test_an_edit_of_what_is_published_can_be_published() -> None:
    check(version(2, JULY, based_on=1), version(1, JULY))


def test_an_edit_of_an_unpublished_edit_can_be_published() -> None:
    check(version(3, JULY, based_on=2), version(1, JULY), drafts=(version(2, JULY, based_on=1),))


def test_an_edit_of_a_plan_that_is_newer_than_what_is_published_can_be_published() -> None:
    check(version(3, JULY, based_on=2), version(1, JULY), drafts=(version(2, JULY),))


def test_a_roster_is_published_once() -> None:
    with pytest.raises(AlreadyPublished, match=r"^roster 1 is already published$"):
        check(version(1, JULY), version(1, JULY))


def test_a_superseded_roster_is_not_published_again() -> None:
    with pytest.raises(AlreadyPublished, match="roster 1 is already published and has been superseded since"):
        check(version(1, JULY), version(1, JULY), version(2, JULY))


def test_a_roster_older_than_the_published_one_is_refused() -> None:
    with pytest.raises(Outdated, match="roster 2 is older than roster 3, which is published for these days"):
        check(version(2, JULY), version(3, SUMMER))


def test_an_older_roster_of_other_days_can_be_published() -> None:
    check(version(2, JULY), version(3, AUGUST))


def test_an_edit_that_does_not_know_what_was_published_meanwhile_is_refused() -> None:
    message = "roster 4 was made from roster 1, but roster 3 has been published since: edit roster 3 instead"
    with pytest.raises(LostUpdate, match=message) as refusal:
        check(version(4, JULY, based_on=1), version(1, JULY), version(3, JULY))
    assert refusal.value.exit_code == 3


def test_the_refusal_names_the_last_roster_made_before_what_is_published() -> None:
    with pytest.raises(LostUpdate, match="roster 5 was made from roster 1, but roster 3 has been published"):
        check(
            version(5, JULY, based_on=4),
            version(1, JULY),
            version(3, JULY, based_on=1),
            drafts=(version(4, JULY, based_on=1),),
        )


def test_an_edit_that_would_undo_a_part_is_refused() -> None:
    with pytest.raises(LostUpdate, match="roster 3 was made from roster 1, but roster 2 has been published"):
        check(version(3, SUMMER, based_on=1), version(1, SUMMER), version(2, AUGUST))


def test_of_two_edits_of_one_draft_the_second_is_refused() -> None:
    with pytest.raises(LostUpdate, match="roster 3 was made from roster 1, but roster 2 has been published"):
        check(version(3, JULY, based_on=1), version(2, JULY, based_on=1), drafts=(version(1, JULY),))
