"""The page in a browser, from the first look to the files: what a user does, and whether everybody can."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pptx import Presentation

from tests.preview.served import CHROMIUM, PICTURE, QUIET, SECONDS, Served, served
from tests.support import EXAMPLE, copy_example

LONG = "Sosialisasi budaya berorientasi pelayanan bagi seluruh aparatur " * 4


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, Served]]:
    """A browser's page on a project, as the printed link opens it; nothing may be said on its console."""
    said: list[str] = []
    with served(copy_example(tmp_path / "project"), "--ui-language", "id") as there:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        page.set_default_timeout(SECONDS * 1000)
        expect.set_options(timeout=SECONDS * 1000)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(there.link)
        page.wait_for_selector(PICTURE)
        yield page, there
        page.close()
    assert [text for text in said if "inline style" not in text] == []  # the driver's own, to hide the caret


def picture(page: Page) -> str:
    """Return the name of the first picture; another picture has another."""
    return page.locator(PICTURE).first.get_attribute("src") or ""


def fill(page: Page, field: str, text: str) -> None:
    page.locator(f'[id="{field}"]').fill(text)
    page.keyboard.press("Tab")


def wait_for_another(page: Page, before: str) -> None:
    expect(page.locator(PICTURE).first).not_to_have_attribute("src", before)


def test_a_kit_is_made_on_the_page(page: tuple[Page, Served], tmp_path: Path) -> None:
    """The agency's name and colour, a logo, a text that is too long, a roster, and all files."""
    browser, there = page
    before = picture(browser)
    fill(browser, "event.agency.id", "Dinas Perizinan Percobaan")
    wait_for_another(browser, before)

    browser.get_by_role("tab", name="Tampilan").click()
    before = picture(browser)
    fill(browser, "brand.color.palette.nila", "#0A3D2E")
    wait_for_another(browser, before)
    assert "#0A3D2E" in (there.project / "_brand.yml").read_text()

    before = picture(browser)
    png = io.BytesIO()
    Image.new("RGB", (600, 600), "#C8102E").save(png, "PNG")
    upload = {"name": "Logo Baru.png", "mimeType": "image/png", "buffer": png.getvalue()}
    browser.locator('[id="brand.logo.images.agency.path-upload"]').set_input_files(upload)  # type: ignore[arg-type]
    wait_for_another(browser, before)
    assert (there.project / "assets" / "logo-baru.png").is_file()

    browser.get_by_role("tab", name="Acara").click()
    fill(browser, "event.title.id", LONG)
    finding = browser.locator("#view .refused a").first
    expect(finding).to_contain_text("pangkas")
    browser.get_by_role("tab", name="Tampilan").click()
    finding.click()
    expect(browser.locator('[id="event.title.id"]')).to_be_focused()
    browser.keyboard.press("ControlOrMeta+A")
    browser.keyboard.type("Sosialisasi layanan")
    browser.keyboard.press("Tab")
    expect(browser.locator("#view .refused")).to_have_count(0)

    browser.get_by_role("tab", name="Kartu untuk semua").click()
    browser.locator("#roster-file").set_input_files(there.project / "pegawai.csv")
    expect(browser.locator(".pictures.first img")).to_have_count(6)
    browser.get_by_role("button", name="Buat semua kartu").click()
    with browser.expect_download() as cards:
        browser.get_by_role("link", name="Ambil kartunya").click()
    with pypdfium2.PdfDocument(cards.value.path()) as document:
        assert len(document) == 40

    with browser.expect_download() as kit:
        browser.get_by_role("link", name="Semua dalam satu berkas ZIP").click()
    with zipfile.ZipFile(kit.value.path()) as archive:
        assert {"poster.pdf", "handout.pdf", "deck.pptx", "en/deck.pdf", "fonts/PlusJakartaSans-Bold.ttf"} <= set(
            archive.namelist()
        )
        archive.extractall(tmp_path / "kit")
    with pypdfium2.PdfDocument(tmp_path / "kit" / "poster.pdf") as poster:
        assert "Dinas Perizinan Percobaan" in poster[0].get_textpage().get_text_bounded()
    assert len(Presentation(str(tmp_path / "kit" / "deck.pptx")).slides) > 10


@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_it(page: tuple[Page, Served], width: int) -> None:
    """No rule of accessibility is broken on any part, nothing reaches over the edge, and the keyboard does it all."""
    browser, _ = page
    browser.set_viewport_size({"width": width, "height": 800})
    for tab in ("Acara", "Tampilan", "Kartu untuk semua"):
        browser.get_by_role("tab", name=tab).click()
        assert Axe().run(browser).violations_count == 0, Axe().run(browser).generate_report()
        assert browser.evaluate("document.documentElement.scrollWidth") == width
    browser.get_by_role("tab", name="Kartu untuk semua").press("ArrowLeft")
    expect(browser.get_by_role("tab", name="Tampilan")).to_be_focused()
    expect(browser.get_by_role("tab", name="Tampilan")).to_have_attribute("aria-selected", "true")


def test_a_change_in_an_editor_comes_to_the_page(page: tuple[Page, Served]) -> None:
    browser, there = page
    before = picture(browser)
    path = there.project / "event.yaml"
    path.write_text(path.read_text().replace("Dinas Pelayanan Contoh", "Dinas dari Penyunting"))
    wait_for_another(browser, before)
    expect(browser.locator('[id="event.agency.id"]')).to_have_value("Dinas dari Penyunting")


def test_speakers_come_and_go(page: tuple[Page, Served]) -> None:
    browser, there = page
    part = browser.locator('[id="field-event.speakers"]')
    part.locator("details summary").click()
    part.locator('[id="event.speakers.new.name"]').fill("Pembicara Ketiga")
    part.locator('[id="event.speakers.new.role.id"]').fill("Ahli")
    part.locator('[id="event.speakers.new.role.en"]').fill("Expert")
    part.get_by_role("button", name="Tambah", exact=True).click()
    expect(browser.locator('[id="event.speakers.2.name"]')).to_have_value("Pembicara Ketiga")
    assert "Pembicara Ketiga" in (there.project / "event.yaml").read_text()
    browser.get_by_role("button", name="Urungkan").click()
    expect(browser.locator('[id="event.speakers.2.name"]')).to_have_count(0)
    assert "Pembicara Ketiga" not in (there.project / "event.yaml").read_text()


def test_a_kit_is_begun_on_the_page(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "acara baru"
    with served(folder, "--new", "--ui-language", "id") as there:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.set_default_timeout(SECONDS * 1000)
        page.goto(there.link)
        assert not folder.exists()
        assert Axe().run(page).violations_count == 0
        page.locator("#agency").fill("Dinas Perizinan")
        page.locator("#date").fill("2027-01-20")
        page.locator("#colour").fill("#0A3D2E")
        page.locator("#logo").set_input_files(EXAMPLE / "assets" / "logo.svg")
        page.get_by_role("button", name="Mulai").click()
        expect(page.locator(PICTURE)).to_have_count(3, timeout=SECONDS * 1000)
        assert 'agency: "Dinas Perizinan"' in (folder / "event.yaml").read_text()
        assert 'logo: "assets/logo.svg"' in (folder / "_brand.yml").read_text()
        page.close()


@pytest.mark.long
def test_a_thousand_edits_cost_no_memory(tmp_path: Path) -> None:
    with served(copy_example(tmp_path / "project")) as there:
        names = ["Dinas Pelayanan Contoh", *(f"Dinas Nomor {number}" for number in range(1100))]
        for was, name in pairwise(names[:101]):
            assert there.change(["agency", "id"], was, name).status_code == 200
            there.client.get("/view?product=pocket-card&language=id")
        before = there.memory()
        for was, name in pairwise(names[100:]):
            assert there.change(["agency", "id"], was, name).status_code == 200
            there.client.get("/view?product=pocket-card&language=id")
        assert there.memory() <= before * 1.1
