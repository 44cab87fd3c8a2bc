"""Make the README's pictures from the real output: `make docs`."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from generator.pipeline import build_kit
from generator.plan import Options
from generator.resources import shipped
from tests.preview.served import CHROMIUM, PICTURE, QUIET, SECONDS, served
from tests.support import copy_example

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = shipped("content") / "examples" / "dinas-contoh"
BACKDROP = "#D9D9D4"
GAP = 14
SETTLING = 3000  # ms until pictures are there
SHOWN = (0, 3, 5, 7, 9, 11, 12, 13)  # slides of the second theme


def main() -> None:
    """Build the example in both themes and write the pictures."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kit = build_kit(EXAMPLE, Options(), Path(folder) / "kit", lambda *_: None).out
        names = ("poster", "poster-values", "poster-event")
        posters = [page for name in names for page in pages(kit / f"{name}.pdf", 330)]
        paper = [*pages(kit / "handout.pdf", 330), stack(pages(kit / "pocket-card.pdf", 330))]
        leaflet = pages(kit / "leaflet.pdf", 250)
        sheets = [pages(kit / f"{name}.pdf", 514)[0] for name in ("leaflet-sheet", "pocket-card-sheet")]
        deck = pages(kit / "deck.pdf", 250)
        kertas = build_kit(EXAMPLE, Options(theme="kertas"), Path(folder) / "kertas", lambda *_: None).out
        printed = [page for name in names for page in pages(kertas / f"{name}.pdf", 200)]
        printed += [pages(kertas / "handout.pdf", 200)[0], stack(pages(kertas / "pocket-card.pdf", 200))]
        slides = [page for number, page in enumerate(pages(kertas / "deck.pdf", 253)) if number in SHOWN]
    save(sheet(posters, 3), "posters.png")
    save(sheet(paper, 3), "paper.png")
    save(stack([sheet(leaflet, 4, 0), sheet(sheets, 2, 0)]), "sheets.png")
    save(sheet(deck, 4), "deck.png")
    save(stack([sheet(printed, 5, 0), sheet(slides, 4, 0)]), "kertas.png")
    for name, size in {"preview.png": (1280, 860), "preview-narrow.png": (360, 740)}.items():
        save(page_in_browser(*size), name)


def page_in_browser(width: int, height: int) -> Image.Image:
    """Return the page that `preview` shows of the example, in a window of so many pixels."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(copy_example(Path(folder) / "acara"), "--ui-language", "id") as there,
        sync_playwright() as playwright,
    ):
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(there.link)
        expect(page.locator(PICTURE)).to_have_count(3, timeout=SECONDS * 1000)
        page.wait_for_timeout(SETTLING)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def pages(path: Path, width: int) -> list[Image.Image]:
    """Return the pages of a PDF as pictures `width` pixels wide."""
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in document]


def stack(images: Sequence[Image.Image]) -> Image.Image:
    """Return pictures one below the other."""
    return sheet(images, 1, 0)


def sheet(images: Sequence[Image.Image], columns: int, margin: int = GAP) -> Image.Image:
    """Return a contact sheet of pictures, each row as high as its highest."""
    rows = [images[start : start + columns] for start in range(0, len(images), columns)]
    width = max(sum(image.width + GAP for image in row) - GAP for row in rows) + 2 * margin
    height = sum(max(image.height for image in row) + GAP for row in rows) - GAP + 2 * margin
    canvas = Image.new("RGB", (width, height), BACKDROP)
    y = margin
    for row in rows:
        x = margin
        for image in row:
            canvas.paste(image, (x, y))
            x += image.width + GAP
        y += max(image.height for image in row) + GAP
    return canvas


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, which is small."""
    image.quantize(96, dither=Image.Dither.NONE).save(DOCS / name, optimize=True)
    print(f"{(DOCS / name).stat().st_size // 1024:>5} KB  docs/{name}")


if __name__ == "__main__":
    main()
