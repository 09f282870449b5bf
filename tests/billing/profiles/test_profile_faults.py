import pytest

from rostering.billing.profiles.profile_reading import read_profile
from rostering.errors import FaultyInput

CSV = {
    "title": '"Own"',
    "kind": '"csv"',
    "date": '"dd-mm-yyyy"',
    "columns": '[{field = "id"}]',
}
LINES = 'line_columns = [{field = "id"}]'
JSON = {
    "title": '"Own"',
    "kind": '"json"',
    "invoice": '{lines = "lines", columns = [{field = "document"}], line_columns = [{field = "id"}]}',
}


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyInput) as faulty:
        read_profile("own", "own.toml", text.encode())
    return [str(fault) for fault in faulty.value.faults]


def unhinted(text: str) -> list[str]:
    return [fault.partition(" (")[0] for fault in faults(text)]


def toml(keys: dict[str, str], **changed: str) -> str:
    return "\n".join(f"{key} = {value}" for key, value in {**keys, **changed}.items())


@pytest.mark.parametrize("keys", [CSV, JSON])
def test_the_profiles_that_faults_are_made_in_are_sound(keys: dict[str, str]) -> None:
    assert read_profile("own", "own.toml", toml(keys).encode()).title == "Own"


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("kind", '"xml"', "kind: 'xml' is not one of those that are known"),
        ("delimeter", '";"', "delimeter: unknown key"),
        ("delimiter", '"x"', "delimiter: 'x' is not one of those that are known"),
        ("decimal", '";"', "decimal: ';' is not one of those that are known"),
        ("thousands", '","', "thousands: ',' already parts the oere from the kroner"),
        ("encoding", '"ebcdic"', "encoding: 'ebcdic' is not one of those that are known"),
        ("line_end", '"cr"', "line_end: 'cr' is not one of those that are known"),
        ("sign", "-1", "sign: '-1' is not one of those that are known"),
        ("date", '"d-m-y"', "date: 'd-m-y' is not a form of dates"),
        ("date", '"dd-mm"', "date: 'dd-mm' is not a form of dates"),
        ("date", '"dd-dd-yyyy"', "date: 'dd-dd-yyyy' is not a form of dates"),
        ("header", '"no"', "header: expected true or false, not a text"),
        ("account", "1.5", "account: is neither a text nor a whole number"),
        ("title", '" "', "title: is empty"),
        ("columns", "[]", "columns: is empty"),
        ("columns", '[{field = "amuont"}]', "columns[1].field: unknown field 'amuont'"),
        ("columns", '[{field = "id", longest = 0}]', "columns[1].longest: 0 is not from 1 to 10000"),
        (
            "columns",
            '[{header = "x"}]',
            "columns[1]: needs one of field, constant and template, and has none",
        ),
        (
            "columns",
            '[{field = "id", constant = "x"}]',
            "columns[1]: needs one of field, constant and template, and has field and constant",
        ),
        ("columns", '[{field = "id", width = 3}]', "columns[1].width: unknown key"),
        ("columns", '[{template = "{dato}"}]', "columns[1].template: unknown field 'dato'"),
        ("columns", '[{template = "{date"}]', "columns[1].template: '{date' has a brace without its partner"),
        ("columns", '[{field = "account"}]', "account: missing"),
        ("columns", '[{template = "x {product}"}]', "products: missing"),
        ("columns", '[{field = "vat_code"}]', "vat_codes: missing"),
        ("vat_codes", "{high = 1}", "vat_codes.high: unknown key"),
        ("customers", "{fjord = true}", "customers.fjord: is neither a text nor a whole number"),
    ],
)
def test_a_fault_in_a_table_is_named_with_its_place(key: str, value: str, fault: str) -> None:
    assert unhinted(toml(CSV, **{key: value})) == [f"own.toml: {fault}"]


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("delimiter", '";"', "delimiter: unknown key"),
        (
            "invoice",
            '{lines = "x", columns = [{field = "id"}], ' + LINES + "}",
            "invoice.columns[1].field: 'id' differs from line to line",
        ),
        ("invoice", '{columns = [{field = "month"}], ' + LINES + "}", "invoice.lines: missing"),
        (
            "invoice",
            '{lines = "a", columns = [{field = "month", header = "a"}], ' + LINES + "}",
            "invoice.columns: 'a' stands twice",
        ),
        (
            "invoice",
            '{lines = "x", columns = [{field = "month", header = "a"}, {field = "state", header = "a.b"}], '
            + LINES
            + "}",
            "invoice.columns: 'a.b' stands twice",
        ),
        (
            "invoice",
            '{lines = "x", columns = [{field = "month", header = "a..b"}], ' + LINES + "}",
            "invoice.columns: 'a..b' is not a key",
        ),
        ("credit_note", '{lines = "x", columns = [{field = "month"}]}', "credit_note.line_columns: missing"),
    ],
)
def test_a_fault_in_a_document_is_named_with_its_place(key: str, value: str, fault: str) -> None:
    assert unhinted(toml(JSON, **{key: value})) == [f"own.toml: {fault}"]


@pytest.mark.parametrize("key", ["title", "kind", "date", "columns"])
def test_what_a_table_needs_and_lacks_is_said(key: str) -> None:
    lacking = {one: value for one, value in CSV.items() if one != key}
    assert faults(toml(lacking)) == [f"own.toml: {key}: missing"]


def test_a_mark_before_letters_of_another_encoding_is_a_fault() -> None:
    assert faults(toml(CSV, encoding='"cp1252"', bom="true")) == [
        "own.toml: bom: only UTF-8 has a byte order mark (delete it, or write encoding = 'utf-8')"
    ]


def test_faults_come_with_a_hint() -> None:
    assert faults(toml(CSV, delimeter='","')) == ["own.toml: delimeter: unknown key (did you mean 'delimiter'?)"]
    assert faults(toml(CSV, decimal='";"'))[0].endswith('(known: ",", ".", "")')
    assert faults(toml(CSV, columns='[{field = "amuont"}]'))[0].endswith("(did you mean 'amount'?)")
    assert faults(toml(CSV, date='"d-m-y"'))[0].endswith("(write it with dd, mm and yyyy, such as dd-mm-yyyy)")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{part} {nix}", "text: unknown field 'nix'"),
        ("{nix} {part} {nox}", "text: unknown fields 'nix', 'nox'"),
        ("{}", "text: '{}' has a field without a name"),
        ("{part.x}", "text: unknown field 'part.x'"),
        ("{part", "text: '{part' has a brace without its partner"),
        ("part}", "text: 'part}' has a brace without its partner"),
        ("{text}", "text: the field text cannot be made of itself"),
    ],
)
def test_a_text_that_cannot_be_made_is_said_with_the_other_faults(template: str, said: str) -> None:
    rules = '[{chooses = "x", value = 1}, {chooses = "y", value = 2}]'
    text = toml(CSV, columns='[{field = "text"}]', text=f'"{template}"', rules=rules)
    assert unhinted(text) == [
        "own.toml: rules[1].chooses: 'x' is not one of those that are known",
        "own.toml: rules[2].chooses: 'y' is not one of those that are known",
        f"own.toml: {said}",
    ]


def test_all_faults_of_a_profile_are_said_at_once() -> None:
    text = toml(CSV, delimiter='"x"', decimal='"x"', columns='[{field = "x"}, {longest = 0}]', more="1")
    assert len(faults(text)) == 6


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"kind = ", "own.toml:1: is not TOML"),
        ("title = 'Ø'".encode("cp1252"), "own.toml:1: is not UTF-8 text"),
        (b"", "own.toml: kind: missing"),
    ],
)
def test_what_is_no_profile_at_all_is_a_fault(body: bytes, message: str) -> None:
    with pytest.raises(FaultyInput) as faulty:
        read_profile("own", "own.toml", body)
    assert str(faulty.value).startswith(message)
