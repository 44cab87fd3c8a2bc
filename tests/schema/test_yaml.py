"""The YAML reader: plain data, true places, and never anything but an InputError."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.errors import InputError
from generator.schema import yaml_build
from generator.schema.yaml import MAX_BYTES, Document, Mark, read_yaml, scan_text, scan_yaml
from tests.schema.builders import as_yaml

HERE = Path("x.yaml")


def _has_compiled_parser() -> bool:
    return YAML(typ="safe").Parser is not YAML(typ="safe", pure=True).Parser


@pytest.fixture(params=["compiled", "python"], autouse=True, scope="module")
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run every test with both parsers of ruamel.yaml, the compiled one where it is installed."""
    if request.param == "compiled":
        if not _has_compiled_parser():
            pytest.skip("ruamel.yaml has no compiled parser here")
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_build, "YAML", lambda typ: YAML(typ=typ, pure=True))
        yield


def _read(text: str) -> Document:
    document, problems = scan_text(text, HERE)
    assert document is not None, problems
    assert not problems
    return document


def _problem(text: str) -> str:
    _, problems = scan_text(text, HERE)
    assert len(problems) == 1, problems
    return str(problems[0])


def test_scalars_follow_the_core_schema_and_iso_dates() -> None:
    document = _read(
        "a: 12\nb: 1.5\nc: true\nd: 2026-11-24\ne:\nf: ~\ng: yes\nh: 12:30\ni: 0x1F\nj: '12'\n"
        "k: 2026-02-30\nl: .inf\nm: 1e999\nn: 1_000\no: 0o17\np: -3\n"
    )
    assert document.data == {
        "a": 12,
        "b": 1.5,
        "c": True,
        "d": datetime.date(2026, 11, 24),
        "e": None,
        "f": None,
        "g": "yes",
        "h": "12:30",
        "i": 31,
        "j": "12",
        "k": "2026-02-30",
        "l": ".inf",
        "m": "1e999",
        "n": "1_000",
        "o": 15,
        "p": -3,
    }


def test_a_number_too_long_for_python_stays_text() -> None:
    assert _read("a: " + "9" * 5000).data == {"a": "9" * 5000}


def test_what_stood_in_the_file_is_kept_for_what_is_not_text() -> None:
    document = _read("phone: 08123\nlist: [09.30, x]\n")
    assert document.raw == {("phone",): "08123", ("list", 0): "09.30"}


def test_places_are_those_of_values_and_keys() -> None:
    document = _read("a: 1\nb:\n  - c: x\n    d: [1, 2]\n")
    assert document.where(("b", 0, "d", 1)) == Mark(4, 12)
    assert document.keys["b", 0, "d"] == Mark(4, 5)
    assert document.where(("b", 0, "missing", "deeper")) == document.where(("b", 0)) == Mark(3, 5)
    assert str(document.problem(("b", 0, "c"), "is wrong", "mend it")) == "x.yaml:3:8 b.0.c: is wrong; mend it"


def test_value_is_none_where_nothing_is() -> None:
    document = _read("a: [1]\n")
    assert document.value(("a", 0)) == 1
    assert document.value(("a", 1)) is None
    assert document.value(("a", 0, "b")) is None


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document = read_yaml(path)
    assert document.data == {"a": 1, "b": 2}
    assert document.where(("b",)) == Mark(2, 4)


@pytest.mark.parametrize(
    ("text", "place", "said", "mend"),
    [
        ("a: b: c\n", "x.yaml:1:5:", "a colon followed by a space", "in quotes"),
        ("a:\n\tb: 1\n", "x.yaml:2:1:", "indented with a tab", "use spaces"),
        ("a: 1\nb: 'x\nc: 1\n", "x.yaml:2:4:", "a quote is opened and never closed", "close it"),
        ('a: "x\\q"\n', "x.yaml:1:", "backslash", "single quotes"),
        ("a: @x\n", "x.yaml:1:4:", "a sign that YAML keeps for itself", "in quotes"),
        ("a: 'x' y\n", "x.yaml:1:8:", "more text follows a closing quote", "in quotes"),
        ("a: [1,\nb: 1\n", "x.yaml:", "a bracket is opened and not closed", "close the bracket"),
        ("a: 1\nb\nc: 2\n", "x.yaml:2:1:", "a colon is missing", '"key: text"'),
        ("- a\nb: 1\n", "x.yaml:2:1:", "does not line up", "spaces"),
        ("a: - b\n", "x.yaml:1:4:", "no list can start", "a line of its own"),
        ("a: &x [1]\n", "x.yaml:1:4:", "&x is an anchor", "write the text out"),
        ("a: *x\n", "x.yaml:1:4:", "*x is a reference", 'start with "*", put it in quotes'),
        ("a: !!python/object:os.system x\n", "x.yaml:1:4:", "is a tag", "in quotes"),
        ("a: ! x\n", "x.yaml:1:4:", "is a tag", "in quotes"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1:", "a second document", '"---"'),
        ("? [a]\n: b\n", "x.yaml:1:3:", "where a key is wanted", "a plain word"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3:1 a:", "given twice, first in line 1", "remove or rename"),
        ("1: x\n", "x.yaml:1:1 1:", "the key 1 is not text", '"1":'),
        ("2026-01-02: x\n", "x.yaml:1:1 2026-01-02:", "is not text", "in quotes"),
        ("", "x.yaml:1:1:", "the file is empty", "write"),
        ("# nothing\n", "x.yaml:1:1:", "the file is empty", "write"),
        ('a: "x\\0"\n', "x.yaml:1:4 a:", "holds U+0000", "delete"),
        ('a:\n- "\\uFFFE"\n', "x.yaml:2:3 a.0:", "holds U+FFFE", "delete"),
        ('a: "\\x85"\n', "x.yaml:1:4 a:", "holds U+0085", "delete"),
        ("a: x\ufffe\n", "x.yaml:1:5:", "holds U+FFFE", "delete"),
        ("a: 1\nb: x\x0by\n", "x.yaml:2:5:", "holds U+000B", "delete"),
        ("a: x\u2028y\n", "x.yaml:1:5:", "a line break from another program", "Enter"),
        ("a: caf\ufffd\n", "x.yaml:1:7:", "lost in conversion", "type the lost character again"),
    ],
)
def test_bad_text_is_one_problem_with_place_and_mend(text: str, place: str, said: str, mend: str) -> None:
    problem = _problem(text)
    assert problem.startswith(place)
    assert said in problem
    assert mend in problem


def test_a_lone_surrogate_is_a_problem() -> None:
    assert "x.yaml:1:4" in _problem('a: "\\ud800"\n')


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "&a0 is an anchor" in _problem("\n".join(lines))


def test_deep_nesting_is_refused_and_allowed_up_to_the_limit() -> None:
    assert "more than 40 levels" in _problem("[" * 100_000)
    assert "more than 40 levels" in _problem("a: " + "{a: " * 41)
    _read("[" * 40 + "]" * 40)


def test_faults_that_leave_the_shape_known_come_together_with_the_data() -> None:
    document, problems = scan_text('a: 1\na: "\\0"\n2: x\n', HERE)
    assert document is not None
    assert document.data == {"a": "\0", "2": "x"}
    assert len(problems) == 3


def test_a_control_character_in_a_key_is_shown_as_an_escape() -> None:
    assert "x.yaml:1:1 a\\x07:" in _problem('"a\\a": 1\n')


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: caf\xe9\n", "x.yaml:1:7: is not saved as UTF-8; save it again with the encoding UTF-8"),
        ("a: 1\n".encode("utf-16"), "is saved as UTF-16"),
        (b"a: 1\0\n", "x.yaml:1:5: holds U+0000"),
        (b"a: " + b"x" * MAX_BYTES, "at most 1,048,576 are read"),
    ],
)
def test_bad_bytes_are_problems(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"x\.yaml") as caught:
        read_yaml(path)
    assert said in str(caught.value)


def test_missing_files_folders_and_impossible_names_are_problems(tmp_path: Path) -> None:
    for path, said in [
        (tmp_path / "no.yaml", "no.yaml: there is no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (tmp_path / "a\0b", "cannot be read"),
        (Path("/dev/null"), "is no ordinary file"),
    ]:
        document, problems = scan_yaml(path)
        assert document is None
        assert said in str(problems[0])


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufffd\ufeff"),
    max_size=30,
)
KEYS = st.from_regex(r"k[a-z_]{0,8}", fullmatch=True)
TREES = st.recursive(
    PRINTABLE | st.integers(-(10**15), 10**15) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=20,
)


def _leaves(data: Any, field: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    entries: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if entries is None:
        yield field, data
        return
    for key, value in entries:
        yield from _leaves(value, (*field, key))


@settings(deadline=None)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_what_is_written_is_read_and_every_place_is_true(data: dict[str, Any]) -> None:
    text = as_yaml(data)
    document = _read(text)
    assert document.data == data
    lines = text.split("\n")
    for field, value in _leaves(data):
        mark = document.where(field)
        assert lines[mark.line - 1][mark.column - 1 :] == json.dumps(value, ensure_ascii=False)


SNIPPETS = (
    *"abc:-?[]{},&*!|>'\"%@`#~ \n\t\\0.",
    *(
        "a: ",
        "- ",
        "\n  ",
        "&a ",
        "*a ",
        "!!int ",
        "---\n",
        "...\n",
        "<<: ",
        "%YAML 9.9\n",
        "\\ud800",
        "\ufeff",
    ),
    *("\x85", "\u2028", "1e5", "? ", "!<tag:x> ", "|2-\n", "0x", "\\U00110000"),
)
YAML_LIKE = st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(YAML_LIKE | st.text(max_size=60))
def test_any_text_is_read_or_refused_and_never_a_crash(text: str) -> None:
    document, problems = scan_text(text, HERE)
    assert document is not None or problems
    for problem in problems:
        assert problem.message
        assert problem.mend
        str(problem).encode("utf-8")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    try:
        read_yaml(path)
    except InputError as error:
        assert error.problems


def test_other_values_stand_in_for_some_and_make_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "event.yaml"
    path.write_text("unit: A\ncontact: {name: B}\n", encoding="utf-8")
    document = read_yaml(path)
    other = document.with_values({("unit",): "X", ("contact", "phone"): "1", ("speakers", 0, "name"): "C"})
    assert other.data == {"unit": "X", "contact": {"name": "B", "phone": "1"}, "speakers": [{"name": "C"}]}
    assert document.data == {"unit": "A", "contact": {"name": "B"}}
    assert document.with_values({}) is document
