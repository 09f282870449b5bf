"""Errands: a child process does what nobody keeps, tells how far it is, and its end is known whatever it is."""

import sys

from rostering.domain.jobs import JobState
from rostering.language import speaking
from rostering.services.jobs.errands import MOST, Errand, Errands
from samples.errand_work import PROGRAM, doubled, endless, killed, refused


def ended(errand: Errand) -> Errand:
    errand.over.wait()
    return errand


def test_what_a_function_returns_comes_back_with_how_far_it_was() -> None:
    errands = Errands(PROGRAM)
    errand = ended(errands.begin("anna", {"what": "twice"}, doubled, 21))
    assert (errand.state, errand.result, errand.progress, errand.why) == (JobState.DONE, 42, (1, 2), ())
    assert errands.find(errand.key, "anna") is errand
    assert errands.made("anna") == (42,)


def test_nobody_finds_the_errand_of_somebody_else() -> None:
    errands = Errands(PROGRAM)
    errand = ended(errands.begin("anna", {}, doubled, 1))
    assert errands.find(errand.key, "bo") is None
    assert errands.made("bo") == ()
    assert errands.find("unknown", "anna") is None


def test_a_refusal_is_told_in_the_language_of_whoever_asked() -> None:
    with speaking("da"):
        errand = ended(Errands(PROGRAM).begin("anna", {}, refused))
    assert (errand.state, errand.why) == (JobState.FAILED, ("dette skal udfyldes", "second"))


def test_a_child_that_dies_is_a_failure_without_words() -> None:
    errand = ended(Errands(PROGRAM).begin("anna", {}, killed))
    assert (errand.state, errand.result, errand.why) == (JobState.FAILED, None, ())


def test_a_child_that_cannot_be_started_is_a_failure() -> None:
    errand = ended(Errands(program=("/no/such/program",)).begin("anna", {}, doubled, 1))
    assert errand.state is JobState.FAILED


def test_a_child_that_does_not_take_what_it_is_told_is_a_failure() -> None:
    errand = ended(Errands(program=(sys.executable, "-c", "")).begin("anna", {}, doubled, 1))
    assert errand.state is JobState.FAILED


def test_what_is_stopped_ends_and_lets_the_next_begin() -> None:
    errands = Errands(PROGRAM)
    first = errands.begin("anna", {}, endless)
    waiting, last = errands.begin("anna", {}, endless), errands.begin("anna", {}, doubled, 4)
    errands.stop(waiting)
    errands.stop(first)
    assert ended(last).result == 8
    assert (first.state, waiting.state, last.state) == (JobState.CANCELLED, JobState.CANCELLED, JobState.DONE)
    errands.stop(last)
    assert last.state is JobState.DONE


def test_only_so_many_are_remembered() -> None:
    errands = Errands(program=("/no/such/program",))
    made = [ended(errands.begin("anna", {}, doubled, number)) for number in range(MOST + 3)]
    found = [errands.find(each.key, "anna") for each in made]
    assert found == [None] * 3 + made[3:]
