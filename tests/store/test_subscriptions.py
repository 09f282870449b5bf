"""Secret links are kept without their secrets, and end without being deleted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from rostering.domain.links import digest_of, new_secret
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from rostering.errors import StorageFailed
from rostering.store import Store, open_store

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ANNA = Subject(SubjectKind.CONSULTANT, "anna")


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def link(subject: Subject = ANNA, name: str = "phone", style: Style = Style()) -> Subscription:  # noqa: B008 - frozen
    return Subscription(0, Purpose.FEED, subject, name, style, digest_of(new_secret()), NOW)


def added(store: Store, *links: Subscription) -> list[Subscription]:
    with store.transaction() as tx:
        return [tx.subscriptions.add(each) for each in links]


def kept(store: Store) -> tuple[Subscription, ...]:
    with store.reading() as reading:
        return reading.subscriptions.all()


def test_links_are_numbered_and_come_back_as_they_were(store: Store) -> None:
    links = [
        link(),
        link(Subject(SubjectKind.ALL), "wall; screen 🙂", Style("da", utc=True, busy=True, alarm=0)),
        replace(link(), purpose=Purpose.LEAVE, ends=NOW, last_fetch=NOW, client="Google"),
    ]
    numbered = [replace(each, number=place) for place, each in enumerate(links, 1)]
    assert added(store, *links) == numbered
    assert kept(store) == tuple(numbered)


def test_a_link_is_found_by_its_fingerprint_alone(store: Store) -> None:
    first, second = added(store, link(), link())
    with store.reading() as reading:
        assert reading.subscriptions.by_digest(second.digest) == second
        assert reading.subscriptions.by_digest(first.digest.upper()) is None
        assert reading.subscriptions.by_digest("") is None


def test_a_link_ends_for_good_or_in_favour_of_another(store: Store) -> None:
    first, second = added(store, link(), link())
    with store.transaction() as tx:
        tx.subscriptions.end(first.number, NOW + timedelta(days=7), second.number)
        assert tx.subscriptions.all()[0] == replace(first, ends=NOW + timedelta(days=7), replaced_by=2)
        tx.subscriptions.end(first.number, NOW)
    assert kept(store) == (replace(first, ends=NOW), second)


def test_the_last_fetch_only_moves_forward(store: Store) -> None:
    (one,) = added(store, link())
    later = NOW + timedelta(minutes=5)
    for fetches in ({1: (NOW, "Apple")}, {1: (later, "Google"), 99: (later, "curl")}, {1: (NOW, "khal")}):
        with store.transaction() as tx:
            tx.subscriptions.note_fetches(fetches)
    assert kept(store) == (replace(one, last_fetch=later, client="Google"),)


def test_two_links_never_share_a_secret(store: Store) -> None:
    one = link()
    with pytest.raises(StorageFailed):
        added(store, one, one)
    assert kept(store) == ()


def test_no_column_holds_the_secret(store: Store) -> None:
    secret = new_secret()
    added(store, replace(link(), digest=digest_of(secret)))
    with store.reading() as reading:
        row = reading._session.connection().execute(text("SELECT * FROM subscription")).one()
    assert secret not in str(tuple(row))
    assert digest_of(secret) in tuple(row)
