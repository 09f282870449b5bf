import math
import os
import signal

import pytest

from rostering.cli.meter import ProgressMeter, clock, standing
from rostering.services.rosters.planning import Progress


@pytest.mark.parametrize(
    ("penalty", "bound", "sentence"),
    [
        (None, None, "largest unfairness: nothing found yet"),
        (None, 3.0, "largest unfairness: nothing found yet"),
        (7.0, None, "largest unfairness: penalty 7"),
        (7.0, -math.inf, "largest unfairness: penalty 7"),
        (8.0, 5.2, "largest unfairness: penalty 8, at least 6, gap 25%"),
        (8.0, -3.0, "largest unfairness: penalty 8, at least 0, gap 100%"),
        (8.0, 8.0, "largest unfairness: penalty 8, at least 8"),
        (0.0, 0.0, "largest unfairness: penalty 0, at least 0"),
        (8.0, 9.0, "largest unfairness: penalty 8, at least 8"),
    ],
)
def test_a_stage_stands_between_its_penalty_and_its_bound(penalty: float, bound: float, sentence: str) -> None:
    assert standing(Progress("largest_unfairness", penalty, bound, 5)) == sentence


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.4, "0:59"), (59.6, "1:00"), (3725, "62:05")])
def test_the_time_left_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def watched(quiet: bool) -> None:
    with ProgressMeter(quiet) as meter:
        meter(Progress("coverage", 9.0, 0.0, 5))
        meter(Progress("coverage", 0.0, 0.0, 4))
        meter(Progress("unfairness", None, None, 3))
        meter(Progress("unfairness", 4.0, 1.0, 2))


def test_without_a_terminal_each_stage_is_a_line_when_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    watched(quiet=False)
    assert capsys.readouterr() == (
        "",
        "rostering: coverage: penalty 0, at least 0\nrostering: unfairness: penalty 4, at least 1, gap 75%\n",
    )


def test_a_quiet_meter_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    watched(quiet=True)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_the_meter_is_live(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    watched(quiet=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "unfairness: penalty 4, at least 1, gap 75%, 0:02 left" in err


def test_a_meter_says_nothing_of_a_stage_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    meter = ProgressMeter(quiet=False)
    meter(Progress("coverage", 9.0, 0.0, 5))
    meter.__exit__(ValueError, ValueError(), None)
    assert capsys.readouterr().err == ""


def press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_ctrl_c_sets_the_flag_and_the_second_ends_what_runs() -> None:
    with ProgressMeter(quiet=True) as meter:
        assert not meter.stop.is_set()
        press_ctrl_c()
        assert meter.stop.is_set()
        meter(Progress("coverage", 9.0, 0.0, 5))
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()


def test_ctrl_c_is_as_before_after_the_plan() -> None:
    with ProgressMeter(quiet=True):
        pass
    with pytest.raises(KeyboardInterrupt):
        press_ctrl_c()
