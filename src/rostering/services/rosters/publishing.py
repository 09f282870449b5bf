"""Publishing: a draft becomes what holds on its days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rostering.answers.rosters import Audited, PublishedRoster
from rostering.errors import Refused
from rostering.language import _, told
from rostering.rosters.changes import changes
from rostering.rosters.conflicts import Discarded, check_publishable
from rostering.rosters.history import current_duties, published_on
from rostering.rosters.version import Publication, Version
from rostering.services.cases.case import with_leave
from rostering.services.clock import now, today_in
from rostering.services.notices.letters import announce
from rostering.services.opening import existing_store
from rostering.services.rosters.rewriting import Rewrites, rewritten
from rostering.services.rosters.showing import audit_of
from rostering.services.swaps.ending import end_overtaken
from rostering.store import Transaction


class Unlawful(Refused):
    """A roster that breaks rules which forbid."""

    def __init__(self, number: int, texts: list[str]) -> None:
        self.texts = tuple(texts)
        listed = "\n".join(f"  {told(text)}" for text in texts)
        super().__init__(
            _(
                "roster {number} breaks rules that forbid; mend it, or publish it with --force:\n{listed}",
                number=number,
                listed=listed,
            )
        )


def publish(url: str, number: int, by: str, force: bool = False, today: date | None = None) -> PublishedRoster:
    """Publish a roster; what was published for its days before is superseded.

    Raises NoRoster, UnknownRoster, a Conflict with what is published; unless forced, Unlawful, and Rewrites for what
    would change dates before today or closed months.
    """
    with existing_store(url).transaction() as tx:
        version, publications = tx.version(number), tx.publications()
        if number in tx.discarded():
            raise Discarded(number)
        check_publishable(version, publications, tx.version)
        today = today or today_in(tx.inputs().organisation.zone)
        audited = audit_of(tx, version, publications, today)
        if audited.judgement.hard and not force:
            raise Unlawful(number, [b.text for b in audited.judgement.breaches if b.breach.penalty is None])
        past = rewritten(tx, version, publications, today)
        if past and not force:
            raise Rewrites(number, past)
        return replace(made_to_hold(tx, version, publications, audited, by), rewritten=past)


def made_to_hold(
    tx: Transaction, version: Version, publications: Sequence[Publication], audited: Audited, by: str
) -> PublishedRoster:
    """Publish a roster that may be: those whom it affects are told of it, and what it was told of is kept as leave."""
    changed = changes(current_duties(publications, version.period), version.duties)
    publication = _publish(tx, version, publications, by)
    announced = announce(tx, publications, publication)
    _record_absences(tx, version, by)
    end_overtaken(tx, publication.at)
    return PublishedRoster(version, changed, audited, announced)


def _publish(tx: Transaction, version: Version, earlier: Sequence[Publication], by: str) -> Publication:
    holders = published_on(earlier)
    before = sorted({holders[day].version.number for day in version.period if day in holders})
    publication = tx.publish(version.number, now(), by)
    superseded = ", ".join(f"roster {number}" for number in before) or None
    tx.log(by, "publish", str(version.period), superseded, f"roster {version.number}", at=publication.at)
    return publication


def _record_absences(tx: Transaction, version: Version, by: str) -> None:
    """Keep as leave what the repair was told of, so that no later plan forgets it."""
    inputs = tx.inputs()
    if new := [leave for leave in version.absences if leave not in inputs.leave]:
        tx.replace_inputs(with_leave(inputs, new))
        for leave in new:
            tx.log(by, "record leave", leave.consultant, None, str(leave.period), at=now())
