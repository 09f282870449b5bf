"""What the system and libraries say themselves, in English: their common sentences, known so that they can be told."""

from rostering.language.sentences import heard, told

FOREIGN = (
    *(heard("No such file or directory"), heard("Permission denied"), heard("Operation not permitted")),
    *(heard("Is a directory"), heard("Not a directory"), heard("File name too long"), heard("File exists")),
    *(heard("No space left on device"), heard("Read-only file system"), heard("Input/output error")),
    *(heard("Too many levels of symbolic links"), heard("Address already in use"), heard("Connection refused")),
    *(heard("Cannot assign requested address"), heard("Name or service not known"), heard("Network is unreachable")),
    *(heard("Connection reset by peer"), heard("timed out"), heard("embedded null byte")),
    *(heard("{sentence} (at line {row}, column {column})"), heard("{sentence} (at end of document)")),
    *(heard("Invalid statement"), heard("Expected newline or end of document after a statement")),
    *(heard("Expected {wanted}"), heard("Found invalid character {character}"), heard("Cannot overwrite a value")),
    *(heard("Cannot declare {key} twice"), heard("Cannot mutate immutable namespace {key}")),
    *(heard("Expected ']' at the end of a table declaration"), heard("Cannot redefine namespace {key}")),
    heard("Expected ']]' at the end of an array declaration"),
    *(heard("Expected '=' after a key in a key/value pair"), heard("Invalid initial character for a key part")),
    *(heard("Unclosed array"), heard("Unclosed inline table"), heard("Duplicate inline table key {key}")),
    *(heard("Unescaped '\\' in a string"), heard("Invalid hex value"), heard("Unterminated string")),
    heard("Escaped character is not a Unicode scalar value"),
    *(heard("Illegal character {character}"), heard("Invalid date or datetime"), heard("Invalid value")),
    *(heard("unexpected end of data"), heard("{separator} expected after '\"'"), heard("line contains NUL")),
    heard("field larger than field limit ({limit})"),
    heard(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {number} digits; "
        "use sys.set_int_max_str_digits() to increase the limit"
    ),
)
"""Of the system, of the reader of TOML and of that of CSV."""


def foreign(sentence: object) -> str:
    """A sentence that is not ours, in the language that is spoken, as far as it is known; else as it is."""
    return told(str(sentence))
