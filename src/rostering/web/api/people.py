"""Routes about people: who may sign in, leave that was read, mails, and the audit log."""

import os
from datetime import UTC, datetime, time
from typing import Annotated

from pydantic import Field

from rostering.answers.log import LogFilter
from rostering.domain.notices import MailState
from rostering.domain.rights import Action
from rostering.domain.users import LONGEST_NAME, Role
from rostering.reports.look.shapes import Shape
from rostering.reports.outside.leave import accepted_shape, proposal_shape
from rostering.reports.outside.log import logged_shape
from rostering.reports.outside.notices import notice_shape, whole_notice_shape
from rostering.reports.outside.users import account_shape, invited_shape, user_shape
from rostering.reports.schemas.people import (
    AcceptedJson,
    AccountOfUserJson,
    InvitedJson,
    LoggedJson,
    NoticeJson,
    ProposalJson,
    SentJson,
    UserJson,
    WholeNoticeJson,
)
from rostering.services.access import log, users
from rostering.services.inputs import leave
from rostering.services.notices import letters, sending
from rostering.spans import DAY
from rostering.web.api.call import ApiCall, ListPart
from rostering.web.api.failures import Failed
from rostering.web.api.links import Language
from rostering.web.api.lists import part_of
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Day, Most, Number, Parameters, Text

TRANSPORT = "ROSTERING_SMTP"
"""The variable that says where mails go."""
RETRY = 60
"""Seconds after which it is worth another try to send."""
UserName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class SomeUsers(Parameters):
    """Which users."""

    ended: bool = Field(default=False, description="Also those who were removed")


class UserWanted(Body):
    """Who is to sign in, and as what."""

    name: UserName
    role: Role
    consultant: Text | None = None
    language: Language | None = None


class UserNamed(Body):
    """A user by name."""

    name: UserName


class SomeProposals(Parameters):
    """Whose leave, and whether what has its answer counts."""

    consultant: Text | None = None
    all: bool = False


class OneProposal(Parameters):
    """A proposal by number."""

    proposal: Number


class ItemsTaken(Body):
    """The items that become leave; by default those that are ticked."""

    items: list[Number] | None = Field(None, max_length=1000)


class LeaveSent(Body):
    """Whose leave it is, and the text of a calendar (.ics) or of a table (from,to); `name` is what faults call it."""

    consultant: Text
    text: Annotated[str, Field(min_length=1, max_length=1 << 20)]
    name: Text = "leave.ics"
    days: Annotated[int, Field(ge=1, le=3660)] = leave.AHEAD


class Sending(Body):
    """Whether what was put off is tried again at once."""

    now: bool = False


class SomeNotices(Parameters):
    """In which state, and from where the list goes on."""

    state: MailState | None = None
    limit: Most = 100
    before: Number | None = None


class OneNotice(Parameters):
    """A mail by its id."""

    notice: Number


class SomeEntries(Parameters):
    """What is looked for in the log, and from where it goes on; both dates count."""

    who: Annotated[str, Field(max_length=200)] = ""
    record: Annotated[str, Field(max_length=200)] = ""
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    before: Number | None = None


class OneEntry(Parameters):
    """An entry by number."""

    entry: Number


def list_users(call: ApiCall, asked: SomeUsers, _body: None) -> list[Shape]:
    """Who may sign in, how, and when they were last seen."""
    return [account_shape(account) for account in users.users(call.store, call.actor, asked.ended)]


def add_user(call: ApiCall, _asked: Parameters, body: UserWanted) -> Shape:
    """Let somebody sign in, and show the one-time address at which they set a password."""
    invited = users.add_user(call.store, call.actor, body.name, body.role, body.consultant, body.language)
    return invited_shape(call.base, invited)


def invite_user(call: ApiCall, _asked: Parameters, body: UserNamed) -> Shape:
    """Show another one-time address; earlier ones are good no more."""
    return invited_shape(call.base, users.invite(call.store, call.actor, body.name))


def remove_user(call: ApiCall, _asked: Parameters, body: UserNamed) -> Shape:
    """Let somebody sign in no more, and end their sessions and tokens."""
    return user_shape(users.remove_user(call.store, call.actor, body.name))


def propose_leave(call: ApiCall, _asked: Parameters, body: LeaveSent) -> Shape:
    """Read a calendar or a table, and propose the days away in it as leave; nothing is applied."""
    data = body.text.encode("utf-8", "replace")
    return proposal_shape(leave.propose(call.store, body.name, data, body.consultant, call.by, body.days))


def list_proposals(call: ApiCall, asked: SomeProposals, _body: None) -> list[Shape]:
    """Leave that was read from calendars and waits for an answer."""
    return [proposal_shape(one) for one in leave.proposals(call.store, asked.consultant, asked.all)]


def show_proposal(call: ApiCall, asked: OneProposal, _body: None) -> Shape:
    """One proposal of leave."""
    return proposal_shape(leave.proposal(call.store, asked.proposal))


def accept_proposal(call: ApiCall, asked: OneProposal, body: ItemsTaken) -> Shape:
    """Make leave of what is ticked, and say which published duties it falls on."""
    return accepted_shape(leave.accept(call.store, asked.proposal, call.by, body.items))


def reject_proposal(call: ApiCall, asked: OneProposal, _body: None) -> Shape:
    """Answer a proposal with no."""
    return proposal_shape(leave.reject(call.store, asked.proposal, call.by))


def list_notices(call: ApiCall, asked: SomeNotices, _body: None) -> ListPart:
    """The mails in the outbox, and what became of them, the newest first."""
    found = letters.list_notices(call.store, asked.state)
    shapes = [notice_shape(mail, found.zone) for mail in reversed(found.mails)]
    return part_of(shapes, "id", asked.limit, asked.before)


def show_notice(call: ApiCall, asked: OneNotice, _body: None) -> Shape:
    """One mail with what it says."""
    found = letters.show_notice(call.store, asked.notice)
    return whole_notice_shape(found.mails[0], found.zone)


def send_notices(call: ApiCall, _asked: Parameters, body: Sending) -> Shape:
    """Send the mails that wait, after putting reminders that are due among them."""
    run = sending.send_notices(call.store, os.environ.get(TRANSPORT), at_once=body.now)
    shape = {"sent": len(run.sent), "waiting": run.waiting, "failed": len(run.failed)}
    if not run.reached:
        retry = {"Retry-After": str(RETRY)}
        raise Failed(503, "unreachable", f"nothing can be sent: {run.stopped}", retry).beside(shape)
    return shape


def preview_notices(call: ApiCall, _asked: Parameters, _body: None) -> list[Shape]:
    """Put reminders that are due among the mails that wait, and show all of these with what they say; none is sent."""
    found = letters.waiting_notices(call.store)
    return [whole_notice_shape(mail, found.zone) for mail in found.mails]


def read_log(call: ApiCall, asked: SomeEntries, _body: None) -> ListPart:
    """Who did what when, the newest first, a hundred at a time."""

    def midnight(day: Day) -> datetime:
        return datetime.combine(day, time(), call.zone).astimezone(UTC)

    since = midnight(asked.first) if asked.first else None
    wanted = LogFilter(asked.who, asked.record, since, midnight(asked.last + DAY) if asked.last else None)
    found = log.audit_log(call.store, call.actor, wanted, asked.before)
    return ListPart([logged_shape(entry) for entry in found.entries], found.older)


def show_entry(call: ApiCall, asked: OneEntry, _body: None) -> Shape:
    """One entry of the log, with all that it changed."""
    return logged_shape(log.logged(call.store, call.actor, asked.entry)[0])


_USERS, _LEAVE, _MAILS = Action.KEEP_USERS, Action.ANSWER_LEAVE, Action.LOOK_NOTICES
ROUTES = (
    ApiRoute("GET", "/users", _USERS, list_users, list[AccountOfUserJson], SomeUsers),
    ApiRoute("POST", "/users", _USERS, add_user, InvitedJson, body=UserWanted, status=201, changes=True, secret=True),
    ApiRoute("POST", "/users/invite", _USERS, invite_user, InvitedJson, body=UserNamed, changes=True, secret=True),
    ApiRoute("POST", "/users/remove", _USERS, remove_user, UserJson, body=UserNamed, changes=True),
    ApiRoute(
        "POST",
        "/leave/proposals",
        _LEAVE,
        propose_leave,
        ProposalJson,
        body=LeaveSent,
        status=201,
        location="/leave/proposals/{proposal}",
        changes=True,
    ),
    ApiRoute("GET", "/leave/proposals", _LEAVE, list_proposals, list[ProposalJson], SomeProposals),
    ApiRoute("GET", "/leave/proposals/{proposal}", _LEAVE, show_proposal, ProposalJson, OneProposal),
    ApiRoute(
        "POST",
        "/leave/proposals/{proposal}/accept",
        _LEAVE,
        accept_proposal,
        AcceptedJson,
        OneProposal,
        ItemsTaken,
        changes=True,
    ),
    ApiRoute(
        "POST", "/leave/proposals/{proposal}/reject", _LEAVE, reject_proposal, ProposalJson, OneProposal, changes=True
    ),
    ApiRoute("POST", "/notices/preview", _MAILS, preview_notices, list[WholeNoticeJson], changes=True),
    ApiRoute("POST", "/notices/send", Action.SEND_NOTICES, send_notices, SentJson, body=Sending, changes=True),
    ApiRoute("GET", "/notices", _MAILS, list_notices, list[NoticeJson], SomeNotices, pages=True),
    ApiRoute("GET", "/notices/{notice}", _MAILS, show_notice, WholeNoticeJson, OneNotice),
    ApiRoute("GET", "/log", Action.READ_LOG, read_log, list[LoggedJson], SomeEntries, pages=True),
    ApiRoute("GET", "/log/{entry}", Action.READ_LOG, show_entry, LoggedJson, OneEntry),
)
