"""People as JSON: fairness, who is on call, own duties and leave, links, users, notices, the log."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from rostering.reports.schemas.rosters import BigDaysJson, CompensatingDayJson, DatesJson, DutyJson

RoleName = Literal["ops", "consultant", "finance", "viewer"]
LeaveKindName = Literal["leave", "rather_not", "would_like"]


class KindLineJson(TypedDict):
    """What the duties of one kind make of an account, in points."""

    kind: str
    opening: int
    earned: int
    target: int
    deviation: int


class CalloutPointsJson(TypedDict):
    """The call-outs of a consultant in the period, and their points, where the policy has any."""

    number: int
    points: int


class AccountJson(TypedDict):
    """A consultant's account in one role, in points."""

    consultant: str
    role: str
    opening: int
    earned: int
    target: int
    deviation: int
    kinds: list[KindLineJson]
    big_days: BigDaysJson | None
    callouts: NotRequired[CalloutPointsJson]


class ChapterJson(TypedDict):
    """What one publication wrote into the ledger."""

    roster: int
    period: DatesJson
    whole: bool
    accounts: list[AccountJson]


OnDutyJson = TypedDict(
    "OnDutyJson",
    {
        "window": str,
        "role": str,
        "consultant": str | None,
        "name": str | None,
        "from": str,
        "until": str,
        "seat": str,
        "customers": list[str],
    },
)


class OnCallJson(TypedDict):
    """Who is on call at an instant, and who comes next."""

    at: str
    published: bool
    now: list[OnDutyJson]
    next: list[OnDutyJson]


class SinglePointJson(TypedDict):
    """What hangs on a single person."""

    kind: str
    role: str
    consultants: list[str]
    text: str


class BackingJson(TypedDict):
    """A seat, and who could step in for its holder."""

    date: str
    seat: str
    role: str
    kind: str
    occasion: str | None
    booking: str | None
    holder: str | None
    bench: list[str]
    days_off_needed: dict[str, list[str]]
    exposed: bool
    single_points: list[SinglePointJson]


class OwnDutyJson(DutyJson):
    """A duty of one's own, and who has a seat of the same window; null: nobody."""

    others: list[str | None]


class OwnDutiesJson(TypedDict):
    """What is published for one consultant."""

    consultant: str
    name: str
    at: str
    duties: list[OwnDutyJson]
    compensating_days: list[CompensatingDayJson]
    on_leave: list[str]


EntryJson = TypedDict("EntryJson", {"entry": str, "from": str, "to": str, "kind": LeaveKindName})


class OwnLeaveJson(TypedDict):
    """All that a consultant has put in from today on; version is what whoever changes it sends back."""

    consultant: str
    entries: list[EntryJson]
    clashes: list[str]
    last: str
    version: str


AwayJson = TypedDict("AwayJson", {"name": str, "from": str, "to": str})
OrderedJson = TypedDict("OrderedJson", {"booking": str, "from": str, "to": str, "roles": dict[str, int]})


class LeaveCheckJson(TypedDict):
    """What an entry clashes with; seen is what whoever enters it sends back with the version."""

    consultant: str
    kind: LeaveKindName
    periods: list[DatesJson]
    known: list[DatesJson]
    duties: list[str]
    away: list[AwayJson]
    ordered: list[OrderedJson]
    version: str
    seen: str


ProposedJson = TypedDict(
    "ProposedJson", {"item": int, "from": str, "to": str, "ticked": bool, "flags": list[str], "whole_days": bool}
)


class SkippedJson(TypedDict):
    """How many entries of a calendar were left aside, and why."""

    reason: str
    count: int


class ProposalJson(TypedDict):
    """Leave that was read and waits for an answer, or has had it."""

    proposal: int
    consultant: str
    source: str
    made: str
    state: str
    looked: DatesJson
    items: list[ProposedJson]
    skipped: list[SkippedJson]


class LeaveDutyJson(TypedDict):
    """A published duty that leave falls on."""

    seat: str
    date: str
    start: str
    end: str
    role: str


class AcceptedJson(ProposalJson):
    """A proposal with the leave that has come of it."""

    added: list[DatesJson]
    duties: list[LeaveDutyJson]


class SubjectJson(TypedDict):
    """Whose duties a link shows."""

    kind: Literal["consultant", "role", "team", "customer", "all"]
    id: str | None


class LinkJson(TypedDict):
    """A secret link, without its secret."""

    number: int
    name: str
    subject: SubjectJson
    purpose: Literal["feed", "leave", "on_call"]
    language: str
    utc: bool
    busy: bool
    alarm: int | None
    created: str
    ends: str | None
    standing: str
    replaced_by: int | None
    last_fetch: str | None
    client: str | None


class IssuedJson(LinkJson):
    """A new link with its address, which is shown this once."""

    url: str
    webcal: NotRequired[str]
    replaces: NotRequired[LinkJson]


class UserJson(TypedDict):
    """A user."""

    number: int
    name: str
    role: RoleName
    consultant: str | None
    language: str | None
    provider: str | None
    created: str
    ended: str | None


class AccountOfUserJson(UserJson):
    """A user with what is known of their signing in."""

    has_password: bool
    invited_until: str | None
    last_seen: str | None


class InvitedJson(UserJson):
    """A user with their one-time address, which is shown this once."""

    url: str
    invited_until: str


class CallerJson(TypedDict):
    """Whose token this is, and what it may do until when."""

    user: str
    token: str
    role: RoleName
    consultant: str | None
    may: list[str]
    expires: str


class SentJson(TypedDict):
    """What came of sending mails, in numbers."""

    sent: int
    waiting: int
    failed: int


class NoticeJson(TypedDict):
    """A mail, but for what it says."""

    id: int
    to: str
    consultant: str
    cause: str
    subject: str
    state: str
    created: str | None
    sent: str | None
    attempts: int
    next_attempt: str | None
    error: str | None


class WholeNoticeJson(NoticeJson):
    """A mail with what it says."""

    message_id: str
    body: str


class ChangedRecordJson(TypedDict):
    """What one record was, and what it became."""

    place: str
    before: dict[str, str] | str | None
    after: dict[str, str] | str | None


class LoggedJson(TypedDict):
    """Who did what, when, and to what; hidden are records that who reads may not see."""

    entry: int
    at: str
    who: str
    action: str
    what: str
    records: list[ChangedRecordJson]
    hidden: int
