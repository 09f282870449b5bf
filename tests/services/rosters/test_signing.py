"""Publishing with open eyes: who is told of what, and what somebody signs off with a reason that is kept."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from rostering.answers.log import LogFilter
from rostering.answers.signing import Outlook, Signature, SignKind
from rostering.audit.places import dearer
from rostering.domain.users import Actor, Role
from rostering.errors import Conflict, FaultyInput, RosteringError, Stale
from rostering.language import speaking, told
from rostering.rosters.version import Status
from rostering.services.access.freshness import mark_of
from rostering.services.access.log import audit_log
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.by_hand import give
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import Unlawful, publish
from rostering.services.rosters.replanning import Absence, replan
from rostering.services.rosters.replanning import limits_of as repair_limits
from rostering.services.rosters.rewriting import rewritten
from rostering.services.rosters.showing import show
from rostering.services.rosters.signing import outlook, publish_signed
from rostering.services.swaps.refusals import PRIVATE
from rostering.store import LogEntry, open_store
from samples.small_firm import MONTH, SHEETS, write_firm

LEAD = Actor.ops("ida")
SEAT = "preparedness:2026-11-14:backend:1"
LEAVE = "preparedness:2026-11-07:backend:1"
"""A seat on a day of birk's leave."""
MORE_PIM = SHEETS["consultants.csv"] + "".join(
    f"{name},{name.title()} Enghave,,pim,regular,2021-01-01,,1,\n" for name in ("greta", "hans")
)
EARLY, LATE = date(2026, 11, 1), date(2026, 11, 20)


def mark(url: str) -> str:
    with open_store(url).reading() as reading:
        return mark_of(reading)


def log(url: str, action: str) -> list[LogEntry]:
    with open_store(url).reading() as reading:
        return [one for one in reading.audit_log() if one.action == action]


def other(url: str, seat: str = SEAT) -> str:
    held = next(duty.consultant for duty in show(url, 1).version.duties if duty.seat.id == seat)
    return "birk" if held == "asta" else "asta"


def signed(found: Outlook, reason: str = "nobody else is there") -> Signature:
    return Signature({one.key: reason for one in found.signs})


def test_it_says_who_is_told_of_what_before_anybody_is(published: str) -> None:
    taker = other(published)
    assign(published, 1, SEAT, taker, "tester", EARLY)
    found = outlook(published, LEAD, 2, EARLY)
    told = {one.consultant: one for one in found.announcements}
    assert {posting.id for posting in told[taker].taken} == {SEAT}
    giver = "asta" if taker == "birk" else "birk"
    assert {posting.id for posting in told[giver].given_up} == {SEAT}
    assert (found.by_mail, told[taker].address, len(found.changes)) == (False, None, 1)


def test_an_empty_seat_and_a_forbidden_breach_are_signed_off_one_by_one_and_kept_in_the_log(published: str) -> None:
    assign(published, 1, SEAT, None, "tester", EARLY)
    assign(published, 2, LEAVE, "birk", "tester", EARLY)
    found = outlook(published, LEAD, 3, EARLY)
    assert [one.text for one in found.of(SignKind.EMPTY)] == [f"Nobody holds {SEAT}."]
    assert "birk is on leave on 2026-11-07." in [one.text for one in found.of(SignKind.FORBIDDEN)]
    hard = [one.text for one in found.version.breaches if one.breach.penalty is None]
    assert [one.text for one in found.of(SignKind.FORBIDDEN)] == hard
    assert not found.of(SignKind.REWRITTEN)
    assert not [one for one in found.of(SignKind.COSTS) if one.rule == "coverage"]
    reasons = {one.key: f"reason {number}" for number, one in enumerate(found.signs)}
    publish_signed(published, LEAD, 3, Signature(reasons), mark(published), EARLY)
    assert show(published, 3).status is Status.PUBLISHED
    entries, signs = log(published, "sign off"), [one for one in found.signs if one.rule not in PRIVATE]
    assert [(one.who, one.after) for one in entries] == [("ida", reasons[one.key]) for one in signs]
    assert [one.what for one in entries] == [f"roster 3: {one.text}" for one in signs]
    assert entries[0].what == f"roster 3: Nobody holds {SEAT}."
    away = [one for one in found.signs if one.rule in PRIVATE]
    told = [(one.who, one.what, one.after) for one in log(published, "sign off leave")]
    assert told == [("ida", "roster 3", f"{one.text} {reasons[one.key]}") for one in away]
    assert "birk is on leave on 2026-11-07." in [one.text for one in away]


def test_finance_reads_in_the_log_that_something_was_signed_off_and_not_why_somebody_is_away(published: str) -> None:
    assign(published, 1, LEAVE, "birk", "tester", EARLY)
    found = outlook(published, LEAD, 2, EARLY)
    publish_signed(published, LEAD, 2, signed(found), found.mark, EARLY)
    lead, finance = (audit_log(published, who, LogFilter()).entries for who in (LEAD, Actor("cfo", Role.FINANCE)))
    assert "birk is on leave" in str(lead)
    assert "birk is on leave" not in str(finance)
    assert [one.hidden for one in finance if one.action == "sign off leave"] == [1]


def test_without_every_reason_nothing_is_published(published: str) -> None:
    assign(published, 1, SEAT, None, "tester", EARLY)
    found = outlook(published, LEAD, 2, EARLY)
    reasons, first = signed(found).reasons, found.signs[0].key
    with pytest.raises(FaultyInput) as refused:
        publish_signed(published, LEAD, 2, Signature({**reasons, first: "  "}), found.mark, EARLY)
    assert faults(refused.value) == [(f"reasons.{first}", "say why it may be so")]
    for given in ({}, {**reasons, "other": "x"}):
        with pytest.raises(Stale) as stale:
            publish_signed(published, LEAD, 2, Signature(given), found.mark, EARLY)
        assert str(stale.value) == "what has to be signed off is something else by now: look at it again"
    assert show(published, 2).status is Status.DRAFT
    assert not log(published, "sign off")


def rewrites(url: str, number: int) -> tuple[str, ...]:
    with open_store(url).reading() as reading:
        return rewritten(reading, reading.version(number), reading.publications(), LATE)


def test_what_is_over_is_rewritten_only_with_a_reason(published: str) -> None:
    assign(published, 1, SEAT, other(published), "tester", EARLY)
    texts = rewrites(published, 2)
    assert "1 duty of dates that are over, on 2026-11-14" in texts
    found = outlook(published, LEAD, 2, LATE)
    assert tuple(one.text for one in found.of(SignKind.REWRITTEN)) == texts
    publish_signed(published, LEAD, 2, signed(found), found.mark, LATE)
    assert show(published, 2).status is Status.PUBLISHED
    assert {f"roster 2: {text}" for text in texts} <= {one.what for one in log(published, "sign off")}


def test_what_is_rewritten_is_kept_in_english_and_told_in_the_language_of_whoever_reads_it(published: str) -> None:
    assign(published, 1, SEAT, other(published), "tester", EARLY)
    found = outlook(published, LEAD, 2, LATE)
    with speaking("da"):
        again = outlook(published, LEAD, 2, LATE)
        assert "1 vagt på datoer, der er gået, lør 14. nov." in [told(one.text) for one in again.signs]
        publish_signed(published, LEAD, 2, signed(found), again.mark, LATE)
    assert "roster 2: 1 duty of dates that are over, on 2026-11-14" in {one.what for one in log(published, "sign off")}


def test_why_a_roster_is_not_published_at_once_is_told_in_the_language_that_is_spoken(published: str) -> None:
    assign(published, 1, LEAVE, "birk", "tester", EARLY)
    with speaking("da"), pytest.raises(Unlawful) as refused:
        publish(published, 2, "tester", today=EARLY)
    assert "  birk har fravær lør 7. nov." in str(refused.value).splitlines()


def test_each_breach_that_costs_is_signed_by_itself_and_only_where_it_is_not_published_already(planned: str) -> None:
    found = outlook(planned, LEAD, 1, EARLY)
    priced = [one for one in found.version.breaches if one.breach.penalty]
    assert Counter(one.text for one in found.of(SignKind.COSTS)) == Counter(one.text for one in priced)
    assert len({one.key for one in found.signs}) == len(found.signs)
    assert found.standing == 0
    reasons = {one.key: f"reason {number}" for number, one in enumerate(found.signs)}
    publish_signed(planned, LEAD, 1, Signature(reasons), found.mark, EARLY)
    assert [(one.what, one.after) for one in log(planned, "sign off")] == [
        (f"roster 1: {one.text}", reasons[one.key]) for one in found.signs
    ]
    assign(planned, 1, SEAT, other(planned), "tester", EARLY)
    again = outlook(planned, LEAD, 2, EARLY)
    old = {one.breach for one in priced}
    asked = [one.judged.breach for one in again.of(SignKind.COSTS) if one.judged]
    assert asked
    assert not old & set(asked)
    now = [one for one in again.version.breaches if one.breach.penalty]
    assert set(asked) == {one.breach for one in dearer(now, priced)}
    assert again.standing == len(now) - len(asked)


def test_a_breach_that_only_became_less_is_not_signed_anew(planned: str) -> None:
    theirs = [duty.seat.id for duty in show(planned, 1).version.duties if duty.consultant == "birk"]
    for number, seat in enumerate(theirs, 1):
        assign(planned, number, seat, "asta", "tester", EARLY)
    made = len(theirs) + 1
    first = outlook(planned, LEAD, made, EARLY)
    publish_signed(planned, LEAD, made, signed(first), first.mark, EARLY)
    assert unfair(first)
    assign(planned, made, theirs[0], "birk", "tester", EARLY)
    second = outlook(planned, LEAD, made + 1, EARLY)
    assert {one.breach.about[:2] for one in second.version.breaches if one.breach.rule == "unfairness"} == unfair(first)
    assert not unfair(second)


def unfair(found: Outlook) -> set[tuple[str, ...]]:
    """Whose unfairness has to be signed off, by role."""
    return {one.judged.breach.about[:2] for one in found.signs if one.judged and one.rule == "unfairness"}


def test_what_costs_is_grouped_by_rule_the_dearest_first(planned: str) -> None:
    found = outlook(planned, LEAD, 1, EARLY)
    costs = Counter[str]()
    for one in (one for one in found.version.breaches if one.breach.penalty):
        costs[one.breach.rule] += one.breach.penalty or 0
    assert {group.rule: group.penalty for group in found.priced} == costs
    assert [group.penalty for group in found.priced] == sorted(costs.values(), reverse=True)
    for group in found.priced:
        assert [one.penalty for one in group.signs] == sorted((one.penalty for one in group.signs), reverse=True)
    assert [one for group in found.priced for one in group.signs] == list(found.of(SignKind.COSTS))


def test_one_reason_stands_for_all_of_a_rule_that_are_ticked_and_have_none_of_their_own(planned: str) -> None:
    found = outlook(planned, LEAD, 1, EARLY)
    group = max(found.priced, key=lambda one: len(one.signs))
    first, second, *others = group.signs
    assert others
    rest = {one.key: "seen" for one in found.signs if one not in group.signs}
    blank = dict.fromkeys((one.key for one in group.signs), "")
    ticked = frozenset(one.key for one in (second, *others))
    given = Signature({**rest, **blank, first.key: "hers alone"}, {group.rule: "known to all"}, ticked)
    publish_signed(planned, LEAD, 1, given, found.mark, EARLY)
    reasons = Counter(one.after for one in log(planned, "sign off"))
    assert reasons == Counter({"seen": len(rest), "hers alone": 1, "known to all": len(others) + 1})


def test_all_of_a_rule_is_ticked_by_its_name(planned: str) -> None:
    found = outlook(planned, LEAD, 1, EARLY)
    blank = dict.fromkeys((one.key for one in found.signs), "")
    rules = {group.rule: f"because of {group.rule}" for group in found.priced}
    given = Signature({**blank, **own_reasons(found)}, rules, frozenset(rules))
    publish_signed(planned, LEAD, 1, given, found.mark, EARLY)
    said = Counter(one.after for one in log(planned, "sign off") if one.after != "so it is")
    assert said == Counter({rules[group.rule]: len(group.signs) for group in found.priced})


def own_reasons(found: Outlook) -> dict[str, str]:
    """Reasons for all but what only costs something."""
    return {one.key: "so it is" for one in found.signs if one.kind is not SignKind.COSTS}


def test_what_is_not_ticked_or_has_no_reason_is_told_at_its_place(planned: str) -> None:
    found = outlook(planned, LEAD, 1, EARLY)
    group = max(found.priced, key=lambda one: len(one.signs))
    first, *others = group.signs
    reasons = {**signed(found).reasons, **dict.fromkeys((one.key for one in group.signs), "")}
    unticked = Signature(reasons, {group.rule: "known"}, frozenset(one.key for one in others))
    with pytest.raises(FaultyInput) as refused:
        publish_signed(planned, LEAD, 1, unticked, found.mark, EARLY)
    assert faults(refused.value) == [
        (f"reasons.{first.key}", "this is not signed off: tick it, or say why it may be so")
    ]
    with pytest.raises(FaultyInput) as refused:
        publish_signed(planned, LEAD, 1, Signature(reasons, {}, frozenset({group.rule})), found.mark, EARLY)
    assert faults(refused.value) == [(f"reasons.rule.{group.rule}", "say why it may be so")]
    with pytest.raises(FaultyInput) as refused:
        publish_signed(planned, LEAD, 1, Signature(reasons), found.mark, EARLY)
    assert faults(refused.value) == [(f"reasons.{one.key}", "say why it may be so") for one in group.signs]
    assert show(planned, 1).status is Status.DRAFT
    assert not log(planned, "sign off")


def test_no_tick_signs_an_empty_seat_or_a_forbidden_breach(published: str) -> None:
    assign(published, 1, LEAVE, "birk", "tester", EARLY)
    assign(published, 2, SEAT, None, "tester", EARLY)
    found = outlook(published, LEAD, 3, EARLY)
    (empty,), forbidden = found.of(SignKind.EMPTY), found.of(SignKind.FORBIDDEN)
    assert forbidden
    alone = {empty.key: "", **dict.fromkeys((one.key for one in forbidden), "")}
    rules = {one.rule: "so it is" for one in forbidden}
    given = Signature({**signed(found).reasons, **alone}, {**rules, "": "so it is"}, frozenset({*alone, *rules}))
    with pytest.raises(FaultyInput) as refused:
        publish_signed(published, LEAD, 3, given, found.mark, EARLY)
    assert {place for place, _ in faults(refused.value)} == {f"reasons.{key}" for key in alone}


def faults(error: FaultyInput) -> list[tuple[str, str]]:
    return [(fault.place, fault.message) for fault in error.faults]


def test_an_empty_seat_that_is_over_and_was_published_so_is_an_old_story(published: str) -> None:
    assign(published, 1, SEAT, None, "tester", EARLY)
    publish(published, 2, "tester", force=True, today=EARLY)
    assign(published, 2, "preparedness:2026-11-28:backend:1", None, "tester", LATE)
    assert [one.seat.id for one in outlook(published, LEAD, 3, LATE).of(SignKind.EMPTY) if one.seat] == [
        "preparedness:2026-11-28:backend:1"
    ]


def test_whoever_publishes_over_what_came_meanwhile_is_told(published: str) -> None:
    assign(published, 1, SEAT, other(published), "tester", EARLY)
    found = outlook(published, LEAD, 2, EARLY)
    make_plan(published, MONTH, limits_of(60, effort=1), lambda _: None, "otto", start=EARLY)
    with pytest.raises(Stale) as refused:
        publish_signed(published, LEAD, 2, signed(found), found.mark, EARLY)
    assert [told.partition(", ")[2] for told in refused.value.changes] == ["otto: draft 3 was planned"]
    fresh = outlook(published, LEAD, 2, EARLY)
    publish_signed(published, LEAD, 2, signed(fresh), fresh.mark, EARLY)


def test_an_older_draft_is_not_published_over_a_newer_roster(published: str) -> None:
    assign(published, 1, SEAT, other(published), "tester", EARLY)
    assign(published, 1, LEAVE, None, "tester", EARLY)
    publish(published, 3, "tester", force=True, today=EARLY)
    found = outlook(published, LEAD, 2, EARLY)
    said = "roster 2 is older than roster 3, which is published for these days"
    assert (found.hindrance, found.announcements) == (said, ())
    with pytest.raises(Conflict) as refused:
        publish_signed(published, LEAD, 2, signed(found), found.mark, EARLY)
    assert str(refused.value) == said


def test_a_roster_that_is_no_draft_says_so(published: str) -> None:
    assert outlook(published, LEAD, 1).hindrance == "roster 1 is already published"
    with pytest.raises(Conflict):
        publish_signed(published, LEAD, 1, Signature({}), mark(published))


def test_the_other_ways_of_a_repair_go_with_the_one_that_is_published(published: str, tmp_path: Path) -> None:
    import_folder(published, write_firm(tmp_path / "new", consultants_csv=MORE_PIM), "tester", force=True)
    drafts, again = repaired(published), repaired(published)
    assert (len(drafts), len(again)) == (3, 3)
    give(published, LEAD, SEAT, None, drafts[0], mark(published), EARLY)
    shown = outlook(published, LEAD, 8, EARLY)
    assert shown.others == drafts[1:]
    publish_signed(published, LEAD, 8, signed(shown), shown.mark, EARLY)
    assert {show(published, number).status for number in drafts[1:]} == {Status.DISCARDED}
    assert {show(published, number).status for number in again} == {Status.DRAFT}
    assert {leave.consultant for leave in show(published, 8).version.absences} == {"folke"}


def repaired(url: str) -> tuple[int, ...]:
    found = replan(url, 1, [Absence.parse("folke:2026-11-28")], EARLY, repair_limits(), lambda _: None, "ida")
    return tuple(option.version.number for option in found.options)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_nobody_but_an_ops_lead_publishes(published: str, role: Role) -> None:
    somebody = Actor("somebody", role, "asta")
    with pytest.raises(Forbidden):
        outlook(published, somebody, 1)
    with pytest.raises(Forbidden):
        publish_signed(published, somebody, 1, Signature({}), "1")


def test_of_two_drafts_published_at_once_one_holds_and_the_other_is_told(anywhere: str) -> None:
    assign(anywhere, 1, SEAT, other(anywhere), "tester", EARLY)
    assign(anywhere, 1, SEAT, None, "tester", EARLY)
    looks = {number: outlook(anywhere, LEAD, number, EARLY) for number in (2, 3)}
    ready = Barrier(len(looks))

    def hold(number: int) -> RosteringError | None:
        ready.wait()
        try:
            publish_signed(anywhere, LEAD, number, signed(looks[number]), looks[number].mark, EARLY)
        except Conflict as error:
            return error
        return None

    with ThreadPoolExecutor(len(looks)) as pool:
        found = list(pool.map(hold, looks))
    assert sum(one is None for one in found) == 1
    statuses = {show(anywhere, number).status for number in looks}
    assert statuses == {Status.PUBLISHED, Status.DRAFT}


def test_a_draft_published_while_a_plan_ends_leaves_nothing_unsaid(anywhere: str) -> None:
    assign(anywhere, 1, SEAT, other(anywhere), "tester", EARLY)
    found = outlook(anywhere, LEAD, 2, EARLY)
    ready = Barrier(2)

    def planned() -> RosteringError | None:
        ready.wait()
        try:
            make_plan(anywhere, MONTH, limits_of(60, effort=1), lambda _: None, "otto", start=EARLY)
        except RosteringError as error:
            return error
        return None

    def hold() -> RosteringError | None:
        ready.wait()
        try:
            publish_signed(anywhere, LEAD, 2, signed(found), found.mark, EARLY)
        except Conflict as error:
            return error
        return None

    with ThreadPoolExecutor(2) as pool:
        plan, publication = pool.submit(planned), pool.submit(hold)
        told = (plan.result(), publication.result())
    assert None in told
    with open_store(anywhere).reading() as reading:
        publications, numbers = reading.publications(), reading.version_numbers()
    assert (told[1] is None) == ([one.version.number for one in publications] == [1, 2])
    assert (told[0] is None) == (3 in numbers)
