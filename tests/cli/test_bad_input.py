"""Bad input of every kind, through the command: its exit code, its message, and an output that stays as it was."""

from __future__ import annotations

import ctypes
import io
import re
import resource
import shutil
import signal
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from generator.renderers.qr import longest_link
from tests.support import CAMPAIGN, Desk, Outcome, held, own_process, snapshot

EVENT = "event.yaml"
BRAND = "_brand.yml"
ID = f"{CAMPAIGN}/id.yaml"
EN = f"{CAMPAIGN}/en.yaml"
LOGO = "assets/logo.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
JAVANESE = "ꦗꦮ"


@pytest.fixture
def refuse(desk: Desk) -> Callable[..., str]:
    """Return a function that builds, checks that the build failed and changed nothing, and returns what it said."""

    def build(code: int, *options: str) -> str:
        before = snapshot(desk.out)
        outcome = desk.build(*options)
        _check(desk, outcome, code, before)
        return outcome.err

    return build


def _check(desk: Desk, outcome: Outcome, code: int, before: dict[str, tuple[str, int]]) -> None:
    assert outcome.code == code, outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert snapshot(desk.out) == before
    assert [path.name for path in desk.out.iterdir() if path.is_dir()] == ["en"]


@dataclass(frozen=True)
class Slip:
    """A slip of the pen in a file: what it replaces, and what is said of it, `{line}` being where it was made."""

    name: str
    file: str
    pattern: str
    new: str
    said: tuple[str, ...]


SLIPS = [
    Slip("bracket not closed", EVENT, r"^zone: WIB\n", "zone: [WIB\n",
         ("event.yaml:", "a bracket is opened and not closed", "close the bracket, or put the text in quotes")),
    Slip("colon in a text", EVENT, "^place: .*", "place: Aula: lantai 2",
         ("event.yaml:{line}:12: a colon followed by a space", 'as in title: "Layanan: cepat dan ramah"')),
    Slip("duplicate key", EVENT, "^agency:", "zone: WITA\nagency:",
         ("zone: the key is given twice, first in line {line}; remove or rename one of them",)),
    Slip("unknown key", EVENT, "^note:", "notes:",
         ('event.yaml:{line}:1 notes: is not a known key; did you mean "note"?',)),
    Slip("unknown key of the brand", BRAND, "primary:", "primry:",
         ('_brand.yml:{line}:3 color.primry: is not a known key; did you mean "primary"?',)),
    Slip("telephone number without quotes", EVENT, "phone: .*", "phone: 081234567890",
         ("event.yaml:{line}:10 contact.phone: is read as a number", 'put it in quotes: "081234567890"')),
    Slip("alias bomb", EVENT, "^note:.*",
         "note: &a [x, x, x, x, x, x, x, x, x]\n"
         + "".join(f"x{n}: &b{n} [{', '.join(['*' + (f'b{n - 1}' if n else 'a')] * 9)}]\n" for n in range(30)),
         ("event.yaml:{line}:7: &a is an anchor, which is not allowed; write the text out",)),
    Slip("text instead of a list", EVENT, "^languages: .*", "languages: id",
         ("event.yaml:{line}:12 languages: is text, but a list is wanted", 'starts with "- "')),
    Slip("text instead of a number", ID, "minutes: [0-9]+", 'minutes: "2"',
         ("id.yaml:{line}:12 opening.minutes: is text, but a whole number is wanted", "in figures, without quotes")),
    Slip("list instead of a text", EVENT, "^place: .*", "place: [Aula, Pendopo]",
         ("event.yaml:{line}:8 place: is a list, but text or a group of keys is wanted",)),
    Slip("source that is not there", ID, "source: ragam-info", "source: ragam-inf",
         ("id.yaml:{line}:", "source: there is no source 'ragam-inf'; did you mean \"ragam-info\"?")),
    Slip("source left out", ID, "^    source: ragam-info\n", "",
         ("source: is missing; add \"source:\" here (The id of its source in `sources`)",)),
    Slip("language left out of a text", EVENT, ', en: "Introducing[^}]*', "",
         ("event.yaml:{line}:", 'title.en: is missing; add "en:" here, or write one text for all languages')),
    Slip("key left out of one language", EN, "^  slogan_event: .*\n", "",
         ('en.yaml:', 'promise.slogan_event: is missing; add "slogan_event:" here')),
    Slip("event without a date", EVENT, "^date: .*\n", "",
         ('event.yaml:3:1 date: is missing; add "date:" here (The day, as year-month-day: 2026-11-24)',)),
    Slip("date that is none", EVENT, "^date: .*", "date: 2026-02-30",
         ("event.yaml:{line}:7 date: '2026-02-30' is not a date; write year-month-day",)),
    Slip("end before the start", EVENT, "^end: .*", 'end: "08.30"',
         ("event.yaml:{line}:6 end: the event ends at 08.30, which is not after its start at 09.00",
          "write a later end")),
    Slip("control character", EVENT, "^place: .*", "place: Aula\x07",
         ("event.yaml:{line}:12: holds U+0007, a character that cannot be printed; delete that character",)),
    Slip("control character by its code", EVENT, "^place: .*", r'place: "Aula\0"',
         ("event.yaml:{line}:8 place: holds U+0000, a character that cannot be printed; delete that character",)),
    Slip("noncharacter", EVENT, "^place: .*", "place: Aula\ufffe",
         ("event.yaml:{line}:12: holds U+FFFE, a character that cannot be printed; delete that character",)),
    Slip("noncharacter by its code", EVENT, "^place: .*", r'place: "Aula\uFFFE"',
         ("event.yaml:{line}:8 place: holds U+FFFE, a character that cannot be printed; delete that character",)),
    Slip("character that no font has", EVENT, 'id: "Dinas Pelayanan Contoh"', f'id: "Dinas {JAVANESE}"',
         (f"event.yaml:{{line}}:14 agency.id: the font Plus Jakarta Sans has no “{JAVANESE}”",
          "name a font that has it under defaults.sosialisasi.fallback_fonts in _brand.yml")),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_in_a_file_is_told_with_its_place_and_its_mend(
    desk: Desk, refuse: Callable[..., str], slip: Slip
) -> None:
    line = desk.edit(slip.file, slip.pattern, slip.new)
    said = refuse(3)
    for words in slip.said:
        assert words.format(line=line) in said


def test_a_source_that_nothing_names_is_told_in_both_languages(desk: Desk, refuse: Callable[..., str]) -> None:
    for file in (ID, EN):
        desk.edit(file, "^sources:\n", 'sources:\n  buku-lain: {name: "Buku", detail: "Bab 1", kind: study}\n')
    said = refuse(3)
    for file in ("id.yaml", "en.yaml"):
        assert re.search(rf"{file}:\d+:3 sources\.buku-lain: no statement names this source; name it where", said)


def test_the_problems_of_all_files_come_at_once(desk: Desk, refuse: Callable[..., str]) -> None:
    places = [
        f"event.yaml:{desk.edit(EVENT, '^zone: WIB', 'zone: WIBB')}:7 zone: 'WIBB' is not known here",
        f"_brand.yml:{desk.edit(BRAND, 'primary: nila', 'primary: nla')}:12 color.primary: 'nla' is no colour",
        f"id.yaml:{desk.edit(ID, 'minutes: [0-9]+', 'minutes: 99')}:12 opening.minutes: is 99, at most 30",
        "assets/logo.svg is damaged or cut off (unclosed token in line 1)",
    ]
    desk.edit(EN, "^  subtitle: .*\n", "")
    desk.write(LOGO, "<svg")
    said = refuse(3)
    for words in [*places, "promise.subtitle: is missing", "5 problems; nothing was written"]:
        assert words in said


def test_characters_that_no_font_has_are_all_named(desk: Desk, refuse: Callable[..., str]) -> None:
    desk.edit(EVENT, "^place: .*", f'place: "Aula {JAVANESE}"')
    desk.edit(ID, r"Utamakan warga\.", "Utamakan 市民.")
    said = refuse(3)
    assert f"place: the font Plus Jakarta Sans has no “{JAVANESE}”" in said
    assert "promise.headline: the font Plus Jakarta Sans has no “市民”" in said


# Logos


def _png(size: tuple[int, int] = (60, 30), kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.effect_noise(size, 90).save(data, kind)
    return data.getvalue()


def _giant() -> bytes:
    """Return a PNG of 12000 × 12000 pixels in a few hundred bytes; its rows are cut short."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


LOGOS = [
    ("missing", "logo.png", None, "does not exist; did you mean"),
    ("truncated", "cut.png", _png()[:-200], "is damaged or cut off"),
    ("PNG named .svg", "logo2.svg", _png(), "is a PNG picture under another name; rename the file to logo2.png"),
    ("JPEG named .png", "logo2.png", _png(kind="JPEG"), "is a JPEG picture under another name; rename the file"),
    ("144 megapixels", "giant.png", _giant(), "has 12000 × 12000 pixels, 144 megapixels; at most 40 megapixels"),
    ("script", "x.svg", SVG.format("<script>alert(1)</script>"), "holds <script>, which a logo must not"),
    ("script in an attribute", "x.svg", SVG.format('<path onload="alert(1)"/>'), "holds a script (onload)"),
    ("DOCTYPE", "x.svg", f'<!DOCTYPE svg [<!ENTITY x "y">]>{SVG.format("")}', "holds a DOCTYPE; delete everything"),
    ("outside image", "x.svg", SVG.format('<image xlink:href="http://127.0.0.1:1/x.png"/>'),
     "refers to something outside itself (http://127.0.0.1:1/x.png)"),
    ("outside file", "x.svg", SVG.format('<image href="file:///etc/passwd"/>'), "refers to something outside itself"),
    ("outside paint", "x.svg", SVG.format('<path style="fill:url(https://contoh.go.id/x.svg#y)"/>'),
     "refers to something outside itself"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "data", "said"), [case[1:] for case in LOGOS], ids=[case[0] for case in LOGOS])
def test_a_logo_that_cannot_serve_is_told(
    desk: Desk, refuse: Callable[..., str], file: str, data: bytes | str | None, said: str
) -> None:
    if data is not None:
        desk.write(f"assets/{file}", data)
    line = desk.edit(BRAND, "assets/logo.svg", f"assets/{file}")
    message = refuse(3)
    assert f"_brand.yml:{line}:13 logo.images.agency.path: assets/{file} " in message
    assert said in message


# Templates of the project

PAGES = [
    ("http image", '<img src="http://127.0.0.1:1/x.png" alt="x">',
     "http://127.0.0.1:1/x.png is not opened: only files of the project, its templates and fonts"),
    ("http background", '<p style="background:url(https://contoh.go.id/x.png)">x</p>',
     "https://contoh.go.id/x.png is not opened: only files of the project"),
    ("http style sheet", '<link rel="stylesheet" href="http://127.0.0.1:1/x.css">',
     "http://127.0.0.1:1/x.css is not opened"),
    ("file of the machine", '<img src="file:///etc/passwd" alt="x">',
     "file:///etc/passwd is not opened: it lies outside"),
    ("undefined variable", "{{ evnt.title }}", "'evnt' is undefined; correct the template"),
    ("undefined field", "{{ kit.event.titel }}", "'dict object' has no attribute 'titel'"),
    ("syntax", "{{ kit.event.title }", "unexpected '}'"),
    ("unknown filter", "{{ kit.event.title|shout }}", "No filter named 'shout'"),
    ("missing template", '{% include "none.html.j2" %}', "TemplateNotFound: 'none.html.j2"),
    ("filter on the wrong kind", "{{ [1]|capitalise }}", "AttributeError: 'list' object"),
    ("macro that calls itself", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "RecursionError"),
    ("trick", "{{ ''.__class__.mro() }}", "access to attribute '__class__' of 'str' object is unsafe"),
    ("file that no font or asset is", '<img src="asset:nothing" alt="x">',
     "asset:nothing is not opened: there is no such asset in this kit"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "said"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_a_mistake_in_a_template_is_told_with_its_line(
    desk: Desk, refuse: Callable[..., str], body: str, said: str
) -> None:
    page = desk.page(body)
    assert f"{page}:4: {said}" in refuse(3)


def test_a_page_too_many_is_found_before_anything_is_published(desk: Desk, refuse: Callable[..., str]) -> None:
    desk.page('<p>1</p><p style="break-before:page">2</p><p style="break-before:page">3</p>')
    said = refuse(4)
    assert "pocket-card.pdf: it has 3 pages instead of 2" in said
    assert "en/pocket-card.pdf: it has 3 pages instead of 2" in said


# What does not fit


def test_a_link_too_long_for_the_code_is_told_with_what_fits(desk: Desk, refuse: Callable[..., str]) -> None:
    longest = longest_link(16.4)
    base = "https://contoh.go.id/"
    line = desk.edit(EVENT, "^link: .*", f'link: "{base.ljust(longest + 1, "x")}"')
    said = refuse(3)
    assert f"event.yaml:{line}:7 link: the link has {longest + 1} characters; the QR code of pocket-card, " in said
    assert f"16.4 mm wide, holds {longest}; use a shorter link" in said
    desk.edit(EVENT, "^link: .*", f'link: "{base.ljust(longest, "x")}"')
    assert desk.build().code == 0


TOO_LONG = [
    ("pocket-card", EVENT, 'agency: {id: "', "event.agency"),
    ("pocket-card", ID, '  headline: "', "campaign.promise.headline"),
    ("handout", ID, '  reading_title: "', "campaign.checklist.reading_title"),
    ("handout", ID, '  question: "', "campaign.meaning.question"),
    ("poster", EVENT, '  - name: "', "event.speakers.0.name"),
    ("poster", ID, '  slogan_event: "', "campaign.promise.slogan_event"),
]


@pytest.mark.parametrize(("product", "file", "start", "field"), TOO_LONG, ids=[case[3] for case in TOO_LONG])
def test_a_text_too_long_is_told_with_a_cut_that_is_enough(
    desk: Desk, refuse: Callable[..., str], product: str, file: str, start: str, field: str
) -> None:
    options = ("-p", product, "-l", "id")
    long = "Layanan yang jelas, ramah dan tuntas untuk semua warga di mana pun, setiap hari " * 3
    line = desk.edit(file, f'^{re.escape(start)}[^"]*', start + long.strip())
    said = refuse(4, *options)
    found = re.search(
        rf"{re.escape(file)}:{line} {product}(?:, \w+)? \(id\)(?:, page [12])?: "
        rf"{re.escape(field)} “Layanan yang [^”]+” does not fit "
        r"its room of [^;]+ at [0-9.]+ pt, its smallest size; cut (\d+) of its (\d+) characters",
        said,
    )
    assert found is not None, said
    cut, length = map(int, found.groups())
    assert length == len(long.strip())
    cuts = [int(each) for each in re.findall(r"cut (\d+) of", said)]
    desk.edit(file, f'^{re.escape(start)}[^"]*', start + long.strip()[: -max(cut, *cuts)])
    assert desk.build(*options).code == 0


def test_misfits_of_all_products_and_languages_come_at_once(desk: Desk, refuse: Callable[..., str]) -> None:
    long = "Dinas Pelayanan Publik Terpadu dan Terdepan " * 6
    desk.edit(EVENT, "^agency: .*", f'agency: "{long.strip()}"')
    said = refuse(4, "-p", "pocket-card", "-p", "poster", "--design", "event")
    for job in ("pocket-card (id), page 2", "pocket-card (en), page 2", "poster, event (id)", "poster, event (en)"):
        assert f"{job}: event.agency" in said


# Output


def test_a_file_in_the_place_of_the_folder_stays(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("mine")
    outcome = desk.build("-o", tmp_path / "berkas")
    assert (outcome.code, outcome.out) == (5, "")
    assert outcome.err == (
        f"cannot write to {tmp_path / 'berkas'}: there is a file of that name; choose another folder with -o\n"
    )
    outcome = desk.build("-o", tmp_path / "berkas" / "folder")
    assert outcome.code == 5
    assert "a part of the path is a file, not a folder; choose another folder" in outcome.err
    assert (tmp_path / "berkas").read_text() == "mine"


def _without_roots_rights() -> None:
    """Let not even root write where a folder's mode forbids it, from the next exec on."""
    drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


def test_a_read_only_folder_is_told(desk: Desk) -> None:
    before = snapshot(desk.out)
    desk.out.chmod(0o555)
    try:
        outcome = own_process(*desk.command("--force"), before=_without_roots_rights)
    finally:
        desk.out.chmod(0o755)
    _check(desk, outcome, 5, before)
    assert outcome.err == f"cannot write to {desk.out}: you may not write there; choose another folder with -o\n"


def test_a_new_folder_in_a_read_only_one_is_told(desk: Desk, tmp_path: Path) -> None:
    closed = tmp_path / "tutup"
    closed.mkdir(mode=0o555)
    outcome = own_process(*desk.command("-o", closed / "baru"), before=_without_roots_rights)
    assert outcome.code == 5
    assert "you may not write there" in outcome.err
    assert list(closed.iterdir()) == []


def _at_most_20_kb_a_file() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_limit_on_the_size_of_files_is_told(desk: Desk, tmp_path: Path) -> None:
    before = snapshot(desk.out)
    outcome = own_process(*desk.command("--force"), before=_at_most_20_kb_a_file)
    _check(desk, outcome, 5, before)
    assert outcome.err == (
        f"cannot write to {desk.out}: a file would be larger than is allowed here; choose another folder with -o\n"
    )
    fresh = own_process(*desk.command("-o", tmp_path / "baru"), before=_at_most_20_kb_a_file)
    assert fresh.code == 5
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("suffix", [".pdf", ".ttf", ".json"])
def test_a_full_disk_is_told(
    desk: Desk, refuse: Callable[..., str], monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """Whatever is written when the disk fills up: half of it is on the disk then."""

    def full(write: Callable[..., int]) -> Callable[..., int]:
        def writing(path: Path, data: bytes | str, *rest: object, **named: object) -> int:
            if path.suffix != suffix:
                return write(path, data, *rest, **named)
            write(path, data[: len(data) // 2], *rest, **named)
            raise OSError(28, "No space left on device")

        return writing

    monkeypatch.setattr(Path, "write_bytes", full(Path.write_bytes))
    monkeypatch.setattr(Path, "write_text", full(Path.write_text))
    said = refuse(5, "--force")
    assert said == f"cannot write to {desk.out}: the disk is full; make room, or choose another folder with -o\n"


def test_a_folder_that_another_run_holds_is_told_with_that_run(desk: Desk) -> None:
    whole = snapshot(desk.out)
    with held("generator.pipeline:preflight", *desk.command("--force")) as process:
        before = snapshot(desk.out)
        outcome = desk.build("--force")
        assert outcome.code == 75
        assert outcome.err == (
            f"{desk.out} is in use by another run (process {process.pid}); wait until it has finished\n"
        )
        assert snapshot(desk.out) == before
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert snapshot(desk.out) == whole


def test_pango_missing_is_told_with_how_to_install_it(desk: Desk, tmp_path: Path) -> None:
    before = snapshot(desk.out)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(
        "import cffi\n"
        "real = cffi.FFI.dlopen\n"
        "def dlopen(self, name, *rest):\n"
        "    if 'pango' in str(name):\n"
        "        raise OSError(f'cannot load library {name!r}')\n"
        "    return real(self, name, *rest)\n"
        "cffi.FFI.dlopen = dlopen\n"
    )
    environ = {"PYTHONPATH": f"{tmp_path / 'broken'}:{Path(__file__).parents[2]}"}
    outcome = own_process(*desk.command("--force"), environ=environ)
    _check(desk, outcome, 7, before)
    assert outcome.err.startswith("Pango is missing, which draws the text of PDFs. Install it: Debian and Ubuntu ")
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in outcome.err
    assert "brew install pango" in outcome.err
    assert own_process(*desk.command(), environ=environ).code == 0  # nothing to render


# Nothing is left where nothing was


@pytest.mark.parametrize(
    ("bend", "code"),
    [
        (lambda desk: desk.edit(EVENT, "^zone: .*", "zone: X"), 3),
        (lambda desk: desk.page("{{ evnt }}"), 3),
        (lambda desk: desk.page("<p>1</p>"), 4),
        (lambda desk: desk.edit(EVENT, "^agency: .*", f'agency: "{"Dinas " * 60}"'), 4),
    ],
    ids=["event", "template", "preflight", "fit"],
)
def test_a_first_build_that_fails_leaves_no_folder(desk: Desk, bend: Callable[[Desk], object], code: int) -> None:
    bend(desk)
    shutil.rmtree(desk.out)
    outcome = desk.build("-o", desk.out / "a" / "b")
    assert outcome.code == code
    assert not desk.out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-p", "postr"), "there is no product “postr”; did you mean “poster”?"),
        (("-l", "fr"), "the event has no language “fr”; it has: id, en"),
        (("-p", "poster", "--design", "x"), "there is no design “x” of poster; there is: criteria, values, event"),
        (("-p", "handout", "--size", "A1"), "handout does not come in A1; it comes in: its own size only"),
        (("--colour",), "No such option"),
    ],
)
def test_a_wrong_option_is_told(refuse: Callable[..., str], options: tuple[str, ...], said: str) -> None:
    assert said in refuse(2, *options)


def test_a_theme_that_is_not_there_is_told(refuse: Callable[..., str]) -> None:
    assert "theme: there is no theme “batik”; themes here: " in refuse(3, "--theme", "batik")


def test_a_folder_that_is_no_project_is_told(desk: Desk, tmp_path: Path) -> None:
    outcome = desk.build()
    assert outcome.code == 0
    shutil.rmtree(desk.project)
    outcome = desk.build()
    assert outcome.code == 3
    assert "there is no such file; name a project folder, or make one with: sosialisasi new FOLDER" in outcome.err


@pytest.mark.parametrize(
    ("code", "options", "said"),
    [
        (4, ("--sheet", "80x50"), "a sheet of 80 × 50 mm is too small; one card with its bleed, crop marks, ruler and"),
        (2, ("--sheet", "A77"), "“A77” is no sheet; name one of A5, A4, A3, A2, A1, SRA3, or write its size as"),
        (2, ("--sheet", "-80x50"), "“-80x50” is no sheet"),
        (2, ("--shift", "1"), "“1” is not two lengths in mm; write them as 0.5,-1"),
        (2, ("--shift", "0,5,1"), "“0,5,1” is not two lengths in mm"),
        (2, ("--shift", "nan,0"), "“nan,0” is more than 10 mm"),
        (2, ("--shift", "11,0"), "“11,0” is more than 10 mm; read the calibration sheet again"),
        (2, ("--flip", "long"), "'long' is not one of 'long-edge', 'short-edge'"),
        (2, ("--sides", "two"), "'two' is not one of 'duplex', 'one-sided', 'fold-over'"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(
    refuse: Callable[..., str], code: int, options: tuple[str, ...], said: str
) -> None:
    assert said in refuse(code, *options)
