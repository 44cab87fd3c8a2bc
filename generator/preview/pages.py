"""The page and its pieces as HTML: what the studio has, in the user's language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from generator.errors import InputError, KitError
from generator.preview.forms import NEW, Field, Form
from generator.preview.studio import State, Studio, View
from generator.preview.tasks import Made
from generator.schema.brand_colours import resolve_colour
from generator.schema.yaml import Document, Path_
from generator.themes.colour import contrast
from generator.wording import catalogue

if TYPE_CHECKING:
    from generator.preview.desk import Desk

HTML = Path(__file__).parent / "html"
_PLACE = re.compile(r"^(?P<path>\S*?(?P<file>event\.yaml|_brand\.yml)):(?P<line>\d+)(?::(?P<column>\d+))?:?\s*")
PAPER = "#FFFFFF"  # where the brand names no background


class Pages:
    """Renders the page of a studio."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._studio = studio
        self._language = language
        self._environment = Environment(
            loader=FileSystemLoader(HTML),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
        self._environment.globals.update(language=language, told=self._told)

    def whole(self, view: View) -> HTMLResponse:
        """Return the whole page."""
        forms = {name: self._form(name) for name in ("event", "brand")}
        return self._html("page.html.j2", forms=forms, **self._seen(view))

    def beginning(self) -> HTMLResponse:
        """Return what a project is begun with."""
        return self._html("begin.html.j2", folder=self._studio.folder)

    def form(self, name: str) -> HTMLResponse:
        """Return the form of a file."""
        return self._html("form.html.j2", form=self._form(name))

    def view(self, view: View) -> HTMLResponse:
        """Return a product's pictures and findings."""
        return self._html("view.html.j2", **self._seen(view))

    def roster(self, desk: Desk) -> HTMLResponse:
        """Return what is known of the roster."""
        return self._html("roster.html.j2", desk=desk)

    def changed(self, name: str, at: Path_) -> HTMLResponse:
        """Return a field again after its change, and what else has changed with it."""
        form = self._form(name)
        return self._html("changed.html.j2", form=form, field=self._field(name, at), steps=self._steps)

    def done(self, name: str) -> HTMLResponse:
        """Return the form again after a change."""
        return self._html("done.html.j2", form=self._form(name), steps=self._steps)

    def versions(self) -> dict[str, str]:
        """Return the states that the files are in."""
        return {name: str(self._form(name)["version"]) for name in ("event", "brand")}

    def refused(self, error: Exception, status: int) -> HTMLResponse:
        """Return what could not be done, and what stands in a field that somebody else has changed."""
        problems = error.problems if isinstance(error, InputError) else ()
        return self._html("refused.html.j2", status, error=error, problems=problems, now=getattr(error, "now", None))

    def first_view(self) -> View:
        """Return what is looked at first: the product with the most designs."""
        shown = max(self._studio.products, key=lambda product: len(product.designs), default=None)
        return View(shown.name if shown else "", self._studio.languages[0])

    def value_of(self, name: str, at: Path_, text: str) -> Any:
        """Return what a field's text means: None for nothing. HTTPException if the form has no such field."""
        return _value(self._field(name, at), text)

    def item_of(self, name: str, at: Path_, said: Mapping[str, str]) -> Any:
        """Return what a new item of a list holds, as it was said field by field."""
        field = self._field(name, at)
        if field.item is None:
            raise HTTPException(400)
        item: dict[str, Any] = {}
        for part in field.item.fields():
            value = _value(part, said.get(part.name, "")) if not part.parts else None
            if value in (None, False):
                continue
            *way, last = map(str, part.at[len(at) + 1 :])
            inner = item
            for step in way:
                inner = inner.setdefault(step, {})
            inner[last] = value
        return item

    @property
    def _steps(self) -> int:
        return len(self._studio.editor.steps)

    def _field(self, name: str, at: Path_) -> Field:
        form = self._form(name)
        if form["error"]:
            raise form["error"]
        fields: list[Field] = form["fields"]
        for field in fields:
            for part in field.fields():
                if part.at == at:
                    return part
        raise HTTPException(400)

    def _form(self, name: str) -> dict[str, Any]:
        """Return the form of a file, or why it cannot be read."""
        try:
            sheet = self._studio.editor.read(name)
        except KitError as error:
            return {"name": name, "fields": [], "error": error, "colours": {}, "version": ""}
        fields = Form(name, self._studio.languages, self._choices()).fields(sheet.document.data)
        colours = _colours(sheet.document.data)
        return {"name": name, "fields": fields, "error": None, "colours": colours, "version": sheet.version}

    def _choices(self) -> dict[str, list[str]]:
        """Return what may be chosen: themes and campaigns by their folders, languages by the campaign's files."""
        resources = self._studio.resources
        themes = {path.parent.name for root in resources.template_roots for path in root.glob("_themes/*/theme.yaml")}
        campaigns = {
            path.name for root in resources.content_roots for path in root.glob("campaigns/*") if path.is_dir()
        }
        languages = {path.stem for root in resources.content_roots for path in root.glob("campaigns/*/??.yaml")}
        return {"theme": sorted(themes), "campaign": sorted(campaigns), "languages": sorted(languages)}

    def _seen(self, view: View) -> dict[str, Any]:
        products = {product.name: product for product in self._studio.products}
        state = self._studio.states.get((view.product, view.language), State())
        return {
            "view": view,
            "products": [
                {"name": name, "title": self._title(product.file.title)} for name, product in products.items()
            ],
            "sizes": products[view.product].file.sheets if view.product in products else [],
            "languages": self._studio.languages,
            "state": state,
            "pictures": list(_pictures(state)),
            "findings": [finding for made in state.files for finding in made.findings],
            "all_files": sorted(self._studio.files),
            "busy": self._studio.busy,
            "press": self._studio.press,
            "steps": self._steps,
        }

    def _title(self, title: str | Mapping[str, str]) -> str:
        return title if isinstance(title, str) else title.get(self._language) or next(iter(title.values()))

    def _told(self, line: str, language: str) -> dict[str, str]:
        """Return a line of what is wrong: its text, and the field of the form that it is about, in a language."""
        found = _PLACE.match(line)
        if not found:
            return {"text": line, "field": "", "file": ""}
        name = "event" if found["file"].startswith("event") else "brand"
        with suppress(KitError):
            document = self._studio.editor.read(name).document
            field = self._nearest(name, document, (int(found["line"]), int(found["column"] or 1 << 20)), language)
            return {"text": line[found.end() :], "field": field, "file": name}
        return {"text": line, "field": "", "file": ""}

    def _nearest(self, name: str, document: Document, place: tuple[int, int], language: str) -> str:
        """Return the field that stands at a place, or nearest before it; of one text in all languages, the one's."""
        places = []
        for each in self._form(name)["fields"]:
            for part in each.fields():
                mark = document.keys.get(part.at) or document.marks.get(part.at)
                if mark and (mark.line, mark.column) <= place:
                    places.append((mark.line, part.at[-1] == language, mark.column, len(part.at), part.name))
        return f"{name}.{max(places)[-1]}" if places else ""

    def _html(self, template: str, status: int = 200, **told: Any) -> HTMLResponse:
        text = self._environment.get_template(template).render(**told, NEW=NEW)
        return HTMLResponse(text, status, {"cache-control": "no-store"})


def _pictures(state: State) -> Iterator[dict[str, Any]]:
    """Yield the pages to be shown, those of every PDF but the print shop's."""
    for made in sorted(state.files, key=lambda made: made.path):
        if made.path.endswith(".pdf") and not _on_press(made):
            for page in range(made.pages):
                yield {"sha": made.sha256, "page": page, "path": made.path, "pages": made.pages}


def _on_press(made: Made) -> bool:
    return "press" in Path(made.path).parts


def _value(field: Field, text: str) -> Any:
    """Return what a text says in a field."""
    text = text.replace("\r\n", "\n").strip()
    match field.kind:
        case "switch":
            return True if text == "on" else None
        case "date":
            with suppress(ValueError):
                return datetime.date.fromisoformat(text)
        case "words":
            return [word for word in re.split(r"[\s,]+", text) if word] or None
        case "group" | "list":
            raise HTTPException(400)
    return text or None


def _colours(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return by field what a colour is, and its contrast with the paper."""
    color = data.get("color")
    if not isinstance(color, dict):
        return {}
    palette = color.get("palette")
    named = {key: each for key, each in (palette or {}).items() if isinstance(each, str)} if palette else {}
    paper = resolve_colour(str(color.get("background") or PAPER), named) or PAPER
    given = {f"color.palette.{key}": each for key, each in named.items()}
    given |= {f"color.{key}": each for key, each in color.items() if isinstance(each, str)}
    found = {key: resolve_colour(each, named) for key, each in given.items()}
    return {key: {"hex": each, "contrast": contrast(each, paper)} for key, each in found.items() if each}
