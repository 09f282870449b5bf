"""Whether a request that changes something comes from a page of ours."""

import pytest

from rostering.web.service.hosts import is_foreign

BASE = "https://firm.example.org/vagt"


def foreign(method: str = "POST", base: str | None = None, host: str = "vagt.dk", **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in {"host": host, **headers}.items()}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    return is_foreign({"type": "http", "method": method, "scheme": "http", "path": "/", "headers": raw}, base)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE"])
def test_who_only_reads_may_come_from_anywhere(method: str) -> None:
    assert not foreign(method, origin="https://evil.example", sec_fetch_site="cross-site")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "post"])
def test_whatever_else_is_refused_from_another_site(method: str) -> None:
    assert foreign(method, origin="https://evil.example")
    assert foreign(method, sec_fetch_site="cross-site")
    assert foreign(method, sec_fetch_site="same-site", origin="https://vagt.dk")
    assert not foreign(method)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("vagt.dk", "http://vagt.dk"),
        ("vagt.dk", "https://vagt.dk"),  # a proxy spoke https
        ("VAGT.dk", "https://vagt.dk"),
        ("vagt.dk:443", "https://vagt.dk"),
        ("vagt.dk", "https://vagt.dk:443"),
        ("vagt.dk:8000", "http://vagt.dk:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_that_is_the_host_is_our_own(host: str, origin: str) -> None:
    assert not foreign(host=host, origin=origin)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("vagt.dk", "https://vagt.dk:8443"),
        ("vagt.dk:8000", "http://vagt.dk"),
        ("vagt.dk", "null"),
        ("null", "null"),
        ("", ""),
        ("", "https://"),
        ("vagt.dk", "https://vagt.dk.evil.example"),
        ("vagt.dk", "https://vagt.dk@evil.example"),
        ("vagt.dk", "https://[vagt.dk"),
        ("vagt.dk", "https://vagt.dk:port"),
        ("vagt.dk", "file://vagt.dk"),
    ],
)
def test_any_other_origin_is_foreign(host: str, origin: str) -> None:
    assert foreign(host=host, origin=origin)


def test_the_address_that_was_configured_is_our_own_behind_any_proxy() -> None:
    assert not foreign(base=BASE, host="127.0.0.1:8000", origin="https://firm.example.org")
    assert foreign(base=BASE, host="127.0.0.1:8000", origin="https://evil.example")
    assert foreign(base=BASE, host="127.0.0.1:8000", origin="https://firm.example.org:444")


def test_what_browsers_say_of_the_site_wins_over_an_origin_that_a_policy_hides() -> None:
    assert not foreign(sec_fetch_site="same-origin", origin="null")
    assert not foreign(sec_fetch_site="none")
