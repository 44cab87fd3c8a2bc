"""Ten brands in every theme: projects of them, and the contact sheets that `make brands` draws of their kits.

A folder under tests/fixtures/brands is a brand; its event is the example's unless it has its own.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

from generator.pipeline import build_kit
from generator.plan import Options
from tests.kits import THEMES
from tests.pictures import pages, save, sheet, stack
from tests.support import EXAMPLE, ROOT

BRANDS = ROOT / "tests" / "fixtures" / "brands"
NAMES = sorted(folder.name for folder in BRANDS.iterdir())
FONTS = Path("/usr/share/fonts/truetype/noto")  # of Debian's fonts-noto-core, which tests need anyhow
LARGE = ROOT / "build" / "brands"
SMALL = 440  # pixels that a brand's kit is wide on the contact sheet in docs/
SLIDES = (0, 1, 3, 5, 8, 13, 17, -1)


def project_of(name: str, folder: Path) -> Path:
    """Write the project of a brand into `folder` and return it."""
    shutil.copytree(BRANDS / name, folder)
    brand = (folder / "_brand.yml").read_text(encoding="utf-8")
    for path in re.findall(r"fonts/([\w-]+\.ttf)", brand):
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copy(FONTS / path, folder / "fonts")
    if not (folder / "event.yaml").exists():
        agency = re.search(r'(?:full|name): "([^"]+)"', brand.partition("logo:")[0])
        event = (EXAMPLE / "event.yaml").read_text(encoding="utf-8")
        if agency:
            event = re.sub(r"^agency: .*$", f'agency: "{agency[1]}"', event, flags=re.MULTILINE)
        (folder / "event.yaml").write_text(event, encoding="utf-8")
    return folder


def main(chosen: list[str]) -> None:
    """Build the kit of every brand (or of those chosen) in every theme, and draw a contact sheet of each."""
    LARGE.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        kits = {}
        for name in chosen or NAMES:
            print(f"{theme}: {name}")
            with tempfile.TemporaryDirectory() as folder:
                project = project_of(name, Path(folder) / name)
                kit = build_kit(project, Options(languages=("id",), theme=theme), Path(folder) / "kit", _silent, print)
                kits[name] = contact_sheet(kit.out)
            kits[name].save(LARGE / f"{theme}-{name}.png")
        if not chosen:
            small = [_small(each) for each in kits.values()]
            save(sheet(small[:6], 2), f"brands-{theme}-1.png")
            save(sheet(small[6:], 2), f"brands-{theme}-2.png")


def contact_sheet(kit: Path) -> Image.Image:
    """Return every printed page of a kit, and slides of every kind, on one sheet."""
    names = ("poster", "poster-values", "poster-event", "handout")
    posters = [page for name in names for page in pages(kit / f"{name}.pdf", 400)]
    small = [*pages(kit / "leaflet.pdf", 246), *pages(kit / "pocket-card.pdf", 492)]
    deck = pages(kit / "deck.pdf", 504)
    slides = [deck[number] for number in SLIDES]
    return stack([sheet(posters, 5, 0), sheet(small, 6, 0), sheet(slides, 4, 0)])


def _small(image: Image.Image) -> Image.Image:
    return image.resize((SMALL, image.height * SMALL // image.width), Image.Resampling.LANCZOS)


def _silent(*_: object) -> None:
    """Report no progress."""


if __name__ == "__main__":
    main(sys.argv[1:])
