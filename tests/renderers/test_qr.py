"""QR codes: they decode, they are as large as promised, and the longest link is the longest."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator.renderers.qr import QUIET_ZONE, SMALLEST_MODULE_MM, encode, longest_link

LINK = "https://contoh.go.id/layani"


def _decoded(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def _drawn(path: str, modules: int) -> Image.Image:
    """Draw an SVG path of horizontal strokes, ten pixels a module."""
    image = Image.new("L", (modules * 10, modules * 10), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-0-9. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "h":
            draw.rectangle([x * 10, (y - 0.5) * 10, (x + values[0]) * 10 - 1, (y + 0.5) * 10 - 1], fill=0)
            x += values[0]
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            x, y = values
    return image


def test_png_and_path_decode_to_the_link() -> None:
    code = encode(LINK)
    assert _decoded(Image.open(io.BytesIO(code.png("#000000", "#FFFFFF"))).convert("L")) == [LINK]
    assert _decoded(_drawn(code.path, code.modules)) == [LINK]


def test_modules_count_the_quiet_zone() -> None:
    code = encode(LINK)
    assert code.modules == 29 + 2 * QUIET_ZONE
    assert Image.open(io.BytesIO(code.png("#000000", "#FFFFFF"))).size == (code.modules * 12, code.modules * 12)
    dark = Image.open(io.BytesIO(code.png("#000000", "#FFFFFF"))).convert("L").point([255] * 128 + [0] * 128).getbbox()
    assert dark == (
        QUIET_ZONE * 12,
        QUIET_ZONE * 12,
        (code.modules - QUIET_ZONE) * 12,
        (code.modules - QUIET_ZONE) * 12,
    )


def test_the_svg_stands_alone_in_its_two_colours() -> None:
    code = encode(LINK)
    svg = code.svg("#12143D", "#FBF6EB")
    assert svg.startswith(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.modules} {code.modules}">')
    assert set(re.findall(r"#[0-9A-F]{6}", svg)) == {"#12143D", "#FBF6EB"}
    assert f'd="{code.path}"' in svg


def test_a_code_of_the_same_link_is_the_same() -> None:
    assert encode(LINK) is encode(LINK)
    assert encode(LINK).path != encode(LINK + "x").path


@pytest.mark.parametrize("size", [12.0, 14.8, 16.4, 20.0, 28.0, 39.6, 56.0])
def test_the_longest_link_fits_and_one_more_character_does_not(size: float) -> None:
    longest = longest_link(size)
    fits, not_ = (encode("x" * length) for length in (longest, longest + 1))
    assert size / fits.modules >= SMALLEST_MODULE_MM - 1e-9
    assert size / not_.modules < SMALLEST_MODULE_MM


def test_a_room_too_small_for_any_code_holds_nothing() -> None:
    assert longest_link(11.5) == 0
    assert longest_link(11.6) > 0
    assert longest_link(1000) == longest_link(2000)


@settings(deadline=None, max_examples=30)
@given(st.text("abcxyzABC0189-._~/?=&%#é服", min_size=1, max_size=120))
def test_a_link_that_is_short_enough_by_its_bytes_never_has_too_many_modules(tail: str) -> None:
    link = f"https://contoh.go.id/{tail}"
    size = next(each for each in range(10, 80) if longest_link(each) >= len(link.encode()))
    assert size / encode(link).modules >= SMALLEST_MODULE_MM - 1e-9


@pytest.mark.parametrize("name", ["pocket-card.pdf", "en/pocket-card.pdf", "poster.pdf", "poster-event.pdf"])
def test_the_code_in_a_finished_file_decodes(example_kit: Path, name: str) -> None:
    scale = 300 / 72 if "card" in name else 100 / 72
    pages = [page.render(scale=scale).to_pil() for page in pypdfium2.PdfDocument(example_kit / name)]
    assert [text for page in pages for text in _decoded(page)] == [LINK]
