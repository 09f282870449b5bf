"""Telling one pager: what is there, what is to be done, and doing it change by change, each of them noted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Event

from rostering.answers.pagers import PagerTold, Pushed
from rostering.domain.pager_plans import PagerChange, PagerClash, PagerPlan, from_now, plan, wanted
from rostering.domain.pagers import MadeOverride, Override, Pager, PagerShift
from rostering.language import said
from rostering.notices.pagers import Client, Down, Gone, PagerRefused
from rostering.services.clock import now
from rostering.services.pagers.on_from_now import Ahead
from rostering.spans import Span
from rostering.store import Store


class Telling:
    """The telling of one pager, with what has come of it so far; without a holder nothing is changed or noted."""

    def __init__(
        self,
        store: Store,
        pager: Pager,
        found: Ahead,
        made: tuple[MadeOverride, ...],
        at: datetime,
        holder: str | None,
        closing: Event,
    ) -> None:
        self._store, self._pager, self._found, self._holder, self._closing = store, pager, found, holder, closing
        self._at, self._until = from_now(at), at + timedelta(days=pager.days)
        self._made = tuple(each for each in made if each.shift.span.end > self._at)
        self._over = tuple(each for each in made if each.shift.span.end <= self._at)
        self._told: list[PagerTold] = []
        self._kept = self._by_hand = self._adopted = 0
        self._troubles: list[str] = []
        self.error: str | None = None

    def pushed(self) -> Pushed:
        """What has come of it."""
        troubles = tuple(dict.fromkeys(self._troubles))
        return Pushed(
            self._pager.name,
            self._pager.kind.maker,
            tuple(self._told),
            kept=self._kept,
            by_hand=self._by_hand,
            adopted=self._adopted,
            error=self.error,
            troubles=troubles,
        )

    def tell(self, client: Client) -> None:
        """Ask what is there, and change what is not as it should be. Raises Down."""
        want = wanted(self._pager, self._found.duties, self._at)
        self._troubles += self._crowded(want.clashes)
        there = self._there(client, want.shifts)
        shifts = [shift for shift in want.shifts if shift.schedule in there]
        known = [made for made in self._made if made.shift.schedule in there]
        standing = [each for overrides in there.values() for each in overrides]
        users = self._users(client, shifts)
        todo = plan(shifts, users, known, standing, self._at, self._until)
        self._kept, self._by_hand, self._adopted = len(todo.kept), len(todo.by_hand), len(todo.adopted)
        self._remember(todo)
        ids = {made.number: found for made, found in _found_again(known, standing, todo)}
        for change in todo.changes:
            self._go_on()
            if self._holder is None:
                self._told.append(PagerTold(change.shift, change.gone.shift if change.gone else None))
            else:
                self._do(client, change, users, ids)

    def _go_on(self) -> None:
        """Ask nothing more once the push is to end early; the next one goes on. Raises Down."""
        if self._closing.is_set():
            raise Down(said("the push was broken off: the next one goes on with it"), wait=0)

    def _crowded(self, clashes: Iterable[PagerClash]) -> list[str]:
        """The schedules that have no room for everybody, each with the first who is left out."""
        left_out: dict[str, list[PagerClash]] = {}
        for clash in clashes:
            if clash.shift.span.start < self._until:
                left_out.setdefault(clash.shift.schedule, []).append(clash)
        return [
            said(
                "schedule {schedule} has room for one at a time: {number} more would be on, the first of them {taker} "
                "on {day}, when {giver} is",
                schedule=schedule,
                number=len(found),
                taker=found[0].shift.consultant,
                day=self._day(found[0].shift),
                giver=found[0].other.consultant,
            )
            for schedule, found in left_out.items()
        ]

    def _there(self, client: Client, shifts: Iterable[PagerShift]) -> dict[str, list[Override]]:
        """What is there, by schedule; one that cannot be looked into is left alone."""
        ours = {made.shift.schedule for made in self._made}
        last = max([self._until, *(made.shift.span.end for made in self._made), *(one.span.end for one in shifts)])
        targets = [target.key for target in self._pager.targets]
        keys = dict.fromkeys((*targets, *sorted(ours)))
        found: dict[str, list[Override]] = {}
        for key in keys:
            self._go_on()
            try:
                found[key] = list(client.overrides(key, Span(self._at, last)))
            except PagerRefused as refused:
                if isinstance(refused, Gone) and key not in targets:
                    found[key] = []  # a schedule that was thrown away there, and is wanted no more here
                    continue
                self._troubles.append(said("schedule {schedule}: {why}", schedule=key, why=refused.why))
        return found

    def _users(self, client: Client, shifts: Iterable[PagerShift]) -> dict[str, str]:
        """The pager's ids of those who are to come on: as they are set up, as they were found before, or by e-mail."""
        users = {made.shift.consultant: made.user for made in self._made} | dict(self._pager.users)
        for who in sorted({shift.consultant for shift in shifts if shift.span.start < self._until} - users.keys()):
            self._go_on()
            mail = self._found.mails.get(who)
            try:
                user = client.user_of(mail) if mail and self._pager.kind.knows_mail else None
            except PagerRefused as refused:
                self._troubles.append(said("{consultant} cannot be told: {why}", consultant=who, why=refused.why))
                continue
            if user is None:
                self._troubles.append(self._unknown(who, mail))
            else:
                users[who] = user
        return users

    def _unknown(self, who: str, mail: str | None) -> str:
        if not self._pager.kind.knows_mail:
            return said("{consultant} cannot be told: name their account under users", consultant=who)
        if mail is None:
            return said(
                "{consultant} cannot be told: they have no e-mail address, and no id under users", consultant=who
            )
        return said("{consultant} cannot be told: nobody there has their e-mail address", consultant=who)

    def _remember(self, todo: PagerPlan) -> None:
        """Note what was found again, and forget what is there no more."""
        gone = (*todo.forgotten, *self._over)
        if self._holder is None or not (todo.adopted or gone):
            return
        with self._store.transaction() as tx:
            for made, found in todo.adopted:
                tx.pagers.note(made.number, found.id)
            tx.pagers.forget(made.number for made in gone)

    def _do(self, client: Client, change: PagerChange, users: dict[str, str], ids: dict[int, Override]) -> None:
        """One change. Whoever takes another's place comes on first; nobody's hours are said twice."""
        shift, gone, why = change.shift, change.gone, None
        left = gone.shift if gone else None
        is_same = shift and gone and users[shift.consultant] == gone.user
        try:
            if gone and is_same:
                self._take_away(client, gone, ids)
            if shift:
                self._make(client, shift, users[shift.consultant])
            if gone and not is_same:
                self._take_away(client, gone, ids)
        except PagerRefused as refused:
            why = refused.why
            self._troubles += self._refused(shift or left, why)
        self._told.append(PagerTold(shift, left, why))

    def _refused(self, about: PagerShift | None, why: str) -> list[str]:
        if about is None:
            return []
        who, day = about.consultant, self._day(about)
        return [said("{consultant} cannot be told of {day}: {why}", consultant=who, day=day, why=why)]

    def _make(self, client: Client, shift: PagerShift, user: str) -> None:
        """Note what is about to be made, make it, and note its id; of what is refused nothing is left."""
        ahead = PagerShift(shift.schedule, Span(max(shift.span.start, self._at), shift.span.end), shift.consultant)
        with self._store.transaction() as tx:
            if self._holder is None or not tx.pagers.beat(self._pager.name, self._holder, now()):
                raise Down(said("another push has taken over"))
            made = tx.pagers.intend(MadeOverride(self._pager.name, ahead, user, now()))
        try:
            override = client.make(ahead, user)
        except PagerRefused:
            with self._store.transaction() as tx:
                tx.pagers.forget([made.number])
            raise
        with self._store.transaction() as tx:
            tx.pagers.note(made.number, override)

    def _take_away(self, client: Client, gone: MadeOverride, ids: dict[int, Override]) -> None:
        client.take_away(ids[gone.number], self._at)
        with self._store.transaction() as tx:
            tx.pagers.forget([gone.number])

    def _day(self, shift: PagerShift) -> str:
        return shift.span.start.astimezone(self._found.zone).date().isoformat()


def _found_again(
    known: list[MadeOverride], there: list[Override], todo: PagerPlan
) -> list[tuple[MadeOverride, Override]]:
    """Each of ours with what is there of it."""
    by_id = {each.id: each for each in there}
    noted = [(made, by_id[made.override]) for made in known if made.override in by_id and made.override]
    return [*noted, *todo.adopted]
