import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.web.service.limits import MINUTE, RateMeter, network_of


def test_sixty_in_a_minute_pass_and_the_next_is_told_when_to_come() -> None:
    meter = RateMeter(60)
    assert [meter.wait("key", 100 + i / 10) for i in range(60)] == [0] * 60
    assert meter.wait("key", 110) == 50
    assert meter.wait("key", 159.5) == 1
    assert meter.wait("key", 160) == 0


def test_keys_do_not_share_a_limit() -> None:
    meter = RateMeter(1)
    assert [meter.wait(key, 0) for key in ("a", "b", "a")] == [0, 0, 60]


def test_no_limit_counts_nothing() -> None:
    meter = RateMeter(0)
    assert [meter.wait("key", 0) for _ in range(99)] == [0] * 99
    assert len(meter) == 0


def test_memory_is_bounded_and_those_who_came_last_are_remembered() -> None:
    meter = RateMeter(1, keys=10)
    for number in range(100):
        meter.wait(number, 0)
    assert len(meter) == 10
    assert meter.wait(99, 0) > 0


@given(st.lists(st.integers(0, 2400).map(lambda eighths: eighths / 8), max_size=80).map(sorted), st.integers(1, 5))
def test_whoever_waits_as_told_may_pass(times: list[float], most: int) -> None:
    meter = RateMeter(most)
    for now in times:
        wait = meter.wait("key", now)
        assert 0 <= wait <= MINUTE
    wait = meter.wait("key", 300)
    assert wait == 0 or meter.wait("key", 300 + wait) == 0


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:ffff:ffff:ffff", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a" * 100, "a" * 64),
        (":" * 100, ":" * 64),
    ],
)
def test_an_address_is_what_one_caller_cannot_change_at_will(host: str, network: str) -> None:
    assert network_of(host) == network
