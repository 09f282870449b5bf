"""A firm of six with two premium customers: a data folder that is planned in a moment, and edits to it."""

from pathlib import Path

from rostering.resources import shipped
from rostering.spans import Period

MONTH = Period.parse("2026-11")
SEATS = 29
"""Nine weekend days with a team of three, and two evenings with one seat each."""

DOCUMENTS = {
    file.name: file.read_text(encoding="utf-8") for file in sorted((shipped("examples") / "picocore").glob("*.toml"))
}
SHEETS = {
    "consultants.csv": """\
id,name,email,roles,grade,employed_from,employed_to,fte,knows
asta,Asta Fyrlund,,backend,senior,2020-01-01,,1,havn
birk,Birk Ålund,,backend,regular,2021-01-01,,1,
cilje,Cilje Søvang,,frontend,senior,2020-01-01,,1,
david,David Mørkhøj,,frontend,regular,2021-01-01,,1,
elma,Elma Tangstrup,,pim,senior,2020-01-01,,1,
folke,Folke Birkely,,pim,regular,2021-01-01,,1,
""",
    "customers.csv": """\
id,name,country,cvr,vat_number,email
havn,Havnekontoret Køl A/S,DK,91422778,,
molo,Molo Sejl ApS,DK,90436953,,
""",
    "agreements.csv": """\
customer,package,from,to
havn,premium,2024-01-01,
molo,premium,2024-01-01,
""",
    "bookings.csv": """\
id,customer,from,to,part,roles,shared,cancelled
B1,havn,2026-11-04,2026-11-05,evening,backend:1,,
""",
    "leave.csv": """\
consultant,from,to,kind
birk,2026-11-07,2026-11-08,leave
elma,2026-11-14,2026-11-14,rather_not
""",
    "ledger.csv": """\
consultant,role,points
asta,backend,2
birk,backend,-1
cilje,frontend,0
david,frontend,0
elma,pim,1
folke,pim,0
""",
}


def write_firm(folder: Path, **changed: str | None) -> Path:
    """Write the data folder; `leave_csv=...` puts something else in the place of leave.csv, None leaves it out."""
    folder.mkdir(parents=True, exist_ok=True)
    other = {name.replace("_", "."): text for name, text in changed.items()}
    for name, text in {**DOCUMENTS, **SHEETS, **other}.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def edited(file: str, old: str, new: str) -> dict[str, str | None]:
    """The change of one text that stands once in a file, as `write_firm` takes it."""
    text = {**DOCUMENTS, **SHEETS}[file]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return {file.replace(".", "_"): text.replace(old, new)}
