"""A small data folder that is in order, and edits that bring it out of order."""

ORGANISATION = """\
name = "Havblik Digital"
timezone = "Europe/Copenhagen"
calendar = "dk"
language = "en"
"""

PACKAGES = """\
[roles]
backend = "Backend"
pim = "PIM"

[grades]
senior = "Senior"

[teams.standby]
name = "Standby team"
roles = { backend = 1, pim = 1 }

[[packages]]
id = "premium"
name = "Premium"
extends = "plus"

[[packages.obligations]]
on = ["weekend", "public_holiday"]
hours = "08:00-16:00"
team = "standby"
presence = "home_standby"
clause = "Premium, clause 9"

[[packages]]
id = "plus"
name = "Plus"
extends = "basic"
bookable = true
booking_clause = "Plus, clause 8: readiness is booked"

[packages.terms]
monitoring = "extended"

[[packages.obligations]]
on = ["holiday_period"]
hours = "08:00-16:00"
team = "standby"
roles = { pim = 2 }
presence = "home_standby"
clause = "Plus, clause 7"
response = "Within an hour"

[[packages]]
id = "basic"
name = "Basic"
booking_clause = "Basic, clause 2: readiness cannot be booked"

[packages.terms]
hotline = "yes"
monitoring = "none"

[[parts]]
id = "evening"
name = "Evening"
hours = "16:00-22:00"
presence = "home_standby"
day_class = "weekday_evening"
"""

POLICY = """\
[ordinary_work]
hours = "08:00-16:00"
weekdays = [1, 2, 3, 4, 5]

[points]
holiday_period = 2
weekend = 3
public_holiday = 4
big_day = 6
readiness_weekday = 2
readiness_weekend = 3
readiness_public_holiday = 4

[rules.daily_rest]
hours = 11
price = "forbidden"
"""

RATES = """\
[[rate_cards]]
from = 2025-01-01
to = 2025-12-31
band = [3500, 5000]

[rate_cards.prices]
weekday_evening = 3500
weekend = 4000
public_holiday = 4800

[[rate_cards]]
from = "2026-01-01"
band = ["3.500", "5.000"]

[rate_cards.prices]
weekday_evening = "3.600,50"
weekend = "4 200"
public_holiday = "5.000,-"

[[rate_cards.exceptions]]
day_class = "weekend"
role = "pim"
customer = "aaby"
price = "4.500"
"""

CONSULTANTS = """\
id,name,email,roles,grade,employed_from,employed_to,fte,knows
bo,Bo Å,bo@havblik.example,backend pim,senior,2020-01-01,,0.8,aaby
ida,"Ida Ø, PhD",,pim,senior,2021-02-01,2027-01-31,1,
"""

CUSTOMERS = """\
id,name,country,cvr,vat_number,email
aaby,Aaby Møbler A/S,DK,12345674,DK12345674,faktura@aaby.example
brink,Brink AB,SE,,SE556677889901,
cirrus,Cirrus ApS,,,,
"""

AGREEMENTS = """\
customer,package,from,to
aaby,basic,2025-01-01,2026-02-28
aaby,premium,2026-03-01,
brink,basic,2026-01-01,
"""

BOOKINGS = """\
id,customer,from,to,part,roles,shared,cancelled
b1,aaby,2026-11-20,2026-11-22,evening,backend:2 pim,,
b2,brink,2026-11-20,2026-11-20,evening,pim:1,,yes
"""

LEAVE = """\
consultant,from,to,kind
bo,2026-07-06,2026-07-24,leave
ida,2026-12-24,2026-12-24,rather_not
"""

LEDGER = """\
consultant,role,points
bo,pim,-3
ida,pim,4
"""

TEXTS = {
    "organisation.toml": ORGANISATION,
    "packages.toml": PACKAGES,
    "policy.toml": POLICY,
    "rates.toml": RATES,
    "consultants.csv": CONSULTANTS,
    "customers.csv": CUSTOMERS,
    "agreements.csv": AGREEMENTS,
    "bookings.csv": BOOKINGS,
    "leave.csv": LEAVE,
    "ledger.csv": LEDGER,
}


def files(**changed: str | bytes) -> dict[str, bytes]:
    """The folder's files; `leave_csv=...` puts something else in the place of leave.csv."""
    texts: dict[str, str | bytes] = {**TEXTS, **{name.replace("_", "."): text for name, text in changed.items()}}
    return {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}


def edited(file: str, old: str, new: str) -> dict[str, bytes]:
    """The folder's files with one text, which stands there once, replaced by another."""
    text = TEXTS[file]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return files() | {file: text.replace(old, new).encode()}
