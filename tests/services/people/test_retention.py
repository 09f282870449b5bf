"""What stands in the way of forgetting, what the rule does by itself, and what is held of somebody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from rostering.domain.callouts import Call
from rostering.domain.former import RetentionPolicy
from rostering.domain.users import Actor, Role, User
from rostering.errors import RosteringError
from rostering.language import speaking
from rostering.reports.people.held_page import held_page, held_shape
from rostering.services.charges.verifying import verify
from rostering.services.inputs.folders import export_folder, import_folder
from rostering.services.pay.pay_verifying import verify_pay
from rostering.services.people.daily import Daily, run_if_daily
from rostering.services.people.forgetting_people import forget, look_at
from rostering.services.people.held import held
from rostering.services.people.retention import people_kept, retain
from rostering.services.rosters.memory import Memory
from rostering.spans import Period
from rostering.store import open_store
from rostering.store.columns import TableRow
from rostering.store.holdings import HOLDINGS, NOBODY
from samples.leaver_firm import ASE, BEGAN, LATER, MUCH_LATER, SOON, dump, make_firm
from samples.published_samples import NAMES, duty, version
from samples.shared import made_once

LEAD = Actor.ops("lead")
KEY = ASE.id


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The firm's store, to be copied."""
    return made_once(tmp_path_factory, "leaver", lambda folder: make_firm(str(folder / "rostering.db"), folder, ASE))


@pytest.fixture
def url(firm: Path, tmp_path: Path) -> str:
    """A store of the firm."""
    (tmp_path / "rostering.db").write_bytes((firm / "rostering.db").read_bytes())
    return str(tmp_path / "rostering.db")


def refusal(url: str, key: str = KEY, at: object = LATER) -> tuple[int, str]:
    with pytest.raises(RosteringError) as refused:
        forget(url, LEAD, key, at=at)  # type: ignore[arg-type]
    return refused.value.exit_code, str(refused.value)


def test_every_table_is_named_as_one_that_may_hold_people_or_as_one_that_does_not() -> None:
    tables = {table.name for table in TableRow.metadata.sorted_tables}
    assert tables - HOLDINGS.keys() - NOBODY == set()
    assert HOLDINGS.keys() & NOBODY == set()


def test_nobody_unknown_or_employed_or_gone_too_recently_is_forgotten(url: str) -> None:
    assert refusal(url, "nobody") == (2, "there is no consultant 'nobody'")
    assert refusal(url, "asta") == (1, "Asta Fyrlund is still employed: no last day is known (employed_to)")
    assert refusal(url, at=BEGAN) == (
        1,
        f"{ASE.name} is employed until Wed 31 Mar 2027",
    )
    assert refusal(url, at=SOON) == (
        1,
        f"{ASE.name} can be forgotten from Thu 1 Apr 2032, 5 years after the last day, which was Wed 31 Mar 2027",
    )


def test_whoever_still_has_something_to_do_is_not_forgotten(url: str) -> None:
    with open_store(url).transaction() as tx:
        inputs = tx.inputs()
        havn, molo = inputs.customers
        tx.replace_inputs(replace(inputs, customers=(havn, replace(molo, account_manager=KEY))))
        tx.users.add(User(0, "boss", Role.OPS, KEY, None, BEGAN))
        first = tx.swaps.all()[0]
        tx.swaps.add(replace(first, number=0, steps=()), BEGAN, ASE.name)
    code, said = refusal(url)
    assert (code, said.splitlines()) == (
        1,
        [
            f"a swap of {ASE.name} is still open: swap 2",
            f"{ASE.name} is the account manager of Molo Sejl ApS: name another one first",
            "user boss may still sign in as ops lead: remove the user first",
        ],
    )


def test_whoever_was_not_paid_yet_is_not_forgotten(url: str) -> None:
    """Of months in which no card was in force nothing is owed."""
    with open_store(url).transaction() as tx:
        for day in (date(2023, 5, 6), date(2027, 1, 9)):
            period = Period(day.replace(day=1), day.replace(day=28))
            tx.publish(tx.add_version(version(0, period, [duty(KEY, day)], names=NAMES)).number, BEGAN, "lead")
        tx.callouts.add(Call("havn", KEY, datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "p1", "down"), BEGAN, "lead")
    said = f"pay is not closed for months with duties or call-outs of {ASE.name}: January 2027"
    assert refusal(url) == (1, said)
    with speaking("da"):
        assert refusal(url) == (
            1,
            f"lønnen er ikke lukket for måneder med vagter eller tilkald af {ASE.name}: januar 2027",
        )
    with open_store(url).transaction() as tx:
        closing = tx.pay.closings()[date(2027, 2, 1)]
        tx.pay.close(replace(closing, month=date(2027, 1, 1)), ())
    forget(url, LEAD, KEY, at=LATER)


def test_nobody_is_forgotten_twice(url: str) -> None:
    said = "former consultant 1 was forgotten on Thu 1 Apr 2032"
    forget(url, LEAD, KEY, at=LATER)
    assert refusal(url) == (3, f"{said}: records of money keep the id until Fri 31 Dec 2032")
    assert refusal(url, "former-1") == refusal(url)
    retain(url, LEAD, at=MUCH_LATER)
    assert refusal(url, "former-1") == (3, said)
    assert refusal(url) == (2, f"there is no consultant '{KEY}'")


def test_a_dry_run_changes_nothing_and_says_what_the_run_then_does(url: str) -> None:
    before = dump(url)
    told = forget(url, LEAD, KEY, dry_run=True, at=LATER)
    assert dump(url) == before
    done = forget(url, LEAD, KEY, at=LATER)
    assert replace(done, dry_run=True) == told
    assert [told.changed[table] for table in ("consultant", "leave", "balance", "pin")] == [1, 1, 1, 1]
    assert done.folders == (f"/home/{KEY}/out", f"/home/{KEY}/pay")


def test_charges_agree_with_rosters_before_and_after_names_have_gone(url: str) -> None:
    """Lines of closed months are held against rosters that have a number by now."""
    february = Period.parse("2027-02")

    def told() -> list[str]:
        differences = (*verify(url, february).differences, *verify_pay(url, LEAD, february).differences)
        return [each.text.replace(KEY, "X").replace("former-1", "X") for each in differences]

    before = told()
    assert [each for each in before if "rests on" in each or "batch" in each] == []
    forget(url, LEAD, KEY, at=LATER)
    assert told() == before
    retain(url, LEAD, at=MUCH_LATER)
    assert told() == before


def test_a_folder_from_before_does_not_bring_anybody_back(url: str, firm: Path, tmp_path: Path) -> None:
    forget(url, LEAD, KEY, at=LATER)
    for force in (False, True):
        with pytest.raises(RosteringError):
            import_folder(url, firm / KEY, "lead", force=force)
    files = export_folder(url, tmp_path / "after")
    assert not any(trace in file.read_text().casefold() for file in files for trace in (KEY, ASE.name.casefold()))
    import_folder(url, tmp_path / "after", "lead")


def test_nothing_stays_in_the_file_of_the_store(url: str) -> None:
    forget(url, LEAD, KEY, also=[ASE.phone], at=LATER)
    retain(url, LEAD, at=MUCH_LATER)
    held_bytes = b"".join(file.read_bytes() for file in Path(url).parent.glob("rostering.db*"))
    assert not any(trace.encode() in held_bytes for trace in ASE.told)


def test_names_that_somebody_else_bears_stay_theirs(url: str) -> None:
    with open_store(url).transaction() as tx:
        inputs = tx.inputs()
        asta = next(one for one in inputs.consultants if one.id == "asta")
        others = tuple(one for one in inputs.consultants if one.id != "asta")
        tx.replace_inputs(replace(inputs, consultants=(replace(asta, name=ASE.maiden), *others)))
    done = forget(url, LEAD, KEY, at=LATER)
    assert done.homonyms == (ASE.maiden,)
    with open_store(url).reading() as look:
        assert look.names()["asta"] == ASE.maiden


def test_where_a_customer_has_reports_sent_stays_the_customers_affair(url: str) -> None:
    addresses = f"drift@havn.example {ASE.email}"
    with open_store(url).transaction() as tx:
        inputs = tx.inputs()
        first, *others = inputs.agreements
        tx.replace_inputs(replace(inputs, agreements=(replace(first, report_to=addresses), *others)))
    assert forget(url, LEAD, KEY, at=LATER).homonyms == (ASE.email,)
    with open_store(url).reading() as look:
        assert look.inputs().agreements[0].report_to == addresses


def test_users_who_are_no_consultants_are_ended_and_not_forgotten(url: str) -> None:
    with open_store(url).transaction() as tx:
        tx.users.add(User(0, "cfo", Role.FINANCE, None, None, BEGAN))
    said = "cfo is a user and no consultant: users remove ends them, and the log keeps what they did"
    assert refusal(url, "cfo") == (1, said)


def test_the_door_is_shut_before_and_after_and_a_forgetting_without_an_end_is_not_kept(url: str) -> None:
    forget(url, LEAD, KEY, at=LATER)
    engine = create_engine(f"sqlite:///{url}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys = ON"))
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("UPDATE audit_log SET who = 'x'"))
        connection.execute(text("INSERT INTO forgetting VALUES (99, 1, 0)"))
        connection.execute(text("UPDATE audit_log SET who = 'x'"))
        for statement in ("UPDATE audit_log SET number = -1", "DELETE FROM duty", "UPDATE charge SET consultant = 'x'"):
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(statement))
        with pytest.raises(DBAPIError, match="FOREIGN KEY"):
            connection.commit()
    engine.dispose()


def test_a_service_that_remembers_rosters_remembers_no_name(url: str) -> None:
    with Memory().used(url):
        with open_store(url).reading() as look:
            assert look.version(1).directory.consultants[KEY] == ASE.maiden
            assert KEY in {duty.consultant for each in look.publications() for duty in each.version.duties}
        forget(url, LEAD, KEY, at=LATER)
        with open_store(url).reading() as look:
            assert look.version(1).directory.consultants["former-1"] == "former consultant 1"
            assert KEY not in {duty.consultant for each in look.publications() for duty in each.version.duties}
            assert look.inputs().leave == tuple(one for one in look.inputs().leave if one.consultant != KEY)


def test_the_rule_forgets_whoever_may_be_and_lets_go_of_what_is_beyond_its_time(url: str) -> None:
    assert [one.may_go(date(2032, 4, 1)) for one in people_kept(url, LEAD, LATER).leavers] == [True]
    early = retain(url, LEAD, dry_run=True, at=BEGAN + timedelta(days=20))
    assert (early.forgotten, [one.id for one in early.waiting], early.gone) == ((), [KEY], {})
    run = retain(url, LEAD, at=LATER)
    assert [one.former.name for one in run.forgotten] == ["former consultant 1"]
    assert retain(url, LEAD, at=LATER).count == 0
    assert [one.id for one in people_kept(url, LEAD, LATER).former] == ["former-1"]


def test_sign_ins_and_mails_go_before_the_name_does(url: str) -> None:
    with open_store(url).transaction() as tx:
        for mail in tx.outbox.all():
            tx.outbox.withdraw([mail.number])
    run = retain(url, LEAD, at=BEGAN + timedelta(days=400))
    assert run.forgotten == ()
    assert run.gone == {
        "session": 1,
        "invitation": 1,
        "access_token": 1,
        "kept_answer": 1,
        "delivery": 1,
        "chat_message": 1,
        "mail": 2,
    }
    assert not any(ASE.name in cell for cell in dump(url)["chat_message"])
    assert retain(url, LEAD, at=BEGAN + timedelta(days=400)).gone == {}


def test_the_service_does_it_by_itself_where_the_policy_says_so(url: str) -> None:
    assert run_if_daily(url) is None
    with open_store(url).transaction() as tx:
        documents = dict(tx.inputs().documents)
        documents["policy.toml"] += "\n[retention]\ndaily = true\n"
        tx.replace_inputs(replace(tx.inputs(), documents=documents))
    with Daily(url, first=0.0) as daily:
        assert daily.ran.wait(60)
    run = run_if_daily(url)
    assert run is not None
    assert [one.id for one in run.waiting] == [KEY]


def test_what_is_held_is_told_without_secrets_and_without_what_is_about_others_alone(url: str) -> None:
    found = held(url, Actor("somebody", Role.CONSULTANT, KEY), KEY, LATER)
    assert {table.table for table in found.tables} == (HOLDINGS.keys() & TableRow.metadata.tables.keys()) - {
        "former",
        "agreement",
    }
    shape = held_shape(found)
    told = str(shape)
    assert not any(secret in told for secret in ("digest-of", "argon2id", "whsec_"))
    (roster, _draft) = shape["tables"]["roster"]
    assert roster["directory"]["consultants"] == {KEY: ASE.maiden}
    assert shape["tables"]["consultant"][0]["roles"] == ["pim"]
    page = held_page(found)
    assert f"What is held of {ASE.name}" in page
    assert '<td data-head="What">' in page


def test_nobody_takes_away_what_is_held_of_others(url: str) -> None:
    with pytest.raises(RosteringError, match="for themselves only"):
        held(url, Actor("somebody", Role.CONSULTANT, "asta"), KEY)
    for use in (look_at, forget):
        with pytest.raises(RosteringError, match=r"only an ops lead|may not"):
            use(url, Actor("somebody", Role.CONSULTANT, KEY), KEY)


def test_dates_of_the_policy_are_counted_from_the_last_day_and_from_the_financial_year() -> None:
    assert RetentionPolicy().forget_from(date(2024, 2, 29)) == date(2029, 3, 1)
    assert RetentionPolicy().money_until(date(2027, 2, 1)) == date(2032, 12, 31)
    assert RetentionPolicy(financial_year_begins=7).money_until(date(2027, 2, 1)) == date(2032, 6, 30)
    assert RetentionPolicy(financial_year_begins=7).money_until(date(2027, 7, 1)) == date(2033, 6, 30)
