from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import Account
from rostering.reports.roster.plot import BOTTOM, LEFT, LETTER, MOST, RIGHT, TOP, Drawing, Point, Scale, drawings
from rostering.rosters.ledger import Chapter, LedgerEntry
from rostering.spans import DAY, Period
from samples.reported import CHAPTER, ROSTER

QUARTERS = st.integers(1, MOST).map(lambda number: tuple(f"20{20 + i // 4}Q{i % 4 + 1}" for i in range(number)))


def chapter(period: str, *accounts: Account) -> Chapter:
    return replace(CHAPTER, days=tuple(Period.parse(period)), entries=tuple(LedgerEntry(one, ()) for one in accounts))


def alma(opening: int, deviation: int) -> Account:
    """An account that goes from one balance to another."""
    return Account("alma", "backend", opening, target=20, earned=20 + deviation - opening)


def drawing_of(*balances: int | None, last: tuple[int, int]) -> Drawing:
    """A drawing over months that leave so many points, None for months away; then from and to the last balance."""
    chapters, opening = [], 0
    for number, balance in enumerate(balances, start=1):
        accounts = [] if balance is None else [alma(opening, balance)]
        chapters.append(chapter(f"2026-{number:02}", *accounts))
        opening = opening if balance is None else balance
    ((_, _, (made,)),) = drawings(replace(ROSTER, ledger=(alma(*last),)), chapters)
    return made


def rounded(points: Iterable[Point]) -> list[Point]:
    return [(round(x, 6), round(y, 6)) for x, y in points]


def test_the_first_roster_is_drawn_from_its_opening_to_its_deviation() -> None:
    made = drawing_of(last=(2, -1))
    assert made.scale == Scale(("2026Q4",), 3)
    assert made.line == ((LEFT, made.scale.y(2)), (RIGHT, made.scale.y(-1)))
    assert [said for _, said in made.dots] == [
        "opening +2",
        "2026Q4: opening +2, earned 17, target 20, deviation -1",
    ]


def test_balances_go_from_period_to_period_and_stay_level_over_those_away() -> None:
    made = drawing_of(4, None, -5, last=(-5, 1))
    scale = made.scale
    assert (scale.periods, scale.reach) == (("2026-01", "2026-02", "2026-03", "2026Q4"), 5)
    heights = {0: 0, 1: 4, 2: 4, 3: -5, 4: 1}
    assert made.line == tuple((scale.x(number), scale.y(points)) for number, points in heights.items())
    assert made.told == "2026-01 +4, 2026-03 -5, 2026Q4 +1"


def test_a_newcomers_line_begins_where_they_came() -> None:
    ((_, scale, (made, _)),) = drawings(
        replace(ROSTER, ledger=(alma(1, 2), replace(alma(0, 0), consultant="bertil"))),
        [chapter("2026-01", replace(alma(0, 1), consultant="bertil"))],
    )
    assert made.line == ((scale.x(1), scale.y(1)), (scale.x(2), scale.y(2)))


def test_areas_change_sides_where_the_line_crosses_zero() -> None:
    made = drawing_of(last=(3, -3))
    zero, middle = made.scale.y(0), (LEFT + RIGHT) / 2
    assert rounded(made.over) == [(LEFT, zero), (LEFT, TOP), (middle, zero), (RIGHT, zero), (RIGHT, zero)]
    assert rounded(made.under) == [(LEFT, zero), (LEFT, zero), (middle, zero), (RIGHT, BOTTOM), (RIGHT, zero)]


@given(st.lists(st.integers(-40, 40), max_size=20), st.integers(-40, 40))
def test_everything_is_drawn_inside_and_each_area_on_its_side(past: list[int], last: int) -> None:
    days = [CHAPTER.days[0] + DAY * number for number in range(len(past))]
    chapters = [
        chapter(f"{day}..{day}", alma(past[place - 1] if place else 0, past[place])) for place, day in enumerate(days)
    ]
    version = replace(ROSTER, ledger=(alma(past[-1] if past else 0, last),))
    ((_, scale, (made,)),) = drawings(version, chapters)
    assert len(scale.periods) == min(len(past) + 1, MOST)
    assert all(LEFT <= x <= RIGHT and TOP - 1e-9 <= y <= BOTTOM + 1e-9 for x, y in made.line)
    assert all(y <= scale.y(0) for _, y in made.over)
    assert all(y >= scale.y(0) for _, y in made.under)


@given(QUARTERS)
def test_the_last_period_is_always_named_and_names_never_touch(periods: tuple[str, ...]) -> None:
    ticks = Scale(periods, 3).ticks
    assert ticks[0] == (RIGHT, periods[-1])
    assert all(right - left >= len(periods[0]) * LETTER for (right, _), (left, _) in pairwise(ticks))


def test_all_of_a_role_share_one_scale_and_roles_have_their_own() -> None:
    ((pim, pim_scale, _), (backend, scale, drawn)) = drawings(ROSTER, ())
    assert (pim, pim_scale.reach, backend, scale.reach) == ("pim", 7, "backend", 3)
    assert [made.account.consultant for made in drawn] == ["bertil", "alma"]
    assert all(made.scale is scale for made in drawn)
    assert scale.marks == [(TOP, "+3"), ((TOP + BOTTOM) / 2, "0"), (BOTTOM, "-3")]
