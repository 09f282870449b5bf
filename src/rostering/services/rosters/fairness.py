"""The fairness ledger: of the newest roster, of a period as it is published, or over time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rostering.answers.fairness import CalloutAccount, History, Ledger
from rostering.domain.accounts import big_days_of_all_holders, dates_of
from rostering.domain.callouts import that_count
from rostering.domain.catalogue import BIG_DAY
from rostering.domain.inputs import Inputs
from rostering.language import _
from rostering.rosters.history import current_duties, published_directory, published_on, status_of
from rostering.rosters.ledger import balances_after, big_days_after, entries_of, known_to, replay
from rostering.rosters.version import Publication, Status, Version
from rostering.services.cases.case import case_of
from rostering.services.cases.versions import directory_of
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading


def fairness(url: str, period: Period | None = None) -> Ledger:
    """The ledger of a period as published, or of the newest published roster, or of the newest draft.

    Raises NoRoster when there is none.
    """
    with existing_store(url).reading() as reading:
        found = ledger_of_newest(reading, reading.publications()) if period is None else _of_period(reading, period)
        return replace(found, callouts=callout_accounts(reading, found.period))


def history(url: str, period: Period | None = None) -> History:
    """The ledger over all that is published, or over the published periods that touch a period; maybe empty."""
    with existing_store(url).reading() as reading:
        publications, inputs = reading.publications(), reading.inputs()
        chapters = replay(publications, big_days=_big_days(inputs))
    shown = tuple(chapter for chapter in chapters if period is None or chapter.period.overlaps(period))
    return History(shown, published_directory(publications) or directory_of(inputs))


def ledger_of_newest(reading: Reading, publications: Sequence[Publication]) -> Ledger:
    """The ledger of the newest published roster, or of the newest draft. Raises NoRoster."""
    version = _newest_published(publications) or reading.newest()
    status = status_of(version, publications)
    big_days = _big_days(reading.inputs())
    chapters = replay(known_to(version, publications), version.period.first, big_days=big_days)
    seats = [duty.seat for duty in version.duties]
    entries = entries_of(version.ledger, seats, version.duties, balances_after(chapters), big_days=big_days)
    big = big_days_of_all_holders(version.big_days, version.duties, big_days_after(chapters))
    source = _(
        "roster {number} ({status}), {period}", number=version.number, status=_(status.value), period=version.period
    )
    return Ledger(entries, version.directory, source, version.period, tuple(version.period), big)


def callout_accounts(reading: Reading, period: Period) -> tuple[CalloutAccount, ...]:
    """What everybody's call-outs of a period weigh, the most first; nothing where the policy has no points for any."""
    inputs, number, points = reading.inputs(), Counter[str](), Counter[str]()
    if not any(inputs.callouts.points.values()):
        return ()
    for one in that_count(reading.callouts.all()):
        if one.call.called.astimezone(inputs.organisation.zone).date() in period:
            number[one.call.consultant] += 1
            points[one.call.consultant] += inputs.callouts.points.get(one.call.kind, 0)
    made = (CalloutAccount(who, number[who], points[who]) for who in number)
    return tuple(sorted(made, key=lambda one: (-one.points, one.consultant)))


def _newest_published(publications: Sequence[Publication]) -> Version | None:
    held = [each.version for each in publications if status_of(each.version, publications) is Status.PUBLISHED]
    return max(held, key=lambda version: version.number, default=None)


def _of_period(reading: Reading, period: Period) -> Ledger:
    case = case_of(reading, period)
    publications, big_days = case.publications, _big_days(case.inputs)
    before = balances_after(replay(publications, period.first, big_days=big_days))
    duties = current_duties(publications, period)
    entries = entries_of(case.problem.accounts, case.problem.seats, duties, before, big_days=big_days)
    held = tuple(day for day in sorted(published_on(publications)) if day in period)
    dates = dates_of(duties)
    shares = (replace(account, earned=dates[account.consultant]) for account in case.problem.big_days)
    big = big_days_of_all_holders(shares, duties, case.past.big_days)
    return Ledger(
        entries, directory_of(case.inputs), _("what is published of {period}", period=period), period, held, big
    )


def _big_days(inputs: Inputs) -> bool:
    """Whether the policy has points for big days, whatever their kind."""
    return BIG_DAY in inputs.policy.points
