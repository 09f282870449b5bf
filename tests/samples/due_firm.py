"""A small firm whose packages owe reviews and reports, as a data folder."""

from datetime import UTC, datetime
from pathlib import Path

from rostering.domain.users import Actor, Role
from rostering.services.inputs.folders import import_folder
from samples.small_folder import AGREEMENTS, BOOKINGS, CUSTOMERS, PACKAGES, files

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LEAD = Actor("lead", Role.OPS)
REVIEW, REPORT = "aaby:review:2026Q4", "aaby:report:2026-11"
_CADENCES = """
[[packages.cadences]]
id = "review"
name = "Review"
often = "1 a quarter"
up_to = "3 a quarter"
by = "account_manager"
remind = 14

[[packages.cadences]]
id = "report"
name = "Report"
often = "1 a month"
by = "pim"

[[packages.allowances]]
id = "urgent"
name = "Urgent tickets"
often = "2 a month"

[[packages.response]]
priority = "p1"
first = "1 business day"
updates = "4 hours"
clock = "business_hours"

[[packages.response]]
priority = "p0"
first = "30 minutes"
clock = "always"
"""
_PLUS = 'clause = "Plus, clause 7"\nresponse = "Within an hour"\n'


def due_files(agreements: str = AGREEMENTS, customers: str = CUSTOMERS) -> dict[str, bytes]:
    """The folder's files: Aaby has Premium from March 2026 on, and Ida for an account manager."""
    header, aaby, *others = customers.splitlines()
    managed = "\n".join([f"{header},account_manager", f"{aaby},ida", *(f"{other}," for other in others)])
    return files(
        packages_toml=PACKAGES.replace(_PLUS, _PLUS + _CADENCES),
        customers_csv=f"{managed}\n",
        agreements_csv=agreements,
        bookings_csv=BOOKINGS.splitlines()[0] + "\n",
    )


def import_due_firm(url: str, folder: Path, **changed: str) -> None:
    """Load the firm into a store."""
    folder.mkdir(exist_ok=True)
    for name, content in due_files(**changed).items():
        (folder / name).write_bytes(content)
    import_folder(url, folder, "tester")
