from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.rosters.feed_history import feed_history
from rostering.rosters.postings import entries_of
from rostering.rosters.revisions import Revision
from rostering.rosters.version import Directory, Publication
from rostering.spans import Period
from samples.published_samples import FIRST_INSTANT, NAMES, duty, published, renamed, version

JULY = Period.parse("2026-07")
DAY_ONE = date(2026, 7, 4)
SEAT = "preparedness:2026-07-04:pim:1"
INSTANTS = [FIRST_INSTANT + timedelta(days=i) for i in range(12)]


def revisions(publications: tuple[Publication, ...]) -> dict[str, Revision]:
    states = feed_history(publications, entries_of).entries
    return {key: state.revision for key, state in states.items()}


def told(sequence: int, at: datetime, modified: datetime | None = None, named: datetime | None = None) -> Revision:
    return Revision(sequence, at, modified or at, named or modified or at)


def story(*rosters: list[Duty]) -> Revision:
    return revisions(published(*(version(i, JULY, duties) for i, duties in enumerate(rosters, start=1))))[SEAT]


def named(*directories: Directory) -> Revision:
    duties = [duty("anna", DAY_ONE), duty("bo", DAY_ONE, role="backend")]
    versions = (version(i, JULY, duties, names=names) for i, names in enumerate(directories, start=1))
    return revisions(published(*versions))[SEAT]


def test_a_duty_starts_at_zero_when_somebody_first_holds_it() -> None:
    assert story([duty("anna", DAY_ONE)]) == told(0, INSTANTS[0])
    assert story([duty(None, DAY_ONE)], [duty("anna", DAY_ONE)]) == told(0, INSTANTS[1])


def test_publishing_the_same_again_changes_nothing() -> None:
    assert story([duty("anna", DAY_ONE)], [duty("anna", DAY_ONE, points=9)]) == told(0, INSTANTS[0])


def test_another_person_other_times_and_another_kind_count_on() -> None:
    assert story([duty("anna", DAY_ONE)], [duty("bo", DAY_ONE)]) == told(1, INSTANTS[1])
    assert story([duty("anna", DAY_ONE)], [duty("anna", DAY_ONE, hours="08:30-16:00")]).sequence == 1
    assert story([duty("anna", DAY_ONE)], [duty("anna", DAY_ONE, hours="08:00-15:00")]).sequence == 1
    assert story([duty("anna", DAY_ONE)], [duty("anna", DAY_ONE, kind="public_holiday")]).sequence == 1


def test_a_withdrawn_duty_that_returns_never_uses_a_number_again() -> None:
    held, empty = [duty("anna", DAY_ONE)], [duty(None, DAY_ONE)]
    assert story(held, empty, held) == told(2, INSTANTS[2])
    assert story(held, [], held, [], held).sequence == 4


def test_a_roster_of_other_days_withdraws_nothing() -> None:
    first, other = version(1, JULY, [duty("anna", DAY_ONE)]), version(2, Period.parse("2026-08"))
    assert revisions(published(first, other))[SEAT].sequence == 0


def test_another_customer_modifies_without_counting() -> None:
    other = [duty("anna", DAY_ONE, customers=("skov",))]
    assert story([duty("anna", DAY_ONE)], other) == told(0, INSTANTS[0], INSTANTS[1])


def test_a_colleague_changes_nothing() -> None:
    alone, joined = [duty("anna", DAY_ONE)], [duty("anna", DAY_ONE), duty("bo", DAY_ONE, role="backend")]
    assert story(alone, joined) == told(0, INSTANTS[0])


def test_another_name_modifies_where_it_is_shown() -> None:
    assert named(NAMES, renamed(customers={"fjord": "Fjord A/S"})) == told(0, INSTANTS[0], INSTANTS[1])
    assert named(NAMES, renamed(consultants={**NAMES.consultants, "clara": "C."})) == told(0, INSTANTS[0])
    assert named(NAMES, renamed(consultants={**NAMES.consultants, "bo": "Bo Bæk"})) == told(0, INSTANTS[0])


def test_the_holders_own_name_modifies_only_what_others_read() -> None:
    names = renamed(consultants={**NAMES.consultants, "anna": "Anna Ager Lund"})
    assert named(NAMES, names) == told(0, INSTANTS[0], named=INSTANTS[1])


def test_a_day_off_has_a_story_of_its_own() -> None:
    off = CompensatingDay("anna", DAY_ONE)
    versions = (version(1, JULY, days_off=[off]), version(2, JULY, days_off=[off]), version(3, JULY))
    assert revisions(published(*versions[:2]))["day-off:anna:2026-07-04"] == told(0, INSTANTS[0])
    assert revisions(published(*versions))["day-off:anna:2026-07-04"].sequence == 1


@given(st.lists(st.sampled_from([None, "anna", "bo"]), min_size=1, max_size=8))
def test_the_sequence_counts_exactly_the_changes_of_person(holders: list[str | None]) -> None:
    publications = published(*(version(i, JULY, [duty(who, DAY_ONE)]) for i, who in enumerate(holders, start=1)))
    states = [revisions(publications[:i]).get(SEAT) for i in range(1, len(holders) + 1)]
    known = [(who, told) for who, told in zip(holders, states, strict=True) if told]
    for (who, told), (next_who, next_told) in pairwise(known):
        assert next_told.sequence == told.sequence + (who != next_who)
        assert (next_told.changed_at > told.changed_at) == (who != next_who)
    assert [told.sequence for _, told in known[:1]] in ([], [0])
