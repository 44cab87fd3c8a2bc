"""Golden renders: every page of every PDF of four kits, in both languages, looks as it did when someone looked at it.

`make golden` makes them anew: look at the changed pages before you commit them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from tests.kits import LANGUAGES, PROJECTS, THEMES, Kits

PAGES = Path(__file__).parent / "pages"
# Every project in the first theme, and the example in the others.
KEPT = {name: (name, THEMES[0]) for name in PROJECTS} | {f"example-{theme}": ("example", theme) for theme in THEMES[1:]}
WIDTH = 360  # pixels
COLOURS = 48
# What other versions of a font renderer may change, and what a shifted word already exceeds.
MOST_MEAN = 0.25  # of 255, over the page
FAR = 48  # of 255
MOST_FAR = 0.0006  # of the page's pixels


def render(folder: Path, language: str) -> Iterator[tuple[str, Image.Image]]:
    """Yield every page of every PDF of one language of a kit, with the name of its golden file."""
    for path in sorted((folder / LANGUAGES[language]).glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for number, page in enumerate(document, start=1):
                image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
                yield f"{path.stem}-{number:02}.png", image.quantize(COLOURS, dither=Image.Dither.NONE)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return the mean difference of two pictures, of 255, and the share of pixels that differ by more than FAR."""
    if one.size != other.size:
        return 255.0, 1.0
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    mean = sum(ImageStat.Stat(apart).mean) / 3
    worst = reduce(ImageChops.lighter, apart.split())
    far = sum(worst.histogram()[FAR + 1 :]) / (one.width * one.height)
    return mean, far


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two renders of a page are the same but for a font renderer's whims."""
    mean, far = difference(one, other)
    return mean <= MOST_MEAN and far <= MOST_FAR


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KEPT)
def test_every_page_looks_as_it_did(
    kits: Kits, name: str, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    golden = PAGES / name / language
    pages = dict(render(kits.dressed(*KEPT[name]), language))
    assert len(pages) > 20, "the kit has too few pages for a whole one"
    if request.config.getoption("--update-golden"):
        _write(golden, pages)
        return
    there = {path.name for path in golden.glob("*.png")}
    assert there == set(pages), f"pages without a golden or the other way round: {sorted(there ^ set(pages))}"
    changed = {page: image for page, image in pages.items() if not alike(Image.open(golden / page), image)}
    _write(tmp_path, changed)
    assert not changed, f"changed: {', '.join(sorted(changed))}; as they are now: {tmp_path}; make golden accepts them"


def test_no_golden_is_left_of_a_kit_that_is_gone() -> None:
    kept = {path.relative_to(PAGES).parent for path in PAGES.rglob("*") if path.is_file()}
    assert kept == {Path(name, language) for name in KEPT for language in LANGUAGES}


def test_goldens_stay_small() -> None:
    assert sum(path.stat().st_size for path in PAGES.rglob("*.png")) < 4_000_000


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """A golden page with much small text."""
    return Image.open(PAGES / "example" / "id" / "handout-01.png").convert("RGB")


def test_the_same_page_is_alike(page: Image.Image) -> None:
    assert difference(page, page) == (0, 0)
    assert alike(page, page.quantize(COLOURS, dither=Image.Dither.NONE))


def test_a_missing_line_is_seen(page: Image.Image) -> None:
    other = page.copy()
    ImageDraw.Draw(other).rectangle((30, 208, 204, 218), fill=page.getpixel((5, 205)))
    assert not alike(page, other)


def test_a_line_that_moved_by_a_pixel_is_seen(page: Image.Image) -> None:
    other = page.copy()
    other.paste(page.crop((30, 170, 200, 200)), (30, 171))
    assert not alike(page, other)


def test_another_colour_is_seen(page: Image.Image) -> None:
    other = page.copy()
    ImageDraw.Draw(other).rectangle((0, 350, 359, 509), fill="#E5DDC9")
    assert not alike(page, other)


def test_another_size_is_seen(page: Image.Image) -> None:
    assert not alike(page, page.resize((page.width, page.height + 1)))


def _write(folder: Path, pages: dict[str, Image.Image]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.png"):
        stale.unlink()
    for name, image in pages.items():
        image.save(folder / name, optimize=True)
