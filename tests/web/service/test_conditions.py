from datetime import UTC, datetime, timedelta

import pytest

from rostering.web.service.conditions import http_date, is_unchanged

ETAG = '"5d41"'
MODIFIED = datetime(2026, 11, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "known", ['"5d41"', 'W/"5d41"', '"a", "5d41"', '"a" ,W/"5d41","b"', "*", " * ", '"with, comma", "5d41"']
)
def test_a_client_that_names_the_tag_has_what_it_would_get(known: str) -> None:
    assert is_unchanged({"if-none-match": known}, ETAG, MODIFIED, NOW)


@pytest.mark.parametrize("known", ["", "5d41", '"5d4"', '"5d41', '"x5d41"', '""', "W/", '"a", "b"'])
def test_a_client_that_names_other_tags_gets_the_feed(known: str) -> None:
    assert not is_unchanged({"if-none-match": known}, ETAG, MODIFIED, NOW)


def test_tags_win_over_dates_both_ways() -> None:
    late, early = http_date(NOW), http_date(MODIFIED - timedelta(days=9))
    assert not is_unchanged({"if-none-match": '"other"', "if-modified-since": late}, ETAG, MODIFIED, NOW)
    assert is_unchanged({"if-none-match": ETAG, "if-modified-since": early}, ETAG, MODIFIED, NOW)


@pytest.mark.parametrize(("later", "unchanged"), [(-1, False), (0, True), (1, True)])
def test_dates_are_compared_to_the_second(later: int, unchanged: bool) -> None:
    modified = MODIFIED.replace(microsecond=900_000)
    headers = {"if-modified-since": http_date(MODIFIED + timedelta(seconds=later))}
    assert is_unchanged(headers, ETAG, modified, NOW) is unchanged


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Sun, 99 Nov 2026 08:00:00 GMT", "Sun, 22 Nov 99999999999 08:00:00 GMT", "\x00", "1"]
)
def test_dates_that_are_none_are_ignored(date: str) -> None:
    assert not is_unchanged({"if-modified-since": date}, ETAG, MODIFIED, NOW)


def test_a_date_to_come_is_not_believed() -> None:
    headers = {"if-modified-since": http_date(NOW + timedelta(days=1))}
    assert not is_unchanged(headers, ETAG, MODIFIED, NOW)


def test_obsolete_forms_of_dates_are_read() -> None:
    for date in ("Sunday, 01-Nov-26 12:00:00 GMT", "Sun Nov  1 12:00:00 2026"):
        assert is_unchanged({"if-modified-since": date}, ETAG, MODIFIED, NOW)


def test_without_a_date_of_its_own_an_answer_is_told_by_its_tag_alone() -> None:
    assert not is_unchanged({"if-modified-since": http_date(NOW)}, ETAG, None, NOW)
    assert is_unchanged({"if-none-match": ETAG}, ETAG, None, NOW)


def test_a_request_without_conditions_gets_the_feed() -> None:
    assert not is_unchanged({}, ETAG, MODIFIED, NOW)
