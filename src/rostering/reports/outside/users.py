"""Users in words and shapes; one-time addresses are told once, when somebody is invited."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from rostering.answers.users import Invited, UserAccount
from rostering.domain.users import User
from rostering.language import _, counted
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def sign_in_address(base: str, invited: Invited) -> str:
    """The one-time address at which a password is set."""
    return f"{base}/sign-in/{invited.secret}"


def invited_shape(base: str, invited: Invited) -> Shape:
    """The one-time address, and whose it is."""
    return {
        "url": sign_in_address(base, invited),
        **user_shape(invited.user),
        "invited_until": invited.expires.isoformat(),
    }


def invited_report(base: str, invited: Invited) -> list[str]:
    """The address first, then what it is."""
    return [
        sign_in_address(base, invited),
        _(
            "It is good once, until {time}, and shown this once: whoever opens it sets the password of {name}.",
            time=_time(invited.expires),
            name=_named(invited.user),
        ),
    ]


def user_shape(user: User) -> Shape:
    """A user."""
    return {
        "number": user.number,
        "name": user.name,
        "role": user.role.value,
        "consultant": user.consultant,
        "language": user.language,
        "provider": user.subject.issuer if user.subject else None,
        "created": user.created.isoformat(),
        "ended": user.ended and user.ended.isoformat(),
    }


def account_shape(account: UserAccount) -> Shape:
    """A user with what is known of their signing in."""
    return {
        **user_shape(account.user),
        "has_password": account.has_password,
        "invited_until": account.invited_until and account.invited_until.isoformat(),
        "last_seen": account.last_seen and account.last_seen.isoformat(),
    }


def users_table(accounts: Iterable[UserAccount]) -> Table:
    """Who may sign in, how, and when they were last seen."""
    shown = list(accounts)
    signing = (_("Signs in by"), _("Last seen (UTC)"), _("Ended (UTC)"))
    columns = (_("No."), _("Name"), _("Role"), _("Consultant"), *signing)
    table = grid(counted(len(shown), "user"), *columns, numbers=columns[:1])
    for account in shown:
        user = account.user
        cells = (str(user.number), user.name, _(user.role.value), user.consultant or "", _way(account))
        table.add_row(*map(cell, (*cells, _time(account.last_seen) or _("never"), _time(user.ended))))
    return table


def removed_report(user: User) -> str:
    """That somebody signs in no more."""
    return _("Removed {name}, who is signed out everywhere.", name=_named(user))


def _way(account: UserAccount) -> str:
    ways = [_("password")] if account.has_password else []
    ways += [account.user.subject.issuer] if account.user.subject else []
    ways += [_("one-time address until {time}", time=_time(account.invited_until))] if account.invited_until else []
    return ", ".join(ways) or _("nothing: invite them")


def _named(user: User) -> str:
    return f"{user.name} ({_(user.role.value)})"


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
