"""Every rule is a module here, and is registered by being here: it holds one RULE."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from generator.preflight.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by id."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))
