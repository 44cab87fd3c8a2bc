"""Pydantic's errors in words for someone who knows Excel and not YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, StringConstraints, model_validator

from generator.schema.base import BY_SHAPE, MAPPING, TEXT, LocalText, Model, Slug, Text, localised, validate
from generator.schema.yaml import scan_text


class Inner(Model):
    name: Text = Field(description="the inner name")
    line_height: int | None = Field(default=None, alias="line-height")


class Outer(Model):
    text: Text = "x"
    short: Annotated[Text, StringConstraints(max_length=3)] = "x"
    number: int = Field(default=1, ge=1, le=9)
    ratio: float = Field(default=1, gt=0, lt=5)
    flag: bool = False
    kind: Literal["law", "press"] = "law"
    slug: Slug = "x"
    inner: Inner | None = None
    inners: list[Inner] = Field(default=[])
    pair: list[Text] = Field(default=["x", "y"], min_length=2, max_length=2)
    local: LocalText = "x"
    either: Annotated[Annotated[Text, TEXT] | Annotated[Inner, MAPPING], BY_SHAPE] = "x"
    loose: str | int | list[str] = 1
    named: dict[Slug, Inner] = Field(default={})

    @model_validator(mode="after")
    def _check(self) -> Outer:
        if self.text == "bad":
            raise ValueError("the text is bad")
        return self


def _problems(text: str) -> list[str]:
    document, problems = scan_text(text, Path("x.yaml"))
    assert document is not None
    assert not problems
    model, problems = validate(document, Outer)
    assert (model is None) == bool(problems)
    return [str(problem).removeprefix("x.yaml:") for problem in problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("text: 08123", '1:7 text: is read as a number, not as text; put it in quotes: "08123"'),
        ("text: 09.30", '1:7 text: is read as a number, not as text; put it in quotes: "09.30"'),
        ("text: 2026-11-24", '1:7 text: is read as a date, not as text; put it in quotes: "2026-11-24"'),
        ("text: true", '1:7 text: is read as true or false, not as text; put it in quotes: "true"'),
        (
            "text: #12143D",
            '1:1 text: is empty, because what follows a # is a remark; put it in quotes: "#12143D"',
        ),
        (
            "text:",
            "1:1 text: is empty; write something after the colon, or remove the key if it may be left out",
        ),
        (
            'text: " "',
            "1:7 text: is empty; write something after the colon, or remove the key if it may be left out",
        ),
        ("text: [a]", "1:7 text: is a list, but one text is wanted; write it after the colon"),
        (
            "text: {a: b}",
            "1:7 text: is a group of keys, but one text is wanted; write it after the colon, in quotes",
        ),
        ("text: bad", "1:1: the text is bad; compare it with the example project's"),
        ("short: ' abcde '", "1:8 short: has 5 characters, at most 3 fit; cut 2 characters"),
        (
            "number: '3'",
            "1:9 number: is text, but a whole number is wanted; write it in figures, without quotes",
        ),
        ("number: 2.5", "1:9 number: is 2.5, but a whole number is wanted; write it without decimals"),
        ("number: 0", "1:9 number: is 0, at least 1 is needed; write a larger number"),
        ("number: 10", "1:9 number: is 10, at most 9 is allowed; write a smaller number"),
        ("ratio: x", "1:8 ratio: is text, but a number is wanted; write it in figures, without quotes"),
        ("ratio: 0", "1:8 ratio: is 0, more than 0 is needed; write a larger number"),
        ("ratio: 5", "1:8 ratio: is 5, less than 5 is allowed; write a smaller number"),
        ("flag: yes", "1:7 flag: is text, but true or false is wanted; write true or false, without quotes"),
        ("kind: laws", "1:7 kind: 'laws' is not known here; did you mean \"law\"?"),
        ("kind: zzz", "1:7 kind: 'zzz' is not known here; write one of: law, press"),
        (
            "slug: A b",
            "1:7 slug: 'A b' is not a plain name; use small letters, digits and single hyphens, as in hemat-listrik",
        ),
        (
            "inner: x",
            "1:8 inner: is text, but a group of keys is wanted; write its keys below it, each on a line of "
            'its own as "key: text"',
        ),
        ("inner: {}", '1:8 inner.name: is missing; add "name:" here (the inner name)'),
        (
            "inners: x",
            '1:9 inners: is text, but a list is wanted; write each entry on a line of its own that starts with "- "',
        ),
        (
            "inners:\n- nama: x\n  name: y",
            "2:3 inners.0.nama: is not a known key; remove it, or use one of: line-height",
        ),
        (
            "inners:\n- name: y\n  lineheight: 2",
            '3:3 inners.0.lineheight: is not a known key; did you mean "line-height"?',
        ),
        ("pair: [a]", "1:7 pair: has 1 entry, at least 2 are needed; add 1"),
        ("pair: [a, b, c, d]", "1:7 pair: has 4 entries, at most 2 fit; remove 2"),
        ("local: 12", '1:8 local: is read as a number, not as text; put it in quotes: "12"'),
        ("local: {id: 12}", '1:13 local.id: is read as a number, not as text; put it in quotes: "12"'),
        (
            "local: [a]",
            "1:8 local: is a list, but text or a group of keys is wanted; write its keys below it, each "
            'on a line of its own as "key: text"',
        ),
        (
            "local: {ID: x}",
            '1:9 local.ID: \'ID\' is not a language code; use two small letters: "id" for Indonesian, "en" for English',
        ),
        (
            "either: {nam: x}",
            '1:9 either.name: is missing; add "name:" here (the inner name)|'
            '1:10 either.nam: is not a known key; did you mean "name"?',
        ),
        ("loose: true", "1:8 loose: is true or false; write text or a number or a list"),
        (
            "loose:",
            "1:1 loose: is empty; write something after the colon, or remove the key if it may be left out",
        ),
        (
            "named: {A: {name: x}}",
            "1:9 named.A: 'A' is not a plain name; use small letters, digits and single hyphens, as in hemat-listrik",
        ),
        (
            "named: {a: {nane: x, name: y}}",
            "1:13 named.a.nane: is not a known key; remove it, or use one of: line-height",
        ),
    ],
)
def test_every_kind_of_mistake_has_its_words(text: str, problem: str) -> None:
    assert sorted(_problems(text)) == sorted(problem.split("|"))


def test_a_file_that_is_no_group_of_keys_is_one_problem() -> None:
    assert _problems("- a\n") == ['1:1: the file is not a group of keys; write lines like "key: text"']


def test_all_problems_of_a_file_come_at_once() -> None:
    found = _problems("text: 1\nnumber: x\ninners: [{name: 1}, {}]\nnmber: 3\n")
    assert len(found) == 5


def test_a_good_file_becomes_a_model() -> None:
    document, _ = scan_text("local: {id: Halo, en: Hello}\ninner: {name: ' x ', line-height: 3}\n", Path("x.yaml"))
    assert document is not None
    model, problems = validate(document, Outer)
    assert not problems
    assert model is not None
    assert model.inner is not None
    assert (model.inner.name, model.inner.line_height) == ("x", 3)
    assert localised(model.local, "en") == "Hello"
    assert localised("Halo", "en") == "Halo"
