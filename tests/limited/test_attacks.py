"""Attacks by a project's own templates, art and links, through the command: a named error, and the old output whole."""

from __future__ import annotations

import os
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import LimitError, PreflightError
from generator.limited import parent
from generator.personalise.apart import MakerApart
from generator.plan import Options
from generator.resources import Resources
from generator.schema.project import load_project
from tests.support import Desk, snapshot, sosialisasi

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
NOT_FROM_A_NETWORK = "is not opened: only files of the project, its templates and fonts are opened"
OUTSIDE = "is not opened: it lies outside the project's, the templates' and the fonts' folders"


@pytest.fixture
def refuse(desk: Desk) -> Callable[..., str]:
    """Return a function that builds, checks that it failed so and changed nothing, and returns what it said."""

    def build(code: int) -> str:
        before = snapshot(desk.out)
        outcome = desk.build("-l", "id")
        assert outcome.code == code, outcome.err
        assert outcome.out == ""
        assert "Traceback" not in outcome.err
        assert snapshot(desk.out) == before
        assert [path.name for path in desk.out.iterdir() if path.is_dir()] == ["en"]
        return outcome.err

    return build


# Reading what is not the project's

READING = [
    ("absolute include", '{% include "/etc/passwd" %}', "TemplateNotFound: '/etc/passwd'"),
    ("include of a parent", '{% include "../../../../../../event.yaml" %}', "TemplateNotFound"),
    ("import of a parent", '{% import "../../event.yaml" as m %}', "TemplateNotFound"),
    ("include of a link", '{% include "rahasia.html.j2" %}', "TemplateNotFound"),
    ("image", '<img alt="x" src="file:///etc/passwd">', f"file:///etc/passwd {OUTSIDE}"),
    ("image by a parent", '<img alt="x" src="file:///etc/../etc/passwd">', OUTSIDE),
    ("background", '<p style="background:url(file:///etc/passwd)">x</p>', f"file:///etc/passwd {OUTSIDE}"),
    ("font", "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style>", f"file:///etc/passwd {OUTSIDE}"),
    ("style sheet", '<style>@import "file:///etc/passwd";</style>', f"file:///etc/passwd {OUTSIDE}"),
    ("attachment", '<link rel="attachment" href="file:///etc/passwd">', f"file:///etc/passwd {OUTSIDE}"),
    ("attachment of a link", '<a rel="attachment" href="file:///etc/passwd">x</a>', f"file:///etc/passwd {OUTSIDE}"),
    ("object", '<object data="file:///etc/passwd"></object>', f"file:///etc/passwd {OUTSIDE}"),
    ("embedded", '<embed src="file:///etc/passwd">', f"file:///etc/passwd {OUTSIDE}"),
    ("image in an SVG", SVG.format('<image href="file:///etc/passwd"/>'), f"file:///etc/passwd {OUTSIDE}"),
    ("entity", "<img alt=x src=\"data:image/svg+xml,<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>\">",
     NOT_FROM_A_NETWORK),
]  # fmt: skip


@pytest.mark.parametrize(("body", "said"), [case[1:] for case in READING], ids=[case[0] for case in READING])
def test_a_template_reads_nothing_outside(desk: Desk, refuse: Callable[..., str], body: str, said: str) -> None:
    page = desk.page(body)
    message = refuse(3)
    assert f"{page}:4: " in message
    assert said in message
    assert "root:" not in message


# Opening a socket

CALLING = [
    ("image", '<img alt="x" src="{url}">'),
    ("base", '<base href="{url}/"><img alt="x" src="y.png">'),
    ("background", '<p style="background:url({url})">x</p>'),
    ("border", '<p style="border-image:url({url})">x</p>'),
    ("font", "<style>@font-face{{font-family:x;src:url({url})}}</style><p>x</p>"),
    ("style sheet", '<link rel="stylesheet" href="{url}">'),
    ("imported style sheet", "<style>@import url({url});</style>"),
    ("colour profile", "<style>@color-profile device-cmyk{{src:url({url})}}</style>"),
    ("object", '<object data="{url}"></object>'),
    ("attachment", '<link rel="attachment" href="{url}">'),
    ("image in an SVG", SVG.format('<image xlink:href="{url}" width="9" height="9"/>')),
]


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.mark.parametrize("body", [case[1] for case in CALLING], ids=[case[0] for case in CALLING])
def test_a_template_calls_nobody(desk: Desk, refuse: Callable[..., str], server: socket.socket, body: str) -> None:
    url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    desk.page(body.format(url=url))
    assert "nothing from a network" in refuse(3)
    with pytest.raises(BlockingIOError):
        server.accept()


# Links and files that are none


@pytest.mark.parametrize("kind", ["file", "folder", "ring", "pipe", "parent", "giant", "root"])
def test_templates_are_plain_files_of_the_project(
    desk: Desk, refuse: Callable[..., str], tmp_path: Path, kind: str
) -> None:
    path = desk.project / "templates" / "rahasia.html.j2"
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "x.html.j2").write_text("SECRET")
    if kind == "root":
        path = path.parent
        path.symlink_to(tmp_path / "luar")
    else:
        desk.page('{% include "rahasia.html.j2" %}')
    elsewhere = {"file": "/etc/passwd", "folder": "/etc", "ring": path.name, "parent": "../../luar/x.html.j2"}
    if kind in elsewhere:
        path.symlink_to(elsewhere[kind])
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "giant":
        path.touch()
        os.truncate(path, 1 << 40)
    said = {
        "ring": "cannot be read",
        "pipe": "is no ordinary file; remove it",
        "giant": "has 1099512 MB, at most 20 MB are read; save it smaller",
        "root": "is a link; put the folder itself there",
    }.get(kind, "is a link that leads out of the project; copy the file into the project")
    assert f"{path}: {said}" in refuse(3)


def test_a_link_within_the_project_is_followed(desk: Desk) -> None:
    desk.page('{% include "part.html.j2" %}')
    desk.write("part.html", "<p>1</p>")
    (desk.project / "templates" / "part.html.j2").symlink_to("../part.html")
    assert "it has 1 pages instead of 2" in desk.build("-l", "id").err


# Taking time and memory

TAKING = [
    ("loop", LOOP, "takes more than 2 s", 4),
    ("power", "{{ 9 ** (9 ** 9) }}", "takes more than 2 s", 4),
    ("padding", "{{ '%0999999999d'|format(3) }}", "take", 4),
    ("text times a number", "{{ 'x' * 10 ** 10 }}", "takes more than 1500 MB of memory", 4),
    ("list times a number", "{% set x = range(9999)|list * 99999999 %}", "takes more than 1500 MB of memory", 4),
    ("format", "{{ '{:>9999999999}'.format(3) }}", "takes more than 1500 MB of memory", 4),
    ("range", "{{ range(10 ** 9)|list }}", "The sandbox blocks ranges larger than MAX_RANGE", 3),
]


@pytest.mark.parametrize(("body", "said", "code"), [case[1:] for case in TAKING], ids=[case[0] for case in TAKING])
def test_a_template_takes_neither_time_nor_memory(
    desk: Desk, refuse: Callable[..., str], monkeypatch: pytest.MonkeyPatch, body: str, said: str, code: int
) -> None:
    monkeypatch.setattr(parent, "SECONDS", 2.0)
    page = desk.page(body)
    message = refuse(code)
    assert said in message
    assert f"{page}:4: " in message or f"{desk.project / 'templates'}: " in message
    assert code == 3 or "in pocket-card (id); look for what does not end, or grows without end" in message


LAYING_OUT = [
    ("paragraphs", "<p>x</p>" * 99_999),
    ("grid", '<div style="display:grid;grid-template-columns:repeat(100000000,1px)">x</div>'),
    ("copies in an SVG", SVG.format(
        '<defs><g id="a0"><path d="M0 0h1"/></g>'
        + "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 9))
        + '</defs><use href="#a8"/>')),
]  # fmt: skip


@pytest.mark.parametrize("body", [case[1] for case in LAYING_OUT], ids=[case[0] for case in LAYING_OUT])
def test_laying_out_takes_neither_time_nor_memory(
    desk: Desk, refuse: Callable[..., str], monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(parent, "SECONDS", 2.0)
    desk.page(body)
    message = refuse(4)
    assert f"{desk.project / 'templates'}: " in message
    assert "in pocket-card (id); look for what does not end, or grows without end" in message


def test_what_is_nested_too_deep_is_told(desk: Desk, refuse: Callable[..., str]) -> None:
    desk.page("<div>" * 3000)
    assert f"{desk.project / 'templates'}: breaks the renderer (RecursionError" in refuse(3)


def _png(side: int) -> bytes:
    """Return a PNG of side × side white pixels, nearly all of them missing or packed small."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side // 8 + 1)) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [65_000, 13_000])
def test_a_picture_does_not_unpack_without_end(desk: Desk, refuse: Callable[..., str], side: int) -> None:
    desk.write("templates/bom.png", _png(side))
    desk.page(f'<img alt="x" src="file://{desk.project / "templates/bom.png"}">')
    said = refuse(3 if side > 20_000 else 4)
    assert "Failed to load image" in said or "pocket-card" in said


def test_art_that_is_a_bomb_is_told(desk: Desk, refuse: Callable[..., str]) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{entities}]>' + SVG.format('<path class="&a9;" d="M0 0"/>')
    desk.write("templates/_themes/kawung/art/petal.svg", bomb)
    assert "petal.svg is damaged (limit on input amplification factor" in refuse(3)


# By cards and units


def test_cards_are_bounded_as_well(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "SECONDS", 2.0)
    page = desk.page(LOOP)
    cards = sosialisasi("cards", desk.project, desk.project / "pegawai.csv", "-o", tmp_path / "k" / "kartu.pdf")
    assert (cards.code, cards.out) == (4, "")
    assert f"{page}:4: takes more than 2 s; look for what does not end" in cards.err
    assert not (tmp_path / "k").exists()


def test_units_are_bounded_as_well(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "SECONDS", 2.0)
    page = desk.page(LOOP)
    options = Options(products=("pocket-card",), languages=("id",))
    maker = MakerApart(desk.project, options, tmp_path)
    project = load_project(desk.project, Resources(desk.project))
    with pytest.raises(LimitError, match=f"{page}:4: takes more than 2 s; look for what does not end"):
        maker.make(project, "", tmp_path / "unit")
    desk.page("<p>1</p>")
    with pytest.raises(PreflightError, match="it has 1 pages instead of 2"):
        maker.make(project, "", tmp_path / "unit")
    assert not (tmp_path / "unit").exists()
