"""What a calendar is answered, as HTTP has it."""

import gzip
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from rostering.domain.subscriptions import Purpose
from rostering.domain.users import Actor
from rostering.services.links.serving import FeedDesk
from rostering.services.links.subscriptions import revoke_link
from rostering.store import open_store
from rostering.web.service.conditions import http_date
from rostering.web.service.limits import RateLimits
from samples.long_rosters import publish
from samples.published_samples import NAMES, version
from samples.web_firm import ASTA, BIRK, MONTHS, SECOND, Client, Clock, path_of, secret_of

SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
UNKNOWN = "A" * 43
Told = tuple[httpx.Response, bytes]


def events(body: bytes) -> int:
    return body.count(b"BEGIN:VEVENT")


def test_a_feed_comes_whole_with_everything_a_calendar_wants_to_know(client: Client, store: str) -> None:
    answer = client.get(path_of(secret_of(store)))
    assert (answer.status_code, events(answer.content)) == (200, 2)
    assert answer.content.endswith(b"END:VCALENDAR\r\n")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-disposition"] == 'inline; filename="rostering.ics"'
    assert answer.headers["cache-control"] == "private, max-age=300"
    assert answer.headers["etag"].strip('"')
    assert not answer.headers["etag"].startswith("W/")
    assert SAFE.items() <= dict(answer.headers).items()
    assert not {"set-cookie", "content-encoding", "location", "transfer-encoding"} & answer.headers.keys()


def packed_and_plain(
    client: Client, path: str, method: str = "GET", **headers: str
) -> list[tuple[httpx.Response, bytes]]:
    """The answers to who takes gzip and who does not, each with the octets that came."""

    async def ask(coding: str) -> Told:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with client.http.stream(method, path, headers={"accept-encoding": coding, **named}) as answer:
            return answer, b"".join([octets async for octets in answer.aiter_raw()])

    return [client.run(ask(coding)) for coding in ("br;q=1, gzip;q=0.8", "br, gzip;q=0")]


def test_a_feed_is_packed_for_who_takes_gzip_and_each_coding_has_its_own_tag(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    (packed, octets), (plain, body) = packed_and_plain(client, path)
    assert gzip.decompress(octets) == body
    assert (packed.headers["content-encoding"], packed.headers["content-length"]) == ("gzip", str(len(octets)))
    assert len(octets) < len(body) / 2
    assert ("content-encoding" in plain.headers, plain.headers["content-length"]) == (False, str(len(body)))
    assert packed.headers["etag"] != plain.headers["etag"]
    assert not any(answer.headers["etag"].startswith("W/") for answer in (packed, plain))
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    same = packed.headers.keys() - {"content-encoding", "content-length", "etag"}
    assert all(packed.headers[name] == plain.headers[name] for name in same)
    assert packed_and_plain(client, path)[0][1] == octets


def test_each_coding_is_unchanged_by_its_own_tag_and_by_the_date(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    tags = [answer.headers["etag"] for answer, _ in packed_and_plain(client, path)]
    dates = [answer.headers["last-modified"] for answer, _ in packed_and_plain(client, path)]
    for method in ("GET", "HEAD"):
        for known in ({"if_none_match": ", ".join(tags)}, {"if_none_match": "*"}, {"if_modified_since": dates[0]}):
            for (answer, octets), tag in zip(packed_and_plain(client, path, method, **known), tags, strict=True):
                assert (answer.status_code, octets, answer.headers["etag"]) == (304, b"", tag)
                assert answer.headers["vary"] == "Accept-Encoding"
        for i, tag in enumerate(tags):
            codes = [answer.status_code for answer, _ in packed_and_plain(client, path, method, if_none_match=tag)]
            assert codes == [304 if i == j else 200 for j in range(2)]


def test_head_has_the_headers_of_the_coding(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    for (got, octets), (head, nothing) in zip(
        packed_and_plain(client, path), packed_and_plain(client, path, "HEAD"), strict=True
    ):
        assert (head.headers, nothing) == (got.headers, b"")
        assert head.headers["content-length"] == str(len(octets))


def test_any_name_that_ends_in_ics_is_the_same_feed(client: Client, store: str) -> None:
    secret = secret_of(store)
    bodies = {
        client.get(f"/feeds/{secret}/{name}.ics").content for name in ("rostering", "vagter-p%C3%A5", "a.b", "%20")
    }
    assert len(bodies) == 1
    assert client.get(f"/feeds/{secret}/rostering.txt").status_code == 404
    assert client.get(f"/feeds/{secret}/a/b.ics").status_code == 404


def test_tags_may_stand_on_several_lines(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    tags = [("If-None-Match", '"other"'), ("If-None-Match", client.get(path).headers["etag"])]
    assert client.run(client.http.get(path, headers=tags)).status_code == 304


def test_head_has_the_headers_alone(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    got, head = client.get(path), client.get(path, "HEAD")
    assert head.content == b""
    assert (head.status_code, head.headers) == (200, got.headers)


def test_what_is_unchanged_is_told_in_304_with_its_stamps(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    first = client.get(path).headers
    for headers in ({"if_none_match": f'W/{first["etag"]}, "x"'}, {"if_modified_since": first["last-modified"]}):
        for method in ("GET", "HEAD"):
            again = client.get(path, method, **headers)
            assert (again.status_code, again.content) == (304, b"")
            stamps = ("etag", "last-modified", "cache-control")
            assert {name: again.headers[name] for name in stamps} == {name: first[name] for name in stamps}
            assert not {"content-type", "content-length", "content-disposition"} & again.headers.keys()


def test_the_tag_wins_over_the_date(client: Client, store: str) -> None:
    path = path_of(secret_of(store))
    first = client.get(path).headers
    other = client.get(path, if_none_match='"other"', if_modified_since=first["last-modified"])
    same = client.get(path, if_none_match=first["etag"], if_modified_since=http_date(datetime(2020, 1, 1, tzinfo=UTC)))
    assert (other.status_code, same.status_code) == (200, 304)


def test_after_a_publish_exactly_those_feeds_are_new_whose_duties_changed(client: Client, store: str) -> None:
    paths = [path_of(secret_of(store, subject)) for subject in (ASTA, BIRK)]
    paths.append(path_of(secret_of(store, type(ASTA)(ASTA.kind, "cilje"))))
    tags = [client.get(path).headers["etag"] for path in paths]
    publish(store, SECOND, MONTHS)
    answers = [client.get(path, if_none_match=tag) for path, tag in zip(paths, tags, strict=True)]
    assert [answer.status_code for answer in answers] == [200, 200, 304]
    assert [events(answer.content) for answer in answers] == [1, 2, 0]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"])
def test_other_methods_are_told_what_is_allowed(client: Client, store: str, method: str) -> None:
    for path in (path_of(secret_of(store)), path_of(UNKNOWN), "/feeds/x/", "/healthz", "/readyz", "/robots.txt"):
        answer = client.get(path, method)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
        assert answer.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "path",
    [
        path_of(UNKNOWN),
        f"/feeds/{UNKNOWN}/",
        f"/feeds/{UNKNOWN}",
        "/feeds/x/rostering.ics",
        "/feeds/",
        "/feeds",
        "/feeds//rostering.ics",
        f"/feeds/{UNKNOWN}A/rostering.ics",
        f"/feeds/{UNKNOWN}%0A/rostering.ics",
        "/feeds/%C3%85/rostering.ics",
        "/feeds/%FF%00/rostering.ics",
        "/elsewhere",
        "/healthz/",
    ],
)
def test_what_is_not_there_is_one_small_404(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content) == (404, b"not found\n")
    assert answer.headers["content-length"] == "10"
    assert SAFE.items() <= dict(answer.headers).items()
    assert "location" not in answer.headers


def test_a_link_for_leave_is_no_feed(client: Client, store: str) -> None:
    assert client.get(path_of(secret_of(store, purpose=Purpose.LEAVE))).status_code == 404


def test_a_new_link_is_good_at_once_and_a_revoked_one_gone_at_once(client: Client, store: str, clock: Clock) -> None:
    path = path_of(secret_of(store))
    first = client.get(path)
    assert events(first.content) == 2
    link = revoke_link(store, 1, Actor.ops("tester"))
    assert link.ends
    clock.now = link.ends
    notice = client.get(path, if_none_match=first.headers["etag"], if_modified_since=http_date(clock.now))
    assert (notice.status_code, events(notice.content)) == (200, 1)
    assert b"SUMMARY" in notice.content
    again = client.get(path, if_none_match=notice.headers["etag"])
    assert (again.status_code, again.headers["etag"]) == (304, notice.headers["etag"])
    clock.now = link.ends + timedelta(days=30)
    assert client.get(path).status_code == 404


def test_fetches_are_noted_by_family_but_not_looks_at_the_page(store: str, clock: Clock) -> None:
    secret = secret_of(store)
    desk = FeedDesk(store)
    with Client(store, clock, desk=desk) as client:
        client.get(f"/feeds/{secret}/", user_agent="Mozilla/5.0")
        client.get(path_of(secret), "HEAD", user_agent="curl/8")
        assert desk.fetches.take() == {}
        client.get(path_of(secret), user_agent="Google-Calendar-Importer")
        assert desk.fetches.take() == {1: (clock.now, "Google")}
        client.get(path_of(secret), if_none_match="*")
        assert list(desk.fetches.take()) == [1]


def test_one_link_is_fetched_sixty_times_a_minute_from_an_address(store: str) -> None:
    one, other = path_of(secret_of(store)), path_of(secret_of(store, BIRK))
    with Client(store, limits=RateLimits()) as client:
        assert {client.get(one).status_code for _ in range(60)} == {200}
        refused = client.get(one)
        assert (refused.status_code, client.get(other).status_code) == (429, 200)
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.headers["content-type"].startswith("text/plain")


def test_one_address_is_answered_so_often_whatever_it_asks_for(store: str) -> None:
    with Client(store, limits=RateLimits(address=10)) as client:
        codes = [client.get(f"/feeds/{number:043}/x.ics").status_code for number in range(12)]
    assert codes == [404] * 10 + [429] * 2


def test_health_readiness_and_robots(client: Client) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.text.count("\n")) == (200, 1)
    robots = client.get("/robots.txt").text
    assert robots == "User-agent: *\nDisallow:\n"


def test_a_broken_store_is_503_with_the_last_good_body(client: Client, store: str) -> None:
    secret = secret_of(store)
    good = client.get(path_of(secret)).content
    Path(store).write_bytes(b"garbage " * 9999)
    for leftover in Path(store).parent.glob("rostering.db-*"):
        leftover.unlink()
    for headers in ({}, {"if_none_match": "*"}, {"if_modified_since": http_date(datetime.now(UTC))}):
        failing = client.get(path_of(secret), **headers)
        assert (failing.status_code, failing.content) == (503, good)
        assert failing.headers["content-type"] == "text/calendar; charset=utf-8"
        assert failing.headers["content-length"] == str(len(good))
        assert failing.headers["warning"].startswith("110 ")
        assert int(failing.headers["retry-after"]) > 0
        assert not {"etag", "last-modified"} & failing.headers.keys()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get(f"/feeds/{secret}/").status_code == 503
    assert client.get(path_of(UNKNOWN)).status_code == 404


def test_a_store_that_is_held_is_503_until_it_is_free_again(client: Client, store: str) -> None:
    secret = secret_of(store)
    good = client.get(path_of(secret)).content
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    failing = client.get(path_of(secret))
    assert (failing.status_code, failing.content) == (503, good)
    other.execute("ROLLBACK")
    other.close()
    assert client.get(path_of(secret)).status_code == 200


def test_without_a_last_good_body_503_is_a_short_text(store: str) -> None:
    secret = secret_of(store)
    with Client(store) as client:
        Path(store).unlink()
        for path in (path_of(secret), path_of(UNKNOWN), f"/feeds/{secret}/"):
            answer = client.get(path)
            assert (answer.status_code, answer.text) == (503, "not available now\n")
            assert answer.headers["retry-after"]


def test_a_link_that_ended_has_no_last_good_body(client: Client, store: str, clock: Clock) -> None:
    secret = secret_of(store)
    client.get(path_of(secret))
    revoke_link(store, 1, Actor.ops("tester"))
    clock.now += timedelta(minutes=1)
    assert events(client.get(path_of(secret)).content) == 1
    Path(store).unlink()
    answer = client.get(path_of(secret))
    assert (answer.status_code, answer.text) == (503, "not available now\n")


def test_a_feed_that_cannot_be_made_is_503_with_the_last_good_body(client: Client, store: str) -> None:
    secret = secret_of(store)
    good = client.get(path_of(secret)).content
    with open_store(store).transaction() as tx:
        nowhere = replace(NAMES, timezone="Nowhere/City")
        saved = tx.add_version(version(0, MONTHS, SECOND, names=nowhere))
        tx.publish(saved.number, datetime.now(UTC), "tester")
    answer = client.get(path_of(secret))
    assert (answer.status_code, answer.content) == (503, good)
    publish(store, SECOND, MONTHS)
    assert client.get(path_of(secret)).status_code in {200, 503}
