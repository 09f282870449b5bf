"""Rosters as JSON: duties, breaches, changes, and what is said of each."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

Status = Literal["draft", "published", "superseded", "discarded"]
DatesJson = TypedDict("DatesJson", {"from": str, "to": str})
DatesJson.__doc__ = "Both ends of a period, both included."


class WindowJson(TypedDict):
    """What must be staffed on a date, and for whom."""

    date: str
    start: str
    end: str
    kind: str
    name: str
    team: str
    roles: dict[str, int]
    customers: list[str]
    booking: str | None
    presence: str


class DutyJson(TypedDict):
    """A seat and its holder; null: nobody."""

    seat: str
    date: str
    start: str
    end: str
    kind: str
    name: str
    role: str
    consultant: str | None
    customers: list[str]
    booking: str | None
    presence: str
    points: int


CompensatingDayJson = TypedDict("CompensatingDayJson", {"consultant": str, "date": str, "for": list[str]})
CompensatingDayJson.__doc__ = "A day off that duties earn."


class ReasonJson(TypedDict):
    """Why somebody does not hold a seat."""

    consultant: str
    reason: str


class FixJson(TypedDict):
    """A change that would fill an empty seat."""

    change: str
    text: str
    proven: bool
    penalty: int | None
    price: int | None


class EmptySeatJson(TypedDict):
    """An empty seat, with why each candidate does not hold it."""

    seat: str
    candidates: list[ReasonJson]
    fixes: list[FixJson]


class BreachJson(TypedDict):
    """A rule that is broken; the penalty of a forbidden one is null."""

    rule: str
    about: list[str]
    amount: int
    penalty: int | None
    price: int | None
    seats: list[str]
    text: str


class OpenPenaltyJson(TypedDict):
    """What a rule charges in a stage that is not proven, and the ISO weeks in which most is paid."""

    rule: str
    weeks: list[str]
    penalty: int | None
    price: int | None


class StageJson(TypedDict):
    """How one stage of a search ended."""

    name: str
    bound: int | None
    proven: bool
    seconds: float
    penalty: int | None
    price: int | None
    hangs_on: list[OpenPenaltyJson]


class BigDaysJson(TypedDict):
    """A consultant's account of big days, in dates."""

    consultant: str
    opening: float
    held: int
    share: float
    deviation: float


class PinJson(TypedDict):
    """A seat that is meant for somebody."""

    seat: str
    consultant: str


class RosterJson(TypedDict):
    """The whole of a roster."""

    roster: int
    status: Status
    period: DatesJson
    created: str
    seed: int
    input_hash: str
    based_on: int | None
    interrupted: bool
    duties: list[DutyJson]
    compensating_days: list[CompensatingDayJson]
    empty: list[EmptySeatJson]
    shortages: list[str]
    breaches: list[BreachJson]
    stages: list[StageJson]
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    big_days: list[BigDaysJson]
    pins: list[PinJson]


ListedJson = TypedDict(
    "ListedJson",
    {
        "roster": int,
        "status": Status,
        "period": DatesJson,
        "made_by": str,
        "from": int | None,
        "empty": int,
        "hard": int,
        "price": int,
        "penalty": int,
        "by": str,
        "created": str,
        "published": str | None,
        "published_by": str | None,
    },
)
ListedJson.__doc__ = "A roster in the list of all."


class AuditJson(TypedDict):
    """What judging a roster found."""

    roster: int
    status: Status
    breaches: list[BreachJson]
    hard: int
    penalty: int | None
    price: int | None
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    obsolete: list[str]
    inputs_changed: bool


class CandidateJson(TypedDict):
    """Somebody who could hold a seat, or not; null as penalty: not at any price."""

    consultant: str
    ok: bool
    reason: str
    penalty: int | None
    price: int | None
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    days_off: list[str]


class ExplanationJson(TypedDict):
    """Why a seat has the holder that it has, or none."""

    seat: str
    consultant: str | None
    candidates: list[CandidateJson]
    fixes: list[FixJson]


class ChangeJson(TypedDict):
    """A seat with its holder before and after."""

    seat: str
    before: str | None
    after: str | None


class CountsJson(TypedDict):
    """How many changes there are of which sort."""

    added: int
    removed: int
    moved: int


class DifferenceJson(TypedDict):
    """What differs between two rosters."""

    changes: list[ChangeJson]
    counts: CountsJson
    by_consultant: dict[str, list[ChangeJson]]
    by_customer: dict[str, list[ChangeJson]]


class OpenSeatJson(TypedDict):
    """A seat that a published roster leaves empty."""

    seat: str
    date: str
    role: str


class PublishedJson(TypedDict):
    """What publishing a roster changed; notices are the mails that wait, where the firm sends them."""

    roster: int
    changes: CountsJson
    empty: list[OpenSeatJson]
    notices: NotRequired[int]


class DiscardedJson(TypedDict):
    """A draft that was thrown away."""

    roster: int
    status: Literal["discarded"]


class FairnessOfWayJson(TypedDict):
    """How far people are from their fair share: the farthest, and the sum of squares."""

    largest: int
    squares: int


class WayToMendJson(TypedDict):
    """One way to mend a roster, saved as a draft."""

    roster: int
    aim: str
    changes: list[ChangeJson]
    counts: CountsJson
    penalty_by_rule: dict[str, int]
    price_by_rule: dict[str, int]
    penalty_changes: dict[str, int]
    price_changes: dict[str, int]
    fairness: FairnessOfWayJson
    readiness_ore: int | None
    readiness_change_ore: int | None
    empty: list[str]
    compensating_days: list[CompensatingDayJson]
    stages: list[StageJson]
    pins_let_go: list[PinJson]


RepairedJson = TypedDict("RepairedJson", {"before": int, "from": str, "options": list[WayToMendJson]})
RepairedJson.__doc__ = "Up to three ways to mend a roster, from a date on."


class SignOffJson(TypedDict):
    """Something that has to be signed off before a draft is published; its key stands for what it says now."""

    key: str
    kind: Literal["empty", "forbidden", "rewritten", "costs"]
    text: str
    seat: str | None
    rule: str | None
    penalty: int
    breaches: list[BreachJson]


class AnnouncedJson(TypedDict):
    """What one person will be told of their own: seats, and days off."""

    consultant: str
    name: str
    address: str | None
    taken: list[str]
    given_up: list[str]
    moved: list[str]
    days_off: list[str]
    days_back: list[str]


class OutlookJson(TypedDict):
    """What publishing a draft would do; version is what whoever publishes it sends back."""

    roster: int
    status: Status
    changes: CountsJson
    signs: list[SignOffJson]
    standing: int
    told: list[AnnouncedJson]
    by_mail: bool
    hindrance: str | None
    thrown_away: list[int]
    version: str


class UndoneJson(TypedDict):
    """A change by hand that was undone, and the roster that it leads back to."""

    roster: int
    back_to: int
    seat: str
    before: str | None
    after: str | None


class SwappedDutyJson(TypedDict):
    """A duty of a swap; without a date no published roster has it any more."""

    seat: str
    date: str | None
    start: str | None
    end: str | None
    role: str | None


class DayOfPersonJson(TypedDict):
    """A day of somebody."""

    consultant: str
    date: str


class SwapEffectJson(TypedDict):
    """What a swap would change, by the rules' own judgement."""

    forbidden: list[BreachJson]
    penalised: list[BreachJson]
    penalty: int
    penalty_by_rule: dict[str, int]
    days_off: list[DayOfPersonJson]
    days_back: list[DayOfPersonJson]
    closed_months: list[str]


class SwapStepJson(TypedDict):
    """What somebody did about a swap."""

    at: str
    by: str
    act: str
    consultant: str | None
    reason: str


class SwapJson(TypedDict):
    """A swap, with what it would change where that was asked."""

    swap: int
    state: Literal["open", "taken", "done", "declined", "withdrawn", "refused", "ended"]
    giver: str
    to: str | None
    taker: str | None
    duty: SwappedDutyJson
    in_return: SwappedDutyJson | None
    note: str
    why: str
    rosters: list[int]
    steps: list[SwapStepJson]
    changes: SwapEffectJson | None


class SwapDoneJson(SwapJson):
    """What became of a swap; notices are the mails that wait, where the firm sends them."""

    notices: NotRequired[int]


class SwapLookedJson(SwapJson):
    """One swap, with who could take it; version is what whoever changes it sends back."""

    able: list[str]
    version: str


class OwnSwapsJson(TypedDict):
    """The swaps that concern one consultant."""

    consultant: str
    to_me: list[SwapJson]
    by_me: list[SwapJson]
    over: list[SwapJson]


class ChoicesJson(TypedDict):
    """To whom a duty can be offered, and for which duties of theirs it can be traded."""

    consultant: str
    seat: str
    able: list[str]
    traders: list[str]
    returns: list[str]
    until: str
    late: bool
    version: str
