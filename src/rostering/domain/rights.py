"""Rights: what can be done, and which role may do what; the one table of it."""

from enum import StrEnum

from rostering.domain.users import Actor, Role
from rostering.language import _, marked


class Action(StrEnum):
    """Something that one may do or not."""

    START = "start"
    KEEP_OWN_ACCOUNT = "keep own account"
    LOOK_ON_CALL = "look on call"
    GIVE_ON_CALL_LINK = "give on-call link"
    LOOK_BOARD = "look board"
    COMPARE = "compare"
    EXPLAIN = "explain"
    LOOK_FAIRNESS = "look fairness"
    LOOK_ABSENCES = "look absences"
    PLAN = "plan"
    EDIT = "edit rosters"
    PUBLISH = "publish"
    LOOK_OWN = "look own"
    ENTER_OWN_LEAVE = "enter own leave"
    KEEP_OWN_LINKS = "keep own links"
    SWAP_DUTIES = "swap duties"
    APPROVE_SWAPS = "approve swaps"
    LOG_CALLOUTS = "log call-outs"
    KEEP_CALLOUTS = "keep call-outs"
    KEEP_OBLIGATIONS = "keep obligations"
    LOOK_SERVICE_REPORTS = "look service reports"
    KEEP_SERVICE_REPORTS = "keep service reports"
    LOOK_CHARGES = "look charges"
    CLOSE_MONTH = "close month"
    EXPORT_CHARGES = "export charges"
    MARK_BILLED = "mark billed"
    LOOK_PAY = "look pay"
    CLOSE_PAY = "close pay"
    EXPORT_PAY = "export pay"
    LOOK_MARGIN = "look margin"
    ASK = "ask questions"
    BOOK = "book"
    READ_LOG = "read log"
    KEEP_USERS = "keep users"
    LOOK_NOTICES = "look notices"
    SEND_NOTICES = "send notices"
    ANSWER_LEAVE = "answer leave"
    LOAD_EXAMPLE = "load example"
    LOOK_ORDERS = "look orders"
    LOOK_DATA = "look data"
    KEEP_DATA = "keep data"
    KEEP_WEBHOOKS = "keep webhooks"
    KEEP_CHATS = "keep chats"
    LOOK_HELD = "look held"
    FORGET_PEOPLE = "forget people"
    PUSH_PAGERS = "push pagers"

    @property
    def words(self) -> str:
        """What one does."""
        return _(_WORDS[self])


_WORDS = {
    Action.START: marked("see where to begin"),
    Action.KEEP_OWN_ACCOUNT: marked("change language and password"),
    Action.LOOK_ON_CALL: marked("see who is on call"),
    Action.GIVE_ON_CALL_LINK: marked("give customers a link to who is on call"),
    Action.LOOK_BOARD: marked("see the board"),
    Action.COMPARE: marked("compare rosters"),
    Action.EXPLAIN: marked("see why a roster is as it is"),
    Action.LOOK_FAIRNESS: marked("see how fair duties are shared"),
    Action.LOOK_ABSENCES: marked("see why others are away"),
    Action.PLAN: marked("plan"),
    Action.EDIT: marked("change rosters"),
    Action.PUBLISH: marked("publish rosters"),
    Action.LOOK_OWN: marked("see duties of their own"),
    Action.ENTER_OWN_LEAVE: marked("put leave and wishes in"),
    Action.KEEP_OWN_LINKS: marked("keep calendar links"),
    Action.SWAP_DUTIES: marked("swap duties"),
    Action.APPROVE_SWAPS: marked("approve swaps"),
    Action.LOG_CALLOUTS: marked("say when they were called to work"),
    Action.KEEP_CALLOUTS: marked("see and correct the call-outs of everybody"),
    Action.KEEP_OBLIGATIONS: marked("see and keep what is owed to customers"),
    Action.LOOK_SERVICE_REPORTS: marked("see the status reports to customers"),
    Action.KEEP_SERVICE_REPORTS: marked("draw up, approve, send and throw away status reports"),
    Action.LOOK_CHARGES: marked("see charges"),
    Action.CLOSE_MONTH: marked("close months"),
    Action.EXPORT_CHARGES: marked("export charges"),
    Action.MARK_BILLED: marked("say who was billed by hand"),
    Action.LOOK_PAY: marked("see what everybody is paid"),
    Action.CLOSE_PAY: marked("close months of pay"),
    Action.EXPORT_PAY: marked("export pay"),
    Action.LOOK_MARGIN: marked("see what is left of what customers pay"),
    Action.ASK: marked("ask what a roster could be, and what hangs on whom"),
    Action.BOOK: marked("add bookings"),
    Action.READ_LOG: marked("read the audit log"),
    Action.KEEP_USERS: marked("say who may sign in"),
    Action.LOOK_NOTICES: marked("see the mails that were sent"),
    Action.SEND_NOTICES: marked("send the mails that wait"),
    Action.ANSWER_LEAVE: marked("answer leave that was read"),
    Action.LOAD_EXAMPLE: marked("load the example"),
    Action.LOOK_ORDERS: marked("see customers, agreements, bookings and rates"),
    Action.LOOK_DATA: marked("see all data"),
    Action.KEEP_DATA: marked("change data"),
    Action.KEEP_WEBHOOKS: marked("say which programs are told what happens"),
    Action.KEEP_CHATS: marked("say which channels of Slack and Teams are told what happens"),
    Action.LOOK_HELD: marked("take away all that is held of them"),
    Action.FORGET_PEOPLE: marked("forget people who have left"),
    Action.PUSH_PAGERS: marked("tell pagers who is on"),
}

OWN = frozenset(
    {
        *(Action.LOOK_OWN, Action.ENTER_OWN_LEAVE, Action.KEEP_OWN_LINKS, Action.SWAP_DUTIES, Action.LOG_CALLOUTS),
        Action.LOOK_HELD,
    }
)
"""What one consultant does, and nobody for another but an ops lead."""
MONEY = frozenset({Action.LOOK_CHARGES, Action.CLOSE_MONTH, Action.EXPORT_CHARGES, Action.MARK_BILLED})
"""What finance does at the end of a month; nobody else but an ops lead sees what customers pay."""
WAGES = frozenset({Action.LOOK_PAY, Action.CLOSE_PAY, Action.EXPORT_PAY, Action.LOOK_MARGIN})
"""The same of what consultants are paid; each of them sees their own by `LOOK_OWN`."""
_EVERYBODY = frozenset({Action.START, Action.KEEP_OWN_ACCOUNT, Action.LOOK_ON_CALL, Action.LOOK_BOARD})
RIGHTS: dict[Role, frozenset[Action]] = {
    Role.OPS: frozenset(Action),
    Role.CONSULTANT: _EVERYBODY | OWN | {Action.LOOK_FAIRNESS},
    Role.FINANCE: _EVERYBODY | MONEY | WAGES | {Action.LOOK_ORDERS, Action.READ_LOG, Action.LOOK_SERVICE_REPORTS},
    Role.VIEWER: _EVERYBODY | {Action.COMPARE, Action.EXPLAIN, Action.LOOK_FAIRNESS},
}


def may(actor: Actor, action: Action, about: str | None = None) -> bool:
    """Whether somebody may do something; `about` is the id of the consultant whom it concerns."""
    if action not in RIGHTS[actor.role]:
        return False
    return actor.role is Role.OPS or action not in OWN or about is None or about == actor.consultant


def roles_that_may(action: Action) -> tuple[Role, ...]:
    """The roles that may do something."""
    return tuple(role for role in Role if action in RIGHTS[role])
