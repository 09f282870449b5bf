"""The data pages in this process: what they show, what they take, and what they refuse."""

import re
from collections.abc import Callable

import httpx
import pytest

from rostering.domain.users import Role
from rostering.folder.zips import LARGEST, packed, unpacked
from rostering.services.inputs.tables import TABLES
from rostering.store import open_store
from samples.page_people import Forms, Person, said

Someone = Callable[..., Person]
NEW, B1 = "/data/bookings/new", "/data/bookings/record/B1"
BOOKING = {
    "id": "B2",
    "customer": "havn",
    "from": "2032-03-10",
    "to": "2032-03-11",
    "part": "evening",
    "roles": "backend:1",
}


def state(store: str) -> object:
    """All that a form of these pages could change."""
    with open_store(store).reading() as reading:
        return reading.inputs()


def beside(text: str, name: str) -> str:
    """What is said to be wrong with a field."""
    found = re.search(f'<p class="fault" id="w-{re.escape(name)}">(.*?)</p>', text, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def form_of(one: Person, page: str) -> dict[str, str]:
    """The form of a page, as it stands, with what is chosen."""
    text = one.get(page).text
    chosen = re.findall(r'<select id="f-[\w]+" name="(\w+)".*?</select>', text, re.DOTALL)
    form = Forms(text).by_action[page]
    for name in chosen:
        part = text.split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
        found = re.search(r'<option value="([^"]*)" selected', part)
        form[name] = found[1] if found else ""
    return form


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_list_a_form_for_a_new_record_and_one_for_each(person: Someone, table: str) -> None:
    lead = person(Role.OPS)
    text = lead.get(f"/data/{table}").text
    assert TABLES[table].title in text
    assert lead.get(f"/data/{table}/new").status_code == 200
    records = re.findall(f'href="(/data/{table}/record/[^"]+)"', text)
    assert bool(records) == (table != "pins")
    for path in records[:2]:
        answer = lead.get(path)
        assert answer.status_code == 200
        assert "History" in answer.text


@pytest.mark.parametrize("table", [name for name in TABLES if name != "pins"])
def test_a_record_that_is_saved_as_it_stands_stays_as_it_is(person: Someone, store: str, table: str) -> None:
    lead, before = person(Role.OPS), state(store)
    (path, *_) = re.findall(f'href="(/data/{table}/record/[^"]+)"', lead.get(f"/data/{table}").text)
    answer = lead.post(path, **form_of(lead, path))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?done=changed")
    assert state(store) == before


def test_a_booking_is_added_looked_at_and_taken_out(person: Someone, store: str) -> None:
    lead, before = person(Role.OPS), state(store)
    answer = lead.send(NEW, NEW, **BOOKING)
    assert answer.headers["location"] == "/data/bookings/record/B2?done=added"
    text = said(lead.get(answer.headers["location"]))
    assert "It is added." in text
    assert "Added ops" in text
    gone = lead.send("/data/bookings/record/B2", "/data/bookings/record/B2/remove")
    assert gone.headers["location"] == "/data/bookings?done=removed"
    assert "It is taken out." in said(lead.get(gone.headers["location"]))
    assert state(store) == before


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(person: Someone, store: str) -> None:
    lead, before = person(Role.OPS), state(store)
    answer = lead.send(NEW, NEW, **{**BOOKING, "roles": "bakend:1", "to": "2032-03-01", "title": "Ærlig"})
    assert answer.status_code == 422
    assert beside(answer.text, "roles") == "Unknown role &#39;bakend&#39;. Did you mean &#39;backend&#39;?"
    assert beside(answer.text, "to").startswith("From 2032-03-10 is after to 2032-03-01.")
    assert 'value="Ærlig"' in answer.text
    assert state(store) == before


@pytest.mark.parametrize("table", TABLES)
def test_a_form_without_anything_is_no_record(person: Someone, store: str, table: str) -> None:
    lead, before = person(Role.OPS), state(store)
    new = f"/data/{table}/new"
    answer = lead.send(new, new, **dict.fromkeys((column.name for column in TABLES[table].columns), ""))
    assert answer.status_code == 422
    for column in TABLES[table].columns:
        assert beside(answer.text, column.name) == (f"{column.label} is empty." if column.needed else "")
    assert state(store) == before


def test_leave_of_which_all_is_deleted_in_its_form_stays(person: Someone, store: str) -> None:
    lead, before = person(Role.OPS), state(store)
    page = re.findall(r'href="(/data/leave/record/[^"]+)"', lead.get("/data/leave").text)[0]
    answer = lead.send(page, page, **{"consultant": "", "from": "", "to": "", "kind": ""})
    assert (answer.status_code, beside(answer.text, "to")) == (422, "Until is empty.")
    assert state(store) == before


def test_danish_leads_are_told_in_danish(person: Someone) -> None:
    lead = person(Role.OPS, "da")
    answer = lead.send(NEW, NEW, **{**BOOKING, "roles": "bakend:1"})
    assert "Ukendt rolle &#39;bakend&#39;." in beside(answer.text, "roles")
    assert "Tilføj en booking" in said(answer)


def test_fields_of_other_tables_and_of_none_are_refused(person: Someone, store: str) -> None:
    lead, before = person(Role.OPS), state(store)
    for name in ("points", "colour"):
        answer = lead.send(NEW, NEW, **{**BOOKING, name: "1"})
        assert answer.status_code == 422
        assert f"This form has no field '{name}'." in said(answer).replace("&#39;", "'")
    assert state(store) == before


def test_what_is_published_is_spoken_of_first_and_a_second_look_stores(person: Someone) -> None:
    lead = person(Role.OPS)
    path = "/data/consultants/record/asta"
    cells = {**form_of(lead, path), "employed_to": "2026-10-31"}
    held = lead.post(path, **cells)
    assert held.status_code == 200
    assert "Asta Fyrlund has published duties outside the employment" in said(held)
    seen = re.search(r'name="seen" value="(\w+)"', held.text)
    assert seen
    assert lead.post(path, **{**cells, "seen": "x"}).status_code == 200
    assert lead.post(path, **{**cells, "seen": seen[1]}).status_code == 303


def test_what_rests_on_a_record_keeps_it_with_the_imports_own_sentence(person: Someone, store: str) -> None:
    lead, before = person(Role.OPS), state(store)
    answer = lead.send("/data/consultants/record/asta", "/data/consultants/record/asta/remove")
    assert answer.status_code == 422
    assert "is gone, but published roster 1 rests on it" in said(answer)
    assert "People end, they are not deleted" in said(answer)
    assert state(store) == before


def test_of_two_leads_the_second_is_told_and_one_whose_record_is_gone_keeps_what_they_typed(person: Someone) -> None:
    lead = person(Role.OPS)
    old = form_of(lead, B1)
    assert lead.post(B1, **{**old, "title": "First"}).status_code == 303
    answer = lead.post(B1, **{**old, "title": "Second"})
    assert answer.status_code == 409
    assert "What they call it: – → First" in said(answer)
    assert 'value="Second"' in answer.text
    assert "What they call it Changed meanwhile to: First" in said(answer)
    assert Forms(answer.text).by_action[B1]["version"] != old["version"]
    assert lead.send(B1, f"{B1}/remove").status_code == 303
    gone = lead.post(B1, **{**old, "title": "Third"})
    assert gone.status_code == 404
    assert 'value="Third"' in gone.text
    assert "There is no &#39;B1&#39; in bookings.csv" in gone.text


def test_lists_are_narrowed_and_a_month_that_is_none_is_told(person: Someone) -> None:
    lead = person(Role.OPS)
    assert "B1" in said(lead.get("/data/bookings?customer=havn&month=2026-11&q=evening"))
    assert "Nothing fits this filter." in said(lead.get("/data/bookings?month=2031-11"))
    answer = lead.get("/data/bookings?month=soon")
    assert answer.status_code == 422
    assert "is not a period" in said(answer)
    assert lead.get("/data/cats").status_code == 404


def test_finance_looks_at_customers_rates_and_pay_and_changes_nothing(person: Someone) -> None:
    finance = person(Role.FINANCE)
    text = said(finance.get("/data"))
    assert "Customers" in text
    assert "Consultants" not in text
    assert "<form" not in finance.get(B1).text.split("<main", 1)[1]
    assert "pay.toml" in text
    assert "policy.toml" not in text
    for path in ("/data/files/rates.toml", "/data/files/pay.toml"):
        assert finance.get(path).status_code == 200
    assert finance.get("/data/values/rates.toml").status_code == 200
    for path in ("/data/consultants", "/data/leave", "/data/files/policy.toml", "/data/values/policy.toml", NEW):
        assert finance.get(path).status_code == 403


# Files of text


def test_a_text_is_saved_and_its_mistakes_are_told_by_line(person: Someone, store: str) -> None:
    lead, path = person(Role.OPS), "/data/files/policy.toml"
    with open_store(store).reading() as reading:
        text = reading.inputs().documents["policy.toml"]
    wrong = lead.send(path, path, text=text.replace("[points]", "[points").replace("\n", "\r\n"))
    assert wrong.status_code == 422
    assert "Line 9 : is not TOML" in said(wrong)
    assert '<li id="line-9" class="wrong">' in wrong.text
    assert lead.send(path, path, text=f"{text}# Æ\r\n").status_code == 303
    with open_store(store).reading() as reading:
        assert reading.inputs().documents["policy.toml"] == f"{text}# Æ\n"
    assert lead.get("/data/files/nothing.toml").status_code == 404
    assert lead.send(path, path, text="x" * (1 << 18 | 1)).status_code == 422


def test_values_are_told_beside_their_fields(person: Someone, store: str) -> None:
    lead, path, before = person(Role.OPS), "/data/values/rates.toml", state(store)
    answer = lead.send(path, path, **{"v.rate_cards[2].prices.weekend": "much"})
    assert answer.status_code == 422
    assert "is not an amount in kroner" in beside(answer.text, "v.rate_cards[2].prices.weekend")
    assert lead.send(path, path).status_code == 303
    assert state(store) == before
    assert "has to be filled in" in said(lead.send(path, f"{path}/card"))
    assert lead.send(path, f"{path}/card", **{"from": "2032-01-01"}).status_code == 303
    assert "From Thu 1 Jan 2032" in said(lead.get(path))


# The folder as a zip


def sent(lead: Person, data: bytes) -> httpx.Response:
    """The answer to a file, sent as a browser does."""
    form = {name: text for name, text in lead.form("/data/upload", "/data/upload").items() if name != "zip"}
    return lead.run(lead.http.post("/data/upload", data=form, files={"zip": ("f.zip", data, "application/zip")}))


def test_the_folder_is_downloaded_changed_and_uploaded(person: Someone, store: str) -> None:
    lead = person(Role.OPS)
    answer = lead.send("/data", "/data/download")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="rostering-data.zip"'
    files = unpacked(answer.content)
    changed = packed(
        {
            **files,
            "customers.csv": files["customers.csv"].replace(b"Molo Sejl ApS", b"Molo Sejl A/S"),
            "leave.csv": files["leave.csv"] + b"asta,2032-03-10,2032-03-11,rather_not\n",
        }
    )
    looked = sent(lead, changed)
    text = said(looked)
    assert "customers.csv molo name Before: Molo Sejl ApS → After: Molo Sejl A/S" in text
    assert "leave.csv Asta Fyrlund, Wed 10 Mar 2032, Thu 11 Mar 2032, rather not" in text
    form = Forms(looked.text).by_action["/data/upload/take"]
    assert lead.post("/data/upload/take", **form).headers["location"] == "/data/upload?done=uploaded"
    with open_store(store).reading() as reading:
        assert reading.inputs().customers[1].name == "Molo Sejl A/S"
    again = lead.post("/data/upload/take", **form)
    assert again.status_code == 409
    assert "look again at what the upload would do" in said(again)


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"no zip", 422, "This is not a zip, or it is broken."),
        (b"", 422, "This has to be filled in."),
        (bytes(LARGEST + 1), 422, "The file is larger than 1 MiB."),
        (bytes(3 << 20), 413, "This is more than a form can take."),
        (packed({"bookings.csv": b"id\n"}), 422, "leave.csv : Missing file."),
    ],
    ids=["no zip", "nothing", "large", "very large", "not all"],
)
def test_what_is_no_folder_is_refused_in_a_sentence(
    person: Someone, store: str, data: bytes, status: int, sentence: str
) -> None:
    before = state(store)
    answer = sent(person(Role.OPS), data)
    assert answer.status_code == status
    assert sentence in said(answer)
    assert state(store) == before


def test_a_file_is_taken_by_forms_that_ask_for_one_only(person: Someone) -> None:
    lead = person(Role.OPS)
    form = lead.form(NEW, NEW)
    answer = lead.run(lead.http.post(NEW, data=form, files={"id": ("x", b"x", "text/plain")}))
    assert answer.status_code == 422
    assert "is not a form of this page" in said(answer)
