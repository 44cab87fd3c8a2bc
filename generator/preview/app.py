"""The page's routes: each reads what the browser says, lets the studio do it, and answers with a piece of the page."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from generator.beginning import Answers
from generator.editing import ConflictError
from generator.errors import KitError, UsageError
from generator.preview.desk import Desk
from generator.preview.pages import Pages
from generator.preview.requests import field_path, file_name, said_in, whole_number
from generator.preview.studio import Studio, View
from generator.schema.project import EVENT_FILE
from generator.themes.fonts import FontBook

STATIC = Path(__file__).parent / "static"
FONT = "Plus Jakarta Sans"
WIDEST = 2400  # px of a picture


def make_app(studio: Studio, language: str) -> Starlette:
    """Return the page for a studio, in the user's language."""
    app = _Page(studio, Pages(studio, language))
    get, post = ["GET"], ["POST"]
    return Starlette(
        routes=[
            Route("/", app.whole, methods=get),
            Route("/form/{name}", app.form, methods=get),
            Route("/view", app.view, methods=get),
            Route("/events", app.events, methods=get),
            Route("/picture/{sha}/{page:int}", app.picture, methods=get),
            Route("/file/{path:path}", app.file, methods=get),
            Route("/all.zip", app.everything, methods=get),
            Route("/field", app.change, methods=post),
            Route("/item", app.append, methods=post),
            Route("/item/remove", app.remove, methods=post),
            Route("/undo", app.undo, methods=post),
            Route("/logo", app.logo, methods=post),
            Route("/press", app.press, methods=post),
            Route("/begin", app.begin, methods=post),
            Route("/roster", app.roster, methods=post),
            Route("/roster/run", app.run_roster, methods=post),
            Route("/roster/state", app.roster_state, methods=get),
            Route("/roster/picture/{page:int}", app.roster_picture, methods=get),
            Route("/roster/file", app.roster_file, methods=get),
            Route("/font", app.font, methods=get),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        lifespan=app.lifespan,
        exception_handlers={KitError: app.refused},
    )


class _Page:
    """Holds what the routes share."""

    def __init__(self, studio: Studio, pages: Pages) -> None:
        self._studio = studio
        self._pages = pages
        self._desk = Desk(studio)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Work on the project as long as the page is served."""
        task = asyncio.create_task(self._studio.run())
        yield
        task.cancel()
        self._desk.close()
        with suppress(asyncio.CancelledError):
            await task

    async def whole(self, request: Request) -> Response:
        """The whole page; of a project that is not there yet, what it is begun with."""
        if not (self._studio.folder / EVENT_FILE).is_file():
            return self._pages.beginning()
        self._studio.look(self._view(request))
        return self._pages.whole(self._view(request))

    async def form(self, request: Request) -> Response:
        """The form of a file."""
        return self._pages.form(file_name(request.path_params["name"]))

    async def view(self, request: Request) -> Response:
        """Pictures of a product, and what is wrong with it."""
        view = self._view(request)
        self._studio.look(view)
        return self._pages.view(view)

    async def events(self, request: Request) -> Response:
        """The numbers of changes, as they come."""

        async def told() -> AsyncIterator[str]:
            yield "retry: 1000\n\n"
            async for number in self._studio.changes(-1):
                yield f"data: {json.dumps({'at': number, **self._pages.versions()})}\n\n"

        return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def picture(self, request: Request) -> Response:
        """A page of a file, by the file's hash: it never changes."""
        made = next((made for made in self._studio.files.values() if made.sha256 == request.path_params["sha"]), None)
        page = request.path_params["page"]
        if made is None or page >= made.pages or not made.path.endswith(".pdf"):
            raise HTTPException(404)
        width = min(whole_number(request.query_params.get("w", "800")), WIDEST)
        png = await self._studio.drawer.ask("picture", self._studio.path_of(made), page, width)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=86400, immutable"})

    async def file(self, request: Request) -> Response:
        """A finished file."""
        made = self._studio.files.get(request.path_params["path"])
        if made is None:
            raise HTTPException(404)
        return FileResponse(self._studio.path_of(made), filename=Path(made.path).name)

    async def everything(self, _: Request) -> Response:
        """All files in one."""
        await self._studio.settled()
        refused = [line for state in self._studio.states.values() for line in state.lines]
        if refused:
            raise UsageError("\n".join(dict.fromkeys(refused)))
        files = {path: self._studio.path_of(made) for path, made in sorted(self._studio.files.items())}
        data = await asyncio.to_thread(_zipped, files)
        name = f"{self._desk.slug()}.zip"
        return Response(
            data, media_type="application/zip", headers={"content-disposition": f'attachment; filename="{name}"'}
        )

    async def font(self, _: Request) -> Response:
        """The font that the page is set in."""
        return FileResponse(FontBook().sources(FONT)[0].path, media_type="font/ttf")

    async def change(self, request: Request) -> Response:
        """Change a field."""
        said = await said_in(request)
        name, at = file_name(said["file"]), field_path(said["at"])
        value = self._pages.value_of(name, at, said.get("value", ""))
        self._studio.editor.change(name, at, self._pages.value_of(name, at, said.get("was", "")), value)
        return self._pages.changed(name, at)

    async def append(self, request: Request) -> Response:
        """Add an item to a list."""
        said = await said_in(request)
        name, at = file_name(said["file"]), field_path(said["at"])
        item = self._pages.item_of(name, at, said)
        self._studio.editor.append(name, at, whole_number(said["count"]), item)
        return self._pages.done(name)

    async def remove(self, request: Request) -> Response:
        """Take an item out of a list."""
        said = await said_in(request)
        name, at = file_name(said["file"]), field_path(said["at"])
        self._studio.editor.remove(name, at, whole_number(said["count"]), whole_number(said["index"]))
        return self._pages.done(name)

    async def undo(self, _: Request) -> Response:
        """Take the last change back."""
        return self._pages.done(self._studio.editor.undo() or "event")

    async def logo(self, request: Request) -> Response:
        """Put a logo into the project, and name it in a field."""
        async with request.form(max_files=1, max_fields=4) as form:
            at, was = field_path(str(form.get("at", ""))), str(form.get("was", "")) or None
            await self._desk.take_logo(form.get("logo"), at, was)
        return self._pages.done("brand")

    async def begin(self, request: Request) -> Response:
        """Begin a project with what is said of it."""
        async with request.form(max_files=1, max_fields=6) as form:
            said = {key: value.strip() for key, value in form.items() if isinstance(value, str)}
            day = None
            with suppress(ValueError):
                day = date.fromisoformat(said.get("date", ""))
            answers = Answers(said.get("agency", ""), said.get("title", ""), day, said.get("colour", ""))
            await self._desk.begin(answers, form.get("logo"))
        return Response(status_code=204, headers={"hx-redirect": "/"})

    async def press(self, _: Request) -> Response:
        """Make files for the print shop, too."""
        self._studio.press = True
        self._studio.ask_again()
        return self._pages.view(self._studio.view or self._pages.first_view())

    async def roster(self, request: Request) -> Response:
        """Look into a roster."""
        async with request.form(max_files=1, max_fields=1) as form:
            await self._desk.take_roster(form.get("roster"))
        return self._pages.roster(self._desk)

    async def run_roster(self, request: Request) -> Response:
        """Make the cards of the roster that was looked into."""
        said = await said_in(request)
        await self._desk.run(said.get("sheet") == "A4", said.get("skip") == "on")
        return self._pages.roster(self._desk)

    async def roster_state(self, _: Request) -> Response:
        """How far the cards are."""
        return self._pages.roster(self._desk)

    async def roster_picture(self, request: Request) -> Response:
        """A page of the first cards."""
        if self._desk.first is None:
            raise HTTPException(404)
        png = await self._studio.drawer.ask("picture", self._desk.first, request.path_params["page"], 500)
        return Response(png, media_type="image/png", headers={"cache-control": "no-store"})

    async def roster_file(self, _: Request) -> Response:
        """The cards."""
        if self._desk.cards is None:
            raise HTTPException(404)
        return FileResponse(self._desk.cards, filename=self._desk.cards.name)

    async def refused(self, _: Request, error: Exception) -> Response:
        """What could not be done, and what to do."""
        return self._pages.refused(error, 409 if isinstance(error, ConflictError) else 422)

    def _view(self, request: Request) -> View:
        first = self._pages.first_view()
        asked = request.query_params
        known = {product.name: product for product in self._studio.products}
        product = asked.get("product", first.product)
        if product not in known:
            return first
        size = asked.get("size") or None
        sizes = known[product].file.sheets
        return View(product, asked.get("language", first.language)[:3], size if size in sizes else None)


def _zipped(files: Mapping[str, Path]) -> bytes:
    """Return a ZIP of files by the paths that they have in it; stored, as they are compressed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, path in files.items():
            archive.write(path, name)
    return out.getvalue()
