"""Secrets, names of links, and when a link is good no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.inputs import Inputs
from rostering.domain.links import (
    LONGEST_NAME,
    LinkStanding,
    cleaned_name,
    digest_of,
    ended_at,
    has_left,
    is_secret,
    new_secret,
    standing_of,
)
from rostering.domain.parties import Consultant
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from samples.store_samples import firm

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ANNA = Subject(SubjectKind.CONSULTANT, "anna")
LINK = Subscription(1, Purpose.FEED, ANNA, "phone", Style(), digest_of("x"), CREATED)
MIDNIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)
"""The end of 20 November in Copenhagen."""


def employing(last: date | None = None) -> Inputs:
    anna = Consultant("anna", "Anna", "", ("pim",), "senior", date(2020, 1, 1), last, Decimal(1))
    return firm(consultants=(anna,))


def stands(link: Subscription, inputs: Inputs, at: datetime = NOW) -> tuple[datetime | None, LinkStanding]:
    zone = inputs.organisation.zone
    return ended_at(link, inputs, zone), standing_of(link, inputs, zone, at)


def test_a_secret_is_32_bytes_in_base64url_and_never_the_same() -> None:
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert all(is_secret(secret) and len(secret) == 43 for secret in made)


def test_the_fingerprint_is_the_sha_256_in_hexadecimal() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("text", ["", "a" * 42, "a" * 44, "a" * 42 + "=", "a" * 42 + "/", "a" * 42 + "\n", "å" * 43])
def test_what_has_not_the_form_of_a_secret_is_none(text: str) -> None:
    assert not is_secret(text)
    assert len(digest_of(text)) == 64


@given(st.text())
def test_a_name_is_one_short_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    name = cleaned_name(text)
    assert len(name) <= LONGEST_NAME
    assert name.splitlines() in ([], [name])
    assert cleaned_name(name) == name
    name.encode()


def test_a_name_may_hold_any_text() -> None:
    assert cleaned_name(" Åses\tphone,;\\ 🙂\n\x1b[31m") == "Åses phone,;\\ 🙂 [31m"


def test_an_open_link_ends_nowhere() -> None:
    assert stands(LINK, employing()) == (None, LinkStanding.OPEN)


def test_a_revoked_link_has_ended_from_that_instant_on() -> None:
    revoked = replace(LINK, ends=NOW)
    assert stands(revoked, employing()) == (NOW, LinkStanding.REVOKED)
    assert stands(revoked, employing(), NOW - timedelta(seconds=1)) == (NOW, LinkStanding.ENDING)


def test_a_rotated_link_is_good_until_its_overlap_is_over() -> None:
    rotated = replace(LINK, ends=NOW, replaced_by=2)
    assert stands(rotated, employing(), NOW - timedelta(days=7)) == (NOW, LinkStanding.ENDING)
    assert stands(rotated, employing()) == (NOW, LinkStanding.ROTATED)


def test_leaving_the_firm_ends_a_link_at_the_midnight_after_the_last_day() -> None:
    gone = employing(date(2026, 11, 20))
    assert stands(LINK, gone) == (MIDNIGHT, LinkStanding.LEFT)
    assert stands(LINK, gone, MIDNIGHT - timedelta(seconds=1)) == (MIDNIGHT, LinkStanding.OPEN)


def test_the_earlier_of_both_ends_counts() -> None:
    gone = employing(date(2026, 11, 20))
    assert stands(replace(LINK, ends=NOW), gone) == (MIDNIGHT, LinkStanding.LEFT)
    before = MIDNIGHT - timedelta(days=1)
    assert stands(replace(LINK, ends=before), gone) == (before, LinkStanding.REVOKED)


def test_whoever_is_not_known_any_more_has_no_link() -> None:
    assert stands(LINK, firm()) == (CREATED, LinkStanding.LEFT)


def test_a_last_day_at_the_end_of_time_ends_nothing() -> None:
    assert stands(LINK, employing(date.max)) == (None, LinkStanding.OPEN)


@pytest.mark.parametrize("kind", [kind for kind in SubjectKind if kind is not SubjectKind.CONSULTANT])
def test_links_of_nobody_in_particular_outlast_everybody(kind: SubjectKind) -> None:
    assert stands(replace(LINK, subject=Subject(kind, "anna")), firm()) == (None, LinkStanding.OPEN)
    assert not has_left(Subject(kind, "anna"), firm(), date(2026, 11, 22))


def test_somebody_has_left_the_day_after_the_last_one() -> None:
    assert not has_left(ANNA, employing(date(2026, 11, 20)), date(2026, 11, 20))
    assert has_left(ANNA, employing(date(2026, 11, 20)), date(2026, 11, 21))
    assert not has_left(ANNA, employing(), date(2026, 11, 21))
    assert has_left(ANNA, firm(), date(2026, 11, 21))
