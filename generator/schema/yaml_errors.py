"""The YAML parser's errors in words for someone who has never heard of YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.wording import marked, say

_INDENT = marked("start it exactly under the line that it belongs with, using spaces")
_QUOTE = marked("put the whole text after the key in quotes")


@dataclass(frozen=True)
class _Words:
    """What a parser says (a pattern), what that means, and how to mend it."""

    said: str
    message: str
    mend: str


# ruamel.yaml has a compiled parser and one in Python: the patterns know the words of both.
_WORDS = (
    _Words(
        "mapping values are not allowed",
        marked("a colon followed by a space stands inside a text, or the line is indented wrongly"),
        marked('put the text in quotes, as in title: "Layanan: cepat dan ramah"'),
    ),
    _Words("tab character", marked("the line is indented with a tab"), marked("use spaces")),
    _Words("cannot start any token", marked("the text starts with a sign that YAML keeps for itself"), _QUOTE),
    _Words("expected ':'", marked("a colon is missing after the key"), marked('write it as "key: text"')),
    _Words(
        "unknown escape",
        marked("a backslash in a text in double quotes"),
        marked("use single quotes, or write the backslash twice"),
    ),
    _Words("escape", marked("a backslash code names no character"), marked("type the character itself")),
    _Words(
        "unexpected (end of stream|document separator)",
        marked("a quote is opened and never closed"),
        marked("close it at the end of the text"),
    ),
    _Words(
        "expected ',' or",
        marked("a bracket is opened and not closed, or a comma is missing"),
        marked("close the bracket, or put the text in quotes"),
    ),
    _Words("more after quote", marked("more text follows a closing quote"), _QUOTE),
    _Words(
        "expected <block end>|expected key|'-' indicator|expected '?<document start>",
        marked("the line does not line up with the lines before it"),
        _INDENT,
    ),
    _Words(
        "sequence entries are not allowed",
        marked('a "- " stands where no list can start'),
        marked("start the list on a line of its own, or put the text in quotes"),
    ),
    _Words("block collections|indentation", marked("the line is indented wrongly"), _INDENT),
    _Words("directive", marked('a line starts with "%"'), _QUOTE),
)


def explain_syntax(error: Exception, text: str) -> tuple[int, int, str, str]:
    """Return the line and column (1-based, 0 if unknown), what is wrong and how to mend it."""
    said = " ".join(str(getattr(error, name, None) or "") for name in ("context", "problem")).strip()
    mark = getattr(error, "problem_mark", None)
    if re.search("quoted scalar|simple key", said):
        # Where the parser gave up says nothing; the quote or key that is not ended stands where it began.
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return (0, 0, *_in_words(said))
    line = [*text.split("\n"), ""][mark.line]
    return (mark.line + 1, mark.column + 1, *_in_words(said + _hint(line, mark.column)))


def _hint(line: str, column: int) -> str:
    """Return what the place itself says and the parser does not."""
    if line[column : column + 1] == "\t":
        return " tab character"
    return " more after quote" if re.search(r"""["']\s*$""", line[:column]) else ""


def _in_words(said: str) -> tuple[str, str]:
    for words in _WORDS:
        if re.search(words.said, said, re.IGNORECASE):
            return say(words.message), say(words.mend)
    detail = f" ({said})" if said else ""
    return say("cannot be read as YAML{detail}", detail=detail), say("compare the line with the example project's")
