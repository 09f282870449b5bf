"""People's data as JSON: what is held of somebody, who has left, and what became of them."""

from typing import Any

from typing_extensions import TypedDict


class HeldJson(TypedDict):
    """All that is held of somebody: rows by table, without secrets."""

    id: str
    name: str
    at: str
    by: str
    tables: dict[str, list[dict[str, Any]]]


class LeaverJson(TypedDict):
    """Somebody who has left or leaves, from when they can be forgotten, and what is in the way besides."""

    id: str
    name: str
    last_day: str
    forget_from: str
    hindrances: list[str]


class FormerJson(TypedDict):
    """Somebody who was forgotten; records of money keep the name until a date, or have none."""

    id: str
    name: str
    at: str
    money_until: str | None


class PeopleDataJson(TypedDict):
    """Who has left and who was forgotten, after how many years, and whether the service does it every day."""

    today: str
    years: int
    daily: bool
    leavers: list[LeaverJson]
    forgotten: list[FormerJson]


class ForgottenJson(FormerJson):
    """What a forgetting changed, or would: rows by table."""

    dry_run: bool
    changed: dict[str, int]
    kept: dict[str, int]
    same_name: list[str]
    look_at: list[str]
    folders: list[str]


class RetentionJson(TypedDict):
    """What a run of the retention rule did, or would."""

    dry_run: bool
    forgotten: list[ForgottenJson]
    money: list[FormerJson]
    waiting: list[LeaverJson]
    gone: dict[str, int]
