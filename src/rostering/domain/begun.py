"""Begun quarters, halves and whole hours: by what work is paid and billed that is counted by the hour."""

from enum import StrEnum

from rostering.money import Ore


class Begun(StrEnum):
    """What is paid whole as soon as it has begun."""

    QUARTER = "quarter"
    HALF = "half"
    HOUR = "hour"

    @property
    def minutes(self) -> int:
        """How long it is."""
        return {Begun.QUARTER: 15, Begun.HALF: 30, Begun.HOUR: 60}[self]

    def round_up(self, minutes: int) -> int:
        """So many minutes, up to the end of what they have begun; work that took no time began one."""
        return max(-(-minutes // self.minutes), 1) * self.minutes


def for_minutes(an_hour: Ore, minutes: int) -> Ore:
    """What minutes come to by the hour, rounded half up."""
    return (2 * an_hour * minutes + 60) // 120
