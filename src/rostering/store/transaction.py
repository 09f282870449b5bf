"""What can be changed in a store inside one transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import select

from rostering.domain.former import Former
from rostering.domain.inputs import Inputs
from rostering.domain.traces import Traces
from rostering.rosters.version import Publication, Version
from rostering.store.beyond import Beyond
from rostering.store.bulk import become, put, remove
from rostering.store.forgetting import Forgetting
from rostering.store.input_rows import INPUT_TABLES, rows_of
from rostering.store.log_rows import AuditLogRow, BaselineRow, DiscardRow, PublicationRow
from rostering.store.reading import Reading
from rostering.store.recall import Pulse
from rostering.store.records import Records, digests_of
from rostering.store.roster_rows import RosterRow, parts_of


class Transaction(Reading):
    """A use case's changes: all of them are kept, or none; nobody else writes meanwhile."""

    _replaced = False

    def inputs(self) -> Inputs:
        """The inputs as last saved, or as they were replaced. Raises NoInputs."""
        known = None if self._replaced or not self.recall else self.recall.known_inputs(self.pulse())
        return known or self.read_inputs()

    def pulse(self) -> Pulse:
        """What tells this state from every other, with what was changed so far."""
        return self.read_pulse()

    def version(self, number: int) -> Version:
        """The roster of this number. Raises NoRoster, UnknownRoster."""
        return self.read_version(number)

    def publications(self, known: Iterable[Publication] = ()) -> tuple[Publication, ...]:
        """All publications in the order in which they were made; those that are `known` already are not read again."""
        remembered = self.recall.known_publications(self.pulse()) if self.recall else ()
        return self.read_publications((*remembered, *known))

    def replace_inputs(self, inputs: Inputs) -> None:
        """Make these the store's inputs; rows that stay as they are stay untouched."""
        self._replaced = True
        wanted = rows_of(inputs)
        gone = {table: become(self._session, table, wanted[table]) for table in INPUT_TABLES}
        for table in reversed(INPUT_TABLES):  # once no row refers to them any more
            remove(self._session, table, gone[table])

    def set_baseline(self, records: Records) -> None:
        """Remember these records as what a data folder and the store agreed on."""
        rows = ({"file": file, "key": key, "digest": digest} for (file, key), digest in digests_of(records).items())
        remove(self._session, BaselineRow, become(self._session, BaselineRow, rows))

    def add_version(self, version: Version) -> Version:
        """Save a roster under the next number; the database lets nobody change it afterwards."""
        numbered = replace(version, number=max(self.version_numbers(), default=0) + 1)
        for table, rows in parts_of(numbered).items():
            put(self._session, table, rows)
        self._session.add(RosterRow.of(numbered))
        self._session.flush()
        return numbered

    def publish(self, number: int, at: datetime, by: str) -> Publication:
        """Publish a roster. Raises NoRoster, UnknownRoster."""
        version = self.version(number)
        earlier = self._session.exec(select(PublicationRow.number)).all()
        row = PublicationRow(number=max(earlier, default=0) + 1, roster=number, at=at, by=by)
        self._session.add(row)
        self._session.flush()
        return Publication(row.number, version, at, by)

    def discard(self, number: int, at: datetime, by: str) -> None:
        """Throw a draft away: it stays, and is known as thrown away."""
        self._session.add(DiscardRow(roster=number, at=at, by=by))
        self._session.flush()

    def forgetting(self, former: Former, traces: Traces, *, money: bool) -> Forgetting:
        """Begin to forget somebody; `money`: in records of money, too."""
        return Forgetting(self._session, former, traces, money=money)

    @property
    def beyond(self) -> Beyond:
        """What is held of people beyond its purpose."""
        return Beyond(self._session)

    def log(
        self, who: str, action: str, what: str, before: str | None = None, after: str | None = None, *, at: datetime
    ) -> None:
        """Add an entry to the audit log."""
        self._session.add(AuditLogRow(at=at, who=who, action=action, what=what, before=before, after=after))
        self._session.flush()
