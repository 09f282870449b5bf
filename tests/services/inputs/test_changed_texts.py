"""The TOML files changed, whole and value by value, and what a change means for what is published."""

from datetime import date, timedelta

import pytest

from rostering.domain.inputs import Inputs
from rostering.domain.users import Actor, Role
from rostering.errors import FaultyInput, Stale
from rostering.folder.rows import rows_of
from rostering.folder.toml_lines import line_of
from rostering.folder.toml_values import NotByForm, with_values
from rostering.services.access.rights import Forbidden
from rostering.services.clock import now
from rostering.services.inputs.changing import Seen, remove_record, save_record
from rostering.services.inputs.documents import UnknownDocument, document, save_document
from rostering.services.inputs.records import record
from rostering.services.inputs.values import add_card, save_values, values
from rostering.store import open_store
from samples.small_firm import DOCUMENTS
from samples.web_stores import store, template

__all__ = ["store", "template"]
LEAD = Actor.ops("lead")
RATES = DOCUMENTS["rates.toml"]


def text_of(url: str, file: str) -> str:
    with open_store(url).reading() as reading:
        return reading.inputs().documents[file]


def wrong(url: str, file: str, old: str, new: str) -> list[tuple[str, str]]:
    found = document(url, LEAD, file)
    assert found.text.count(old) == 1
    with pytest.raises(FaultyInput) as caught:
        save_document(url, LEAD, file, found.text.replace(old, new), Seen(found.version))
    assert text_of(url, file) == found.text
    return [(fault.place, fault.message) for fault in caught.value.faults]


def line(text: str, start: str) -> str:
    return f"line:{next(number for number, each in enumerate(text.splitlines(), 1) if each.startswith(start))}"


def test_a_text_is_changed_word_for_word_and_kept_in_its_history(imported: str) -> None:
    found = document(imported, LEAD, "policy.toml")
    changed = found.text + "\n# Agreed in March.\n"
    assert save_document(imported, LEAD, "policy.toml", changed, Seen(found.version)).stored
    again = document(imported, LEAD, "policy.toml")
    assert again.text == changed
    assert [event.action for event in again.history] == ["change document", "import"]
    with pytest.raises(Stale) as caught:
        save_document(imported, LEAD, "policy.toml", found.text, Seen(found.version))
    assert ", lead" in caught.value.changes[0]


def test_what_is_wrong_with_a_text_is_told_with_its_line(imported: str) -> None:
    policy, packages = DOCUMENTS["policy.toml"], DOCUMENTS["packages.toml"]
    assert wrong(imported, "policy.toml", "days = 6\n", "dais = 6\n") == [
        (line(policy, "days = 6"), "rules.weekly_rest.dais: the rule weekly_rest has no parameter 'dais'")
    ]
    assert wrong(imported, "policy.toml", "[points]", "[points")[0][0] == line(policy, "[points]")
    (fault,) = wrong(imported, "packages.toml", 'extends = "extended"', 'extends = "extendet"')
    assert fault[0] == line(packages, 'extends = "extended"')
    (fault,) = wrong(imported, "rates.toml", 'weekday_evening = "3.750"', 'weekday_evening = "37"')
    assert fault[0] == line(RATES, 'weekday_evening = "3.750"')


def test_what_another_file_says_of_a_text_is_told_at_large(imported: str) -> None:
    faults = wrong(imported, "packages.toml", 'id = "evening"', 'id = "evenings"')
    assert ("", "bookings.csv:2: unknown part 'evening'") in faults


def test_every_line_of_the_examples_is_found_again() -> None:
    text = DOCUMENTS["packages.toml"]
    lines = text.splitlines()
    assert lines[(line_of(text, "packages.toml: packages[premium].obligations[1].hours") or 0) - 1].startswith("hours")
    assert lines[(line_of(text, "packages.toml: packages[4].terms.reporting") or 0) - 1].startswith("reporting")
    assert lines[(line_of(text, "packages.toml: teams.preparedness.calendar") or 0) - 1] == "[teams.preparedness]"
    assert line_of(text, "packages.toml: nothing.of.the.kind") is None
    assert line_of(text, "packages.toml:7") == 7


def test_a_price_is_changed_and_all_else_in_the_file_stays_as_it_was_written(imported: str) -> None:
    seen = Seen(values(imported, LEAD, "rates.toml").version)
    assert save_values(imported, LEAD, "rates.toml", {"rate_cards[2].prices.weekend": "4.500"}, seen).stored
    assert text_of(imported, "rates.toml") == RATES.replace('weekend = "4.400"', 'weekend = "4.500"')


def test_a_penalty_is_set_forbidden_and_left_to_its_default(imported: str) -> None:
    for typed, written in (
        ("7", "[rules.lending]\npenalty = 7\n"),
        ("forbidden", '[rules.lending]\npenalty = "forbidden"\n'),
        ("", "[rules.lending]\n"),
    ):
        seen = Seen(values(imported, LEAD, "policy.toml").version)
        assert save_values(imported, LEAD, "policy.toml", {"rules.lending.penalty": typed}, seen).stored
        assert text_of(imported, "policy.toml").endswith(written)


@pytest.mark.parametrize(
    ("file", "path", "typed", "message"),
    [
        ("rates.toml", "rate_cards[2].prices.weekend", "90.000", "price 90000,00 is outside 3500,00-5000,00"),
        ("rates.toml", "rate_cards[2].exceptions[1].price", "much", "'much' is not an amount in kroner"),
        ("rates.toml", "rate_cards[2].prices.public_holiday", "", "missing"),
        ("policy.toml", "rules.coverage.penalty", "forbidden", "coverage cannot be forbidden, only penalised"),
        ("policy.toml", "rules.daily_rest.hours", "many", "'many' is no whole number"),
        ("policy.toml", "points.weekend", "101", "101 is not from 0 to 100"),
    ],
)
def test_a_wrong_value_is_told_beside_it(imported: str, file: str, path: str, typed: str, message: str) -> None:
    seen = Seen(values(imported, LEAD, file).version)
    with pytest.raises(FaultyInput) as caught:
        save_values(imported, LEAD, file, {path: typed}, seen)
    assert [(fault.place, fault.message) for fault in caught.value.faults] == [(path, message)]
    assert text_of(imported, file) == DOCUMENTS[file]


def test_a_new_rate_card_is_a_copy_that_ends_the_newest(imported: str) -> None:
    seen = Seen(values(imported, LEAD, "rates.toml").version)
    assert add_card(imported, LEAD, date(2027, 1, 1), seen).stored
    with open_store(imported).reading() as reading:
        *_, before, newest = reading.inputs().rate_cards
    assert (before.last, newest.first, newest.last) == (date(2026, 12, 31), date(2027, 1, 1), None)
    assert (newest.rates, newest.band) == (before.rates, before.band)
    with pytest.raises(FaultyInput) as caught:
        add_card(imported, LEAD, date(2020, 1, 1), Seen(values(imported, LEAD, "rates.toml").version))
    assert {fault.place for fault in caught.value.faults} == {"from"}


def test_what_cannot_be_changed_alone_is_left_to_its_text() -> None:
    with pytest.raises(NotByForm, match="change its text"):
        with_values("a = 1\n", {"a.b": "2"})


def test_files_that_are_not_there_and_people_who_may_not(imported: str) -> None:
    for file in ("nothing.toml", "bookings.csv"):
        with pytest.raises(UnknownDocument, match="there is no file"):
            document(imported, LEAD, file)
    with pytest.raises(UnknownDocument):
        values(imported, LEAD, "packages.toml")
    finance = Actor("fie", Role.FINANCE)
    assert document(imported, finance, "rates.toml").text == RATES
    with pytest.raises(Forbidden):
        document(imported, finance, "policy.toml")
    with pytest.raises(Forbidden):
        save_document(imported, finance, "rates.toml", "", Seen(document(imported, finance, "rates.toml").version))


# What is published


def inputs(url: str) -> Inputs:
    with open_store(url).reading() as reading:
        return reading.inputs()


def version(url: str, table: str, key: str) -> str:
    return record(url, LEAD, table, key).version


def served(url: str) -> tuple[str, date]:
    """A published duty to come: who has it, and when."""
    with open_store(url).reading() as reading:
        duties = reading.publications()[-1].version.duties
    found = next(duty for duty in duties if duty.consultant and duty.seat.day > now().date() + timedelta(days=2))
    return found.consultant or "", found.seat.day


def test_leave_on_published_duties_is_held_back_until_that_was_seen(store: str) -> None:
    who, day = served(store)
    cells = {"consultant": who, "from": str(day), "to": str(day), "kind": "leave"}
    seen = Seen(record(store, LEAD, "leave", None).version)
    told = save_record(store, LEAD, "leave", None, cells, seen)
    assert not told.stored
    assert "has published duties in this leave" in told.meanings[0]
    with open_store(store).reading() as reading:
        assert all(leave.period.first != day for leave in reading.inputs().leave if leave.consultant == who)
    assert save_record(store, LEAD, "leave", None, cells, Seen(seen.version, told.seen)).stored
    events = record(store, LEAD, "leave", f"{who}:{day}:{day}:leave").history
    assert [event.action for event in events] == ["add record"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("employed_to", "2026-10-31", "Asta Fyrlund has published duties outside the employment: "),
        ("roles", "backend pim@..2026-01-01", "Asta Fyrlund has published duties in a role that they would not have: "),
    ],
)
def test_an_employment_that_ends_and_a_role_that_is_lost_name_the_published_duties(
    store: str, column: str, value: str, said: str
) -> None:
    cells = {**rows_of(inputs(store), "consultants.csv")["asta"], "roles": "backend pim"}
    assert save_record(store, LEAD, "consultants", "asta", cells, Seen(version(store, "consultants", "asta"))).stored
    seen = Seen(version(store, "consultants", "asta"))
    told = save_record(store, LEAD, "consultants", "asta", {**cells, column: value}, seen)
    assert not told.stored
    assert told.meanings[0].startswith(said)
    assert rows_of(inputs(store), "consultants.csv")["asta"] == cells


def test_an_agreement_that_begins_on_published_days_says_what_nobody_has(store: str) -> None:
    new = {"id": "ny", "name": "Ny Kunde", "country": "DK"}
    assert save_record(store, LEAD, "customers", None, new, Seen(record(store, LEAD, "customers", None).version)).stored
    found = document(store, LEAD, "packages.toml")
    told = save_document(
        store, LEAD, "packages.toml", found.text.replace("pim = 1 }", "pim = 2 }"), Seen(found.version)
    )
    assert not told.stored
    assert "are asked for on published days, and nobody has them" in told.meanings[0]
    remove_record(store, LEAD, "customers", "ny", Seen(record(store, LEAD, "customers", "ny").version))
