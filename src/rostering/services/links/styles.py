"""How feeds may be written, whether they are served or exported."""

from rostering.errors import BadCall
from rostering.language import LANGUAGES, _

EARLIEST_ALARM = 28 * 24 * 60
"""Minutes before a duty: four weeks."""


class BadStyle(BadCall):
    """Feeds that nobody can write."""


def check_style(language: str | None, alarm: int | None) -> None:
    """Raise BadStyle for a language without words, or an alarm long before its duty or after it."""
    if language not in (None, *LANGUAGES):
        raise BadStyle(
            _(
                "'{code}' is not a language of rostering; known: {known}",
                code=language,
                known=", ".join(LANGUAGES),
            )
        )
    if alarm is not None and not 0 <= alarm <= EARLIEST_ALARM:
        raise BadStyle(
            _(
                "an alarm is 0 to {most} minutes before a duty, not {alarm}",
                most=EARLIEST_ALARM,
                alarm=alarm,
            )
        )
