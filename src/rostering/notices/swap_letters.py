"""Letters about swaps: what somebody did, the duties that it is about, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.domain.notices import Letter
from rostering.domain.parties import Consultant
from rostering.domain.swaps import Act, Swap, SwapStep
from rostering.language import _, marked
from rostering.notices.letters import Writer
from rostering.notices.notice_texts import clean
from rostering.rosters.postings import Posting


@dataclass(frozen=True)
class SwapNews:
    """A step of a swap, with the names and duties to tell of it."""

    swap: Swap
    step: SwapStep
    giver: str
    other: str
    """Who has taken it or is asked to; empty: whoever can take it."""
    actor: str
    """For whom the step was made."""
    given: Posting | None
    in_return: Posting | None
    reason: str
    """In the language of the firm."""
    waits: bool
    """Whether an ops lead has yet to approve."""

    def letter(self, writer: Writer, reader: Consultant) -> Letter:
        """What one person is told; to be called while the firm's language is spoken."""
        subject = _("Swap {number}: {what}", number=self.swap.number, what=self._what())
        key = f"swap:{self.swap.number}:{self.step.number}"
        return writer.swap(reader, key, subject, list(self._said(writer)))

    def _said(self, writer: Writer) -> Iterator[str]:
        yield f"{self._what()}."
        if self.given:
            yield _("The duty:") + f"\n  {writer.line(self.given)}"
        if self.in_return:
            yield _("In return for:") + f"\n  {writer.line(self.in_return)}"
        if self.step.act is Act.OFFERED and self.swap.note:
            yield _("{name} says: {note}", name=self.giver, note=clean(self.swap.note))
        yield from filter(None, (self.reason, self._next()))

    def _what(self) -> str:
        """What was done, without a full stop."""
        return _(_DONE[self._kind], giver=self.giver, other=self.other, name=self.actor)

    @property
    def _kind(self) -> str:
        """Which of the sentences tells it."""
        if self.step.act is not Act.OFFERED:
            return self.step.act.value
        return "trade" if self.in_return else "offer" if self.other else "open offer"

    def _next(self) -> str:
        """What comes next."""
        if self.step.act is Act.OFFERED:
            return _("Answer it among your duties.")
        if self.step.act is Act.TAKEN and self.waits:
            return _("It takes effect once an ops lead approves; until then nothing has changed.")
        return ""


_DONE = {
    "trade": marked("{giver} would like to trade a duty with {other}"),
    "offer": marked("{giver} offers a duty to {other}"),
    "open offer": marked("{giver} offers a duty to whoever can take it"),
    Act.TAKEN.value: marked("{name} has taken the duty of {giver}"),
    Act.LET_GO.value: marked("{name} has let go of the duty of {giver} again"),
    Act.DECLINED.value: marked("{name} does not take the duty of {giver}"),
    Act.WITHDRAWN.value: marked("{giver} has taken the offer back"),
    Act.REFUSED.value: marked("the swap with the duty of {giver} is not approved"),
    Act.ENDED.value: marked("the offer of {giver} has ended"),
}
