"""Answers to questions as JSON: what-if, quotes, the radar; and the jobs that plan."""

from typing import Literal

from typing_extensions import TypedDict

from rostering.reports.schemas.rosters import (
    ChangeJson,
    CountsJson,
    DatesJson,
    ReasonJson,
    StageJson,
    Status,
)


class BreakJson(TypedDict):
    """The first date that cannot be staffed."""

    date: str
    seats: list[str]
    shortages: list[str]


class CoverageJson(TypedDict):
    """How much of a period is staffed."""

    seats: int
    empty_seats: int
    empty: list[str]
    first_day_that_breaks: BreakJson | None


class PlainAccountJson(TypedDict):
    """A consultant's account in one role, in points."""

    consultant: str
    role: str
    opening: int
    earned: int
    target: int
    deviation: int


class SharesJson(TypedDict):
    """How fair a roster is."""

    largest_deviation: int
    sum_of_squares: int
    accounts: list[PlainAccountJson]


class SideJson(TypedDict):
    """One side of a comparison."""

    coverage: CoverageJson
    fairness: SharesJson
    penalty: int
    price: int
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    readiness_ore: int | None
    unbillable: list[str]
    stages: list[StageJson]
    proven: bool


class BeforeJson(SideJson):
    """The side without the changes, and what is published."""

    published: SideJson | None


class ShiftJson(TypedDict):
    """A deviation on both sides."""

    consultant: str
    role: str
    before: int | None
    after: int | None


class MoreSeatsJson(TypedDict):
    """A window with seats that only one side has."""

    date: str
    team: str
    name: str
    roles: dict[str, int]


class MoreWindowsJson(TypedDict):
    """Windows with seats that only one side has."""

    added: list[MoreSeatsJson]
    removed: list[MoreSeatsJson]


class SidesDifferJson(TypedDict):
    """After minus before."""

    seats: int
    empty_seats: int
    largest_deviation: int
    sum_of_squares: int
    penalty: int
    price: int
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    readiness_ore: int | None
    deviations: list[ShiftJson]
    windows: MoreWindowsJson


class ComparisonJson(TypedDict):
    """A period as it is and with changes, side by side."""

    period: DatesJson
    changes: list[str]
    before: BeforeJson
    after: SideJson
    difference: SidesDifferJson
    first_day_that_breaks: BreakJson | None


AskedBookingJson = TypedDict(
    "AskedBookingJson",
    {"customer": str, "from": str, "to": str, "part": str, "roles": dict[str, int], "shared": bool},
)


class BaseJson(TypedDict):
    """What a quote stands on."""

    source: Literal["published", "draft", "superseded", "nothing"]
    roster: int | None


class StaffedJson(TypedDict):
    """A seat of a booking, and who would take it."""

    seat: str
    date: str
    role: str
    consultant: str | None


class QuotedLineJson(TypedDict):
    """What a day of somebody costs."""

    date: str
    consultant: str
    role: str
    day_class: str
    unit_price_ore: int


class QuotedPriceJson(TypedDict):
    """What a booking costs, excluding VAT."""

    lines: list[QuotedLineJson]
    total_ore: int | None


class DayOffJson(TypedDict):
    """A day off of somebody."""

    consultant: str
    date: str


class DaysOffJson(TypedDict):
    """Days off that come and go."""

    added: list[DayOffJson]
    removed: list[DayOffJson]


class ReasonsJson(TypedDict):
    """Why a seat stays empty."""

    seat: str
    candidates: list[ReasonJson]


class QuoteJson(TypedDict):
    """Whether a booking can be staffed, by whom, at what price, and what else moves."""

    possible: bool
    certain: bool
    booking: AskedBookingJson
    base: BaseJson
    staffing: list[StaffedJson]
    price: QuotedPriceJson
    moves: list[ChangeJson]
    days_off: DaysOffJson
    nearest: list[DatesJson]
    reasons: list[ReasonsJson]
    row: str
    booked: str | None


class MendingJson(TypedDict):
    """A draft that would mend a case."""

    roster: int
    changes: list[ChangeJson]
    counts: CountsJson
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    empty: list[str]


class CaseJson(TypedDict):
    """Published duties that cannot be served any more, or that nothing asks for."""

    case: int
    opened: str
    consultant: str | None
    team: str | None
    roster: int
    reason: str
    text: str
    leave: DatesJson | None
    duties: list[str]
    late_start: str | None
    options: list[MendingJson]
    problem: str | None


class StageProgressJson(TypedDict):
    """How far a stage has come."""

    name: str
    began: float
    penalty: int | None
    bound: int | None


class ProgressJson(TypedDict):
    """How far a plan has come."""

    seconds: float
    seconds_left: float | None
    empty: int | None
    penalty: int | None
    stages: list[StageProgressJson]


class JobJson(TypedDict):
    """A plan, or a repair, that somebody asked for."""

    job: int
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    stopping: bool
    asked_by: str
    period: DatesJson
    since: str | None
    after: int | None
    seed: int
    effort: float
    time_limit: float
    created: str
    started: str | None
    finished: str | None
    progress: ProgressJson
    roster: int | None
    told: str | None
    mends: int | None


class WayFoundJson(TypedDict):
    """A way to mend a roster that a repair found, as a draft."""

    roster: int
    aim: str
    status: Status
    changes: list[ChangeJson]
    counts: CountsJson
    penalty_change: int


class RepairShownJson(TypedDict):
    """A repair, the ways that it found, and the one that is published, or was."""

    job: JobJson
    ways: list[WayFoundJson]
    chosen: int | None
