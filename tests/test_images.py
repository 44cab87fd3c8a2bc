"""Logos are looked into: what they really are, whole, not too large, nothing from outside."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.images import MAX_BYTES, LogoError, LogoFacts, inspect_logo


def _picture(kind: str, size: tuple[int, int] = (60, 30), exif: int | None = None) -> bytes:
    data = io.BytesIO()
    picture = Image.new("RGB", size, "#12143D")
    tags = Image.Exif()
    if exif is not None:
        tags[0x0112] = exif
    picture.save(data, kind, exif=tags)
    return data.getvalue()


def _giant_png(width: int, height: int) -> bytes:
    """Return a PNG whose header promises many pixels and whose data is small."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * min(height, 2000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _refusal(path: Path) -> str:
    with pytest.raises(LogoError) as caught:
        inspect_logo(path)
    return f"{caught.value.message}; {caught.value.mend}"


def _file(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_pictures_are_known_by_their_content_and_size(tmp_path: Path) -> None:
    png = _file(tmp_path, "a.PNG", _picture("PNG"))
    jpeg = _file(tmp_path, "a.jpeg", _picture("JPEG"))
    sideways = _file(tmp_path, "b.jpg", _picture("JPEG", exif=6))
    svg = _file(tmp_path, "a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>')
    assert inspect_logo(png) == LogoFacts("image/png", 60, 30)
    assert inspect_logo(jpeg) == LogoFacts("image/jpeg", 60, 30)
    assert inspect_logo(sideways) == LogoFacts("image/jpeg", 30, 60)
    assert inspect_logo(svg) == LogoFacts("image/svg+xml", 9, 3)


def test_a_missing_logo_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "logo.png") == "does not exist; put the file there, or correct its name"
    _file(tmp_path, "Logo.PNG", _picture("PNG"))
    assert _refusal(tmp_path / "logo.png") == 'does not exist; did you mean "Logo.PNG"?'
    assert _refusal(tmp_path / "none" / "logo.png").startswith("does not exist")
    assert _refusal(tmp_path).startswith("is a folder")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_truncated_picture_is_refused(tmp_path: Path, kind: str, kept: float) -> None:
    noise = Image.effect_noise((200, 200), 90)
    data = io.BytesIO()
    noise.save(data, kind)
    whole = data.getvalue()
    path = _file(tmp_path, f"a.{kind.lower()}", whole[: int(len(whole) * kept)])
    assert _refusal(path).startswith("is damaged or cut off")


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("a.png", "JPEG", "is a JPEG picture under another name; rename the file to a.jpg"),
        ("a.svg", "PNG", "is a PNG picture under another name; rename the file to a.png"),
        ("a.png", "GIF", "is a GIF; save the logo as PNG, JPEG or SVG"),
        ("a.jpg", "WEBP", "is a WebP"),
        ("a.png", "BMP", "is a BMP"),
        ("a.png", "TIFF", "is a TIFF"),
        ("a.svg", "PDF", "is a PDF"),
    ],
)
def test_a_renamed_picture_is_refused(tmp_path: Path, name: str, kind: str, said: str) -> None:
    assert _refusal(_file(tmp_path, name, _picture(kind))).startswith(said)


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert _refusal(_file(tmp_path, "a.png", b"")) == "is empty; save the logo as PNG, JPEG or SVG"
    assert _refusal(_file(tmp_path, "b.png", b"hello")).startswith("is no known picture")
    assert _refusal(_file(tmp_path, "c.svg", gzip.compress(b"<svg/>"))).startswith("is a compressed SVG")
    assert _refusal(_file(tmp_path, "d.png", b"x" * (MAX_BYTES + 1))).startswith("has 10.0 MB, at most 10 MB")


def test_a_picture_of_144_megapixels_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.png", _giant_png(12_000, 12_000))
    assert "12000 × 12000 pixels, 144 megapixels; at most 40 megapixels" in _refusal(path)


def test_a_picture_beyond_pillows_own_limit_is_refused(tmp_path: Path) -> None:
    assert "megapixels" in _refusal(_file(tmp_path, "a.png", _giant_png(60_000, 60_000)))


def test_a_picture_inside_an_svg_is_looked_into_as_well(tmp_path: Path) -> None:
    def svg(data: bytes) -> bytes:
        link = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><image href="{link}"/></svg>'.encode()

    assert inspect_logo(_file(tmp_path, "a.svg", svg(_picture("PNG")))).width == 9
    assert "144 megapixels" in _refusal(_file(tmp_path, "b.svg", svg(_giant_png(12_000, 12_000))))
    assert "damaged" in _refusal(_file(tmp_path, "c.svg", svg(_picture("PNG")[:80])))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_picture_is_read_or_refused_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(_picture(data.draw(st.sampled_from(["PNG", "JPEG"]))))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for suffix in (".png", ".jpg"):
        path = _file(tmp_path, f"a{suffix}", bytes(whole))
        try:
            inspect_logo(path)
        except LogoError as error:
            assert error.mend
