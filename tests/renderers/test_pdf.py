"""HTML to PDF: closed, loud about every fault, and the same bytes every time."""

from __future__ import annotations

import io
import logging
import socket
import tempfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator.errors import InputError
from generator.renderers.pdf import FontFolder, render_pdf
from generator.themes.fonts import FontBook

FAMILY = "Plus Jakarta Sans"
PAGE = """<html lang="id"><title>Judul</title>
<style>{style} @page {{size: 100mm 50mm; margin: 0}} body {{font-family: "Plus Jakarta Sans"}}</style>
{body}"""


def _pdf(folder: Path, body: str = "<h1>Utamakan warga.</h1>", style: str = "", zoom: float = 1.0) -> bytes:
    faces = [FontBook().face(FAMILY, weight) for weight in (400, 700)]
    assets = {"good": (_png(), "image/png"), "bad": (b"no picture", "image/png")}
    html = PAGE.format(style=style, body=body)
    return render_pdf(html, "page.html.j2", faces, FontFolder(folder / "fonts"), [folder], assets, zoom)


def _png() -> bytes:
    data = io.BytesIO()
    Image.new("L", (4, 4)).save(data, "PNG")
    return data.getvalue()


def _complaints(folder: Path, body: str, style: str = "") -> str:
    with pytest.raises(InputError) as caught:
        _pdf(folder, body, style)
    return str(caught.value)


def test_a_page_becomes_a_pdf_with_language_title_and_structure(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf(tmp_path))) as pdf:
        assert str(pdf.Root.Lang) == "id"
        assert str(pdf.docinfo.Title) == "Judul"
        assert "/StructTreeRoot" in pdf.Root
        assert [float(edge) for edge in pdf.pages[0].mediabox] == pytest.approx([0, 0, 283.465, 141.732], abs=0.01)


def test_the_same_page_gives_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    assert _pdf(tmp_path / "a") == _pdf(tmp_path / "b" / "c")
    assert _pdf(tmp_path / "a") != _pdf(tmp_path / "a", "<h1>Layani warga.</h1>")


def test_only_the_given_fonts_are_used_and_embedded(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf(tmp_path, "<h1>Tebal</h1><p>biasa</p>"))) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in found if item.get("/Type") == "/FontDescriptor"]
        assert sorted(str(font.FontName)[8:] for font in fonts) == ["Plus-Jakarta-Sans", "Plus-Jakarta-Sans-Bold"]
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_nothing_is_left_outside_the_font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    _pdf(tmp_path)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_zoom_scales_the_sheet(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf(tmp_path, zoom=2.0))) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == pytest.approx([0, 0, 566.929, 283.465], abs=0.01)


def test_faces_are_written_once_and_named_in_rules(tmp_path: Path) -> None:
    face = FontBook().face(FAMILY, 700)
    css = FontFolder(tmp_path / "fonts").rules([face])
    path = tmp_path / "fonts" / "PlusJakartaSans-Bold.ttf"
    assert css == f'@font-face{{font-family:"{FAMILY}";font-weight:700;src:url("{path.as_uri()}")}}'
    assert path.read_bytes() == face.data
    path.write_bytes(b"kept")
    assert FontFolder(tmp_path / "fonts").rules([face]) == css
    assert path.read_bytes() == b"kept"


OUTSIDE = "http://127.0.0.1:1/x"


@pytest.fixture
def journeys(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Every step onto the network, none of which gets there."""
    steps: list[tuple[object, ...]] = []

    def step(*where: object) -> None:
        steps.append(where)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", step)
    monkeypatch.setattr(socket, "getaddrinfo", step)
    return steps


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f'<img alt="x" src="{OUTSIDE}">', ""),
        (f'<object data="{OUTSIDE}"></object>', ""),
        (f'<embed src="{OUTSIDE}">', ""),
        (f'<link rel="stylesheet" href="{OUTSIDE}">', ""),
        (f'<link rel="attachment" href="{OUTSIDE}">', ""),
        (f'<a rel="attachment" href="{OUTSIDE}">x</a>', ""),
        (f'<svg viewBox="0 0 9 9" width="9" height="9"><image href="{OUTSIDE}" width="9" height="9"/></svg>', ""),
        ("<p>x</p>", f"@import url({OUTSIDE});"),
        ("<p>x</p>", f'@font-face {{font-family: "B"; src: url({OUTSIDE})}} p {{font-family: "B"}}'),
        ("<p>x</p>", f"p {{background: url({OUTSIDE})}}"),
        ("<p>x</p>", f"p::before {{content: url({OUTSIDE})}}"),
        ("<ul><li>x</ul>", f"li {{list-style-image: url({OUTSIDE})}}"),
        ("<p>x</p>", f"p {{border-image-source: url({OUTSIDE}); border: 1px solid}}"),
    ],
)
def test_every_way_out_is_closed_and_told(
    tmp_path: Path, journeys: list[tuple[object, ...]], body: str, style: str
) -> None:
    said = _complaints(tmp_path, body, style)
    reason = "only files of the project, its templates and fonts are opened, nothing from a network"
    assert f"page.html.j2: {OUTSIDE} is not opened: {reason}; put a file into the project instead" in said
    assert said.count(OUTSIDE) == 1
    assert journeys == []


def test_a_shape_of_another_file_is_not_looked_for(tmp_path: Path, journeys: list[tuple[object, ...]]) -> None:
    assert _pdf(tmp_path, f'<svg viewBox="0 0 9 9" width="9" height="9"><use href="{OUTSIDE}#a"/></svg>')
    assert journeys == []


def test_a_refused_address_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text(f"<p>1</p>\n<p>2</p>\n<img src='{OUTSIDE}'>\n")
    said = _complaints(tmp_path, f'<img alt="x" src="{OUTSIDE}"><img alt="x" src="file:///etc/passwd">')
    path = tmp_path / "page.html.j2"
    assert f"{path}:3: {OUTSIDE} is not opened: only files" in said
    assert f"{path}: file:///etc/passwd is not opened: it lies outside" in said


@pytest.mark.parametrize(
    ("body", "style", "said"),
    [
        ('<img alt="x" src="asset:bad">', "", "Failed to load image at 'asset:bad'"),
        ("<p>x</p>", "p { colour: red }", "colour"),
        ("<p>x</p>", "p { color: rde }", "color"),
        ("<p>x</p>", "p { width: }", "width"),
        ('<a href="#nowhere">x</a>', "", "nowhere"),
    ],
)
def test_whatever_the_renderer_warns_of_is_an_error(tmp_path: Path, body: str, style: str, said: str) -> None:
    complaint = _complaints(tmp_path, body, style)
    assert complaint.startswith("page.html.j2: ")
    assert said in complaint
    assert complaint.endswith("; correct the template, or the file that it asks for")


def test_a_good_asset_is_drawn(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf(tmp_path, '<img alt="x" src="asset:good">'))) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1


def test_loggers_are_as_they_were_and_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    _pdf(tmp_path)
    before = [(logger.propagate, logger.handlers[:], logger.level) for logger in loggers]
    _complaints(tmp_path, "<p>x</p>", "p { colour: red }")
    assert [(logger.propagate, logger.handlers[:], logger.level) for logger in loggers] == before
    assert capfd.readouterr() == ("", "")
