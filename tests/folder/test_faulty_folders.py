"""Folders that are out of order, and every word that is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.errors import Fault, FaultyInput
from rostering.folder.reader import read_files
from rostering.language import speaking
from samples.danish import english_in
from samples.small_folder import TEXTS, edited, files

UNREAD = "write it as YYYY-MM-DD, such as 2026-11-20"
ID = "use 1 to 64 letters a-z, digits, _ . and -, a letter or digit first"

EDITS: dict[str, tuple[str, str, str, list[str]]] = {
    # organisation.toml
    "an unknown time zone": (
        "organisation.toml",
        "Europe/Copenhagen",
        "Europe/Kopenhagen",
        [
            "organisation.toml: timezone: 'Europe/Kopenhagen' is not a time zone (did you mean 'Europe/Copenhagen'?)",
        ],
    ),
    "a folder instead of a time zone": (
        "organisation.toml",
        "Europe/Copenhagen",
        "../Europe",
        ["organisation.toml: timezone: '../Europe' is not a time zone (did you mean 'Europe/Rome'?)"],
    ),
    "a language nobody wrote": (
        "organisation.toml",
        '"en"',
        '"sv"',
        ["organisation.toml: language: 'sv' is not a language of rostering (known: en, da)"],
    ),
    "a calendar outside the folder": (
        "organisation.toml",
        '"dk"',
        '"../dk"',
        [f"organisation.toml: calendar: '../dk' is not an id ({ID})"],
    ),
    "a calendar that is another file": (
        "organisation.toml",
        '"dk"',
        '"rates"',
        ["organisation.toml: calendar: 'rates' is not a calendar (call the file otherwise)"],
    ),
    "a misspelt key": (
        "organisation.toml",
        "name =",
        "nmae =",
        ["organisation.toml: name: missing", "organisation.toml: nmae: unknown key (did you mean 'name'?)"],
    ),
    "a name that says nothing": ("organisation.toml", "Havblik Digital", " ", ["organisation.toml: name: is empty"]),
    # TOML as such
    "broken TOML": (
        "policy.toml",
        "big_day = 6",
        "big_day = ",
        ["policy.toml:9: is not TOML: Invalid value (see https://toml.io for how to write it)"],
    ),
    "TOML that ends too early": (
        "policy.toml",
        'price = "forbidden"',
        'price = """forbidden',
        ["policy.toml:16: is not TOML: Unterminated string (see https://toml.io for how to write it)"],
    ),
    "a key that stands twice": (
        "policy.toml",
        "big_day = 6",
        "big_day = 6\nbig_day = 6",
        ["policy.toml:10: is not TOML: Cannot overwrite a value (see https://toml.io for how to write it)"],
    ),
    # packages.toml
    "a package that extends an unknown one": (
        "packages.toml",
        'extends = "basic"',
        'extends = "basik"',
        ["packages.toml: packages[plus].extends: unknown package 'basik' (did you mean 'basic'?)"],
    ),
    "packages that extend each other": (
        "packages.toml",
        'name = "Basic"',
        'name = "Basic"\nextends = "premium"',
        [
            "packages.toml: packages[premium].extends: packages go round in a circle: "
            "premium extends plus extends basic extends premium (the first package extends none)"
        ],
    ),
    "a package that extends itself": (
        "packages.toml",
        'name = "Basic"',
        'name = "Basic"\nextends = "basic"',
        [
            "packages.toml: packages[basic].extends: packages go round in a circle: basic extends basic "
            "(the first package extends none)"
        ],
    ),
    "an unknown team": (
        "packages.toml",
        'team = "standby"\npresence',
        'team = "standbye"\npresence',
        ["packages.toml: packages[premium].obligations[1].team: unknown team 'standbye' (did you mean 'standby'?)"],
    ),
    "an unknown role of a team": (
        "packages.toml",
        "{ backend = 1, pim = 1 }",
        "{ backend = 1, pin = 1 }",
        ["packages.toml: teams.standby.roles.pin: unknown role 'pin' (did you mean 'pim'?)"],
    ),
    "head counts below one and of the wrong type": (
        "packages.toml",
        "{ backend = 1, pim = 1 }",
        "{ backend = 0, pim = true }",
        [
            "packages.toml: teams.standby.roles.backend: 0 is not from 1 to 99",
            "packages.toml: teams.standby.roles.pim: expected a whole number, not true or false",
        ],
    ),
    "a team for no customers": (
        "packages.toml",
        'name = "Standby team"',
        'name = "Standby team"\ncustomers_per_team = 0',
        ["packages.toml: teams.standby.customers_per_team: 0 is not 1 or more"],
    ),
    "nobody to send": (
        "packages.toml",
        "roles = { backend = 1, pim = 1 }\n",
        "",
        [
            "packages.toml: packages[premium].obligations[1]: has no roles, and team 'standby' has none by default "
            "(write roles = { role = 1 })"
        ],
    ),
    "impossible hours": (
        "packages.toml",
        '"16:00-22:00"',
        '"16:00-25:00"',
        ["packages.toml: parts[evening].hours: '16:00-25:00' has an impossible time of day"],
    ),
    "hours that are none": (
        "packages.toml",
        '"16:00-22:00"',
        "16",
        ["packages.toml: parts[evening].hours: expected a text, not a whole number"],
    ),
    "two packages of one name": (
        "packages.toml",
        'id = "plus"',
        'id = "basic"',
        [
            "packages.toml: packages[3]: duplicate id 'basic' (first in packages.toml: packages[2])",
            "packages.toml: packages[premium].extends: unknown package 'plus' (known: basic, premium)",
        ],
    ),
    "an id with a space": (
        "packages.toml",
        'id = "evening"',
        'id = "late evening"',
        [
            f"packages.toml: parts[1].id: 'late evening' is not an id ({ID})",
            "bookings.csv:2: unknown part 'evening' (did you mean 'late evening'?)",
            "bookings.csv:3: unknown part 'evening' (did you mean 'late evening'?)",
        ],
    ),
    "an unknown key of an obligation": (
        "packages.toml",
        'response = "Within an hour"',
        'respons = "Within an hour"',
        ["packages.toml: packages[plus].obligations[1].respons: unknown key (did you mean 'response'?)"],
    ),
    "bookable as text": (
        "packages.toml",
        "bookable = true",
        'bookable = "yes"',
        ["packages.toml: packages[plus].bookable: expected true or false, not a text"],
    ),
    "a term that is a number": (
        "packages.toml",
        'hotline = "yes"',
        "hotline = 1",
        ["packages.toml: packages[basic].terms.hotline: expected a text, not a whole number"],
    ),
    "an unknown kind of day": (
        "packages.toml",
        '"weekend", "public_holiday"',
        '"weekends"',
        [
            "packages.toml: packages[premium].obligations[1].on: 'weekends' is not one of "
            "public_holiday, weekend, holiday_period, business_day (did you mean 'weekend'?)"
        ],
    ),
    "a kind of day twice": (
        "packages.toml",
        '"weekend", "public_holiday"',
        '"weekend", "weekend"',
        ["packages.toml: packages[premium].obligations[1].on: 'weekend' stands twice"],
    ),
    "an obligation on no day": (
        "packages.toml",
        '["weekend", "public_holiday"]',
        "[]",
        ["packages.toml: packages[premium].obligations[1].on: is empty"],
    ),
    "the kind that booked windows have": (
        "packages.toml",
        'clause = "Plus, clause 7"',
        'clause = "Plus, clause 7"\nkind = "readiness"',
        [
            "packages.toml: packages[plus].obligations[1].kind: 'readiness' is a word of booked readiness or of the "
            "points (call the kind otherwise)"
        ],
    ),
    "the kind of another day": (
        "packages.toml",
        'clause = "Plus, clause 7"',
        'clause = "Plus, clause 7"\nkind = "weekend"',
        [
            "packages.toml: packages[plus].obligations[1].kind: 'weekend' is a kind of day, but not of these: "
            "holiday_period (leave kind out)"
        ],
    ),
    "one team at two times of one day": (
        "packages.toml",
        '["holiday_period"]\nhours = "08:00-16:00"',
        '["weekend"]\nhours = "08:00-17:00"',
        [
            "packages.toml: packages[plus].obligations[1]: team 'standby' has weekend 08:00-17:00 home_standby on "
            "weekend, but weekend 08:00-16:00 home_standby in packages[premium].obligations[1] "
            "(give one of them a team of its own)"
        ],
    ),
    "no role at all": (
        "packages.toml",
        '[roles]\nbackend = "Backend"\npim = "PIM"',
        "",
        ["packages.toml: roles: missing"],
    ),
    "a list where a table belongs": (
        "packages.toml",
        '[grades]\nsenior = "Senior"',
        '[[grades]]\nsenior = "Senior"',
        ["packages.toml: grades: expected a table, not a list"],
    ),
    # policy.toml
    "a kind without points": (
        "policy.toml",
        "weekend = 3\npublic_holiday",
        "public_holiday",
        ["policy.toml: points.weekend: missing (every kind of duty earns points, 0 or more)"],
    ),
    "booked readiness without points": (
        "policy.toml",
        "readiness_weekend = 3\n",
        "",
        ["policy.toml: points.readiness_weekend: missing (every kind of duty earns points, 0 or more)"],
    ),
    "points for an unknown kind": (
        "policy.toml",
        "big_day = 6",
        "bigday = 6",
        ["policy.toml: points.bigday: unknown kind of duty (did you mean 'big_day'?)"],
    ),
    "negative points": (
        "policy.toml",
        "big_day = 6",
        "big_day = -6",
        ["policy.toml: points.big_day: -6 is not from 0 to 100"],
    ),
    "points with decimals": (
        "policy.toml",
        "big_day = 6",
        "big_day = 6.5",
        ["policy.toml: points.big_day: expected a whole number, not a decimal number"],
    ),
    "a weekday that is none": (
        "policy.toml",
        "[1, 2, 3, 4, 5]",
        "[1, 2, 3, 4, 8]",
        ["policy.toml: ordinary_work.weekdays: 8 is not from 1 to 7"],
    ),
    "a rule that is no table": (
        "policy.toml",
        "[rules.daily_rest]\nhours = 11\n",
        "[rules]\n",
        ["policy.toml: rules.price: expected a table, not a text"],
    ),
    # rates.toml
    "a price outside the band": (
        "rates.toml",
        "weekend = 4000",
        "weekend = 5250",
        [
            "rates.toml: rate_cards[1].prices.weekend: price 5250,00 is outside 3500,00-5000,00 "
            "(every price lies inside the band)"
        ],
    ),
    "an exception outside the band": (
        "rates.toml",
        '"4.500"',
        '"3.499,99"',
        [
            "rates.toml: rate_cards[2].exceptions[1].price: price 3499,99 is outside 3500,00-5000,00 "
            "(every price lies inside the band)"
        ],
    ),
    "a band that begins above its end": (
        "rates.toml",
        "[3500, 5000]",
        "[5000, 3500]",
        [
            "rates.toml: rate_cards[1].band: 5000,00-3500,00 is no band "
            "(the lowest price first, both from 0 to 1000000,00)"
        ],
    ),
    "a band below nothing": (
        "rates.toml",
        "[3500, 5000]",
        "[-1, 5000]",
        [
            "rates.toml: rate_cards[1].band: -1,00-5000,00 is no band "
            "(the lowest price first, both from 0 to 1000000,00)"
        ],
    ),
    "a band beyond all prices": (
        "rates.toml",
        "[3500, 5000]",
        f"[3500, {10**30}]",
        [
            f"rates.toml: rate_cards[1].band: 3500,00-{10**30},00 is no band "
            "(the lowest price first, both from 0 to 1000000,00)"
        ],
    ),
    "a card's band outside the firm's": (
        "rates.toml",
        "[[rate_cards]]\nfrom = 2025-01-01\nto = 2025-12-31\nband = [3500, 5000]",
        'band = [3500, 5000]\n[[rate_cards]]\nfrom = 2025-01-01\nto = 2025-12-31\nband = [3000, "4.800"]',
        [
            "rates.toml: rate_cards[1].band: band 3000,00-4800,00 is not inside 3500,00-5000,00 "
            "(that is the band at the top)"
        ],
    ),
    "prices outside the firm's band": (
        "rates.toml",
        "[[rate_cards]]\nfrom = 2025-01-01\nto = 2025-12-31\nband = [3500, 5000]",
        'band = [3600, "4.900"]\n[[rate_cards]]\nfrom = 2025-01-01\nto = 2025-12-31',
        [
            "rates.toml: rate_cards[1].prices.weekday_evening: price 3500,00 is outside 3600,00-4900,00 "
            "(every price lies inside the band)",
            "rates.toml: rate_cards[2].band: band 3500,00-5000,00 is not inside 3600,00-4900,00 "
            "(that is the band at the top)",
            "rates.toml: rate_cards[2].prices.public_holiday: price 5000,00 is outside 3600,00-4900,00 "
            "(every price lies inside the band)",
        ],
    ),
    "a firm's band that is none": (
        "rates.toml",
        "[[rate_cards]]\nfrom = 2025-01-01",
        "band = 4000\n[[rate_cards]]\nfrom = 2025-01-01",
        ["rates.toml: band: is not a lowest and a highest price (write band = [3500, 5000])"],
    ),
    "a price outside the contract where no band is": (
        "rates.toml",
        "band = [3500, 5000]\n\n[rate_cards.prices]\nweekday_evening = 3500\n",
        "[rate_cards.prices]\nweekday_evening = 3499\n",
        [
            "rates.toml: rate_cards[1].prices.weekday_evening: price 3499,00 is outside 3500,00-5000,00 "
            "(every price lies inside the band)"
        ],
    ),
    "half a band": (
        "rates.toml",
        "[3500, 5000]",
        "[3500]",
        ["rates.toml: rate_cards[1].band: is not a lowest and a highest price (write band = [3500, 5000])"],
    ),
    "a price with a decimal point": (
        "rates.toml",
        "weekend = 4000",
        "weekend = 4000.5",
        [
            "rates.toml: rate_cards[1].prices.weekend: 4000.5 is not an amount in whole kroner or Danish notation "
            '(write 3500 or "3.500,00")'
        ],
    ),
    "a price in another notation": (
        "rates.toml",
        '"4.500"',
        '"4.5"',
        ["rates.toml: rate_cards[2].exceptions[1].price: '4.5' is not an amount in kroner"],
    ),
    "rate cards that overlap": (
        "rates.toml",
        "to = 2025-12-31",
        "to = 2026-01-01",
        [
            "rates.toml: rate_cards[2]: starts 2026-01-01, when rate_cards[1] is in force until 2026-01-01 "
            "(end the earlier card the day before the later one starts)"
        ],
    ),
    "a rate card that ends before it starts": (
        "rates.toml",
        "to = 2025-12-31",
        "to = 2024-12-31",
        ["rates.toml: rate_cards[1]: from 2025-01-01 is after to 2024-12-31 (swap the dates or correct one)"],
    ),
    "a date with a time": (
        "rates.toml",
        "to = 2025-12-31",
        "to = 2025-12-31T00:00:00",
        [f"rates.toml: rate_cards[1].to: expected a date, not a date with a time ({UNREAD})"],
    ),
    "a date that never comes": (
        "rates.toml",
        "to = 2025-12-31",
        'to = "2025-02-29"',
        ["rates.toml: rate_cards[1].to: '2025-02-29' is not a date (there is no such day in the calendar)"],
    ),
    "an exception for an unknown role": (
        "rates.toml",
        'role = "pim"',
        'role = "pym"',
        ["rates.toml: rate_cards[2].exceptions[1].role: unknown role 'pym' (did you mean 'pim'?)"],
    ),
    "an exception for an unknown customer": (
        "rates.toml",
        'customer = "aaby"',
        'customer = "aby"',
        ["rates.toml: rate_cards[2].exceptions[1].customer: unknown customer 'aby' (did you mean 'aaby'?)"],
    ),
    "an exception for nobody": (
        "rates.toml",
        'role = "pim"\ncustomer = "aaby"\n',
        "",
        [
            "rates.toml: rate_cards[2].exceptions[1]: is an exception for nobody "
            "(add a role or a customer, or change the card's prices)"
        ],
    ),
    "an exception from no price": (
        "rates.toml",
        'day_class = "weekend"',
        'day_class = "weekends"',
        [
            "rates.toml: rate_cards[2].exceptions[1].day_class: the card has no price for 'weekends' "
            "(did you mean 'weekend'?)"
        ],
    ),
    "an exception twice": (
        "rates.toml",
        'price = "4.500"\n',
        'price = "4.500"\n[[rate_cards.exceptions]]\n'
        'day_class = "weekend"\nrole = "pim"\ncustomer = "aaby"\nprice = 4600\n',
        [
            "rates.toml: rate_cards[2].exceptions[2]: is the same exception as rate_cards[2].exceptions[1] "
            "(delete one of them)"
        ],
    ),
    "a gap between rate cards": (
        "rates.toml",
        "to = 2025-12-31",
        "to = 2025-12-29",
        [
            "rates.toml: rate_cards: no rate card is in force from 2025-12-30 to 2025-12-31 (let the earlier card last "
            "until the day before the next one, or write one for those dates)"
        ],
    ),
    "a discount in decimals": (
        "rates.toml",
        'price = "4.500"\n',
        'price = "4.500"\n[[rate_cards.discounts]]\ncustomer = "aaby"\npercent = 7.5\n',
        ["rates.toml: rate_cards[2].discounts[1].percent: expected a whole number, not a decimal number"],
    ),
    "a discount of more than all": (
        "rates.toml",
        'price = "4.500"\n',
        'price = "4.500"\n[[rate_cards.discounts]]\ncustomer = "aby"\npercent = "101"\n',
        [
            "rates.toml: rate_cards[2].discounts[1].percent: '101' is not a percentage from 0 to 100",
            "rates.toml: rate_cards[2].discounts[1].customer: unknown customer 'aby' (did you mean 'aaby'?)",
        ],
    ),
    "a discount of an unknown day class, and twice": (
        "rates.toml",
        'price = "4.500"\n',
        'price = "4.500"\n' + 2 * "[[rate_cards.discounts]]\npercent = 5\n"
        '[[rate_cards.discounts]]\nday_class = "weekends"\npercent = 5\n',
        [
            "rates.toml: rate_cards[2].discounts[2].day_class: the card has no price for 'weekends' "
            "(did you mean 'weekend'?)",
            "rates.toml: rate_cards[2].discounts[4].day_class: the card has no price for 'weekends' "
            "(did you mean 'weekend'?)",
            "rates.toml: rate_cards[2].discounts[3]: is the same discount as rate_cards[2].discounts[1] "
            "(delete one of them)",
        ],
    ),
    "terms of cancelling that are not to be understood": (
        "rates.toml",
        "[[rate_cards]]\nfrom = 2025-01-01",
        '[[cancellation]]\ndays_before = 7\npercent = 50\n[[cancellation]]\ndays_before = 7\npercent = "7,5"\n'
        "[[cancellation]]\ndays_before = -1\nnotice = 2\n[[rate_cards]]\nfrom = 2025-01-01",
        [
            "rates.toml: cancellation[3].days_before: -1 is not from 0 to 366",
            "rates.toml: cancellation[3].percent: missing",
            "rates.toml: cancellation[3].notice: unknown key (known: days_before, percent)",
            "rates.toml: cancellation[2]: is the same cancellation as cancellation[1] (delete one of them)",
        ],
    ),
    "a part of the day without a price": (
        "rates.toml",
        "weekday_evening = 3500\n",
        "",
        ["rates.toml: rate_cards[1].prices.weekday_evening: missing (bookings need a price for this day class)"],
    ),
    # consultants.csv
    "a date in Danish order": (
        "consultants.csv",
        "2020-01-01",
        "01-01-2020",
        [f"consultants.csv:2: employed_from: '01-01-2020' is not a date ({UNREAD})"],
    ),
    "a day that never comes": (
        "consultants.csv",
        "2020-01-01",
        "2026-02-30",
        ["consultants.csv:2: employed_from: '2026-02-30' is not a date (there is no such day in the calendar)"],
    ),
    "a date with a time in a cell": (
        "consultants.csv",
        "2020-01-01",
        "2020-01-01T00:00",
        [f"consultants.csv:2: employed_from: '2020-01-01T00:00' is not a date ({UNREAD})"],
    ),
    "no first day": ("consultants.csv", "2020-01-01", "", ["consultants.csv:2: employed_from is empty"]),
    "an end before the first day": (
        "consultants.csv",
        "2027-01-31",
        "2021-01-31",
        ["consultants.csv:3: employed_from 2021-02-01 is after employed_to 2021-01-31 (swap the dates or correct one)"],
    ),
    "more than full time": (
        "consultants.csv",
        "0.8",
        "1.2",
        ["consultants.csv:2: fte: '1.2' is not a share of full time (write 1, or a part such as 0.8 or 0.625)"],
    ),
    "a share with four decimals": (
        "consultants.csv",
        "0.8",
        "0.8333",
        ["consultants.csv:2: fte: '0.8333' is not a share of full time (write 1, or a part such as 0.8 or 0.625)"],
    ),
    "an unknown role": (
        "consultants.csv",
        "backend pim,",
        "backend pin,",
        [
            "consultants.csv:2: unknown role 'pin' (did you mean 'pim'?)",
            "ledger.csv:2: consultant 'bo' does not have the role 'pim' (roles: backend, pin)",
        ],
    ),
    "a role twice": ("consultants.csv", "backend pim,", "pim pim,", ["consultants.csv:2: roles: 'pim' stands twice"]),
    "no roles": ("consultants.csv", "backend pim,", ",", ["consultants.csv:2: roles is empty"]),
    "an unknown grade": (
        "consultants.csv",
        "pim,senior,2020",
        "pim,guru,2020",
        ["consultants.csv:2: unknown grade 'guru' (known: senior)"],
    ),
    "knowledge of a stranger": (
        "consultants.csv",
        "0.8,aaby",
        "0.8,aaby dorn",
        ["consultants.csv:2: unknown customer 'dorn' (known: aaby, brink, cirrus)"],
    ),
    "an address without an at": (
        "consultants.csv",
        "bo@havblik.example",
        "bo.havblik.example",
        ["consultants.csv:2: email: 'bo.havblik.example' is not an e-mail address"],
    ),
    "an address with two": (
        "consultants.csv",
        "bo@havblik.example",
        "bo@x@y",
        ["consultants.csv:2: email: 'bo@x@y' is not an e-mail address"],
    ),
    "two consultants of one id, seen in both rows": (
        "consultants.csv",
        "\nida,",
        "\nbo,",
        [
            "consultants.csv:3: duplicate id 'bo' (first in consultants.csv:2)",
            "leave.csv:3: unknown consultant 'ida' (known: bo)",
            "ledger.csv:3: unknown consultant 'ida' (known: bo)",
        ],
    ),
    "a faulty row is still known elsewhere": (
        "consultants.csv",
        "\nida,",
        "\nida,x,",
        ["consultants.csv:3: has 10 cells, the header has 9 (put text with a separator in quotes)"],
    ),
    # customers.csv
    "a country by its name": (
        "customers.csv",
        ",SE,",
        ",Sverige,",
        ["customers.csv:3: country: 'Sverige' is not a country code (write two capital letters, such as DK)"],
    ),
    "a customer without a name": ("customers.csv", "Brink AB", "", ["customers.csv:3: name is empty"]),
    "a customer with a faulty id": (
        "customers.csv",
        "brink,",
        "-brink,",
        [
            f"customers.csv:3: id: '-brink' is not an id ({ID})",
            "agreements.csv:4: unknown customer 'brink' (did you mean '-brink'?)",
            "bookings.csv:3: unknown customer 'brink' (did you mean '-brink'?)",
        ],
    ),
    "a control character": (
        "customers.csv",
        "Brink AB",
        "Brink\x07AB",
        ["customers.csv:3: name: 'Brink\\x07AB' has the control character U+0007 (delete it)"],
    ),
    "a byte of nothing": (
        "customers.csv",
        "SE556677889901",
        "SE5566778899\x0001",
        ["customers.csv:3: vat_number: 'SE5566778899\\x0001' has the control character U+0000 (delete it)"],
    ),
    "a line end outside a name": (
        "customers.csv",
        "SE556677889901",
        '"SE5566\n778899"',
        ["customers.csv:3: vat_number: 'SE5566\\n778899' has the control character U+000A (delete it)"],
    ),
    # agreements.csv
    "an agreement on an unknown package": (
        "agreements.csv",
        "aaby,premium",
        "aaby,premiun",
        ["agreements.csv:3: unknown package 'premiun' (did you mean 'premium'?)"],
    ),
    "an agreement with a stranger": (
        "agreements.csv",
        "aaby,premium",
        "abby,premium",
        ["agreements.csv:3: unknown customer 'abby' (did you mean 'aaby'?)"],
    ),
    "agreements that overlap": (
        "agreements.csv",
        "2026-02-28",
        "2026-03-01",
        [
            "agreements.csv:3: customer 'aaby' has another agreement on 2026-03-01: agreements.csv:2, package 'basic' "
            "until 2026-03-01 (end the earlier agreement the day before the later one starts)"
        ],
    ),
    "an agreement that ends before it starts": (
        "agreements.csv",
        "2026-02-28",
        "2024-02-28",
        ["agreements.csv:2: from 2025-01-01 is after to 2024-02-28 (swap the dates or correct one)"],
    ),
    "a faulty agreement is not held against the booking": (
        "agreements.csv",
        "premium,2026-03-01",
        "premium,2026-03-1",
        [f"agreements.csv:3: from: '2026-03-1' is not a date ({UNREAD})"],
    ),
    # bookings.csv
    "a booking by Basic": (
        "bookings.csv",
        ",yes",
        ",nej",
        [
            "bookings.csv:3: customer 'brink' has package Basic on 2026-11-20 and can book nothing: "
            "Basic, clause 2: readiness cannot be booked "
            "(upgrade the agreement, change the dates or cancel the booking)"
        ],
    ),
    "a booking that starts before the upgrade": (
        "bookings.csv",
        "aaby,2026-11-20,2026-11-22",
        "aaby,2026-02-28,2026-03-02",
        [
            "bookings.csv:2: customer 'aaby' has package Basic on 2026-02-28 and can book nothing: "
            "Basic, clause 2: readiness cannot be booked "
            "(upgrade the agreement, change the dates or cancel the booking)"
        ],
    ),
    "a booking without an agreement": (
        "bookings.csv",
        "b1,aaby",
        "b1,cirrus",
        [
            "bookings.csv:2: customer 'cirrus' has no agreement in force on 2026-11-20; increased readiness needs one "
            "(add the agreement, change the dates or cancel the booking)"
        ],
    ),
    "a booking by a stranger": (
        "bookings.csv",
        "b2,brink",
        "b2,brinck",
        ["bookings.csv:3: unknown customer 'brinck' (did you mean 'brink'?)"],
    ),
    "a booking with a team's id": (
        "bookings.csv",
        "b1,",
        "standby,",
        ["bookings.csv:2: id 'standby' is a team's id (call the booking otherwise)"],
    ),
    "a booking of an unknown part": (
        "bookings.csv",
        "2026-11-20,evening",
        "2026-11-20,night",
        ["bookings.csv:3: unknown part 'night' (known: evening)"],
    ),
    "a booking of nobody": (
        "bookings.csv",
        "pim:1",
        "pim:0",
        ["bookings.csv:3: roles: 'pim:0' is not a role with a head count (write role:n with n from 1 to 99, or role)"],
    ),
    "a booking of a crowd": (
        "bookings.csv",
        "pim:1",
        "pim:100",
        [
            "bookings.csv:3: roles: 'pim:100' is not a role with a head count "
            "(write role:n with n from 1 to 99, or role)"
        ],
    ),
    "a booking of one role twice": (
        "bookings.csv",
        "pim:1",
        "pim:1 pim",
        ["bookings.csv:3: roles: 'pim' stands twice"],
    ),
    "a booking of an unknown role": (
        "bookings.csv",
        "pim:1",
        "pym",
        ["bookings.csv:3: unknown role 'pym' (did you mean 'pim'?)"],
    ),
    "a booking longer than a year": (
        "bookings.csv",
        "aaby,2026-11-20,2026-11-22",
        "aaby,2026-11-20,2027-11-21",
        ["bookings.csv:2: books 367 days in a row (a booking has at most 366 days; split it)"],
    ),
    "neither yes nor no": (
        "bookings.csv",
        ",yes",
        ",maybe",
        ["bookings.csv:3: cancelled: 'maybe' is neither yes nor no (write yes, or leave the cell empty)"],
    ),
    # leave.csv and ledger.csv
    "an unknown kind of leave": (
        "leave.csv",
        "rather_not",
        "rather-not",
        [
            "leave.csv:3: kind: 'rather-not' is not one of leave, rather_not, would_like (did you mean 'rather_not'?)",
        ],
    ),
    "leave without an end": ("leave.csv", "2026-07-24", "", ["leave.csv:2: to is empty"]),
    "leave that ends before it starts": (
        "leave.csv",
        "2026-07-24",
        "2026-07-04",
        ["leave.csv:2: from 2026-07-06 is after to 2026-07-04 (swap the dates or correct one)"],
    ),
    "the same leave twice": (
        "leave.csv",
        "ida,2026-12-24,2026-12-24,rather_not",
        "bo,2026-07-06,2026-07-24,leave",
        ["leave.csv:3: has the same consultant, from, to, kind as leave.csv:2 (delete one of them)"],
    ),
    "two balances of one role": (
        "ledger.csv",
        "ida,pim,4",
        "bo,pim,4",
        ["ledger.csv:3: has the same consultant, role as ledger.csv:2 (delete one of them)"],
    ),
    "a balance in a role not held": (
        "ledger.csv",
        "ida,pim,4",
        "ida,backend,4",
        ["ledger.csv:3: consultant 'ida' does not have the role 'backend' (roles: pim)"],
    ),
    "a balance with decimals": (
        "ledger.csv",
        "-3",
        "-3.5",
        ["ledger.csv:2: points: '-3.5' is not a whole number from -10000 to 10000"],
    ),
    # CSV as such
    "a missing column": (
        "ledger.csv",
        "consultant,role,points\nbo,pim,-3\nida,pim,4",
        "consultant,role\nbo,pim\nidda,pim",
        [
            "ledger.csv:1: missing column 'points' (columns: consultant, role, points)",
            "ledger.csv:3: unknown consultant 'idda' (did you mean 'ida'?)",
        ],
    ),
    "an unknown column": (
        "ledger.csv",
        "consultant,role,points",
        "consultant,roles,points",
        [
            "ledger.csv:1: missing column 'role' (columns: consultant, role, points)",
            "ledger.csv:1: unknown column 'roles' (did you mean 'role'?)",
        ],
    ),
    "a duplicate column": (
        "ledger.csv",
        "consultant,role,points\nbo,pim,-3\nida,pim,4",
        "consultant,role,points,role\nbo,pim,-3,pim\nida,pim,4,pim",
        ["ledger.csv:1: duplicate column 'role' (keep one of them)"],
    ),
    "rows instead of a header": (
        "ledger.csv",
        "consultant,role,points\n",
        "",
        ["ledger.csv:1: no header row (columns: consultant, role, points (separated by comma or semicolon))"],
    ),
    "too few cells": (
        "ledger.csv",
        "ida,pim,4",
        "ida,pim",
        ["ledger.csv:3: has 2 cells, the header has 3 (put text with a separator in quotes)"],
    ),
    "an open quote": (
        "customers.csv",
        "Aaby Møbler A/S",
        '"Aaby Møbler A/S',
        [
            "customers.csv:2: a quote is open or misplaced: unexpected end of data "
            '(close the quote; write " inside a cell as "")'
        ],
    ),
    "text after a quote": (
        "customers.csv",
        "Aaby Møbler A/S",
        '"Aaby" Møbler A/S',
        [
            "customers.csv:2: a quote is open or misplaced: ',' expected after '\"' "
            '(close the quote; write " inside a cell as "")'
        ],
    ),
}


def said_of(folder: dict[str, bytes]) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        read_files(folder)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("edit", EDITS)
def test_one_mistake_is_said_in_full_and_nothing_else(edit: str) -> None:
    file, old, new, expected = EDITS[edit]
    assert said_of(edited(file, old, new)) == expected


@pytest.mark.parametrize("name", TEXTS)
def test_a_missing_file_is_one_fault_and_blames_no_other_file(name: str) -> None:
    folder = files()
    del folder[name]
    (line,) = said_of(folder)
    assert line.startswith(f"{name}: missing file (")


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".csv")])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_a_csv_file_without_a_header_is_one_fault(name: str, content: bytes) -> None:
    (line,) = said_of(files() | {name: content})
    assert line.startswith(f"{name}:1: no header row (columns: ")


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_in_another_encoding_is_one_fault(name: str) -> None:
    text = TEXTS[name] + ("# Ærø\n" if name.endswith(".toml") else "Ærø\n")
    line = text.count("\n")
    assert said_of(files() | {name: text.encode("cp1252")}) == [
        f"{name}:{first_danish_line(text) or line}: is not UTF-8 text but another encoding, such as Windows-1252 "
        "(save the file as UTF-8)"
    ]
    assert said_of(files() | {name: text.encode("utf-16")}) == [
        f"{name}:1: is not UTF-8 text but UTF-16 (save the file as UTF-8)"
    ]


def test_utf_16_without_a_byte_order_mark_is_seen_by_its_zero_bytes() -> None:
    assert said_of(files(leave_csv=TEXTS["leave.csv"].encode("utf-16-le"))) == [
        "leave.csv:1: is not UTF-8 text but UTF-16 (save the file as UTF-8)"
    ]


def test_faults_of_all_files_come_together_in_the_order_of_files_and_lines() -> None:
    folder = files() | {
        "leave.csv": TEXTS["leave.csv"].encode() + b"bo,x,y,z\n" * 9,
        "organisation.toml": b"name =",
        "packages.toml": TEXTS["packages.toml"].replace("bookable = true", "bookable = 1").encode(),
        "notes.csv": b"",
    }
    lines = said_of(folder)
    assert [line.split(": ")[0] for line in lines] == [
        "organisation.toml:1",
        "packages.toml",
        *(f"leave.csv:{number}" for number in range(4, 13) for _ in range(3)),
        "notes.csv",
    ]


def test_a_broken_catalogue_does_not_hide_or_make_faults_elsewhere() -> None:
    lines = said_of(files(packages_toml="[roles", ledger_csv=TEXTS["ledger.csv"].replace("bo,pim", "bob,pim")))
    assert lines == [
        "packages.toml:1: is not TOML: Expected ']' at the end of a table declaration "
        "(see https://toml.io for how to write it)",
        "ledger.csv:2: unknown consultant 'bob' (did you mean 'bo'?)",
    ]


def test_toml_that_nests_without_end_is_a_fault() -> None:
    lines = said_of(files(policy_toml="x = " + "[" * 100_000))
    assert lines == ["policy.toml: nests too deeply"]


def test_an_unknown_file_is_a_fault_with_a_hint() -> None:
    assert said_of(files() | {"custmers.csv": b""}) == ["custmers.csv: unknown file (did you mean 'customers.csv'?)"]


def test_a_toml_file_that_is_not_the_calendar_is_unknown() -> None:
    assert said_of(files() | {"dkk.toml": b""})[0].startswith("dkk.toml: unknown file")


def test_while_the_calendar_has_no_name_any_toml_file_may_be_it() -> None:
    organisation = TEXTS["organisation.toml"].replace('"dk"', '"d k"')
    (line,) = said_of(files(organisation_toml=organisation) | {"dkk.toml": b""})
    assert line.startswith("organisation.toml: calendar:")


JUNK = ("", "x", '"', "[]", "{}", "[[x]]\n", "= 1\n", "0", "-1", "1.5", "true", "\n", ",", ";", "\0", "2026-02-30", "æ")


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_whatever_becomes_of_a_file_the_answer_is_inputs_or_placed_faults(file: str, data: st.DataObject) -> None:
    text = TEXTS[file]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    changed = text[:start] + data.draw(st.sampled_from(JUNK)) + text[end:]
    faults = faults_of(files() | {file: changed.encode()})
    assert all(fault.message and fault.place.startswith(tuple(TEXTS)) for fault in faults)


def faults_of(folder: dict[str, bytes]) -> tuple[Fault, ...]:
    try:
        read_files(folder)
    except FaultyInput as caught:
        return caught.faults
    return ()


def first_danish_line(text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if not line.isascii()), 0)


@pytest.mark.parametrize("edit", EDITS)
def test_every_mistake_is_said_in_danish_at_the_same_places(edit: str) -> None:
    folder = edited(*EDITS[edit][:3])
    with speaking("da"):
        there = faults_of(folder)
    assert sorted(fault.place for fault in there) == sorted(fault.place for fault in faults_of(folder))
    assert [english_in(f"{fault.message} {fault.hint}") for fault in there] == [[]] * len(there)
    assert {fault.message for fault in there}.isdisjoint(fault.message for fault in faults_of(folder))
