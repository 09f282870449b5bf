"""The TOML documents read alone."""

import pytest

from rostering.errors import FaultyInput
from rostering.folder.documents import DOCUMENTS, NOT_NEEDED, read_documents
from samples.small_folder import TEXTS

TOML = {name: text for name, text in TEXTS.items() if name in DOCUMENTS}


def test_customers_are_not_missed_where_only_documents_are_read() -> None:
    found = read_documents(TOML)
    assert found.rate_cards[1].rates[-1].customer == "aaby"
    assert found.organisation.name == "Havblik Digital"


def test_roles_are_checked_where_only_documents_are_read() -> None:
    rates = TOML["rates.toml"].replace('role = "pim"', 'role = "pym"')
    with pytest.raises(FaultyInput, match="unknown role 'pym'"):
        read_documents(TOML | {"rates.toml": rates})


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in NOT_NEEDED])
def test_a_missing_document_is_a_fault(name: str) -> None:
    rest = {other: text for other, text in TOML.items() if other != name}
    with pytest.raises(FaultyInput, match=f"^{name}: missing file [^\n]*$"):
        read_documents(rest)


def test_there_may_be_no_rate_cards_and_no_ordinary_work_in_the_files() -> None:
    policy = TOML["policy.toml"].replace('[ordinary_work]\nhours = "08:00-16:00"\nweekdays = [1, 2, 3, 4, 5]', "")
    found = read_documents(TOML | {"rates.toml": "", "policy.toml": policy})
    assert found.rate_cards == ()
    assert str(found.policy.ordinary_work) == "08:00-16:00"


def test_without_parts_of_the_day_readiness_needs_neither_points_nor_prices() -> None:
    packages = TOML["packages.toml"].split("[[parts]]")[0]
    policy = "\n".join(line for line in TOML["policy.toml"].splitlines() if not line.startswith("readiness_"))
    rates = TOML["rates.toml"].replace("public_holiday = 4800\n", "")
    found = read_documents({**TOML, "packages.toml": packages, "policy.toml": policy, "rates.toml": rates})
    assert found.catalogue.parts == {}


def test_the_same_texts_are_read_once() -> None:
    copies = {name: "".join(text) for name, text in TOML.items()}
    assert read_documents(copies | {"own.toml": ""}) is read_documents(TOML)
    assert read_documents(TOML | {"rates.toml": TOML["rates.toml"] + "\n"}) is not read_documents(TOML)


def test_faults_are_told_each_time() -> None:
    for _ in range(2):
        with pytest.raises(FaultyInput, match=r"^policy\.toml:1: is not TOML"):
            read_documents(TOML | {"policy.toml": "[rules"})


def test_line_ends_of_windows_are_kept_in_documents() -> None:
    documents = {name: text.replace("\n", "\r\n") for name, text in TOML.items()}
    assert read_documents(documents) == read_documents(TOML)
