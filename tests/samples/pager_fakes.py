"""A pager in memory, which can break off before or after it did what it was asked."""

from collections.abc import Iterable
from datetime import datetime

from rostering.domain.pagers import Override, Pager, PagerShift
from rostering.notices.pagers import Down
from rostering.spans import Span


class Killed(BaseException):
    """The program that pushes is killed."""


class MemoryPager:
    """Overrides by schedule; it hands out ids, cuts off what goes on, and refuses nothing."""

    def __init__(self, there: Iterable[Override] = ()) -> None:
        self.there = {each.id: each for each in there}
        self.asked: list[str] = []
        self.break_at: int | None = None
        """The number of the request at which it breaks off; None: never."""
        self.did = True
        """Whether it did what it was asked when it broke off."""
        self.breakage: BaseException = Down("it does not answer in time")
        self.users = {"anna": "U1", "bo": "U2", "clara": "U3"}

    def client(self, pager: Pager, token: str) -> "MemoryPager":
        """Itself, for whoever comes with a token."""
        assert token
        assert pager.name
        return self

    def overrides(self, schedule: str, span: Span) -> list[Override]:
        self._ask("list")
        found = [each for each in self.there.values() if each.schedule == schedule and each.span.overlaps(span)]
        self._answer()
        return sorted(found)

    def user_of(self, mail: str) -> str | None:
        self._ask("user")
        self._answer()
        return self.users.get(mail.partition("@")[0])

    def make(self, shift: PagerShift, user: str) -> str:
        self._ask("make")
        made = Override(shift.schedule, shift.span, user, f"X{len(self.asked)}")
        self.there[made.id] = made
        self._answer()
        return made.id

    def take_away(self, override: Override, at: datetime) -> None:
        self._ask("take away")
        found = self.there.get(override.id)
        if found and found.span.start < at:
            self.there[found.id] = Override(found.schedule, Span(found.span.start, at), found.user, found.id)
        elif found:
            del self.there[found.id]
        self._answer()

    def close(self) -> None:
        """Nothing is held."""

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.break_at == len(self.asked) and not self.did:
            raise self.breakage

    def _answer(self) -> None:
        if self.break_at == len(self.asked) and self.did:
            raise self.breakage
