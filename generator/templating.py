"""The only Jinja environment: sandboxed, strict, autoescaping, and its few filters."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.cache import cache_folder
from generator.errors import Abandoned, InputError, KitError
from generator.fitting.scripts import line_html
from generator.renderers.qr import encode
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.spoken import spoken
from generator.themes.art import Placement, place, read_art, visible
from generator.themes.theme import Theme
from generator.wording import say

NO_BREAK_SPACE = "\u00a0"


class KitEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, where a mapping's own keys win over its methods: `values.items` is content here."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute` as a template means it."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(resources: Resources) -> KitEnvironment:
    """Return the environment over the project's and the shipped templates."""
    env = KitEnvironment(
        loader=FileSystemLoader([str(root) for root in resources.template_roots]),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or name.endswith(".html.j2"),
        bytecode_cache=_bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["unsplit"] = unsplit
    env.filters["capitalise"] = lambda text: text[:1].upper() + text[1:]
    env.filters["sentence"] = sentence
    env.filters["sentences"] = lambda texts: " ".join(map(sentence, texts))
    env.filters["mm"] = mm
    env.filters["spoken"] = spoken
    env.filters["scripts"] = line_html
    env.globals["qr_modules"] = lambda link: encode(link).modules
    env.globals["qr_path"] = lambda link: Markup(encode(link).path)
    return env


class _BytecodeCache(FileSystemBytecodeCache):
    """Compiled templates on disk; what is damaged is compiled anew, what cannot be written is not kept."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # unpickling fails in many ways
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Return the cache of compiled templates, which saves a tenth of a build."""
    folder = cache_folder("templates")
    return _BytecodeCache(str(folder)) if folder else None


def render(env: KitEnvironment, name: str, context: dict[str, Any]) -> str:
    """Render template `name`; InputError names its file and line if it is wrong."""
    try:
        return env.get_template(name).render(context)
    except TemplateSyntaxError as error:
        raise InputError([_problem(error.filename or name, error.lineno, str(error.message), env)]) from error
    except (UndefinedError, SecurityError) as error:
        raise InputError([_problem(*origin(error, name), str(error), env)]) from error
    except (KitError, Abandoned, MemoryError):
        raise
    except Exception as error:  # a template's expressions can raise anything
        reason = f"{type(error).__name__}: {error}"
        raise InputError([_problem(*origin(error, name), reason, env)]) from error


def art_paths(theme: Theme, width: float, height: float, around: float) -> Any:
    """Return the function by which templates place art: `art(name, x, y, length, turn)` gives [{part, d, width}], mm.

    What lies outside a page of `width` × `height` mm by more than `around` is left out.
    """

    def art(name: str, x: float, y: float, length: float, turn: float = 0.0) -> list[dict[str, Any]]:
        path = theme.find(f"art/{name}.svg")
        if path is None:
            raise KeyError(say("the theme {theme} has no art/{name}.svg", theme=theme.name, name=name))
        return _paths(path, Placement(x, y, length, turn), (-around, -around, width + around, height + around))

    return art


@lru_cache(maxsize=256)
def _paths(path: Path, where: Placement, seen: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    """Return the art's paths, mm: a page that is rendered again places its art where it did."""
    strokes = visible(place(read_art(path), where), *seen)
    return [{"part": s.part, "d": Markup(s.d()), "width": round(s.width, 4)} for s in strokes]


def unsplit(name: str) -> str:
    """Keep a person's titles together: spaces after the first comma become no-break spaces."""
    head, comma, titles = name.partition(", ")
    return f"{head}{comma}{titles.replace(' ', NO_BREAK_SPACE)}" if comma else name


def sentence(text: str) -> str:
    """Close a sentence with a full stop if it has no mark of its own."""
    return text if text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def mm(value: float) -> str:
    """Write a length for CSS."""
    return f"{value:.3f}".rstrip("0").rstrip(".") + "mm"


def origin(error: BaseException, name: str) -> tuple[str, int]:
    """Return the template file and line where `error` was raised; `name` and 0 if none is to be found.

    Jinja rewrites the traceback of an Exception; in that of others, lines are those of the compiled template.
    """
    where = (name, 0)
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        file = trace.tb_frame.f_code.co_filename
        if template is not None and template.filename:
            where = (template.filename, template.get_corresponding_lineno(trace.tb_lineno))
        elif file.endswith(".j2"):
            where = (file, trace.tb_lineno)
        trace = trace.tb_next
    return where


def _problem(file: str, line: int | None, reason: str, env: KitEnvironment) -> Problem:
    path = Path(file)
    return Problem(str(path), line or 0, 0, "", reason, say("correct the template, or remove your copy of it"))
