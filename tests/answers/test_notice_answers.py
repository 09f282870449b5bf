"""What a run of sending comes to."""

from dataclasses import replace

from rostering.answers.notices import Attempt, Run
from rostering.domain.notices import MailState
from samples.notice_samples import mail

SENT = Attempt(replace(mail(1), state=MailState.SENT))
FAILED = Attempt(replace(mail(2), state=MailState.FAILED))
STUCK = Attempt(mail(3), unreachable="nobody answers")


def test_a_run_sorts_its_mails_by_what_became_of_them() -> None:
    run = Run((SENT, FAILED, STUCK), waiting=1)
    assert (run.sent, run.failed, run.postponed) == ((SENT.mail,), (FAILED.mail,), (STUCK.mail,))


def test_a_run_that_nobody_answers_says_why_it_stopped() -> None:
    assert Run((STUCK,), 1).stopped == "nobody answers"
    assert not Run((STUCK,), 1).reached


def test_a_run_that_is_cut_off_midway_has_reached_somebody() -> None:
    run = Run((SENT, STUCK), 1)
    assert (run.stopped, run.reached) == ("nobody answers", True)


def test_a_run_without_mails_misses_nobody() -> None:
    assert (Run((), 0).stopped, Run((), 0).reached) == (None, True)
