"""The sources: no sentence for people is said past the catalogue, so that none stays English for a Danish firm."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from words import SOURCES, messages

MESSAGE_CALLS = {"_", "n_", "p_", "said", "heard", "marked", "counted"}
FAULTS = {"Fault", "fault", "Misread", "remark", "refuse"}
"""Calls that tell people something, beside those of our errors."""
ASIDE = {
    *("Option", "Argument", "Typer", "from_option", "ChangeOption"),  # help, which is English like names of options
    *("log", "_log", "debug", "info", "warning", "error"),  # logs
    *("TypeError", "AssertionError", "RuntimeError", "NotInLines"),  # mistakes of our own
    *("compile", "cast", "TypeVar", "text", "execute", "exec_driver_sql", "import_module"),
}
"""Calls whose texts are for nobody who plans."""
A_WORD_AND_MORE = re.compile(r"[a-z]{2,}[,;:]? |[ ][a-z]{2,}", re.IGNORECASE)
THREE_WORDS = re.compile(r"[a-z]{2,}[,;:]? [a-z]{2,}[,;:]? [a-z]{2,}", re.IGNORECASE)
PLACE = re.compile(r"({}|[\w.]+\.\w+): [^ ]*")
"""Such as `rates.toml: rate_cards`."""
OWN_LANGUAGES = {
    *("feeds/feed_words.py", "notices/notice_texts.py", "billing/text/labels.py", "billing/invoices/peppol.py"),
    *("web/feeds/page_words.py", "web/leave/leave_words.py"),
}
"""Modules that have all their texts in every language themselves, by the language of a link, a mail or an invoice."""
_API = (
    *("bodies", "call", "callouts", "changes", "data", "document", "door", "failures", "links", "month_end", "once"),
    *("obligations", "own", "people", "plans", "queries", "rosters", "searches", "service", "service_reports"),
    *("swaps", "values"),
)
NOT_FOR_PEOPLE = {
    "domain/pagers.py": "names of programs",
    "notices/pagers/goalert.py": "queries of GraphQL",
    "domain/proposals.py": "why entries of a calendar are left aside, told by `reports/look/terms.py`",
    "domain/rights.py": "names of rights",
    "rosters/changes.py": "a mistake of our own",
    "services/access/passwords.py": "the text whose hash nobody has",
    "spans.py": "spans that no input makes",
    "store/columns.py": "a mistake of our own",
    "store/engine.py": "SQL",
    "feeds/leave/entries.py": "counted as unreadable, never shown",
    "money.py": "told where amounts are read",
    "cli/failing.py": "JSON",
    "assistants/table.py": "what programs are told of tools",
    **dict.fromkeys((f"web/api/{name}.py" for name in _API), "to programs, in English as all JSON is"),
    "logs/line_writer.py": "an event of the log",
    **dict.fromkeys(
        (f"web/metrics/{name}.py" for name in ("families", "measures", "request_meter", "store_meter")),
        "to Prometheus, in English",
    ),
    "reports/schemas/rosters.py": "what the document of the API says",
    "web/components/routes.py": "samples of a page for those who build pages",
    "web/service/connections.py": "to a client that is no browser",
    "web/feeds/feed_route.py": "a header of HTTP",
    "web/leave/leave_page.py": "a style",
    "web/leave/leave_route.py": "a header of HTTP",
    "web/sign_in/attempts.py": "names of what is counted",
    "web/sign_in/openid.py": "what a provider is asked for",
}


def name_of(call: ast.Call) -> str:
    func = call.func
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the sources, read once for all tests."""
    paths = sorted(SOURCES.rglob("*.py"))
    return {path.relative_to(SOURCES).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def errors() -> frozenset[str]:
    """Our own errors, by name: classes that have RosteringError above them."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"RosteringError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


@cache
def told_errors() -> frozenset[str]:
    """Those whose sentences people read."""
    return errors() | {"Misread"}


@cache
def telling() -> frozenset[str]:
    """Calls that tell people something."""
    return errors() | FAULTS


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts in a piece of code that no message call has around them."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call) and name_of(node) in MESSAGE_CALLS | ASIDE:
        return
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from literals(child)


def told_by(tree: ast.AST, error: bool = False) -> Iterator[ast.AST]:
    """What is given to faults, errors and remarks, and what the names given to them were set to nearby."""
    for node in ast.iter_child_nodes(tree):
        own = isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in told_errors() for base in node.bases)
        if isinstance(node, ast.Call) and (name_of(node) in telling() or (error and name_of(node) == "__init__")):
            yield from (*node.args, *(keyword.value for keyword in node.keywords))
        yield from told_by(node, error=own or (error and not isinstance(node, ast.ClassDef)))


def set_nearby(tree: ast.AST, names: set[str]) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id in names for one in node.targets):
            yield node.value


def plain_sentences(tree: ast.Module) -> list[tuple[int, str]]:
    """Where a module says something past the catalogue, and what."""
    told = list(told_by(tree))
    names = {node.id for one in told for node in ast.walk(one) if isinstance(node, ast.Name)}
    given = [*told, *set_nearby(tree, names)]
    found = {(line, text) for one in given for line, text in literals(one) if is_told(text)}
    return sorted(found | {(line, text) for line, text in literals(tree) if THREE_WORDS.search(text)})


def is_told(text: str) -> bool:
    return bool(A_WORD_AND_MORE.search(text)) and not PLACE.fullmatch(text)


def modules() -> list[str]:
    paths = (path.relative_to(SOURCES).as_posix() for path in sorted(SOURCES.rglob("*.py")))
    return [path for path in paths if "migrations" not in path and path not in OWN_LANGUAGES]


@pytest.mark.parametrize("module", [module for module in modules() if module not in NOT_FOR_PEOPLE])
def test_whatever_a_module_tells_people_is_a_message(module: str) -> None:
    assert plain_sentences(trees()[module]) == []


@pytest.mark.parametrize("module", NOT_FOR_PEOPLE)
def test_a_module_that_is_let_off_has_such_a_text(module: str) -> None:
    assert plain_sentences(trees()[module]), "it need not be let off any more"


def spelt_out(tree: ast.AST) -> Iterator[str]:
    """The messages that stand in message calls themselves, whatever these stand in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in MESSAGE_CALLS - {"counted"}:
            texts = node.args[name_of(node) == "p_" :][: 2 if name_of(node) == "n_" else 1]
            yield from (text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str))


def test_every_message_that_the_code_spells_out_is_collected() -> None:
    """A message inside an f-string is not: what collects messages does not look into these."""
    collected = {form for message in messages() for form in (message.id if message.pluralizable else (message.id,))}
    assert [text for tree in trees().values() for text in spelt_out(tree) if text and text not in collected] == []


def left_in_english(tree: ast.Module) -> Iterator[str]:
    """Constants that are marked for translation, and used past `_`; from a table they are taken to be translated."""
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name_of(node.value) == "marked"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) == "_"]
    translated = {id(node) for one in (*tables, *calls) for node in ast.walk(one)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in translated:
            yield from {node.id} & constants


def test_a_marked_constant_is_translated_wherever_it_is_used() -> None:
    assert [name for tree in trees().values() for name in left_in_english(tree)] == []
    assert list(left_in_english(ast.parse('A = marked("a hint")\nfault(place, "", A)'))) == ["A"]


@pytest.mark.parametrize(
    "source",
    [
        'raise BadCall("no such thing")',
        'raise BadCall(f"no {thing}")',
        'notes.fault(place, "unknown key")',
        'Fault(place, _("unknown key"), "leave it out")',
        'message = f"{row} has nothing"\nrow.fault(message)',
        'remark(f"warning: {text}")',
        'class Gone(BadCall):\n    def __init__(self):\n        super().__init__("is gone")',
        'def reasons():\n    yield f"{seat} has nobody at all"',
    ],
)
def test_a_sentence_past_the_catalogue_is_found(source: str) -> None:
    assert len(plain_sentences(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'raise BadCall(_("there is no {thing}", thing=thing))',
        'notes.fault(f"{file}: rate_cards", _("missing"))',
        '_log.warning("the store is away for a while")',
        '"""The first line of a module."""',
    ],
)
def test_what_is_said_through_the_catalogue_or_to_nobody_is_left_alone(source: str) -> None:
    assert plain_sentences(ast.parse(source)) == []
