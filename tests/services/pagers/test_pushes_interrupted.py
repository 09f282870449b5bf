"""Whatever is published, and wherever a push breaks off: after the next one a pager has what is wanted, once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.pagers import Override, Pager, PagerKind, PagerState, Target
from rostering.domain.seats import Duty
from rostering.domain.users import Actor
from rostering.notices.pagers import Down
from rostering.services.pagers.on_from_now import Ahead
from rostering.services.pagers.pushing import Push
from rostering.spans import Span
from rostering.store import Store, open_store
from samples.pager_fakes import Killed, MemoryPager
from samples.published_samples import duty

ZONE = ZoneInfo("Europe/Copenhagen")
FIRST = datetime(2026, 10, 23, 22, tzinfo=UTC)
"""The local midnight before the day on which the clocks change."""
HOUR = timedelta(hours=1)
PEOPLE = ("anna", "bo", "clara")
USERS = {"anna": "U1", "bo": "U2", "clara": "U3"}
TARGETS = (Target("S1", roles=("pim",)), Target("S2", roles=("backend",)))
NUMBERS = count()
Said = tuple[str, str, int]

roles, people = st.sampled_from(["pim", "backend"]), st.sampled_from(PEOPLE)
hours = st.tuples(st.integers(0, 40), st.integers(1, 10))
breakages = st.tuples(st.integers(1, 12), st.booleans(), st.sampled_from([Killed(), Down("it is away")]))


@pytest.fixture(scope="module")
def environment() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(str(Path(tmp_path_factory.mktemp("pagers")) / "rostering.db"))


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Duty, ...]:
    """Duties around the clock change, on the hour, of three people."""
    drawn = draw(st.lists(st.tuples(roles, people, hours), max_size=5))
    return tuple(_duty(role, who, *when, number) for number, (role, who, when) in enumerate(drawn, 1))


def _duty(role: str, who: str, start: int, length: int, number: int) -> Duty:
    span = Span(FIRST + start * HOUR, FIRST + (start + length) * HOUR)
    seat = duty(who, span.start.astimezone(ZONE).date(), role=role, number=number).seat
    return Duty(replace(seat, span=span), who)


@st.composite
def others(draw: st.DrawFn) -> tuple[Override, ...]:
    """Overrides that somebody else has made."""
    drawn = draw(st.lists(st.tuples(st.sampled_from(["S1", "S2"]), people, hours), max_size=3))
    spans = [(where, who, Span(FIRST + a * HOUR, FIRST + (a + n) * HOUR)) for where, who, (a, n) in drawn]
    return tuple(Override(where, span, USERS[who], f"H{i}") for i, (where, who, span) in enumerate(spans))


@settings(max_examples=25, deadline=None)
@given(
    first=rosters(),
    second=rosters(),
    foreign=others(),
    breakage=breakages,
    times=st.tuples(st.integers(0, 20), st.integers(0, 20)),
)
def test_after_an_interrupted_push_the_next_one_leaves_what_is_wanted_and_nothing_else_changed(
    store: Store,
    environment: pytest.MonkeyPatch,
    first: tuple[Duty, ...],
    second: tuple[Duty, ...],
    foreign: tuple[Override, ...],
    breakage: tuple[int, bool, BaseException],
    times: tuple[int, int],
) -> None:
    pager = Pager(f"p{next(NUMBERS)}", PagerKind.GOALERT, "http://localhost", TARGETS, USERS)
    environment.setenv(pager.variable, "token")
    there = MemoryPager(foreign)
    there.break_at, there.did, there.breakage = breakage
    at = FIRST + times[0] * HOUR
    _push(store, pager, there, first, at)
    there.break_at = None
    before, at = there.there.copy(), at + times[1] * HOUR
    _push(store, pager, there, second, at)

    assert [there.there[each.id] for each in foreign] == list(foreign)
    ours = [each for each in there.there.values() if each not in foreign]
    said, wanted = _said(ours, at), _wanted(second, at)
    assert len(said) == len(set(said))
    assert set(said) <= wanted <= set(said) | set(_said(foreign, at))
    assert sorted(_said(before.values(), FIRST, at)) == sorted(_said(there.there.values(), FIRST, at))
    asked = len(there.asked)
    _push(store, pager, there, second, at)
    assert there.asked[asked:] == ["list", "list"]


class _Silent(Push):
    """Whoever is killed says nothing more."""

    def _let_go(self, state: PagerState, holder: str) -> None:
        del state, holder


def _push(store: Store, pager: Pager, there: MemoryPager, duties: tuple[Duty, ...], at: datetime) -> None:
    found = Ahead((pager,), duties, {}, {}, {}, ZONE)
    kind = _Silent if isinstance(there.breakage, Killed) else Push
    push = kind(store, Actor.ops("lead"), found, False, True, timedelta(0), there.client, at, Event())
    try:
        push.to(pager)
    except Killed:
        return


def _said(overrides: Iterable[Override], since: datetime, until: datetime | None = None) -> list[Said]:
    """Who is on in which schedule, hour by hour."""
    return [
        (each.schedule, each.user, hour)
        for each in overrides
        for hour in _hours(each.span)
        if FIRST + hour * HOUR >= since and (until is None or FIRST + hour * HOUR < until)
    ]


def _wanted(duties: tuple[Duty, ...], since: datetime) -> set[Said]:
    schedules = {"pim": "S1", "backend": "S2"}
    return {
        (schedules[each.seat.role], USERS[each.consultant or ""], hour)
        for each in duties
        for hour in _hours(each.seat.span)
        if FIRST + hour * HOUR >= since
    }


def _hours(span: Span) -> range:
    return range((span.start - FIRST) // HOUR, (span.end - FIRST) // HOUR)
