"""Texts that are not known yet: a template prints and composes them by marks, which each copy then replaces.

Marks are characters of the private use area: a text's number between OPEN and CLOSE, round it the names of filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.errors import Abandoned
from generator.spoken import spoken

OPEN, CLOSE, APPLY, TO, END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_LEAF = re.compile(f"{OPEN}(\\d+){CLOSE}")
_APPLIED = re.compile(f"{APPLY}(\\w+){TO}([^{APPLY}{TO}{END}]*){END}")
# Filters of one text that can wait for it, and those that do not look into texts.
_LATER = ("capitalise", "sentence", "unsplit")
_BLIND = ("default", "e", "escape", "join", "list", "map", "mm", "reject", "replace", "select", "string", "tojson")
Values = Sequence[str]


class Untraceable(Abandoned):
    """A template looks into a text that varies: its pages are rendered for every copy."""


class Leaf(str):
    """A text that varies; a template may print it, compose others with it, and ask whether it is there."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True

    def _unknown(self, *_: Any, **__: Any) -> Any:
        raise Untraceable

    __contains__ = __eq__ = __ge__ = __getitem__ = __gt__ = __iter__ = __le__ = __len__ = __lt__ = __ne__ = _unknown
    __mod__ = __mul__ = endswith = lower = partition = removeprefix = removesuffix = replace = rpartition = _unknown
    startswith = strip = upper = _unknown
    split = _unknown
    __hash__ = str.__hash__


OCCASION = ("event", "brand")  # the parts of a kit that vary
_KEPT = "src"  # the name of an asset is no text


def deferred(value: Any, values: list[str]) -> Any:
    """Return plain data with its texts replaced by marks; the texts are added to `values`, empty ones stay."""
    if isinstance(value, dict):
        return {key: each if key == _KEPT else deferred(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [deferred(each, values) for each in value]
    if isinstance(value, str) and value:
        values.append(value)
        return Leaf(f"{OPEN}{len(values) - 1}{CLOSE}")
    return value


def shape(value: Any, values: list[str]) -> Any:
    """Return what is left of plain data without its texts: equal for data of one shape. Texts go to `values`."""
    if isinstance(value, dict):
        return tuple([each if key == _KEPT else shape(each, values) for key, each in value.items()])
    if isinstance(value, list):
        return (len(value), *[shape(each, values) for each in value])
    if isinstance(value, str) and value:
        values.append(value)
        return ""
    return (value,)


def occasion(kit: Mapping[str, Any], assets: Mapping[str, tuple[bytes, str]], values: list[str]) -> tuple[Any, ...]:
    """Return what kits must have in common for one to be made after another; the texts that vary go to `values`."""
    shapes = tuple([shape(kit[part], values) for part in OCCASION])
    return (shapes, kit["dated"], id(kit["campaign"]), *((name, data) for name, (data, _) in assets.items()))


def marked_kit(kit: Mapping[str, Any], values: list[str]) -> dict[str, Any]:
    """Return the kit with marks for the texts that vary; these go to `values`."""
    return {**kit, **{part: deferred(kit[part], values) for part in OCCASION}}


def varies(text: str) -> bool:
    """Return whether a text has marks."""
    return OPEN in str.__str__(text)


def resolved(text: str, values: Values, filters: Mapping[str, Callable[[str], str]]) -> str:
    """Return a text with its marks replaced."""
    parts = _parts(str.__str__(text))
    text = "".join([values[part] if type(part) is int else part for part in parts])
    while APPLY in text:
        text = _APPLIED.sub(lambda found: filters[found[1]](found[2]), text)
    return text


@lru_cache(maxsize=1024)
def _parts(text: str) -> list[Any]:
    """Return a text in parts: what stands between marks, and their numbers."""
    return [int(part) if place % 2 else part for place, part in enumerate(_LEAF.split(text))]


def tracing_environment(
    env: ImmutableSandboxedEnvironment, real: Callable[[str], str], links: Callable[[str], None]
) -> Any:
    """Return the environment for texts that are not known; `real` resolves a text for the copy at hand.

    `links` is told the link of each QR code that is drawn.
    """

    plain: dict[str, Any] = env.globals

    def modules(link: str) -> Any:
        return plain["qr_modules"](real(link))

    def path(link: str) -> Any:
        links(str.__str__(link))
        return plain["qr_path"](real(link))

    traced = env.overlay()
    traced.filters = {name: _traced(name, each) for name, each in env.filters.items()}
    traced.filters["spoken"] = lambda text, *rest: spoken(
        vars(text).get("plain", text) if type(text) is not dict else text, *rest
    )
    traced.globals = {**env.globals, "qr_modules": modules, "qr_path": path}
    return traced


def _traced(name: str, function: Any) -> Any:
    """Return a filter that waits for texts that vary, lets them pass, or gives up, whichever is right for it."""
    if name in _BLIND:
        return function
    if name in _LATER:
        return lambda text: _later(name, text) if varies(text) else function(text)

    def guarded(*arguments: Any, **named: Any) -> Any:
        if any(isinstance(each, str) and varies(each) for each in arguments):
            raise Untraceable
        return function(*arguments, **named)

    passed = getattr(function, "jinja_pass_arg", None)
    if passed is not None:
        guarded.jinja_pass_arg = passed  # type: ignore[attr-defined]
    return guarded


def _later(name: str, text: str) -> str:
    kind = Markup if isinstance(text, Markup) else str
    return kind(f"{APPLY}{name}{TO}{str.__str__(text)}{END}")
