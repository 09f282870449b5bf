"""What can be asked of a store inside one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, or_, true
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from rostering.demand.due_dates import meetings_of
from rostering.domain.inputs import Inputs, Organisation
from rostering.domain.parties import Consultant
from rostering.domain.traces import Traces
from rostering.errors import Empty, Unknown
from rostering.folder.documents import read_documents, read_firm
from rostering.language import _
from rostering.rosters.outlines import Outline
from rostering.rosters.version import Publication, Version
from rostering.spans import Period
from rostering.store.access_tokens import AccessTokens
from rostering.store.bulk import rows_in
from rostering.store.callouts import Callouts
from rostering.store.charges import ChargeStore, PayStore
from rostering.store.chats import Chats
from rostering.store.columns import TableRow
from rostering.store.dues import Dues
from rostering.store.errands import Errands
from rostering.store.exchanges import Exchanges
from rostering.store.forgetting import FormerPeople, HeldRow, lines_with
from rostering.store.holdings import MONTHLY
from rostering.store.input_rows import (
    INPUT_TABLES,
    AgreementRow,
    BalanceRow,
    BookingRow,
    ConsultantRow,
    CustomerRow,
    DocumentRow,
    InputRow,
    LeaveRow,
    PinRow,
)
from rostering.store.jobs import Jobs
from rostering.store.kept_answers import KeptAnswers
from rostering.store.log_book import LogBook
from rostering.store.log_rows import ABOUT_USERS, AuditLogRow, BaselineRow, DiscardRow, LogEntry, PublicationRow
from rostering.store.outbox import Outbox
from rostering.store.own_profiles import OwnProfiles
from rostering.store.pagers import Pagers
from rostering.store.proposals import Proposals
from rostering.store.radar import RadarCases
from rostering.store.recall import Pulse, Recall
from rostering.store.roster_rows import PART_TABLES, PartRow, RosterRow
from rostering.store.service_reports import ServiceReports
from rostering.store.sessions import Sessions
from rostering.store.subscriptions import Subscriptions
from rostering.store.swaps import Swaps
from rostering.store.tickets import Tickets
from rostering.store.users import Users
from rostering.store.webhooks import Webhooks

SomeInput = TypeVar("SomeInput", bound=InputRow)


class NoInputs(Empty):
    """The store has no inputs yet."""

    def __init__(self) -> None:
        super().__init__(_("the store is empty: import a data folder first"))


class NoRoster(Empty):
    """The store has no roster yet."""

    def __init__(self) -> None:
        super().__init__(_("there is no roster yet: plan one first"))


class UnknownRoster(Unknown):
    """A roster number that no version has."""

    def __init__(self, number: int, newest: int) -> None:
        super().__init__(_("there is no roster {number}; the newest is {newest}", number=number, newest=newest))


class Reading:
    """A look at the store as it is at one moment."""

    def __init__(self, session: Session, recall: Recall | None = None) -> None:
        self._session = session
        self.recall = recall
        """Who remembers the store, if anybody does."""
        self._pulse: Pulse | None = None

    @property
    def subscriptions(self) -> Subscriptions:
        """The secret links to feeds."""
        return Subscriptions(self._session)

    @property
    def users(self) -> Users:
        """Who may sign in."""
        return Users(self._session)

    @property
    def sessions(self) -> Sessions:
        """Who is signed in, and who is invited to."""
        return Sessions(self._session)

    @property
    def access_tokens(self) -> AccessTokens:
        """By which programs act for users."""
        return AccessTokens(self._session)

    @property
    def kept_answers(self) -> KeptAnswers:
        """What came of requests that may come again."""
        return KeptAnswers(self._session)

    @property
    def outbox(self) -> Outbox:
        """The mails that notices are sent by."""
        return Outbox(self._session)

    @property
    def jobs(self) -> Jobs:
        """The jobs that were asked for."""
        return Jobs(self._session)

    @property
    def errands(self) -> Errands:
        """The questions and documents that were asked for, and are remembered for a while."""
        return Errands(self._session)

    @property
    def own_profiles(self) -> OwnProfiles:
        """The firm's own profiles of exports."""
        return OwnProfiles(self._session)

    @property
    def pagers(self) -> Pagers:
        """What is ours at pagers, and how these stand."""
        return Pagers(self._session)

    @property
    def webhooks(self) -> Webhooks:
        """The programs that are told what has happened."""
        return Webhooks(self._session)

    @property
    def chats(self) -> Chats:
        """The channels in chats that are told what happens."""
        return Chats(self._session)

    @property
    def proposals(self) -> Proposals:
        """The leave that was read and waits for an answer, or has had it."""
        return Proposals(self._session)

    @property
    def swaps(self) -> Swaps:
        """The swaps of duties, and what was done about them."""
        return Swaps(self._session)

    @property
    def callouts(self) -> Callouts:
        """The call-outs, and what was said of each."""
        return Callouts(self._session)

    @property
    def former(self) -> FormerPeople:
        """Who was forgotten."""
        return FormerPeople(self._session)

    @property
    def dues(self) -> Dues:
        """What was done about what falls due."""
        return Dues(self._session)

    @property
    def tickets(self) -> Tickets:
        """The tickets that were read."""
        return Tickets(self._session)

    @property
    def service_reports(self) -> ServiceReports:
        """The status reports to customers, and what was done about each."""
        return ServiceReports(self._session)

    @property
    def radar_cases(self) -> RadarCases:
        """The cases of the radar."""
        return RadarCases(self._session)

    def lines_of(self, table: str, traces: Traces) -> tuple[HeldRow, ...]:
        """The rows of a table that hold a trace of somebody."""
        return tuple(lines_with(self._session, TableRow.metadata.tables[table], traces))

    def whole_lines_of(self, table: str, traces: Traces) -> tuple[Mapping[str, Any], ...]:
        """The same with all columns."""
        if table not in TableRow.metadata.tables:
            return ()
        found = lines_with(self._session, TableRow.metadata.tables[table], traces, whole=True)
        return tuple(line.values for line in found)

    def rows_where(self, table: str, column: str, values: Collection[int]) -> tuple[Mapping[str, Any], ...]:
        """The rows of a table with one of some numbers."""
        core = TableRow.metadata.tables[table]
        found = core_select(core).where(core.c[column].in_(sorted(values)))
        return tuple(dict(row) for row in self._session.connection().execute(found).mappings())

    def money_lines(self, traces: Traces) -> tuple[HeldRow, ...]:
        """The records of money that hold a trace of somebody, each with its month."""
        there = sorted(MONTHLY & TableRow.metadata.tables.keys())
        return tuple(line for table in there for line in self.lines_of(table, traces))

    def pulse(self) -> Pulse:
        """What tells this state from every other: the newest publication, and the newest entry of the log.

        Every change is logged, but for what no feed shows, such as when a link was last fetched; of what is logged,
        who signs in and out changes nothing else.
        """
        if self._pulse is None:  # one moment has one
            self._pulse = self.read_pulse()
        return self._pulse

    def read_pulse(self) -> Pulse:
        """The same, asked for anew."""
        publication = select(PublicationRow.number, PublicationRow.at).order_by(col(PublicationRow.number).desc())
        entries = select(AuditLogRow.number, AuditLogRow.at).where(col(AuditLogRow.what).not_like(f"{ABOUT_USERS}%"))
        entry = entries.order_by(col(AuditLogRow.number).desc())
        newest = (self._session.exec(rows.limit(1)).first() for rows in (publication, entry))
        first, second = (row and tuple(row) for row in newest)
        # What was published reads otherwise once somebody was forgotten.
        forgotten = self.former.newest()
        return (*(first or ()), forgotten) if forgotten else first, second

    def time(self) -> datetime | None:
        """What time it is at a database that has a clock of its own; None where it is this machine's."""
        if self._session.connection().dialect.name == "sqlite":
            return None
        found: datetime | None = self._session.connection().scalar(core_select(func.clock_timestamp()))
        return found

    def has_inputs(self) -> bool:
        """Whether a data folder has been imported."""
        return self._session.exec(select(DocumentRow.name).limit(1)).first() is not None

    def organisation(self) -> Organisation | None:
        """The firm alone; None while there are no inputs."""
        row = self._session.exec(select(DocumentRow).where(col(DocumentRow.name) == "organisation.toml")).first()
        return None if row is None else read_firm(row.content)

    def consultant(self, key: str) -> Consultant | None:
        """The consultant of an id."""
        row = self._session.exec(select(ConsultantRow).where(col(ConsultantRow.id) == key)).first()
        return None if row is None else row.value()

    def names(self) -> dict[str, str]:
        """What each consultant is called, by id."""
        return dict(self._session.exec(select(ConsultantRow.id, ConsultantRow.name)).all())

    def inputs(self) -> Inputs:
        """The inputs as last saved. Raises NoInputs."""
        return self.recall.inputs(self) if self.recall else self.read_inputs()

    def read_inputs(self) -> Inputs:
        """The inputs, whoever remembers them. Raises NoInputs."""
        documents = {row.name: row.content for row in self._rows(DocumentRow)}
        if not documents:
            raise NoInputs
        inputs = Inputs(
            **vars(read_documents(documents)),
            consultants=tuple(row.value() for row in self._rows(ConsultantRow)),
            customers=tuple(row.value() for row in self._rows(CustomerRow)),
            agreements=tuple(row.value() for row in self._rows(AgreementRow)),
            bookings=tuple(row.value() for row in self._rows(BookingRow)),
            leave=tuple(row.value() for row in self._rows(LeaveRow)),
            balances=tuple(row.value() for row in self._rows(BalanceRow)),
            documents=documents,
            pins=tuple(row.value() for row in self._rows(PinRow)),
        )
        return self.with_meetings(inputs)

    def with_meetings(self, inputs: Inputs) -> Inputs:
        """Some inputs with what customers are owed at fixed hours, by who holds it by these inputs."""
        return replace(inputs, meetings=meetings_of(inputs, self.dues.all().values()))

    def records(self) -> dict[tuple[str, str], str]:
        """Every input record, as `records_of` gives them."""
        return {
            table.place(row): table.text(row)
            for table in INPUT_TABLES
            for row in rows_in(self._session, table, "position")
        }

    def baseline(self) -> dict[tuple[str, str], str]:
        """The digest of every record as the last import or export left it, as `digests_of` gives them."""
        return {(row["file"], row["key"]): row["digest"] for row in rows_in(self._session, BaselineRow)}

    @property
    def exchanges(self) -> Exchanges:
        """What each data folder knew when it was imported or exported."""
        return Exchanges(self._session)

    @property
    def charges(self) -> ChargeStore:
        """What finance has closed."""
        return ChargeStore(self._session)

    @property
    def pay(self) -> PayStore:
        """What consultants were paid in closed months."""
        return PayStore(self._session)

    def version_numbers(self) -> tuple[int, ...]:
        """The numbers of all rosters, ascending."""
        return tuple(self._session.exec(select(RosterRow.number).order_by(col(RosterRow.number))))

    def discarded(self) -> frozenset[int]:
        """The numbers of the drafts that were thrown away."""
        return frozenset(self._session.exec(select(DiscardRow.roster)))

    def standing_numbers(self) -> tuple[int, ...]:
        """The numbers of all rosters that were not thrown away, ascending."""
        gone = self.discarded()
        return tuple(number for number in self.version_numbers() if number not in gone)

    def headers(self) -> tuple[Version, ...]:
        """Every roster by number, without its duties, days off and accounts."""
        rows = self._session.exec(select(RosterRow).order_by(col(RosterRow.number)))
        return tuple(row.value(dict.fromkeys(PART_TABLES, ())) for row in rows)

    def outlines(self) -> tuple[Outline, ...]:
        """Every roster by number, without all that it says."""
        gone = self.discarded()
        rows = select(
            RosterRow.number,
            RosterRow.first,
            RosterRow.last,
            RosterRow.created,
            PublicationRow.number,
            PublicationRow.at,
            PublicationRow.by,
            RosterRow.based_on,
        ).join(PublicationRow, col(PublicationRow.roster) == col(RosterRow.number), isouter=True)  # type: ignore[call-overload]
        return tuple(
            Outline(number, Period(first, last), created, number in gone, publication, at, by or "", based_on)
            for number, first, last, created, publication, at, by, based_on in self._session.exec(
                rows.order_by(col(RosterRow.number))
            )
        )

    def versions(self, numbers: Collection[int]) -> dict[int, Version]:
        """The rosters of these numbers, as far as there are such, all read at once."""
        return self._versions(numbers) if numbers else {}

    def version(self, number: int) -> Version:
        """The roster of this number. Raises NoRoster, UnknownRoster."""
        return self.recall.version(self, number) if self.recall else self.read_version(number)

    def read_version(self, number: int) -> Version:
        """The roster of this number, whoever remembers it. Raises NoRoster, UnknownRoster."""
        self._check(number)
        return self._versions([number])[number]

    def newest(self) -> Version:
        """The roster of the highest number that was not thrown away. Raises NoRoster."""
        numbers = self.standing_numbers()
        if not numbers:
            raise NoRoster
        return self.version(numbers[-1])

    def publications(self, known: Iterable[Publication] = ()) -> tuple[Publication, ...]:
        """All publications in the order in which they were made; those that are `known` already are not read again."""
        return self.recall.publications(self) if self.recall else self.read_publications(known)

    def read_publications(self, known: Iterable[Publication] = ()) -> tuple[Publication, ...]:
        """The same, whoever remembers them."""
        before = {(each.number, each.version.number, each.at, each.by): each for each in known}
        rows = self._session.exec(select(PublicationRow).order_by(col(PublicationRow.number))).all()
        versions = self._versions({row.roster for row in rows if row.key not in before})
        return tuple(
            before.get(row.key) or Publication(row.number, versions[row.roster], row.at, row.by) for row in rows
        )

    def publications_on(self, period: Period) -> tuple[Publication, ...]:
        """The publications of rosters that have a date of a period, in the order in which they were made."""
        if self.recall:
            return tuple(each for each in self.publications() if each.version.period.overlaps(period))
        touching = (RosterRow.first <= period.last, RosterRow.last >= period.first)
        rows = self._session.exec(
            select(PublicationRow)
            .join(RosterRow, col(RosterRow.number) == col(PublicationRow.roster))
            .where(*touching)
            .order_by(col(PublicationRow.number))
        ).all()
        versions = self._versions({row.roster for row in rows})
        return tuple(Publication(row.number, versions[row.roster], row.at, row.by) for row in rows)

    def audit_log(self) -> tuple[LogEntry, ...]:
        """Everything that was done, in order."""
        return self.entries_after(0)

    def newest_entry(self, about: Iterable[str] = ()) -> int:
        """The number of the newest entry whose `what` begins with one of these, or of all; 0 when there is none."""
        numbers = select(AuditLogRow.number).where(_begins(about)).order_by(col(AuditLogRow.number).desc())
        return self._session.exec(numbers.limit(1)).first() or 0

    def entries_after(self, number: int, about: Iterable[str] = ()) -> tuple[LogEntry, ...]:
        """The entries after a number whose `what` begins with one of these, or of all, in order."""
        rows = select(AuditLogRow).where(col(AuditLogRow.number) > number, _begins(about))
        return tuple(row.value() for row in self._session.exec(rows.order_by(col(AuditLogRow.number))))

    @property
    def log_book(self) -> LogBook:
        """The audit log, to be leafed through."""
        return LogBook(self._session)

    def last_logged(self, action: str, what: str) -> LogEntry | None:
        """The newest entry of the audit log about something that was done to something."""
        row = self._session.exec(
            select(AuditLogRow)
            .where(col(AuditLogRow.action) == action, col(AuditLogRow.what) == what)
            .order_by(col(AuditLogRow.number).desc())
            .limit(1)
        ).first()
        return row.value() if row else None

    def _rows(self, table: type[SomeInput]) -> Sequence[SomeInput]:
        return self._session.exec(select(table).order_by(col(table.position))).all()

    def _check(self, number: int) -> None:
        numbers = self.version_numbers()
        if not numbers:
            raise NoRoster
        if number not in numbers:
            raise UnknownRoster(number, numbers[-1])

    def _versions(self, numbers: Collection[int]) -> dict[int, Version]:
        parts: dict[int, dict[type[PartRow], list[Any]]] = defaultdict(lambda: {table: [] for table in PART_TABLES})
        for table in PART_TABLES:
            some = select(table).where(col(table.roster).in_(numbers)).order_by(col(table.position))
            for part in self._session.exec(some):
                parts[part.roster][table].append(part.value())
        headers = self._session.exec(select(RosterRow).where(col(RosterRow.number).in_(numbers)))
        return {header.number: header.value(parts[header.number]) for header in headers}


def _begins(about: Iterable[str]) -> ColumnElement[bool]:
    """Whether an entry is about one of these, or about anything when there are none."""
    some = [col(AuditLogRow.what).startswith(each, autoescape=True) for each in about]
    return or_(*some) if some else true()
