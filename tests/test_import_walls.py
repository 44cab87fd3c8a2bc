"""The walls between the rooms of the package: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT, python

PACKAGE = ROOT / "generator"
RENDERING = ("weasyprint", "pptx")


@cache
def _modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def _imports(module: str) -> frozenset[str]:
    """Return what a module imports anywhere in it, except for type checkers alone; absolute names."""
    tree = ast.parse(_modules()[module].read_text(encoding="utf-8"))
    skipped = {node for each in ast.walk(tree) if _is_for_types(each) for node in ast.walk(each)}
    return frozenset(name for node in ast.walk(tree) if node not in skipped for name in _names(node))


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        yield node.module or ""
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _within(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def _room(*rooms: str) -> list[str]:
    found = [module for module in _modules() if _within(module, *rooms)]
    assert found, f"there is nothing in {rooms}"
    return found


def _reached(module: str) -> set[str]:
    """Return everything that a module imports, and what that imports, and so on."""
    reached: set[str] = set()
    waiting = [module]
    while waiting:
        for name in _imports(waiting.pop()):
            if name not in reached:
                reached.add(name)
                if name in _modules():
                    waiting.append(name)
    return reached


def test_all_rooms_were_found() -> None:
    rooms = {module.split(".")[1] for module in _modules() if "." in module}
    assert {"cli", "schema", "kit", "products", "renderers", "fitting", "themes", "preflight", "pipeline"} <= rooms
    assert len(_modules()) > 60
    assert "generator.schema.yaml" in _reached("generator.pipeline")
    assert "weasyprint.urls" in _imports("generator.renderers.fetcher")


@pytest.mark.parametrize(
    "module", _room("generator.schema", "generator.kit", "generator.products", "generator.imposition")
)
def test_schema_kit_products_and_imposition_know_no_renderer_and_no_command(module: str) -> None:
    forbidden = [name for name in _reached(module) if _within(name, "generator.renderers", "generator.cli", *RENDERING)]
    assert forbidden == []


@pytest.mark.parametrize("module", _room("generator.renderers"))
def test_renderers_know_no_command_no_project_and_no_roster(module: str) -> None:
    closed = ("generator.cli", "generator.schema.project", "generator.schema.roster", "generator.personalise")
    assert [name for name in _reached(module) if _within(name, *closed)] == []


@pytest.mark.parametrize("module", [module for module in _modules() if not _within(module, "generator.cli")])
def test_only_commands_know_click_and_nothing_knows_commands(module: str) -> None:
    allowed = ("generator.cli",) if module == "generator.__main__" else ()
    names = [name for name in _imports(module) if _within(name, "generator.cli", "click")]
    assert [name for name in names if not _within(name, *allowed)] == []


def test_every_module_can_be_imported_first() -> None:
    code = (
        "import importlib, sys\n"
        f"for module in {sorted(_modules())!r}:\n"
        "    if module != 'generator.__main__':\n"
        "        for loaded in [name for name in sys.modules if name.split('.')[0] == 'generator']:\n"
        "            del sys.modules[loaded]\n"
        "        importlib.import_module(module)\n"
        "print('all')\n"
    )
    assert python(code) == "all\n"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["new", "--help"]])
def test_help_imports_no_renderer(arguments: list[str]) -> None:
    code = (
        "import contextlib, io, sys\n"
        "from generator.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()) as said:\n"
        f"    main({arguments!r})\n"
        "assert 'sosialisasi' in said.getvalue()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'weasyprint', 'pptx', 'PIL', 'fontTools'}))\n"
    )
    assert python(code) == "[]\n"
