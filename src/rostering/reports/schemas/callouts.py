"""Call-outs as JSON, and what they mean for the days after."""

from typing import Literal

from typing_extensions import TypedDict


class CalloutEntryJson(TypedDict):
    """What somebody said of a call-out, in the place of what was said before."""

    version: int
    at: str
    by: str
    act: Literal["added", "answered", "updated", "ended", "corrected", "withdrawn"]
    reason: str


class CalloutJson(TypedDict):
    """A call-out; without an end the work goes on, without a seat it was outside any duty."""

    callout: int
    customer: str
    consultant: str
    seat: str | None
    kind: str
    outside_duty: bool
    called: str
    answered: str | None
    updates: list[str]
    ended: str | None
    minutes: int | None
    priority: str
    what: str
    withdrawn: bool
    version: int
    entries: list[CalloutEntryJson]


class CalloutLookedJson(CalloutJson):
    """A call-out that is looked at; version_mark is what whoever changes it sends back."""

    version_mark: str


class LateStartJson(TypedDict):
    """A working day that begins later; begins is null where all of its hours are rest."""

    consultant: str
    date: str
    begins: str | None
    text: str


class ShortRestJson(TypedDict):
    """A published duty that begins after less rest than is due."""

    consultant: str
    seat: str
    date: str
    rest_minutes: int
    missing_minutes: int
    make_up_by: str
    forbidden: bool


class RestAfterJson(TypedDict):
    """What call-outs mean for the days of a period."""

    late_starts: list[LateStartJson]
    short_rests: list[ShortRestJson]
