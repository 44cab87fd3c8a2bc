"""Texts that are not known yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.personalise.deferred import (
    Leaf,
    Untraceable,
    deferred,
    resolved,
    shape,
    tracing_environment,
    varies,
)
from generator.resources import Resources
from generator.templating import environment

FILTERS = environment(Resources()).filters


def _rendered(template: str, kit: dict[str, Any]) -> str:
    """Return a template's output with unknown texts, these then filled in."""
    values: list[str] = []
    marked = deferred(kit, values)
    links: list[str] = []
    env = tracing_environment(environment(Resources()), lambda text: resolved(text, values, FILTERS), links.append)
    output = env.from_string(template).render(marked)
    assert varies(output)
    assert links == [] or all(map(varies, links))
    return resolved(output, values, FILTERS)


@pytest.mark.parametrize(
    "template",
    [
        "{{ place }}, {{ city }}",
        "{{ [place, city] | join(', ') }}",
        "{{ (place ~ ' / ' ~ city) | sentence }}",
        "{{ people | map('unsplit') | join('; ') }}",
        "{{ place | capitalise | sentence }}{% if city %} {{ city }}{% endif %}{% if note %}never{% endif %}",
        "{{ 'to {link}' | replace('{link}', link) }} {{ qr_modules(link) }} {{ qr_path(link)[:9] }}",
    ],
)
def test_texts_filled_in_later_are_what_they_would_have_been(template: str) -> None:
    kit = {
        "place": "aula", "city": "Kota Contoh", "people": ["A. Contoh, S.E., M.M.", "B"], "note": None,
        "link": "https://contoh.go.id/a",
    }  # fmt: skip
    assert _rendered(template, kit) == environment(Resources()).from_string(template).render(kit)


@pytest.mark.parametrize(
    "template",
    [
        "{{ place | upper }}",
        "{{ place | length }}",
        "{{ place | first }}",
        "{{ place[0] }}",
        "{{ 'x' in place }}",
        "{% if place == 'aula' %}x{% endif %}",
        "{{ [place] | sort(attribute='x') }}{{ place.split() }}",
        "{% for letter in place %}{{ letter }}{% endfor %}",
    ],
)
def test_looking_into_an_unknown_text_gives_up(template: str) -> None:
    with pytest.raises(Untraceable):
        _rendered(template, {"place": "aula"})


def test_data_of_one_shape_is_alike() -> None:
    one: list[str] = []
    other: list[str] = []
    assert shape({"a": "x", "b": [{"c": "y"}], "n": 3, "src": "logo-1"}, one) == shape(
        {"a": "u", "b": [{"c": "v"}], "n": 3, "src": "logo-1"}, other
    )
    assert (one, other) == (["x", "y"], ["u", "v"])


@pytest.mark.parametrize(
    "change",
    [
        lambda kit: kit | {"a": ""},
        lambda kit: kit | {"a": None},
        lambda kit: kit | {"b": []},
        lambda kit: kit | {"n": 4},
        lambda kit: kit | {"src": "logo-2"},
    ],
)
def test_data_of_another_shape_is_not(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    kit = {"a": "x", "b": ["y"], "n": 3, "src": "logo-1"}
    assert shape(kit, []) != shape(change(kit), [])


def test_marks_and_values_go_in_one_order() -> None:
    values: list[str] = []
    marked = deferred({"a": "x", "b": ["", "y", {"c": "z"}]}, values)
    others: list[str] = []
    shape({"a": "x", "b": ["", "y", {"c": "z"}]}, others)
    assert values == others == ["x", "y", "z"]
    assert isinstance(marked["a"], Leaf)
    assert marked["b"][0] == ""
