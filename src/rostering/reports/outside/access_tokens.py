"""Access tokens in words and shapes; a secret is told once, when its token is made."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from rostering.answers.users import MadeToken, UsersToken
from rostering.domain.access_tokens import AccessToken
from rostering.domain.users import User
from rostering.language import _, counted
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def made_token_shape(made: MadeToken) -> Shape:
    """The secret, and the token whose it is."""
    return {"secret": made.secret, **_shape(made.token, made.user), "good": True}


def token_shape(found: UsersToken) -> Shape:
    """A token without its secret, and whether it is good."""
    return {**_shape(found.token, found.user), "good": found.is_good}


def made_token_report(made: MadeToken) -> list[str]:
    """The secret first, then what it is."""
    return [
        made.secret,
        _(
            "It is shown this once. With it programs act as {name} ({role}) until {time}: keep it like a password.",
            name=made.user.name,
            role=made.token.role.word,
            time=_time(made.token.expires),
        ),
    ]


def tokens_table(tokens: Iterable[UsersToken]) -> Table:
    """Whose tokens there are, in which role, until when, and when they were last used."""
    shown = list(tokens)
    when = (_("Good until (UTC)"), _("Last used (UTC)"), _("Revoked (UTC)"))
    columns = (_("No."), _("User"), _("Name"), _("Role"), *when)
    table = grid(counted(len(shown), "token"), *columns, numbers=columns[:1])
    for each in shown:
        token = each.token
        until = (
            _time(token.expires)
            if each.is_good or token.ended
            else _("{time}, good no more", time=_time(token.expires))
        )
        cells = (str(token.number), each.user.name, token.name, token.role.word, until)
        table.add_row(*map(cell, (*cells, _time(token.seen) or _("never"), _time(token.ended))))
    return table


def revoked_token_report(found: UsersToken) -> str:
    """That a token is good no more."""
    number, name = found.token.number, found.token.name
    return _("Revoked token {number}, {name}, of {user}.", number=number, name=name, user=found.user.name)


def _shape(token: AccessToken, user: User) -> Shape:
    return {
        "number": token.number,
        "user": user.name,
        "name": token.name,
        "role": token.role.value,
        "created": token.created.isoformat(),
        "expires": token.expires.isoformat(),
        "last_used": token.seen and token.seen.isoformat(),
        "revoked": token.ended and token.ended.isoformat(),
    }


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
