"""The messages that people read, and their catalogues: `make catalogues` brings these up to date."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from generator.cli import cli
from generator.cli.commands import Command, Option
from generator.preview.forms import UNUSED, schema_of
from generator.preview.pages import HTML
from generator.wording import CATALOGUES, LANGUAGES

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
GENERATOR = CATALOGUES.parent
SAYING = {"say": 1, "marked": 1, "counted": 2}  # how many texts each takes
Message = str | tuple[str, ...]


def messages() -> dict[Message, str]:
    """Return every message, with the place that it comes from."""
    found: dict[Message, str] = {}
    for path in sorted(HTML.glob("*.j2")):
        for _, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path, options={"trimmed": "true"}):
            found.setdefault(tuple(message) if isinstance(message, list | tuple) else message, path.name)
    for path in sorted(GENERATOR.rglob("*.py")):
        for message in _said(path):
            found.setdefault(message, path.relative_to(GENERATOR).as_posix())
    for message in _explained(cli):
        found.setdefault(message, "sosialisasi")
    for name in ("event", "brand", "campaign"):
        for message in _schema_messages(schema_of(name)):
            found.setdefault(message, f"{name}.schema.json")
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, keywords={"_": None, "ngettext": (1, 2)}):
            found.setdefault(tuple(message) if isinstance(message, list | tuple) else message, "click")
    return found


def _said(path: Path) -> Iterator[Message]:
    """Yield the messages of a module: the texts given to say, marked and counted."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and (wanted := SAYING.get(call.func.id)):
            constants = [each.value for each in call.args[:wanted] if isinstance(each, ast.Constant)]
            texts = tuple(each for each in constants if isinstance(each, str))
            if len(texts) == wanted:
                yield texts if wanted > 1 else texts[0]


def _explained(command: click.Command) -> Iterator[str]:
    """Yield the help of a command, its options and the commands in it."""
    for each in (command, *command.params):
        if isinstance(each, Command | Option) and each.message:
            yield each.message
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _explained(inner)


def _schema_messages(schema: Any) -> Iterator[str]:
    """Yield titles and descriptions of the fields that a form shows."""
    if isinstance(schema, list):
        for part in schema:
            yield from _schema_messages(part)
    if not isinstance(schema, dict):
        return
    for key, field in schema.get("properties", {}).items():
        told = field.get("description", "")
        if told.lower().endswith(UNUSED):
            continue
        yield field.get("title", key.capitalize())
        if told:
            yield told
        yield from _schema_messages(field)
    if "description" in schema and "properties" in schema:
        yield schema["description"]
    for key in ("items", "anyOf", "oneOf", "$defs", "additionalProperties"):
        part = schema.get(key)
        yield from _schema_messages(list(part.values()) if key == "$defs" and part else part)


def source(language: str) -> Path:
    """Return where the catalogue of a language is written; what is compiled of it stands beside."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it stands."""
    path = source(language)
    if not path.is_file():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _empty(language: str) -> Catalog:
    """Return a catalogue that tells of no one and no time, so that it changes with its messages only."""
    about = {"project": "sosialisasi", "header_comment": f"# Messages in PROJECT, in {language}; see CONTRIBUTING.md."}
    return Catalog(locale=language, fuzzy=False, creation_date=SINCE, revision_date=SINCE, **about)


def updated(language: str) -> Catalog:
    """Return the catalogue with all messages and no others; what is translated stays so."""
    old, new = catalogue(language), _empty(language)
    for message, place in messages().items():
        before = old.get(message if isinstance(message, str) else message[0])
        new.add(message, before.string if before else None, locations=[(place, 0)])
    return new


def write(path: Path, made: Catalog) -> None:
    """Write a catalogue, and what is compiled of it."""
    with path.open("wb") as file:
        write_po(file, made, width=120, omit_header=False, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(made))


def compiled(made: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    binary = BytesIO()
    write_mo(binary, made)
    return binary.getvalue()


def untranslated(made: Catalog) -> list[str]:
    """Return the messages of a catalogue that want a translation, in any of their forms."""
    return [str(each.id) for each in made if each.id and not all(_forms(each.string))]


def _forms(text: Any) -> Sequence[str]:
    return [text] if isinstance(text, str) else text or [""]


if __name__ == "__main__":
    for each in LANGUAGES:
        if each != "en":
            write(source(each), made := updated(each))
            print("\n".join([f"{each}: {len(untranslated(made))} messages want a translation", *untranslated(made)]))
