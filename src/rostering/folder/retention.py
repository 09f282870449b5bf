"""The table `retention` of `policy.toml`: how long what is held of people is kept."""

from rostering.domain.former import RetentionPolicy
from rostering.folder.tables import TomlTable, flag, whole

_LONGEST = 99


def read_retention(table: TomlTable) -> RetentionPolicy:
    """Read how long people, their sign-ins, mails and records of money are kept."""
    usual = RetentionPolicy()
    return RetentionPolicy(
        people_years=table.optional("people_years", whole(0, _LONGEST), usual.people_years),
        # Less than the law asks for is no choice of the firm's.
        money_years=table.optional("money_years", whole(usual.money_years, _LONGEST), usual.money_years),
        financial_year_begins=table.optional("financial_year_begins", whole(1, 12), usual.financial_year_begins),
        sign_in_days=table.optional("sign_in_days", whole(1, 3660), usual.sign_in_days),
        mail_months=table.optional("mail_months", whole(1, 120), usual.mail_months),
        daily=table.optional("daily", flag, usual.daily),
    )
