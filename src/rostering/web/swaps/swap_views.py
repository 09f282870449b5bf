"""Swaps in the words of their pages: who offers what to whom, where it stands, and what it would mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rostering.answers.swaps import Names, Prospect, SwapView
from rostering.domain.seats import Duty
from rostering.domain.swaps import Act, Approval, LeadTime, SwapPolicy, SwapState
from rostering.language import _, formats, n_, named
from rostering.reports.look.days import title
from rostering.reports.look.wording import signed
from rostering.reports.roster.swaps import ACTS, STATES
from rostering.services.swaps.refusals import sentences_for
from rostering.web.frame.looks import RoleLook, role_looks

_BADGES = {
    SwapState.OPEN: "",
    SwapState.TAKEN: "warn",
    SwapState.DONE: "good",
    SwapState.REFUSED: "bad",
    SwapState.ENDED: "",
    SwapState.DECLINED: "",
    SwapState.WITHDRAWN: "",
}


@dataclass(frozen=True)
class DutyCard:
    """A duty that changes hands."""

    look: RoleLook
    kind: str
    day: date
    hours: str
    title: str
    customers: tuple[str, ...]


@dataclass(frozen=True)
class StepLine:
    """Something that was done."""

    when: str
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class Meaning:
    """What a swap would mean, for whoever reads it."""

    forbidden: tuple[str, ...]
    """What speaks against it."""
    penalised: tuple[str, ...]
    """What is to be known, in plain words."""
    days_off: tuple[str, ...]
    penalty: int
    by_rule: tuple[tuple[str, int], ...]
    charges: tuple[str, ...]
    mark: str

    @property
    def signed(self) -> str:
        """The penalty with its sign."""
        return signed(self.penalty)


@dataclass(frozen=True)
class SwapCard:
    """A swap, as pages show it."""

    number: int
    giver: str
    giver_name: str
    other: str | None
    """Whoever took it, or to whom it is offered."""
    other_name: str
    given: DutyCard | None
    seat: str
    in_return: DutyCard | None
    note: str
    state: SwapState
    state_word: str
    badge: str
    why: str
    is_late: bool
    is_mine: bool
    """Whether the reader offers it."""
    has_taken: bool
    """Whether the reader has taken it."""
    has_declined: bool
    """Whether the reader has said no to it."""
    meaning: Meaning | None
    steps: tuple[StepLine, ...]
    rosters: tuple[int, ...]

    @property
    def is_live(self) -> bool:
        """Whether something may still come of it."""
        return self.state in {SwapState.OPEN, SwapState.TAKEN}

    @property
    def is_for_reader(self) -> bool:
        """Whether what it means is theirs to know: not of what somebody else has taken from somebody else."""
        return self.is_mine or self.has_taken or self.state is SwapState.OPEN

    @property
    def arrow(self) -> str:
        """Which way it goes."""
        return "⇄" if self.in_return else "→"

    @property
    def heading(self) -> str:
        """What it is, to its reader."""
        if self.is_mine:
            return _("Your offer")
        if self.has_taken:
            return _("You take a duty of {name}", name=self.giver_name)
        if self.in_return:
            return _("{name} would like to swap", name=self.giver_name)
        return _("{name} offers a duty", name=self.giver_name)

    @property
    def whom(self) -> str:
        """To whom it goes, in words."""
        if self.state in {SwapState.TAKEN, SwapState.DONE}:
            return _("taken by {name}", name=self.other_name)
        return _("offered to {name}", name=self.other_name) if self.other else _("offered to all who can take it")


def cards_of(views: Iterable[SwapView], names: Names, reader: str | None) -> list[SwapCard]:
    """Several swaps."""
    return [card_of(view, names, reader) for view in views]


def card_of(view: SwapView, names: Names, reader: str | None) -> SwapCard:
    """A swap for a consultant; for an ops lead where there is none."""
    swap, people = view.swap, names.consultants
    other = swap.taker or swap.to
    return SwapCard(
        number=swap.number,
        giver=swap.giver,
        giver_name=people.get(swap.giver, swap.giver),
        other=other,
        other_name=people.get(other, other) if other else "",
        given=duty_card(view.duty, names) if view.duty else None,
        seat=swap.seat,
        in_return=duty_card(view.in_return, names) if view.in_return else None,
        note=swap.note,
        state=view.state,
        state_word=_(STATES[view.state]),
        badge=_BADGES[view.state],
        why=named(view.why, names.name_of) if view.why else "",
        is_late=view.is_late,
        is_mine=swap.giver == reader,
        has_taken=swap.taker is not None and swap.taker == reader and view.is_live,
        has_declined=reader in swap.declined_by,
        meaning=meaning_of(view.prospect, names, reader) if view.prospect else None,
        steps=tuple(_steps(view, names)),
        rosters=view.rosters,
    )


def duty_card(duty: Duty, names: Names) -> DutyCard:
    """A duty."""
    seat, zone = duty.seat, names.zone
    looks = role_looks({**names.roles, seat.role: names.roles.get(seat.role, seat.role)})
    hours = f"{formats.clock(seat.span.start, zone)}–{formats.clock(seat.span.end, zone)}"
    served = tuple(names.customers.get(customer, customer) for customer in seat.customers)
    return DutyCard(looks[seat.role], seat.kind, seat.day, hours, title(seat, names), served)


def meaning_of(prospect: Prospect, names: Names, reader: str | None) -> Meaning:
    """What a swap would mean."""
    come = [_off(who, day, names, reader, gone=False) for who, day in prospect.days_off]
    gone = [_off(who, day, names, reader, gone=True) for who, day in prospect.days_back]
    return Meaning(
        sentences_for(prospect.forbidden, names, reader),
        _plain(prospect, names, reader),
        (*come, *gone),
        prospect.penalty,
        tuple(prospect.penalty_by_rule.items()),
        prospect.charges,
        prospect.mark,
    )


def policy_words(policy: SwapPolicy) -> str:
    """Until when one can swap, and who approves, in a sentence or two."""
    approval = {
        Approval.LEAD: _("An ops lead approves each swap."),
        Approval.PENALISED: _("An ops lead approves swaps that cost something."),
        Approval.NONE: _("A swap takes effect as soon as it is taken."),
    }
    return f"{_until(policy.notice)} {approval[policy.approval]}"


def _until(notice: LeadTime) -> str:
    if notice.days:
        return n_(
            "You can swap up to {number} day before a duty begins.",
            "You can swap up to {number} days before a duty begins.",
            notice.days,
        )
    if notice.hours:
        return n_(
            "You can swap up to {number} hour before a duty begins.",
            "You can swap up to {number} hours before a duty begins.",
            notice.hours,
        )
    return _("You can swap until a duty begins.")


def _plain(prospect: Prospect, names: Names, reader: str | None) -> tuple[str, ...]:
    """What breaks no law and is to be known; of others a consultant reads nothing but what all may know."""
    if reader is None:
        return sentences_for(prospect.penalised, names, None)
    own = [one for one in prospect.penalised if one.breach.rule != "wishes" or one.breach.about[0] == reader]
    return sentences_for([one for one in own if one.breach.rule not in _FIGURES], names, reader)


_FIGURES = frozenset({"largest_unfairness", "unfairness", "big_day_shares", "compensation"})
"""Rules that say figures of the whole roster, or what is said in other words beside it."""


def _off(who: str, day: date, names: Names, reader: str | None, *, gone: bool) -> str:
    name, when = names.consultants.get(who, who), formats.short_day(day)
    if who == reader:
        return _("You are not off on {day} any more.", day=when) if gone else _("You get {day} off for it.", day=when)
    if gone:
        return _("{name} is not off on {day} any more.", name=name, day=when)
    return _("{name} gets {day} off for it.", name=name, day=when)


def _steps(view: SwapView, names: Names) -> Iterator[StepLine]:
    for step in view.steps:
        who = names.consultants.get(step.consultant or "", "") if step.act is not Act.ENDED else ""
        by = step.by if not who or step.by == step.consultant else _("{name}, by {lead}", name=who, lead=step.by)
        why = named(step.reason, names.name_of) if step.reason else ""
        acted = who if who and step.by == step.consultant else by
        yield StepLine(formats.moment(step.at, names.zone), acted, _(ACTS[step.act]), why)
